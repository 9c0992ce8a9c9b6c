"""Put items in order."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class RankWidget(ActivityWidget):
    """Put items in order."""

    _esm = module_source("rank")
    _css = style_source("rank")
