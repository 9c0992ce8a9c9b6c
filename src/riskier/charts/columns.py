"""Columns: how many people got how far."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, at_y
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import data_of, sized
from riskier.charts.theme import ACCENT, INK, MUTED, PADDING, SIZES, SOFT
from riskier.charts.words import text_width

_HEIGHT: dict[Width, int] = {"wide": 440, "narrow": 260}


def histogram(rows: Sequence[Row], width: Width, *, below: str) -> alt.LayerChart:
    """Return columns from zero with the number of people on top.

    Args:
        rows: `label` under the column, `value`; one with `strong` is filled darker; `mark`
            holds words over it, or is missing.
        width: The width of the drawing.
        below: What the labels count.

    """
    size = SIZES[width]
    span, height = size.width - 2 * PADDING, _HEIGHT[width]
    foot = height - size.font * 3
    full = max([float(row["value"]) for row in rows] + [1.0])
    base = alt.Chart(data_of([_column(i, row) for i, row in enumerate(rows)]))
    up = alt.Y("value:Q", scale=alt.Scale(domain=[0, full], range=[foot, size.font * 4]), axis=None)
    middle = _across("x", len(rows), span)
    number: dict[str, Any] = {"color": INK, "fontSize": size.font}
    drawn: Any = alt.layer(
        base.mark_rect().encode(
            x=_across("x0", len(rows), span),
            x2=alt.X2("x1"),
            y=up,
            y2=alt.Y2Datum(0),
            fill=alt.Fill("fill:N", scale=None, legend=None),
        ),
        base.mark_text(baseline="bottom", dy=-5, **number).encode(
            x=middle, y=up, text=alt.Text("value:Q")
        ),
        base.mark_text(baseline="line-top", **number).encode(
            x=middle, y=at_y(foot + 6), text=alt.Text("label:N")
        ),
        _words(below, span / 2, height - size.font * 1.3, size.small),
        *_marks(rows, span, size.font),
    )
    return sized(drawn, span, height)


def _column(index: int, row: Row) -> dict[str, Any]:
    fill = ACCENT if row.get("strong") else SOFT
    return {**row, "x0": index + 0.1, "x": index + 0.5, "x1": index + 0.9, "fill": fill}


def _across(field: str, columns: int, span: int) -> alt.X:
    scale = alt.Scale(domain=[0, columns], range=[0, span])
    return alt.X(field, type="quantitative", scale=scale, axis=None)


def _marks(rows: Sequence[Row], span: int, font: int) -> Iterator[Layer]:
    """Yield the words over columns, inside the drawing; below one another where they meet."""
    y, end = 2.0, 0.0
    for index, row in enumerate(rows):
        if not row.get("mark"):
            continue
        words = f"{row['mark']} ↓"
        half = text_width(words, font) / 2
        x = min(max((index + 0.5) * span / len(rows), half), span - half)
        y = 2.0 if x - half >= end else y + font * 1.1
        end = x + half
        yield _words(words, x, y, font, ACCENT if row.get("strong") else MUTED)


def _words(text: str, x: float, y: float, font: int, colour: str = MUTED) -> Layer:
    base = alt.Chart(data_of([{"said": text}]))
    mark = base.mark_text(align="center", baseline="line-top", fontSize=font, color=colour)
    return mark.encode(x=at_x(x), y=at_y(y), text=alt.Text("said:N"))
