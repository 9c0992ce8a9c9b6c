"""Fixed places in pixels, as channels of a chart.

The same as `alt.value`, which Altair would first have to find the right class for: that
takes longer than to draw the layer.
"""

from collections.abc import Callable

import altair as alt

from riskier.charts.picture import Layer

# Altair's classes have no types.
at_x: Callable[[float], Layer] = alt.XValue
at_x2: Callable[[float], Layer] = alt.X2Value
at_y: Callable[[float], Layer] = alt.YValue
