"""The estimates on a five by five grid, and what the grid hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from typing import Any

import numpy as np

from riskier.analysis import STANCES, Beliefs
from riskier.analysis.pooling import pool_linear
from riskier.charts import Picture
from riskier.findings.comparison import rests_on
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import beliefs_of
from riskier.findings.words import number
from riskier.pack import Pack
from riskier.pack.scales import Likelihood

__all__ = ["build", "rests_on"]

_RATINGS = ("low", "medium", "high", "extreme")


@dataclass(frozen=True)
class Mark:
    """One hazard under one stance, where the grid puts it and what it costs a year."""

    letter: str
    title: str
    stance: str
    likelihood: int
    consequence: int
    rating: str
    events: float
    days: float
    expected: float


def build(ctx: Context) -> Finding:
    """Return the hazards on the grid, and the pairs it rates alike or the wrong way round."""
    beliefs = beliefs_of(ctx)
    if not beliefs.hazards or not beliefs.people:
        headline = "No hazard has enough estimates on both sides yet, so the grid is empty."
        return Finding(ctx.about, ctx.round, rests_on(ctx), headline, notes=beliefs.notes)
    marks = _marks(ctx.pack, beliefs)
    headline = _headline(ctx.pack, marks)
    grid, scale = ctx.pack.scales.grid, _likelihood(ctx.pack)
    return Finding(
        ctx.about,
        ctx.round,
        beliefs.people,
        headline,
        columns=(
            "Hazard",
            "Choice",
            "Events a year",
            "Staff days each",
            "Rating",
            "Expected a year",
        ),
        rows=tuple(
            (
                f"{mark.letter}: {mark.title}",
                ctx.pack.stances[mark.stance],
                _rounded(mark.events),
                _rounded(mark.days),
                mark.rating,
                _rounded(mark.expected),
            )
            for mark in sorted(marks, key=lambda mark: -mark.expected)
        ),
        picture=_picture(ctx.pack, beliefs, marks),
        alt=f"{headline} {_spoken(ctx.pack, marks)}",
        notes=(
            f"Grid: {grid.name}. {grid.rule} {grid.caveat}",
            f"Likelihood: {scale.name}. {scale.caveat}",
            f"Consequence: {ctx.pack.scales.consequence.caveat}",
        ),
    )


def _marks(pack: Pack, beliefs: Beliefs) -> list[Mark]:
    events = pool_linear(beliefs.events_per_year, 0.5)
    days = pool_linear(beliefs.staff_days_per_event, 0.5)
    expected = np.nanmean(beliefs.expected_staff_days(), axis=0)
    ratings = {(cell.likelihood, cell.consequence): cell.rating for cell in pack.scales.grid.cells}
    marks = []
    for row, title in enumerate(beliefs.titles):
        for column, stance in enumerate(STANCES):
            often, cost = float(events[row, column]), float(days[row, column])
            place = likelihood_level(_likelihood(pack), often), consequence_level(pack, cost)
            marks.append(
                Mark(
                    _letter(row),
                    title,
                    stance,
                    *place,
                    ratings[place],
                    often,
                    cost,
                    float(expected[row, column]),
                )
            )
    return marks


def likelihood_level(scale: Likelihood, events_per_year: float) -> int:
    """Return the band of a rate; for scales of chances, of at least one event in a year."""
    value = events_per_year
    if scale.measure == "chance in the period":
        value = 1 - exp(-events_per_year)
    return max(band.level for band in scale.bands if value >= (band.lowest or 0))


def consequence_level(pack: Pack, staff_days: float) -> int:
    """Return the level of a cost."""
    levels = pack.scales.consequence.levels
    return max(each.level for each in levels if staff_days >= (each.staff_days.lowest or 0))


def _likelihood(pack: Pack) -> Likelihood:
    """Return the scale in events a year, or the pack's first."""
    scales = pack.scales.likelihood
    return next((each for each in scales if each.measure == "events a year"), scales[0])


def _letter(index: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26]


def _headline(pack: Pack, marks: Sequence[Mark]) -> str:
    wrong = [pair for pair in map(_ordered, combinations(marks, 2)) if _is_wrong(pair)]
    alike = [pair for pair in map(_ordered, combinations(marks, 2)) if _is_alike(pair)]
    if wrong:
        less, more = max(wrong, key=_factor)
        return (
            f"The grid puts {_named(pack, less)} above {_named(pack, more)} ({less.rating} over"
            f" {more.rating}), but the estimates expect {number(less.expected)} staff days"
            f" a year from it and {number(more.expected)} from the other."
        )
    if alike:
        less, more = max(alike, key=_factor)
        return (
            f"The grid calls both {_named(pack, less)} and {_named(pack, more)} {less.rating},"
            f" but the estimates expect {number(less.expected)} staff days a year from one and"
            f" {number(more.expected)} from the other."
        )
    return "Here the grid hides little: what it rates alike differs by less than a factor of two."


def _ordered(pair: tuple[Mark, Mark]) -> tuple[Mark, Mark]:
    first, second = sorted(pair, key=lambda mark: mark.expected)
    return first, second


def _factor(pair: tuple[Mark, Mark]) -> float:
    return pair[1].expected / max(pair[0].expected, 1e-9)


def _is_wrong(pair: tuple[Mark, Mark]) -> bool:
    """Say whether the one with the smaller loss is rated higher."""
    less, more = (_RATINGS.index(mark.rating) for mark in pair)
    return less > more and pair[0].expected < pair[1].expected


def _is_alike(pair: tuple[Mark, Mark]) -> bool:
    return pair[0].rating == pair[1].rating and _factor(pair) >= 2


def _named(pack: Pack, mark: Mark) -> str:
    return f"“{mark.title}” ({pack.stances[mark.stance].lower()})"


def _picture(pack: Pack, beliefs: Beliefs, marks: Sequence[Mark]) -> Picture:
    cells = [
        {
            "x": cell.consequence,
            "y": cell.likelihood,
            "rating": cell.rating,
            "marks": [
                {"letter": mark.letter, "stance": mark.stance}
                for mark in marks
                if (mark.likelihood, mark.consequence) == (cell.likelihood, cell.consequence)
            ],
        }
        for cell in pack.scales.grid.cells
    ]
    options: dict[str, Any] = {
        "likelihood": [band.label for band in _likelihood(pack).bands],
        "consequence": [level.label for level in pack.scales.consequence.levels],
        "names": [f"{_letter(row)}: {title}" for row, title in enumerate(beliefs.titles)],
        "stances": dict(pack.stances),
    }
    return Picture("matrix", tuple(cells), options)


def _spoken(pack: Pack, marks: Sequence[Mark]) -> str:
    said = [f"{_named(pack, mark)} {mark.rating}" for mark in marks]
    return "; ".join(said) + "."


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")
