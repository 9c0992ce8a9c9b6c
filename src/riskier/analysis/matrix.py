"""Estimates on an organisation's own risk matrix, and what the grid hides.

After Cox (2008), "What's wrong with risk matrices?"; see docs/methods.md ("The matrix").
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskier.analysis.distributions import FloatArray, checked
from riskier.pack.scales import Likelihood, Scales

RATINGS = ("low", "medium", "high", "extreme")
TELLING_RATIO = 2.0

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Matrix:
    """A grid: lower edges of the bands on each axis and the rating of each cell.

    `likelihood_edges` are chances of at least one event in `period_years`, or events a
    year when `period_years` is None; `consequence_edges` staff days for one event. The
    first edge of each is 0. `ratings` is likelihood x consequence, higher is worse, with
    names in `rating_names`.
    """

    likelihood_edges: FloatArray
    consequence_edges: FloatArray
    ratings: IntArray
    period_years: float | None
    rating_names: tuple[str, ...] = RATINGS


@dataclass(frozen=True)
class Placed:
    """Where estimates land. Levels count from 1; `rating` indexes the matrix's names."""

    likelihood: FloatArray
    likelihood_level: IntArray
    consequence_level: IntArray
    rating: IntArray


@dataclass(frozen=True)
class Pair:
    """Two risks that the grid ranks wrongly or ties, by index; `larger` loses more a year.

    `ratio` is how many times the expected loss of `smaller` that is.
    """

    larger: int
    smaller: int
    ratio: float


@dataclass(frozen=True)
class Hidden:
    """What a grid hides: pairs in the wrong order, and ties of unlike risks, worst first.

    `pairs` is the number of pairs with unlike losses, `ranked` of those in the right order.
    """

    reversed: tuple[Pair, ...]
    tied: tuple[Pair, ...]
    pairs: int
    ranked: int


def chance_of_any(events_per_year: ArrayLike, years: float = 1.0) -> FloatArray:
    """Return the chance of at least one event in `years`: 1 - exp(-rate x years)."""
    return np.asarray(-np.expm1(-np.asarray(events_per_year, dtype=float) * years))


def matrix_of(scales: Scales, likelihood: Likelihood, period_years: float = 1.0) -> Matrix:
    """Return the pack's grid with one of its likelihood scales.

    `period_years` is what the register assesses; it matters for scales of chances only.
    """
    ratings = np.zeros((len(likelihood.bands), len(scales.consequence.levels)), dtype=np.int64)
    for cell in scales.grid.cells:
        ratings[cell.likelihood - 1, cell.consequence - 1] = RATINGS.index(cell.rating)
    by_rate = likelihood.measure == "events a year"
    return Matrix(
        np.array([band.lowest for band in likelihood.bands], dtype=float),
        np.array([level.staff_days.lowest for level in scales.consequence.levels], dtype=float),
        ratings,
        None if by_rate else period_years,
    )


def place(matrix: Matrix, events_per_year: ArrayLike, staff_days_per_event: ArrayLike) -> Placed:
    """Return where risks land. A value on an edge belongs to the band above it.

    Raises `ValueError` for negative values.
    """
    rate = np.asarray(events_per_year, dtype=float)
    cost = np.asarray(staff_days_per_event, dtype=float)
    checked(rate >= 0, rate, "events a year must not be negative")
    checked(cost >= 0, cost, "staff days must not be negative")
    years = matrix.period_years
    likelihood = rate if years is None else chance_of_any(rate, years)
    row = np.searchsorted(matrix.likelihood_edges, likelihood, side="right")
    column = np.searchsorted(matrix.consequence_edges, cost, side="right")
    return Placed(likelihood, row, column, matrix.ratings[row - 1, column - 1])


def what_the_grid_hides(
    rating: ArrayLike, staff_days_per_year: ArrayLike, *, telling_ratio: float = TELLING_RATIO
) -> Hidden:
    """Return pairs of risks that ratings put in the wrong order or tie.

    `rating` is higher for worse. A pair counts when one expected loss is at least
    `telling_ratio` times the other, so that small differences are not held against the
    grid. A loss of 0 is infinitely smaller than any other.
    """
    level = np.asarray(rating)
    loss = np.asarray(staff_days_per_year, dtype=float)
    checked(loss >= 0, loss, "losses must not be negative")
    first, second = np.triu_indices(loss.size, 1)
    swap = loss[first] < loss[second]
    larger, smaller = np.where(swap, second, first), np.where(swap, first, second)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = loss[larger] / loss[smaller]
    unlike = (ratio >= telling_ratio) & (loss[larger] > 0)
    step = level[larger] - level[smaller]

    def pairs(where: NDArray[np.bool_]) -> tuple[Pair, ...]:
        chosen = np.flatnonzero(where & unlike)
        chosen = chosen[np.argsort(-ratio[chosen], kind="stable")]
        return tuple(Pair(int(larger[i]), int(smaller[i]), float(ratio[i])) for i in chosen)

    return Hidden(
        pairs(step < 0), pairs(step == 0), int(unlike.sum()), int((unlike & (step > 0)).sum())
    )
