"""Places in pixels, as channels of a chart: fixed ones, and those that rows hold."""

from collections.abc import Callable

import altair as alt

from riskier.charts.picture import Layer

# The same as `alt.value`, which Altair would first have to find the right class for: that takes
# longer than to draw the layer. Altair's classes have no types.
at_x: Callable[[float], Layer] = alt.XValue
at_x2: Callable[[float], Layer] = alt.X2Value
at_y: Callable[[float], Layer] = alt.YValue


def pixels_across(field: str, width: float) -> alt.X:
    """Return an x channel of pixels from the left of a drawing that is `width` wide."""
    return alt.X(field, type="quantitative", scale=_as_they_are(width), axis=None)


def pixels_down(field: str, height: float) -> alt.Y:
    """Return a y channel of pixels from the top of a drawing that is `height` high."""
    return alt.Y(field, type="quantitative", scale=_as_they_are(height), axis=None)


def _as_they_are(most: float) -> alt.Scale:
    return alt.Scale(domain=[0, most], range=[0, most])
