"""Everyone's range for each quantity, the group's own, and what a second round moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.estimates import Ranges, bests_of, ranges_of, spread
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import number, of_people, people, quoted, sentence

_STRIPS = 4
_LINES = 40  # to a question: more run into one another
_AGREED = 1.5  # best values within this factor of each other


@dataclass(frozen=True)
class Asked:
    """One quantity: its words, everyone's ranges, the group's range."""

    item: Mapping[str, Any]
    label: str
    ranges: Ranges
    pooled: tuple[float, float, float]

    @property
    def unit(self) -> str:
        """What it counts."""
        return str(self.item.get("unit") or "")


def build(ctx: Context) -> Finding:
    """Return one line for each person and quantity, those we differ on most first."""
    answers = ctx.answers
    asked = [_asked(item, answers, ctx) for item in ctx.items]
    shown = [one for one in asked if one.ranges.n and not ctx.too_few(one.ranges.n)]
    by_spread = sorted(shown, key=lambda one: -spread(one.ranges.best))
    both = _pairs(ctx)
    headline, detail = _headline(by_spread), _detail(by_spread)
    if ctx.round > 1 and both and not ctx.too_few(len(both)):
        headline, detail = _change(ctx, both), (headline, *detail)
    return Finding(
        ctx.about,
        ctx.round,
        len(answers),
        headline,
        columns=("Quantity", "Unit", "From", "Middle", "To", "Answers"),
        rows=tuple(_row(one, hidden=one not in shown) for one in asked),
        picture=_picture(ctx, by_spread[:_STRIPS]) if shown else None,
        alt=f"{headline} {_spoken(by_spread[:_STRIPS])}",
        notes=(*detail, *_notes(ctx, by_spread, len(both))),
    )


def short_label(item: Mapping[str, Any]) -> str:
    """Return what a quantity is about, in few words."""
    group = item.get("group")
    return f"{group}. {item['label']}" if group else str(item["label"])


def _asked(item: Mapping[str, Any], answers: Sequence[Answer], ctx: Context) -> Asked:
    ranges = ranges_of(answers, item, float(ctx.view["confidence"]))
    pooled = ranges.pooled() if ranges.n else (0.0, 0.0, 0.0)
    return Asked(item, short_label(item), ranges, pooled)


def _pairs(ctx: Context) -> list[tuple[Answer, Answer]]:
    if ctx.round < 2:
        return []
    return ctx.pairs((ctx.about, ctx.round - 1), (ctx.about, ctx.round))


def _headline(by_spread: Sequence[Asked]) -> str:
    if not by_spread:
        return "Too few people estimated any one quantity to show it."
    most, (low, high) = by_spread[0], _ends(by_spread[0])
    if high <= low * _AGREED:
        furthest = number(max(_factor(one) for one in by_spread))
        return f"Best values are close: nowhere do they differ by more than a factor of {furthest}."
    about = quoted(str(most.item.get("group") or most.label), 45)
    span = f"{number(low)} to {number(high)} {most.unit}"
    return f"Best values differ most on {about}: {span} ({people(most.ranges.n)})."


def _detail(by_spread: Sequence[Asked]) -> tuple[str, ...]:
    """Return what exactly the headline is about, and the group's own range of it."""
    if not by_spread:
        return ()
    most = by_spread[0]
    low, _, high = most.pooled
    return (f"{most.label}: the group's 80% range is {number(low)} to {number(high)} {most.unit}.",)


def _ends(one: Asked) -> tuple[float, float]:
    return float(one.ranges.best.min()), float(one.ranges.best.max())


def _factor(one: Asked) -> float:
    low, high = _ends(one)
    return high / low if low > 0 else 1.0


def _change(ctx: Context, both: Sequence[tuple[Answer, Answer]]) -> str:
    """Return how many changed a number, and on how many quantities we came closer."""
    changed = sum(first["estimates"] != last["estimates"] for first, last in both)
    closer = compared = 0
    for item in ctx.items:
        before, after = (bests_of([pair[side] for pair in both], item["id"]) for side in (0, 1))
        if before.size and after.size:
            compared += 1
            closer += spread(after) < spread(before)
    if not changed:
        return sentence(f"{of_people(0, len(both))} changed a number in round {ctx.round}.")
    return sentence(
        f"{of_people(changed, len(both))} changed a number; best values came closer on"
        f" {closer} of {compared} quantities."
    )


def _row(one: Asked, *, hidden: bool) -> tuple[Cell, ...]:
    if hidden:
        return (one.label, one.unit, None, None, None, "too few to show")
    low, middle, high = (_rounded(value) for value in one.pooled)
    return (one.label, one.unit, low, middle, high, one.ranges.n)


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _picture(ctx: Context, shown: Sequence[Asked]) -> Picture:
    earlier = _earlier(ctx)
    rows: list[dict[str, Any]] = [
        {
            "label": one.label,
            "low": one.pooled[0],
            "middle": one.pooled[1],
            "high": one.pooled[2],
            "people": _lines(ctx, one, earlier),
        }
        for one in shown
    ]
    options: dict[str, str | int] = {}
    if _is_sampled(shown):
        options["at_most"] = _LINES
    if any(line.get("own") for row in rows for line in row["people"]):
        options["own"] = "you"
    if any(line.get("before") is not None for row in rows for line in row["people"]):
        options["first_round"] = "best value in the first round"
    return Picture("intervals", tuple(rows), options)


def _is_sampled(shown: Sequence[Asked]) -> bool:
    return any(one.ranges.n > _LINES for one in shown)


def _earlier(ctx: Context) -> list[Answer | None]:
    """Return what each of those who answered now said in the round before."""
    now, before = (ctx.about, ctx.round), (ctx.about, ctx.round - 1)
    if before not in ctx.views:
        return [None] * len(ctx.answers)
    found = [
        ctx.answers_in([person], before) for person in ctx.people if ctx.answers_in([person], now)
    ]
    return [each[0] if each else None for each in found]


def _lines(ctx: Context, one: Asked, earlier: Sequence[Answer | None]) -> list[dict[str, Any]]:
    ranges = one.ranges
    # In a large room a line each would be a blur: some stand for all.
    kept = np.unique(np.linspace(0, ranges.n - 1, min(ranges.n, _LINES)).round().astype(int))
    lines: list[dict[str, Any]] = [
        {
            "low": float(ranges.low[index]),
            "best": float(ranges.best[index]),
            "high": float(ranges.high[index]),
            "before": _best_before(earlier[int(ranges.person[index])], one.item["id"]),
        }
        for index in kept
    ]
    own = _own_line(ctx, one)
    return sorted([*lines, *own], key=lambda line: float(line["best"]))


def _best_before(answer: Answer | None, name: str) -> float | None:
    best = None if answer is None else answer["estimates"].get(name, {}).get("best")
    return None if best is None else float(best)


def _own_line(ctx: Context, one: Asked) -> list[dict[str, Any]]:
    if ctx.own_answer is None:
        return []
    own = ranges_of([ctx.own_answer], one.item, float(ctx.view["confidence"]))
    if not own.n:
        return []
    ends = {"low": own.low[0], "best": own.best[0], "high": own.high[0]}
    return [{**{end: float(value) for end, value in ends.items()}, "before": None, "own": True}]


def _spoken(shown: Sequence[Asked]) -> str:
    said = [
        f"{one.label}: {number(one.pooled[0])} to {number(one.pooled[2])} {one.unit},"
        f" middle {number(one.pooled[1])}"
        for one in shown
    ]
    return "The group's own ranges, 80% sure: " + "; ".join(said) + "." if said else ""


def _notes(ctx: Context, shown: Sequence[Asked], pairs: int) -> tuple[str, ...]:
    notes = [
        "Every range is stretched or shrunk to what it would be at 80% sure. The group's own"
        " range averages everyone's chances first and is read after; nobody's answer counts"
        " more than another's.",
    ]
    if len(shown) > _STRIPS:
        notes.append(
            f"The picture shows the {_STRIPS} quantities on which views differ most; the table all."
        )
    if _is_sampled(shown[:_STRIPS]):
        notes.append(
            f"The picture draws at most {_LINES} people's lines to a quantity, evenly spaced from"
            " the lowest best value to the highest. The group's own range rests on everyone's."
        )
    if ctx.round > 1 and ctx.too_few(pairs):
        notes.append("Too few answered both rounds to say what moved.")
    return tuple(notes)
