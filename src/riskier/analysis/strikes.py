"""One hazard's events and their costs in simulated years."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from riskier.analysis.beliefs import MOST_STAFF_DAYS_PER_EVENT, Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.draws import HazardDraws, IndexArray, Source, event_years

MOST_EVENTS_AT_ONCE = 1_000_000


class Strikes(NamedTuple):
    """Events that hit one stance: the year of each, its cost, and when in the period.

    `when` is from 0 to 1 and empty unless asked for. The events of a common cause come
    twice, once for each stance, in the same years and at the same time.
    """

    stance: int
    years: IndexArray
    staff_days: FloatArray
    when: FloatArray


class RateNormals:
    """Standard normals behind the rates of a chunk of years.

    With a correlation, part of each is one "bad year" factor that all hazards share.
    """

    def __init__(self, stream: np.random.Generator, size: int, correlation: float) -> None:
        """Draw the shared factor, if any, for `size` years."""
        self._size, self._own = size, np.sqrt(1 - correlation)
        shared = stream.standard_normal(size) if correlation else None
        self._shared = None if shared is None else np.sqrt(correlation) * shared

    def draw(self, rng: np.random.Generator) -> FloatArray:
        """Return one normal for each year."""
        z = rng.standard_normal(self._size)
        return z if self._shared is None else self._own * z + self._shared


class HazardYears:
    """One hazard's simulator.

    It has its own streams, one for each thing drawn, so that changing one estimate leaves
    every other draw as it was.
    """

    def __init__(self, beliefs: Beliefs, hazard: int, rng: np.random.Generator) -> None:
        """Take hazard number `hazard` of the beliefs; `rng` is spawned, not drawn from."""
        self._hazard = hazard
        self._common = bool(beliefs.common_cause[hazard])
        self._cap = float(beliefs.events_cap[hazard])
        self._events_factor = beliefs.events_factor[hazard]
        self._cost_factor = beliefs.cost_factor[hazard]
        streams = rng.spawn(6)
        self._rates, self._lenders, self._kept, self._when, *self._costs = streams

    def draws(self, source: Source, rows: int) -> HazardDraws:
        """Return whose beliefs hold in the next `rows` rows of years."""
        return source.hazard(self._hazard, rows, self._lenders)

    def rates(self, draws: HazardDraws, normals: RateNormals) -> FloatArray:
        """Return events a year, safeguards included: stances x years."""
        first = draws.rates(0, normals.draw(self._rates))
        second = first if self._common else draws.rates(1, normals.draw(self._rates))
        rates = np.stack([first, second])
        rates *= self._events_factor[:, None]
        return np.minimum(rates, self._cap, out=rates)

    def mean_cost(self, draws: HazardDraws, stance: int) -> FloatArray:
        """Return the expected staff days for one event, safeguards included."""
        return np.asarray(draws.mean_cost(stance) * self._cost_factor[stance])

    def strikes(
        self, draws: HazardDraws, rates: FloatArray, years_each: float = 1.0, *, timed: bool = False
    ) -> Iterator[Strikes]:
        """Yield all events of periods `years_each` long, in portions that fit in memory."""
        for stance in (0,) if self._common else (0, 1):
            rate = rates.max(axis=0) if self._common else rates[stance]
            for years in self._events(rate * years_each, self._cap * years_each):
                when = self._when.random(years.size) if timed else np.empty(0)
                z = self._costs[stance].standard_normal(years.size)
                if self._common:
                    yield from self._shared(draws, z, years, when)
                else:
                    yield self._hit(draws, stance, z, years, when)

    def _shared(
        self, draws: HazardDraws, z: FloatArray, years: IndexArray, when: FloatArray
    ) -> Iterator[Strikes]:
        most = float(self._events_factor.max())
        for stance, factor in enumerate(self._events_factor):
            if factor == most:
                yield self._hit(draws, stance, z, years, when)
                continue
            # A safeguard stops some of the shared events for this stance only.
            kept = np.flatnonzero(self._kept.random(years.size) < factor / most)
            some = when[kept] if when.size else when
            yield self._hit(draws, stance, z[kept], years[kept], some)

    def _events(self, rate: FloatArray, cap: float) -> Iterator[IndexArray]:
        portions = int(rate.sum() // MOST_EVENTS_AT_ONCE) + 1
        if portions == 1:
            yield event_years(rate, cap, self._rates)
            return
        for part in np.array_split(np.arange(rate.size), portions):
            yield event_years(rate[part], cap, self._rates) + part[0]

    def _hit(
        self, draws: HazardDraws, stance: int, z: FloatArray, years: IndexArray, when: FloatArray
    ) -> Strikes:
        cost = draws.costs(stance, z, years)
        cost *= self._cost_factor[stance]
        np.minimum(cost, MOST_STAFF_DAYS_PER_EVENT, out=cost)
        return Strikes(stance, years, cost, when)
