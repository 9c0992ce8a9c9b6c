"""One look for all charts: colours, sizes and the Vega-Lite configuration.

Cards are white in light and dark mode alike. Colours are safe for colour-blind people and
have at least 4.5:1 contrast with white, because numbers are written in them as well.
Nothing is told by colour alone: every colour comes with a label or a shape.
"""

from dataclasses import dataclass
from typing import Any

import altair as alt

from riskier.charts.picture import Width

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
# The light values of widgets/theme.css; a test holds the two together.
INK = "#1b2330"
MUTED = "#454f5e"
PAPER = "#ffffff"
ACCENT = "#00565c"
ENGAGE = "#2a3f94"
STAY_AWAY = "#c57500"
STAY_AWAY_TEXT = "#7a4300"

LINE = "#c5ccd4"
TRACK = "#e7ebef"
SOFT = "#8fc4bd"  # the accent where it is not the message
FAINT = "#d3e9e6"
BAND = "#b5dcd7"
STANCE = {"engage": ENGAGE, "stay_away": STAY_AWAY}

# The steps of the loop, in its order.
STEP = {
    "understanding": "#0b62a4",
    "engagement": "#a3480b",
    "experience": "#04704f",
    "permission": "#8b3a8b",
}


@dataclass(frozen=True)
class Size:
    """Pixels of one drawing width."""

    width: int
    font: int
    small: int
    row: int
    bar: int
    label: int  # room for labels beside the bars; 0 puts them above


PADDING = 6
SIZES: dict[Width, Size] = {
    "wide": Size(width=1100, font=22, small=18, row=48, bar=30, label=440),
    "narrow": Size(width=320, font=14, small=13, row=0, bar=18, label=0),
}


def finish(chart: Any, width: Width, description: str) -> alt.TopLevelMixin:
    """Return the chart with the kit's fonts, background and text alternative.

    ARIA labels of single marks are left out: the chart is shown as one image with a text
    alternative, and its table says the rest.
    """
    size = SIZES[width]
    # Set, not `properties` and `configure`: each of those copies the whole chart.
    chart.description, chart.background, chart.padding = description, PAPER, PADDING
    chart.config = alt.Config(
        aria=False,
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domain=False,
            grid=False,
            ticks=False,
            labelColor=INK,
            labelFontSize=size.font,
            labelLimit=0,
            titleColor=MUTED,
            titleFontSize=size.small,
            titleFontWeight="normal",
        ),
        text=alt.MarkConfig(fontSize=size.font, color=INK),
        concat=alt.CompositionConfig(spacing=18),
    )
    finished: alt.TopLevelMixin = chart
    return finished
