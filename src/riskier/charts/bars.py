"""Bars: how many picked each option."""

from collections.abc import Sequence

import altair as alt

from riskier.charts.fixed import at_x, at_x2
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ACCENT, FAINT, INK, MUTED, STEP, TRACK
from riskier.charts.words import text_width

_MANY, _LONG_LABEL, _CLOSE = 9, 540, 42


def bars(
    rows: Sequence[Row], width: Width, *, most: float | None = None, label: int | None = None
) -> alt.LayerChart:
    """Return horizontal bars from zero, each with its number.

    Args:
        rows: `label`, `value`, and what is written behind the bar, `said`. Optional:
            `strong` (false draws an outlined bar, for what is not chosen).
        width: The width of the drawing.
        most: The value of a full bar; the largest value when not given.
        label: Width of the labels when wide, when not the usual one.

    """
    plan = _plan(rows, width, label)
    full = most or max([float(row["value"]) for row in rows] + [1.0])
    solid = plan.base([row for row in plan.rows if row.get("strong", True)])
    pale = [row for row in plan.rows if not row.get("strong", True) and row["value"]]
    hollow = plan.base(pale)
    return plan.chart(
        _track(plan),
        _bar(plan, solid, full).mark_rect(color=ACCENT),
        _bar(plan, hollow, full).mark_rect(color=FAINT, stroke=ACCENT, strokeWidth=1.5),
        _said(plan, full),
    )


def pareto(rows: Sequence[Row], width: Width) -> alt.LayerChart:
    """Return bars by size, coloured and named by step of the loop, with the running share.

    Args:
        rows: `label`, `value`, `said` (the count and the step's name), `step` (its id).
            The row with `half` true is the one where the running share passes half.
        width: The width of the drawing.

    """
    plan = _plan([{**row, "gap": 30 if row.get("half") else 0} for row in rows], width)
    full = max([float(row["value"]) for row in rows] + [1.0])
    steps = list(STEP)
    colour = alt.Color(
        "step:N", scale=alt.Scale(domain=steps, range=list(STEP.values())), legend=None
    )
    half = [row for row in plan.rows if row.get("half")]
    layers = [
        _track(plan),
        _bar(plan, plan.base(), full).mark_rect().encode(color=colour),
        _said(plan, full),
    ]
    return plan.chart(*layers, *(_half_line(plan, half[0]) if half else ()))


def _plan(rows: Sequence[Row], width: Width, label: int | None = None) -> Sheet:
    """Return the rows placed; many of them closer, with labels on one line where possible."""
    many = len(rows) > _MANY
    font = 22 if width == "wide" else 14
    room = max([text_width(str(row["said"]), font) for row in rows] + [0])
    label = label or (_LONG_LABEL if many else None)
    return sheet(rows, width, room=round(room) + 12, label=label, row=_CLOSE if many else None)


def _bar(plan: Sheet, base: Layer, full: float) -> Layer:
    return base.encode(
        x=plan.x("value", (0, full)), x2=alt.X2Datum(0), y=plan.y("y0"), y2=alt.Y2("y1")
    )


def _track(plan: Sheet) -> Layer:
    return (
        plan.base()
        .mark_rect(color=TRACK)
        .encode(x=at_x(plan.left), x2=at_x2(plan.right), y=plan.y("y0"), y2=alt.Y2("y1"))
    )


def _said(plan: Sheet, full: float) -> Layer:
    return (
        plan.base()
        .mark_text(align="left", baseline="middle", dx=8, color=INK, fontSize=plan.size.font)
        .encode(x=plan.x("value", (0, full)), y=plan.y(), text=alt.Text("said:N"))
    )


def _half_line(plan: Sheet, row: Row) -> tuple[Layer, Layer]:
    base = plan.base([{"y": float(row["end"]) + 4, "said": "half of all picks above this line"}])
    rule = base.mark_rule(color=MUTED, strokeDash=[4, 4]).encode(y=plan.y())
    text = base.mark_text(
        align="left", baseline="line-top", dy=3, color=MUTED, fontSize=plan.size.small
    ).encode(x=at_x(plan.left), y=plan.y(), text=alt.Text("said:N"))
    return rule, text
