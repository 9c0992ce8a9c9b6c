"""Rows with labels on a drawing of exact size: beside the bars when wide, above when narrow.

Places are pixels. That keeps long labels whole at 320 px and big at 1100 px, where
Vega-Lite's own axes would cut them or squeeze the bars.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, pixels_across, pixels_down
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.theme import INK, MUTED, PADDING, SIZES, Size
from riskier.charts.words import wrap

_GAP = 14  # between a label and its bar (wide), between rows (narrow)


@dataclass(frozen=True)
class Sheet:
    """Rows with pixel places: `y0`, `y`, `y1` of the bar, `label_y`, `text`."""

    size: Size
    rows: tuple[Mapping[str, Any], ...]
    height: int
    top: int
    left: int
    right: int

    def x(self, field: str, domain: tuple[float, float]) -> alt.X:
        """Return an x channel whose scale spans the room for marks."""
        scale = alt.Scale(domain=list(domain), range=[self.left, self.right])
        return alt.X(field, type="quantitative", scale=scale, axis=None)

    def y(self, field: str = "y") -> alt.Y:
        """Return a y channel in pixels from the top."""
        return pixels_down(field, self.height)

    def across(self, field: str = "x") -> alt.X:
        """Return an x channel in pixels from the left, labels included."""
        return pixels_across(field, self.size.width - 2 * PADDING)

    def chart(self, *layers: Any) -> alt.LayerChart:
        """Return the layers as one drawing of this sheet's size, labels included."""
        drawn: Any = alt.layer(*layers, self.labels(), *self.headings())
        drawn = drawn.resolve_scale(x="independent")
        return sized(drawn, self.size.width - 2 * PADDING, self.height)

    def base(self, rows: Sequence[Row] | None = None) -> alt.Chart:
        """Return a chart of these rows (or others placed on this sheet)."""
        return alt.Chart(data_of(self.rows if rows is None else rows))

    def labels(self) -> Layer:
        """Return the layer with each row's label."""
        above = self.size.label == 0
        mark: dict[str, Any] = {"baseline": "line-top" if above else "middle", "align": "left"}
        return (
            self.base()
            .mark_text(lineBreak="\n", color=INK, fontSize=self.size.font, **mark)
            .encode(
                x=at_x(0),
                y=self.y("label_y"),
                text=alt.Text("text:N"),
            )
        )

    def headings(self) -> tuple[Layer, ...]:
        """Return the layer with the headings above groups of rows, if there are any."""
        rows = [row for row in self.rows if "heading_y" in row]
        if not rows:
            return ()
        mark = self.base(rows).mark_text(
            align="left", baseline="line-top", fontWeight="bold", fontSize=self.size.font
        )
        return (mark.encode(x=at_x(0), y=self.y("heading_y"), text=alt.Text("heading:N")),)

    def notes(self, rows: Sequence[Row]) -> Layer:
        """Return small texts from the left edge: `said`, at `y` pixels from the top."""
        mark = self.base(rows).mark_text(
            align="left",
            baseline="line-top",
            lineBreak="\n",
            color=MUTED,
            fontSize=self.size.small,
        )
        return mark.encode(x=at_x(0), y=self.y(), text=alt.Text("said:N"))


def data_of(rows: Sequence[Row]) -> alt.InlineData:
    """Return rows as data of a chart."""
    # A tuple, because Altair copies lists, with all that is in them, for every layer.
    values: Any = tuple(dict(row) for row in rows)
    return alt.InlineData(values=values)


def sized(chart: alt.LayerChart, width: float, height: float) -> alt.LayerChart:
    """Return a chart with an exact size in pixels."""
    # `properties` is typed as though it could make a chart of facets.
    chart.width, chart.height = width, height
    return chart


def sheet(  # noqa: PLR0913 - each is a choice of its own
    rows: Sequence[Row],
    width: Width,
    *,
    room: int = 0,
    top: int = 0,
    bar: int | None = None,
    label: int | None = None,
    row: int | None = None,
    span: int | None = None,
) -> Sheet:
    """Place rows under each other.

    Args:
        rows: Each with a `label`, drawn in this order; `gap` adds pixels below a row,
            `heading` writes a line in bold above it.
        width: The width of the drawing.
        room: Pixels kept free at the right, for the numbers behind the bars.
        top: Pixels kept free above the first row.
        bar: Height of a bar, when not the usual one.
        label: Width of the labels beside the bars, when wide and not the usual one.
        row: Height of a row, when wide and not the usual one.
        span: Width of the whole sheet, when it is only part of a drawing.

    """
    size = SIZES[width]
    size = replace(size, width=span + 2 * PADDING) if span else size
    inner = size.width - 2 * PADDING
    beside = (label or size.label) if size.label else 0
    thick = bar or size.bar
    placed, bottom = [], top
    for one in rows:
        head = _heading(one, bottom, size)
        bottom = head.pop("bottom", bottom)
        if beside:
            spot = _beside(one, bottom, (beside, thick, row or size.row), size)
        else:
            spot = _above(one, bottom, inner, thick, size)
        bottom = spot["end"] + int(one.get("gap", 0))
        placed.append({**one, **head, **spot})
    left = beside + _GAP if beside else 0
    return Sheet(size, tuple(placed), bottom, top, left, inner - room)


def _heading(one: Row, top: int, size: Size) -> dict[str, Any]:
    if not one.get("heading"):
        return {}
    start = top + (size.font // 2 if top else 0)
    return {"heading_y": start, "bottom": start + round(size.font * 1.6)}


def _beside(one: Row, top: int, box: tuple[int, int, int], size: Size) -> dict[str, Any]:
    width, bar, row = box
    text = wrap(str(one["label"]), width, size.font, lines=4)
    lines = text.count("\n") + 1
    height = max(row, lines * round(size.font * 1.15) + 6)
    middle = top + height / 2
    # A block of lines hangs from its first line: lift it by the lines that follow.
    lift = (lines - 1) * size.font * 1.15 / 2
    return {
        "text": text,
        "label_y": middle - lift,
        "y0": middle - bar / 2,
        "y": middle,
        "y1": middle + bar / 2,
        "end": top + height,
    }


def _above(one: Row, top: int, width: int, bar: int, size: Size) -> dict[str, Any]:
    text = wrap(str(one["label"]), width, size.font, lines=3)
    start = top + (text.count("\n") + 1) * round(size.font * 1.25) + 2
    return {
        "text": text,
        "label_y": top,
        "y0": start,
        "y": start + bar / 2,
        "y1": start + bar,
        "end": start + bar + _GAP,
    }
