"""Give a range for each quantity."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class EstimateWidget(ActivityWidget):
    """Give a range for each quantity."""

    _esm = module_source("estimate")
    _css = style_source("estimate")
