"""Simulate years under both stances on common random numbers.

A simulated year belongs to one person: all hazards of that year follow that person's
beliefs, so that somebody who thinks everything is frequent makes whole years bad, and the
spread of totals keeps the group's disagreement (the linear pool of whole views). Every
person gets the same number of years. Method and reasons: docs/methods.md ("Risk").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from riskier.analysis.beliefs import MOST_STAFF_DAYS_PER_EVENT, Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.draws import Averaged, HazardDraws, IndexArray, Mixture, Source, event_years

CHUNK_YEARS = 32_768
MOST_EVENTS_AT_ONCE = 1_000_000

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
    source: Source = Mixture(beliefs) if pooling == "linear" else Averaged(beliefs)
    factor_stream, *rest = rng.spawn(1 + len(beliefs.hazards))
    simulators = [_HazardYears(beliefs, hazard, stream) for hazard, stream in enumerate(rest)]
    most_rows = max(1, CHUNK_YEARS // source.columns)
    for start in range(0, years, most_rows * source.columns):
        count = min(years - start, most_rows * source.columns)
        rows = -(-count // source.columns)
        normals = _RateNormals(factor_stream, rows * source.columns, correlation)
        losses = np.zeros((2, rows * source.columns))
        totals = np.empty((len(simulators), 2))
        for hazard, simulator in enumerate(simulators):
            one = simulator.losses(source, rows, normals)
            totals[hazard] = one[:, :count].sum(axis=1)
            losses += one
        yield Years(losses[:, :count], totals)


class _RateNormals:
    """Standard normals for rates, with a shared "bad year" part where asked for."""

    def __init__(self, stream: np.random.Generator, size: int, correlation: float) -> None:
        self._size, self._own = size, np.sqrt(1 - correlation)
        shared = stream.standard_normal(size) if correlation else None
        self._shared = None if shared is None else np.sqrt(correlation) * shared

    def draw(self, rng: np.random.Generator) -> FloatArray:
        z = rng.standard_normal(self._size)
        return z if self._shared is None else self._own * z + self._shared


class _HazardYears:
    """One hazard's simulator.

    It has its own streams, one for each thing drawn, so that changing one estimate leaves
    every other draw as it was.
    """

    def __init__(self, beliefs: Beliefs, hazard: int, rng: np.random.Generator) -> None:
        self._hazard = hazard
        self._common = bool(beliefs.common_cause[hazard])
        self._cap = float(beliefs.events_cap[hazard])
        self._events_factor = beliefs.events_factor[hazard]
        self._cost_factor = beliefs.cost_factor[hazard]
        self._rates, self._lenders, self._kept, *self._costs = rng.spawn(5)

    def losses(self, source: Source, rows: int, normals: _RateNormals) -> FloatArray:
        """Return staff days lost: stances x years of the chunk."""
        draws = source.hazard(self._hazard, rows, self._lenders)
        if self._common:
            return self._from_shared_events(draws, normals)
        return np.stack([self._from_own_events(draws, normals, stance) for stance in (0, 1)])

    def _from_own_events(
        self, draws: HazardDraws, normals: _RateNormals, stance: int
    ) -> FloatArray:
        rate = self._rate(draws, normals, stance, self._events_factor[stance])
        loss = np.zeros(rate.size)
        for years in self._events(rate):
            z = self._costs[stance].standard_normal(years.size)
            loss += self._loss(draws, stance, z, years, rate.size)
        return loss

    def _from_shared_events(self, draws: HazardDraws, normals: _RateNormals) -> FloatArray:
        most = float(self._events_factor.max())
        rate = self._rate(draws, normals, 0, most)
        loss = np.zeros((2, rate.size))
        for years in self._events(rate):
            z = self._costs[0].standard_normal(years.size)
            for stance, factor in enumerate(self._events_factor):
                if factor == most:
                    loss[stance] += self._loss(draws, stance, z, years, rate.size)
                    continue
                # A safeguard stops some of the shared events for this stance only.
                kept = self._kept.random(years.size) < factor / most
                loss[stance] += self._loss(draws, stance, z[kept], years[kept], rate.size)
        return loss

    def _rate(
        self, draws: HazardDraws, normals: _RateNormals, stance: int, factor: float
    ) -> FloatArray:
        rate = draws.rates(stance, normals.draw(self._rates))
        rate *= factor
        return np.minimum(rate, self._cap, out=rate)

    def _events(self, rate: FloatArray) -> Iterator[IndexArray]:
        """Yield the year of every event, in portions that fit in memory."""
        portions = int(rate.sum() // MOST_EVENTS_AT_ONCE) + 1
        edges = np.linspace(0, rate.size, portions + 1).astype(int)
        for first, last in pairwise(edges):
            yield event_years(rate[first:last], self._cap, self._rates) + first

    def _loss(
        self, draws: HazardDraws, stance: int, z: FloatArray, years: IndexArray, size: int
    ) -> FloatArray:
        cost = draws.costs(stance, z, years)
        cost *= self._cost_factor[stance]
        np.minimum(cost, MOST_STAFF_DAYS_PER_EVENT, out=cost)
        return np.bincount(years, cost, size).astype(float, copy=False)
