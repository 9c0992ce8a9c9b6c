"""A tornado: how far a difference moves with each number, on both sides of zero."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ACCENT, INK, MUTED, PADDING, PAPER, SIZES, SOFT
from riskier.charts.words import text_width

_ROOM = 0.04


def tornado(
    rows: Sequence[Row], width: Width, *, now: float, left: str, right: str
) -> alt.LayerChart:
    """Return how far the difference moves with each number, over a line where it is zero.

    Args:
        rows: `label`, `low` and `high` of the difference, `strong` (true where the bar
            passes zero) and `said`, lines of words at its right.
        width: The width of the drawing.
        now: The difference as it is.
        left: What is true left of zero.
        right: What is true right of zero.

    """
    size = SIZES[width]
    said = [line for row in rows for line in str(row["said"]).split("\n")]
    room = round(max(text_width(line, size.small) for line in said)) + 18
    top = round(size.small * 1.3 * (2 if size.label else 3) + 8)
    bar = 28 if size.label else 30
    plan = sheet(rows, width, top=top, room=room, label=430, bar=bar, row=58)
    domain = _whole([float(row[end]) for row in rows for end in ("low", "high")] + [now])
    y, y2 = plan.y("y0"), alt.Y2("y1")
    layers: list[Layer] = []
    for strong, colour in ((True, ACCENT), (False, SOFT)):
        own = [row for row in plan.rows if bool(row["strong"]) is strong]
        if own:
            bar = plan.base(own).mark_rect(color=colour)
            layers.append(bar.encode(x=plan.x("low", domain), x2=alt.X2("high"), y=y, y2=y2))
    layers.append(_at_the_right(plan))
    # Light round the line, so that it shows on a dark bar.
    zero = (_down(plan, 0.0, domain, colour, [1, 0]) for colour in (PAPER, INK))
    current = _down(plan, now, domain, MUTED, [5, 4])
    return plan.chart(*layers, *zero, current, *_sides(plan, domain, now, (left, right)))


def _whole(values: Sequence[float]) -> tuple[float, float]:
    """Return a domain that holds every value and zero, with a little room at both ends."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * _ROOM or 1.0
    return low - room, high + room


def _down(
    plan: Sheet, at: float, domain: tuple[float, float], colour: str, dash: list[int]
) -> Layer:
    """Return a line down the drawing; on a phone over each bar, so that labels stay free."""
    ends = [(float(plan.top), float(plan.height))]
    if not plan.size.label:
        ends = [(row["y0"] - 3, row["y1"] + 3) for row in plan.rows]
    rows = [{"at": at, "y0": top, "y1": bottom} for top, bottom in ends]
    thick = 2 if colour != PAPER else 5
    mark = plan.base(rows).mark_rule(color=colour, strokeWidth=thick, strokeDash=dash)
    return mark.encode(x=plan.x("at", domain), y=plan.y("y0"), y2=alt.Y2("y1"))


def _at_the_right(plan: Sheet) -> Layer:
    """Return each row's own words, the middle of their lines beside the middle of its bar."""
    font = plan.size.small
    placed = [
        {"said": row["said"], "at": row["y"] - str(row["said"]).count("\n") * font * 0.6}
        for row in plan.rows
    ]
    mark = plan.base(placed).mark_text(
        align="left", baseline="middle", lineBreak="\n", fontSize=font, dx=10
    )
    return mark.encode(x=at_x(plan.right), y=plan.y("at"), text=alt.Text("said:N"))


def _sides(
    plan: Sheet, domain: tuple[float, float], now: float, sides: tuple[str, str]
) -> tuple[Layer, ...]:
    """Return what each side of zero means, away from the line there, and where the dashes are."""
    size = plan.size
    line = size.small * 1.3
    full = float(size.width - 2 * PADDING)
    left, right = f"← {sides[0]}", f"{sides[1]} →"
    wide = [text_width(words, size.small) for words in (left, right)]
    zero = _pixel(plan, 0.0, domain)
    end = max(zero - 10, wide[0])
    start = min(zero + 10, full - wide[1])
    over = 0.0 if end < start else line
    # Whole on the drawing, also where the dashes are at its edge.
    half = text_width("now", size.small) / 2
    place = min(max(_pixel(plan, now, domain), plan.left + half), plan.right - half)
    return (
        _text(plan, [{"x": end, "y": 0.0, "said": left}], align="right"),
        _text(plan, [{"x": start, "y": over, "said": right}]),
        _text(plan, [{"x": place, "y": over + line, "said": "now"}], align="center"),
    )


def _pixel(plan: Sheet, value: float, domain: tuple[float, float]) -> float:
    share = (value - domain[0]) / (domain[1] - domain[0])
    return float(plan.left + (plan.right - plan.left) * share)


def _text(plan: Sheet, rows: Sequence[Row], align: Any = "left") -> Layer:
    mark: Any = plan.base(rows).mark_text(
        align=align, baseline="line-top", lineBreak="\n", color=MUTED, fontSize=plan.size.small
    )
    return mark.encode(x=plan.across(), y=plan.y(), text=alt.Text("said:N"))
