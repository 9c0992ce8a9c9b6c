"""What moved between the start and the end: the gut vote, and how relevant it looks."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, at_x2
from riskier.charts.key import Entry, key, key_height
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.stacked import diverging
from riskier.charts.theme import ACCENT, INK, MUTED, PAPER, SIZES, TRACK
from riskier.charts.words import text_width

_BACK = "#8b3a8b"


def moved(  # noqa: PLR0913 - each is a choice of its own
    rows: Sequence[Row],
    width: Width,
    *,
    gut: Sequence[Row],
    sides: tuple[str, str],
    words: Mapping[str, str],
    scale: tuple[float, float],
) -> alt.VConcatChart | alt.LayerChart:
    """Return the gut vote before and after, over the mean of each statement.

    Args:
        rows: `label`, and the means `before`, `now` and `back` (thinking back; `None` when
            not asked).
        width: The width of the drawing.
        gut: `label` and `counts` of the gut vote, as for `diverging`.
        sides: What its left and right mean.
        words: What `before`, `now` and `back` are called.
        scale: Lowest and highest point of the statements.

    """
    parts = []
    if gut:
        low, high = sides
        parts.append(diverging(gut, width, low=low, high=high, stances=True))
    if rows:
        parts.append(_arrows(rows, width, words, scale))
    return parts[0] if len(parts) == 1 else alt.vconcat(*parts, spacing=24)


def _arrows(
    rows: Sequence[Row], width: Width, words: Mapping[str, str], scale: tuple[float, float]
) -> alt.LayerChart:
    asked_back = any(row["back"] is not None for row in rows)
    entries = [
        Entry(f"{words['before']} (mean, {scale[0]:g} to {scale[1]:g})", MUTED, "circle"),
        Entry(words["now"], ACCENT, "square"),
    ]
    entries += [Entry(words["back"], _BACK, "triangle-up")] if asked_back else []
    size = SIZES[width]
    side = round(text_width("0.0", size.font)) + 14
    plan = sheet(rows, width, top=key_height(entries, size) + 4, room=side, label=400, row=54)
    plan = Sheet(plan.size, plan.rows, plan.height, plan.top, plan.left + side, plan.right)
    # Below the line, so that no number covers it.
    back = [
        {**row, "y": row["y"] + size.bar * 0.55} for row in plan.rows if row["back"] is not None
    ]
    rail = plan.base().mark_rule(color=TRACK, strokeWidth=size.bar * 0.6, strokeCap="round")
    shaft = plan.base().mark_rule(color=INK, strokeWidth=size.bar / 8)
    x = plan.x("before", scale)
    return plan.chart(
        rail.encode(x=at_x(plan.left), x2=at_x2(plan.right), y=plan.y()),
        shaft.encode(x=x, x2=alt.X2("now"), y=plan.y()),
        *(_signs(plan, back, ("back", "triangle-up", _BACK), scale) if back else ()),
        *_signs(plan, plan.rows, ("before", "circle", MUTED), scale),
        *_signs(plan, plan.rows, ("now", "square", ACCENT), scale),
        *_numbers(plan, scale),
        *key(plan, entries),
    )


def _signs(
    plan: Sheet,
    rows: Sequence[Row],
    sign: tuple[str, str, str],
    scale: tuple[float, float],
) -> tuple[Layer]:
    field, shape, colour = sign
    area = (plan.size.bar * (0.45 if field == "back" else 0.62)) ** 2
    mark = plan.base(rows).mark_point(
        shape=shape, fill=colour, stroke=PAPER, strokeWidth=1, size=area, opacity=1
    )
    return (mark.encode(x=plan.x(field, scale), y=plan.y()),)


def _numbers(plan: Sheet, scale: tuple[float, float]) -> tuple[Layer, ...]:
    """Return the numbers of both ends, outside the arrow."""
    sides: dict[str, list[dict[str, Any]]] = {"left": [], "right": []}
    for row in plan.rows:
        rises = row["now"] >= row["before"]
        for field, is_right in (("before", not rises), ("now", rises)):
            place = {"y": row["y"], "at": row[field], "said": f"{row[field]:.1f}"}
            sides["right" if is_right else "left"].append(place)
    layers = []
    ends: tuple[tuple[str, Any, int], ...] = (("left", "right", -1), ("right", "left", 1))
    for side, align, shift in ends:
        mark = plan.base(sides[side]).mark_text(
            align=align, baseline="middle", dx=shift * plan.size.bar * 0.5, fontSize=plan.size.small
        )
        layers.append(mark.encode(x=plan.x("at", scale), y=plan.y(), text=alt.Text("said:N")))
    return tuple(layers)
