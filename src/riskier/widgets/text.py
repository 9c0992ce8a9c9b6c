"""Write short texts, or vote for those of others."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class TextWidget(ActivityWidget):
    """Write short texts, or vote for those of others."""

    _esm = module_source("text")
    _css = style_source("text")
