"""Write an if-then plan."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class PlanWidget(ActivityWidget):
    """Write an if-then plan."""

    _esm = module_source("plan")
    _css = style_source("plan")
