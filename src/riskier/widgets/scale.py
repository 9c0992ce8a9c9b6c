"""Rate each item."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class ScaleWidget(ActivityWidget):
    """Rate each item."""

    _esm = module_source("scale")
    _css = style_source("scale")
