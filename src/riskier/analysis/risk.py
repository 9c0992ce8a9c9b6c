"""Simulate years under both stances on common random numbers.

A simulated year belongs to one person: all hazards of that year follow that person's
beliefs, so that somebody who thinks everything is frequent makes whole years bad, and the
spread of totals keeps the group's disagreement (the linear pool of whole views). Every
person gets the same number of years. Method and reasons: docs/methods.md ("Risk").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.draws import Averaged, Mixture, Source
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
    if not beliefs.hazards or not beliefs.people:
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
