"""Pick some of the items."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class ChoiceWidget(ActivityWidget):
    """Pick some of the items."""

    _esm = module_source("choice")
    _css = style_source("choice")
