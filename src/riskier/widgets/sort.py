"""Put each card in a column."""

from riskier.widgets.base import ActivityWidget
from riskier.widgets.source import module_source, style_source


class SortWidget(ActivityWidget):
    """Put each card in a column."""

    _esm = module_source("sort")
    _css = style_source("sort")
