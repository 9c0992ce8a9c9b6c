"""Dots: two measures of the same thing on one line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, at_x2
from riskier.charts.key import Entry, key, key_height
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import INK, LINE, SIZES, TRACK
from riskier.charts.words import text_width

_FIRST, _SECOND = "#1d8a80", INK


def dumbbell(rows: Sequence[Row], width: Width, *, first: str, second: str) -> alt.LayerChart:
    """Return two dots on one line for each row, from none to everybody.

    Args:
        rows: `label`; `first` and `second`, shares from 0 to 1; `first_said` and
            `second_said`, the numbers beside the dots.
        width: The width of the drawing.
        first: What the round dot means.
        second: What the square means.

    """
    entries = [Entry(first, _FIRST, "circle"), Entry(second, _SECOND, "square")]
    side = round(text_width("000", SIZES[width].font)) + 12
    plan = sheet(rows, width, top=key_height(entries, SIZES[width]) + 4, room=side, label=360)
    plan = replace(plan, left=plan.left + side)
    base = plan.base()
    rail = base.mark_rule(color=TRACK, strokeWidth=plan.size.bar * 0.6, strokeCap="round")
    line = base.mark_rule(color=LINE, strokeWidth=plan.size.bar / 4)
    return plan.chart(
        rail.encode(x=at_x(plan.left), x2=at_x2(plan.right), y=plan.y()),
        line.encode(x=plan.x("first", (0, 1)), x2=alt.X2("second"), y=plan.y()),
        *_ends(plan),
        *key(plan, entries),
    )


def _ends(plan: Sheet) -> tuple[Layer, ...]:
    """Return both signs of each row with their numbers, the larger one's at its right."""
    layers = []
    # The circle is so much larger that it shows around a square at the same place.
    for side, other, shape, fill, share in (
        ("first", "second", "circle", _FIRST, 0.86),
        ("second", "first", "square", _SECOND, 0.56),
    ):
        area = (plan.size.bar * share) ** 2
        sign = plan.base().mark_point(shape=shape, size=area, fill=fill, stroke=fill, opacity=1)
        layers.append(sign.encode(x=plan.x(side, (0, 1)), y=plan.y()))
        for align, shift, rows in _by_place(plan.rows, side, other, plan.size.bar * 0.55):
            text = plan.base(rows).mark_text(
                align=align, baseline="middle", dx=shift, color=INK, fontSize=plan.size.font
            )
            said = text.encode(x=plan.x(side, (0, 1)), y=plan.y(), text=f"{side}_said:N")
            layers += [said] if rows else []
    return tuple(layers)


def _by_place(
    rows: Sequence[Row], side: str, other: str, gap: float
) -> tuple[tuple[Any, float, list[Row]], ...]:
    """Split rows by where the number goes; of two equal ones the first is left."""

    def larger(row: Row) -> bool:
        return (float(row[side]), side) > (float(row[other]), other)

    right = [row for row in rows if larger(row)]
    left = [row for row in rows if not larger(row)]
    return ("left", gap, right), ("right", -gap, left)
