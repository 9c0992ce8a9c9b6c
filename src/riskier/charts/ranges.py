"""Ranges: one line per person, the group's own range behind them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, at_x2
from riskier.charts.key import Entry, key, key_height
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ACCENT, BAND, INK, MUTED, PAPER, SIZES, STAY_AWAY, TRACK

_STRIP: dict[Width, int] = {"wide": 104, "narrow": 84}
_NICE = (1, 2, 5)
_LEAST = 1e-5  # of the largest: what is smaller stands at the left end


def intervals(
    rows: Sequence[Row], width: Width, *, first_round: str = "", own: str = "", at_most: int = 0
) -> alt.LayerChart:
    """Return a strip for each question, on its own logarithmic axis.

    Args:
        rows: `label`; `low`, `middle` and `high` of the group; `people`, each with `low`,
            `best` and `high`, in drawing order, and `before` (the best value of the first
            round) or `own` (true for the reader) where there is one.
        width: The width of the drawing.
        first_round: Words for the hollow dots, when there are any.
        own: Words for the reader's own line, when there is one.
        at_most: How many people a question has lines of, when some stand for all.

    """
    drawn = f", best value (up to {at_most} drawn)" if at_most else " and best value"
    entries = [
        Entry(f"one person: range{drawn}", INK, "stroke"),
        Entry("the group: 80% range, middle", BAND),
    ]
    entries += [Entry(own, STAY_AWAY, "diamond")] if own else []
    entries += [Entry(first_round, MUTED, "circle", hollow=True)] if first_round else []
    size, strip = SIZES[width], _STRIP[width]
    room = round(size.small * 1.5)
    plan = sheet(
        [{**row, "gap": room if width == "narrow" else 0} for row in rows],
        width,
        top=key_height(entries, size),
        bar=strip,
        row=strip + room + 10,
        label=400,
    )
    axes = [_axis(row) for row in plan.rows]
    lines = [line for row, axis in zip(plan.rows, axes, strict=True) for line in _lines(row, axis)]
    return plan.chart(
        *_bands(plan, axes),
        *_people(plan, lines),
        *_ticks(plan, axes),
        *key(plan, entries),
    )


@dataclass(frozen=True)
class _Axis:
    """A logarithmic axis. Values at or below zero stand at its left end."""

    low: float
    high: float

    def place(self, value: float) -> float:
        if value <= self.low:
            return 0.0
        return min(1.0, math.log(value / self.low) / math.log(self.high / self.low))

    def ticks(self) -> list[float]:
        """Return round values, far enough apart for their labels."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        round_ones = [nice * 10.0**power for power in powers for nice in _NICE]
        kept: list[float] = []
        for value in round_ones:
            inside = 0.03 <= self.place(value) <= 0.97 and self.low < value < self.high
            if inside and (not kept or self.place(value) - self.place(kept[-1]) > 0.16):
                kept.append(value)
        return kept


def _axis(row: Row) -> _Axis:
    """Return an axis that holds everyone, never narrower than a factor of four."""
    values = [float(row[end]) for end in ("low", "high")]
    values += [float(person[end]) for person in row["people"] for end in ("low", "best", "high")]
    values += [float(p["before"]) for p in row["people"] if p.get("before") is not None]
    positive = [value for value in values if value > 0] or [1.0]
    low, high = min(positive), max(positive)
    low = max(low, high * _LEAST)
    spare = max(1.12, math.sqrt(max(1.0, 4 * low / high)))
    return _Axis(low / spare, high * spare)


def _lines(row: Row, axis: _Axis) -> Iterable[dict[str, Any]]:
    people = row["people"]
    for index, person in enumerate(people):
        yield {
            **person,
            "y": row["y0"] + (index + 0.5) / len(people) * (row["y1"] - row["y0"]),
            "low_at": axis.place(float(person["low"])),
            "best_at": axis.place(float(person["best"])),
            "high_at": axis.place(float(person["high"])),
            "before_at": None if person.get("before") is None else axis.place(person["before"]),
            "thick": max(0.8, min(3.5, (row["y1"] - row["y0"]) / len(people) * 0.5)),
        }


def _bands(plan: Sheet, axes: Sequence[_Axis]) -> tuple[Layer, ...]:
    rows = [
        {**{end: axis.place(float(row[end])) for end in ("low", "middle", "high")}, **_span(row)}
        for row, axis in zip(plan.rows, axes, strict=True)
    ]
    base = plan.base(rows).encode(y=plan.y("y0"), y2=alt.Y2("y1"))
    return (
        base.mark_rect(color=TRACK).encode(x=at_x(plan.left), x2=at_x2(plan.right)),
        base.mark_rect(color=BAND).encode(x=plan.x("low", (0, 1)), x2=alt.X2("high")),
        base.mark_rule(color=ACCENT, strokeWidth=3).encode(x=plan.x("middle", (0, 1))),
    )


def _span(row: Row) -> dict[str, float]:
    return {"y0": float(row["y0"]) - 3, "y1": float(row["y1"]) + 3}


def _people(plan: Sheet, lines: Sequence[Row]) -> tuple[Layer, ...]:
    own = [line for line in lines if line.get("own")]
    moved = [line for line in lines if line["before_at"] is not None]
    layers = _person(plan, [line for line in lines if not line.get("own")], INK, "circle")
    if moved:
        mark = plan.base(moved).mark_point(fill=PAPER, stroke=MUTED, size=30, opacity=1)
        layers += (mark.encode(x=plan.x("before_at", (0, 1)), y=plan.y()),)
    return layers + _person(plan, own, STAY_AWAY, "diamond")


def _person(plan: Sheet, lines: Sequence[Row], colour: str, shape: str) -> tuple[Layer, ...]:
    if not lines:
        return ()
    base = plan.base(lines).encode(y=plan.y())
    thick = alt.StrokeWidth("thick:Q", scale=None, legend=None)
    thin = min(float(line["thick"]) for line in lines)
    area = max(16.0, (thin * 3.2) ** 2) * (1 if shape == "circle" else 4)
    rule = base.mark_rule(color=colour, opacity=0.7)
    dot = base.mark_point(fill=colour, stroke=PAPER, strokeWidth=0.6, size=area, shape=shape)
    return (
        rule.encode(x=plan.x("low_at", (0, 1)), x2=alt.X2("high_at"), strokeWidth=thick),
        dot.encode(x=plan.x("best_at", (0, 1)), opacity=alt.OpacityValue(1)),
    )


def _ticks(plan: Sheet, axes: Sequence[_Axis]) -> tuple[Layer, ...]:
    rows = [
        {"at": axis.place(value), "y": float(row["y1"]) + 5, "said": f"{value:,g}"}
        for row, axis in zip(plan.rows, axes, strict=True)
        for value in axis.ticks()
    ]
    if not rows:
        return ()
    mark = plan.base(rows).mark_text(baseline="line-top", color=MUTED, fontSize=plan.size.small)
    return (mark.encode(x=plan.x("at", (0, 1)), y=plan.y(), text=alt.Text("said:N")),)
