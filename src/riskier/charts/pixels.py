"""Free drawing: marks and words at pixel places, for charts that are no list of rows."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from riskier.charts.fixed import pixels_across, pixels_down
from riskier.charts.picture import Layer, Row
from riskier.charts.sheet import data_of, sized
from riskier.charts.theme import INK


@dataclass(frozen=True)
class Board:
    """A drawing of an exact size whose places are pixels from the top left."""

    width: float
    height: float

    def base(self, rows: Sequence[Row]) -> alt.Chart:
        """Return a chart of rows with `x` and `y`."""
        x, y = pixels_across("x", self.width), pixels_down("y", self.height)
        return alt.Chart(data_of(rows)).encode(x=x, y=y)

    def boxes(self, rows: Sequence[Row], **mark: Any) -> Layer:
        """Return boxes from `x`, `y` to `x1`, `y1`, filled with `fill`."""
        fill = alt.Fill("fill:N", scale=None, legend=None)
        return self.base(rows).mark_rect(**mark).encode(x2=alt.X2("x1"), y2=alt.Y2("y1"), fill=fill)

    def words(self, rows: Sequence[Row], font: float, colour: str = INK, **mark: Any) -> Layer:
        """Return the texts of `said`."""
        look: dict[str, Any] = {"align": "left", "baseline": "line-top", "lineBreak": "\n", **mark}
        drawn = self.base(rows).mark_text(fontSize=font, color=colour, **look)
        return drawn.encode(text=alt.Text("said:N"))

    def signs(self, rows: Sequence[Row], shape: str, colour: str, area: float) -> Layer:
        """Return filled signs of one shape."""
        return self.base(rows).mark_point(
            shape=shape, fill=colour, stroke=colour, opacity=1, size=area
        )

    def any_signs(self, rows: Sequence[Row]) -> Layer:
        """Return filled signs, each with its own `shape`, `fill` and `area`: one layer for all."""
        looks = {
            "shape": alt.Shape("shape:N", scale=None, legend=None),
            "fill": alt.Fill("fill:N", scale=None, legend=None),
            "size": alt.Size("area:Q", scale=None, legend=None),
        }
        return self.base(rows).mark_point(opacity=1, strokeWidth=0).encode(**looks)

    def arrows(self, rows: Sequence[Row], colour: str, thick: float) -> tuple[Layer, ...]:
        """Return arrows from `x`, `y` to `x1`, `y1`."""
        heads = [
            {
                "x": row["x1"],
                "y": row["y1"],
                "angle": math.degrees(math.atan2(row["y1"] - row["y"], row["x1"] - row["x"])) + 90,
            }
            for row in rows
        ]
        head = self.signs(heads, "triangle", colour, (thick * 4.5) ** 2)
        return (
            self.lines(rows, colour, thick),
            head.encode(angle=alt.Angle("angle:Q", scale=None, legend=None)),
        )

    def lines(self, rows: Sequence[Row], colour: str, thick: float) -> Layer:
        """Return lines from `x`, `y` to `x1`, `y1`."""
        mark = self.base(rows).mark_rule(color=colour, strokeWidth=thick)
        return mark.encode(x2=alt.X2("x1"), y2=alt.Y2("y1"))

    def chart(self, *layers: Any) -> alt.LayerChart:
        """Return the layers as one drawing of this size."""
        drawn: Any = alt.layer(*[layer for layer in layers if layer is not None])
        return sized(drawn, self.width, self.height)
