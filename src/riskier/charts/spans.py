"""Spans: bars that do not start at zero, beside a line for zero or a mark in the middle."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ACCENT, INK, MUTED, PAPER, SIZES, SOFT, STANCE
from riskier.charts.words import text_width, wrap

_ROOM = 0.04


def tornado(
    rows: Sequence[Row], width: Width, *, now: float, left: str, right: str
) -> alt.LayerChart:
    """Return how far the difference moves with each number, over a line where it is zero.

    Args:
        rows: `label`, `low` and `high` of the difference, `strong` (true where the bar
            passes zero) and `said`, words at its right.
        width: The width of the drawing.
        now: The difference as it is.
        left: What is true left of zero.
        right: What is true right of zero.

    """
    size = SIZES[width]
    room = round(max(text_width(str(row["said"]), size.small) for row in rows)) + 18
    line = size.small * 1.3
    top = round(line * (2 if size.label else 3) + 8)
    plan = sheet(rows, width, top=top, room=room, label=430, bar=28, row=58)
    domain = _whole([float(row[end]) for row in rows for end in ("low", "high")] + [now])
    y, y2 = plan.y("y0"), alt.Y2("y1")
    layers: list[Layer] = []
    for strong, colour in ((True, ACCENT), (False, SOFT)):
        own = [row for row in plan.rows if bool(row["strong"]) is strong]
        if own:
            bar = plan.base(own).mark_rect(color=colour)
            layers.append(bar.encode(x=plan.x("low", domain), x2=alt.X2("high"), y=y, y2=y2))
    said = plan.base().mark_text(align="left", baseline="middle", fontSize=size.small, dx=10)
    layers.append(said.encode(x=at_x(plan.right), y=plan.y(), text=alt.Text("said:N")))
    # Light round the line, so that it shows on a dark bar.
    zero = (_down(plan, 0.0, domain, colour, [1, 0]) for colour in (PAPER, INK))
    current = _down(plan, now, domain, MUTED, [5, 4])
    return plan.chart(*layers, *zero, current, *_sides(plan, domain, now, (left, right)))


def spans(rows: Sequence[Row], width: Width, *, note: str) -> alt.LayerChart:
    """Return ranges from zero's scale, with a mark in the middle of each.

    Args:
        rows: `label`, `stance`, `low`, `middle`, `high` and `said`, words at the right.
        width: The width of the drawing.
        note: What the ranges are.

    """
    size = SIZES[width]
    room = round(max(text_width(str(row["said"]), size.small) for row in rows)) + 14
    words = wrap(note, plan_width(width), size.small, lines=2)
    top = round((words.count("\n") + 1) * size.small * 1.3) + 8
    plan = sheet(rows, width, top=top, room=room, label=260)
    domain = (0.0, max([float(row["high"]) for row in rows] + [0.001]))
    layers: list[Layer] = []
    for stance, colour in STANCE.items():
        own = [row for row in plan.rows if row["stance"] == stance]
        place = {"x": plan.x("low", domain), "y": plan.y("y0"), "y2": alt.Y2("y1")}
        bar = plan.base(own).mark_rect(color=colour)
        layers.append(bar.encode(x2=alt.X2("high"), **place))
        middle = plan.base(own).mark_rule(color=PAPER, strokeWidth=4)
        layers.append(middle.encode(**{**place, "x": plan.x("middle", domain)}))
    said = plan.base().mark_text(align="left", baseline="middle", fontSize=size.small, dx=10)
    layers.append(said.encode(x=at_x(plan.right), y=plan.y(), text=alt.Text("said:N")))
    return plan.chart(*layers, _text(plan, [{"x": 0.0, "y": 0.0, "said": words}]))


def plan_width(width: Width) -> float:
    """Return the pixels across that words may take."""
    return float(SIZES[width].width - 24)


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
    thick = 2 if colour != PAPER else 8
    mark = plan.base(rows).mark_rule(color=colour, strokeWidth=thick, strokeDash=dash)
    return mark.encode(x=plan.x("at", domain), y=plan.y("y0"), y2=alt.Y2("y1"))


def _sides(
    plan: Sheet, domain: tuple[float, float], now: float, sides: tuple[str, str]
) -> tuple[Layer, ...]:
    """Return what each side of zero means, at the two ends, and where the dashes are."""
    size = plan.size
    line = size.small * 1.3
    left, right = f"← {sides[0]}", f"{sides[1]} →"
    wide = text_width(left + right, size.small) < plan.right - plan.left - 20
    over = 0.0 if wide else line
    ends = [
        _text(plan, [{"x": float(plan.left), "y": 0.0, "said": left}]),
        _text(plan, [{"x": float(plan.right), "y": over, "said": right}], align="right"),
    ]
    # Whole on the drawing, also where the dashes are at its edge.
    half = text_width("now", size.small) / 2
    place = min(max(_pixel(plan, now, domain), plan.left + half), plan.right - half)
    middle = {"x": place, "y": over + line, "said": "now"}
    return (*ends, _text(plan, [middle], align="center"))


def _pixel(plan: Sheet, value: float, domain: tuple[float, float]) -> float:
    share = (value - domain[0]) / (domain[1] - domain[0])
    return float(plan.left + (plan.right - plan.left) * share)


def _text(plan: Sheet, rows: Sequence[Row], align: Any = "left") -> Layer:
    full = plan.size.width
    mark: Any = plan.base(rows).mark_text(
        align=align, baseline="line-top", lineBreak="\n", color=MUTED, fontSize=plan.size.small
    )
    scale = alt.Scale(domain=[0, full], range=[0, full])
    return mark.encode(
        x=alt.X("x:Q", scale=scale, axis=None), y=plan.y("y"), text=alt.Text("said:N")
    )
