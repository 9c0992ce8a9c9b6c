"""The estimates on a five by five grid, and what the grid hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskier.analysis import STANCES, Beliefs
from riskier.analysis.elicitation import pool_linear
from riskier.analysis.matrix import RATINGS, matrix_of, place, what_the_grid_hides
from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import on_beliefs, rests_on
from riskier.findings.words import number, quoted, two_digits
from riskier.pack import Pack
from riskier.pack.scales import Likelihood

__all__ = ["build", "rests_on"]


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
    return on_beliefs(ctx, _shown, "the grid is empty")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    marks = _marks(ctx.pack, beliefs)
    headline, detail = _verdict(ctx.pack, marks)
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
                two_digits(mark.events),
                two_digits(mark.days),
                mark.rating,
                two_digits(mark.expected),
            )
            for mark in sorted(marks, key=lambda mark: -mark.expected)
        ),
        picture=_picture(ctx.pack, beliefs, marks),
        alt=f"{headline} {detail} {_spoken(ctx.pack, marks)}",
        notes=(
            *filter(None, (detail,)),
            f"Grid: {grid.name}. {grid.rule} {grid.caveat}",
            f"Likelihood: {scale.name}. {scale.caveat}",
            f"Consequence: {ctx.pack.scales.consequence.caveat}",
        ),
    )


def _marks(pack: Pack, beliefs: Beliefs) -> list[Mark]:
    grid = matrix_of(pack.scales, _likelihood(pack))
    events = pool_linear(beliefs.events_per_year, 0.5)
    days = pool_linear(beliefs.staff_days_per_event, 0.5)
    expected = np.nanmean(beliefs.expected_staff_days(), axis=0)
    placed = place(grid, events, days)
    return [
        Mark(
            _letter(row),
            beliefs.titles[row],
            stance,
            int(placed.likelihood_level[row, column]),
            int(placed.consequence_level[row, column]),
            grid.rating_names[placed.rating[row, column]],
            float(events[row, column]),
            float(days[row, column]),
            float(expected[row, column]),
        )
        for row in range(len(beliefs.hazards))
        for column, stance in enumerate(STANCES)
    ]


def _likelihood(pack: Pack) -> Likelihood:
    """Return the scale in events a year, or the pack's first."""
    scales = pack.scales.likelihood
    return next((each for each in scales if each.measure == "events a year"), scales[0])


def _letter(index: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index % 26]


def _verdict(pack: Pack, marks: Sequence[Mark]) -> tuple[str, str]:
    """Return the pair that the grid misjudges most, in a short and in a full sentence."""
    hidden = what_the_grid_hides(
        [RATINGS.index(mark.rating) for mark in marks], [mark.expected for mark in marks]
    )
    pairs = hidden.reversed or hidden.tied
    if not pairs:
        return "Here the grid hides little: what it rates alike costs about the same.", ""
    more, less = marks[pairs[0].larger], marks[pairs[0].smaller]
    first, second = quoted(less.title, 32), quoted(more.title, 32)
    days = f"{number(less.expected)} and {number(more.expected)} staff days a year"
    detail = f"Expected are {days}: {_named(pack, less)} and {_named(pack, more)}."
    if more.title == less.title:
        sides = [pack.stances[mark.stance].lower() for mark in (less, more)]
        return _same_hazard(less, more, sides, days), detail
    if hidden.reversed:
        return f"The grid puts {first} above {second}, at {days}.", detail
    return f"The grid calls {first} and {second} both {less.rating}, at {days}.", detail


def _same_hazard(less: Mark, more: Mark, sides: Sequence[str], days: str) -> str:
    title = quoted(less.title, 45)
    if less.rating == more.rating:
        return f"The grid calls {title} {less.rating} for both choices, at {days}."
    return f"The grid rates {title} higher for {sides[0]} than for {sides[1]}, at {days}."


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
