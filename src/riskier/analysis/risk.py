"""Simulate years under both stances on common random numbers, and weigh the two.

A simulated year belongs to one person: all hazards of that year follow that person's
beliefs, so that somebody who thinks everything is frequent makes whole years bad, and the
spread of totals keeps the group's disagreement (the linear pool of whole views). Every
person gets the same number of years. Method and reasons: docs/methods.md ("Risk").

What weighs two options takes losses of the same simulated years, element i of each from the
same year; the unit of the results is that of the losses. Sources: docs/methods.md ("Decision").
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.distributions import FloatArray, checked
from riskier.analysis.draws import Averaged, Mixture, Source
from riskier.analysis.roots import root_between
from riskier.analysis.strikes import HazardYears, RateNormals

CHUNK_YEARS = 32_768
# A table of one person's counts costs as much as drawing a rate for some thousand years.
YEARS_WORTH_A_TABLE = 2_500
_KEPT_BY_THE_ALLOCATOR = 1 << 18  # numbers: 2 MB, more than the arrays of a chunk

Pooling = Literal["linear", "quantile"]


@dataclass(frozen=True)
class Years:
    """A chunk of simulated years.

    `staff_days` is stances x years: the loss of each year. `hazard_totals` is hazards x
    stances: losses summed over the years of the chunk.
    """

    staff_days: FloatArray
    hazard_totals: FloatArray


def simulate(
    beliefs: Beliefs,
    rng: np.random.Generator,
    years: int,
    *,
    pooling: Pooling = "linear",
    correlation: float = 0.0,
) -> Iterator[Years]:
    """Return simulated years in chunks, so that memory does not grow with their number.

    For each year, hazard and stance: a rate from the person's lognormal, a Poisson count
    of events (cut off at the hazard's cap), a lognormal cost for each event. A common
    cause strikes both stances with the same events, each equally grave in its own scale.
    `pooling` "quantile" replaces the people by one average view. `correlation` (0 to
    0.95) makes rates rise and fall together through one "bad year" factor shared by all
    hazards and both stances. The same generator state gives the same years.

    Raises `ValueError` for years below 1, an unknown pooling, a correlation out of range,
    or beliefs without hazards.
    """
    if years < 1:
        raise ValueError(f"years must be at least 1; got {years}.")
    if pooling not in ("linear", "quantile"):
        raise ValueError(f"pooling must be 'linear' or 'quantile'; got {pooling!r}.")
    if not 0 <= correlation <= 0.95:
        raise ValueError(f"correlation must be from 0 to 0.95; got {correlation:g}.")
    if not beliefs.can_be_compared:
        raise ValueError("nothing to simulate: no hazard was estimated for both stances.")
    return _chunks(beliefs, rng, years, pooling, correlation)


def _chunks(
    beliefs: Beliefs, rng: np.random.Generator, years: int, pooling: Pooling, correlation: float
) -> Iterator[Years]:
    # glibc returns freed memory to the system beyond a size that grows with the largest block
    # freed. Without this, every hazard's arrays would be fetched, and cleared, anew.
    np.empty(_KEPT_BY_THE_ALLOCATOR)
    source = source_of(beliefs, pooling)
    factor_stream, *rest = rng.spawn(1 + len(beliefs.hazards))
    hazards = [HazardYears(beliefs, hazard, stream) for hazard, stream in enumerate(rest)]
    most_rows = max(1, CHUNK_YEARS // source.columns)
    rates_are_drawn = bool(correlation) or years < YEARS_WORTH_A_TABLE * source.columns
    for start in range(0, years, most_rows * source.columns):
        count = min(years - start, most_rows * source.columns)
        rows = -(-count // source.columns)
        size = rows * source.columns
        normals = RateNormals(factor_stream, size, correlation) if rates_are_drawn else None
        losses = np.zeros((2, size))
        totals = np.empty((len(hazards), 2))
        for row, hazard in enumerate(hazards):
            one = _losses(hazard, source, rows, normals)
            totals[row] = one[:, :count].sum(axis=1)
            losses += one
        yield Years(losses[:, :count], totals)


def _losses(
    hazard: HazardYears, source: Source, rows: int, normals: RateNormals | None
) -> FloatArray:
    """Return one hazard's losses in staff days: stances x years of the chunk."""
    draws = hazard.draws(source, rows)
    losses = np.zeros((2, rows * source.columns))
    rates = None if normals is None else hazard.rates(draws, normals)
    for hit in hazard.strikes(draws, rates):
        losses[hit.stance] += np.bincount(hit.years, hit.staff_days, losses.shape[1])
    return losses


def source_of(beliefs: Beliefs, pooling: Pooling) -> Source:
    """Return where simulated years take their beliefs from."""
    return Mixture(beliefs) if pooling == "linear" else Averaged(beliefs)


@dataclass(frozen=True)
class Odds:
    """Shares of years in which the first, the second or neither option is worse."""

    first_worse: float
    second_worse: float
    tie: float


def p_worse(first: ArrayLike, second: ArrayLike) -> Odds:
    """Return how often each option loses more. Years with the same loss are ties.

    Ties are common when events are rare (both lose nothing), so they are stated, never
    shared out. The three shares add up to 1.
    """
    a, b = _paired(first, second)
    first_worse, second_worse = float(np.mean(a > b)), float(np.mean(b > a))
    return Odds(first_worse, second_worse, float(np.mean(a == b)))


def expected_gap(first: ArrayLike, second: ArrayLike) -> float:
    """Return the mean of first - second: above 0, the first option costs more."""
    a, b = _paired(first, second)
    return float(np.mean(a - b))


def expected_regret(first: ArrayLike, second: ArrayLike) -> tuple[float, float]:
    """Return for each option the mean excess over the better one of the same year."""
    a, b = _paired(first, second)
    least = np.minimum(a, b)
    return float(np.mean(a - least)), float(np.mean(b - least))


def evpi(first: ArrayLike, second: ArrayLike) -> float:
    """Return the expected value of perfect information about the year to come.

    min(E[first], E[second]) - E[min(first, second)]: the most it is worth paying to know
    before choosing. It equals the expected regret of the better option.
    """
    a, b = _paired(first, second)
    return float(min(np.mean(a), np.mean(b)) - np.mean(np.minimum(a, b)))


def exceedance_curve(losses: ArrayLike, thresholds: ArrayLike) -> FloatArray:
    """Return for each threshold the share of years that lose more than it."""
    ordered = np.sort(np.asarray(losses, dtype=float), axis=None)
    if not ordered.size:
        raise ValueError("losses must hold at least one year; got none.")
    checked(~np.isnan(ordered), ordered, "losses must be numbers")
    above = ordered.size - np.searchsorted(ordered, np.asarray(thresholds), side="right")
    return np.asarray(above / ordered.size)


def _paired(first: ArrayLike, second: ArrayLike) -> tuple[FloatArray, FloatArray]:
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if a.shape != b.shape or not a.size:
        raise ValueError(
            f"losses must be of the same years, at least one; got shapes {a.shape} and {b.shape}."
        )
    checked(~np.isnan(a + b), a + b, "losses must be numbers")
    return a, b


@dataclass(frozen=True)
class Tornado:
    """Swings of a difference, in the order of the inputs given.

    `at_low` and `at_high` are the difference with one input at its low or high value and
    the others at base. `flips` marks inputs over whose swing the sign changes.
    """

    base: float
    at_low: FloatArray
    at_high: FloatArray
    flips: NDArray[np.bool_]

    @property
    def order(self) -> NDArray[np.intp]:
        """Return the inputs by width of swing, the widest first."""
        return np.argsort(-np.abs(self.at_high - self.at_low), kind="stable")


Difference = Callable[[FloatArray], float]


def tornado(
    difference: Difference, low: Sequence[float], base: Sequence[float], high: Sequence[float]
) -> Tornado:
    """Return the swing of `difference` over each input from low to high, others at base.

    `difference` takes the array of inputs. Zero counts as a sign of its own.
    """
    middle = np.asarray(base, dtype=float)
    if not len(low) == len(middle) == len(high):
        raise ValueError(
            "low, base and high must hold one value for each input; got"
            f" {len(low)}, {len(middle)} and {len(high)}."
        )

    def at(values: Sequence[float]) -> FloatArray:
        moved = np.tile(middle, (middle.size, 1))
        np.fill_diagonal(moved, values)
        return np.array([difference(row) for row in moved])

    at_low, at_high = at(low), at(high)
    centre = difference(middle)
    signs = np.sign([at_low, np.full(middle.size, centre), at_high])
    return Tornado(centre, at_low, at_high, np.ptp(signs, axis=0) > 0)


def flip_point(
    difference: Callable[[float], float], lowest: float, highest: float, *, steps: int = 64
) -> float | None:
    """Return the value from lowest to highest at which `difference` changes sign, or None.

    The span is searched in `steps` equal parts (of the logarithm when lowest > 0); of
    several changes the first is returned, refined by halving.
    """
    if not lowest < highest:
        raise ValueError(f"lowest must be below highest; got {lowest:g} and {highest:g}.")
    space = np.geomspace if lowest > 0 else np.linspace
    points = space(lowest, highest, steps + 1)
    values = [difference(float(point)) for point in points]
    for left, right, at_left, at_right in zip(points, points[1:], values, values[1:], strict=False):
        if at_left == 0:
            return float(left)
        if at_left * at_right < 0:
            return root_between(difference, float(left), float(right))
    return float(points[-1]) if values[-1] == 0 else None
