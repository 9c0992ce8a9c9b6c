"""One hazard's events and their costs in simulated years."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.counts import IndexArray, event_years, in_portions
from riskier.analysis.distributions import FloatArray
from riskier.analysis.draws import HazardDraws, Source


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
        streams = rng.spawn(6)
        self._rates, self._lenders, self._kept, self._when, *self._costs = streams

    def draws(self, source: Source, rows: int) -> HazardDraws:
        """Return whose beliefs hold in the next `rows` rows of years."""
        return source.hazard(self._hazard, rows, self._lenders)

    def rates(self, draws: HazardDraws, normals: RateNormals) -> FloatArray:
        """Return events a year, safeguards included: stances x years."""
        z = [normals.draw(self._rates)]
        z.append(z[0] if self._common else normals.draw(self._rates))
        return np.stack([draws.rates(stance, z[stance]) for stance in (0, 1)])

    def mean_cost(self, draws: HazardDraws, stance: int) -> FloatArray:
        """Return the expected staff days for one event, safeguards included."""
        return draws.mean_cost(stance)

    def strikes(self, draws: HazardDraws, rates: FloatArray | None = None) -> Iterator[Strikes]:
        """Yield all events of one year each, in portions that fit in memory.

        With `rates` (stances x years) counts follow these; without, each count follows
        the belief that holds in its year, its rate drawn along with it.
        """
        for stance in self._drawn_stances():
            if rates is None:
                portions = draws.events(stance, self._rates)
            else:
                portions = self._known(rates[stance])
            for years in portions:
                yield from self._hits(draws, stance, years, np.empty(0))

    def timed_strikes(
        self, draws: HazardDraws, rates: FloatArray, length_years: float
    ) -> Iterator[Strikes]:
        """Yield all events of periods of some length at known rates, with their times."""
        for stance in self._drawn_stances():
            cap = self._cap * length_years
            years = event_years(rates[stance] * length_years, cap, self._rates)
            yield from self._hits(draws, stance, years, self._when.random(years.size))

    def _known(self, rates: FloatArray) -> Iterator[IndexArray]:
        expected = float(rates.sum())
        return in_portions(expected, rates, lambda part: event_years(part, self._cap, self._rates))

    def _drawn_stances(self) -> tuple[int, ...]:
        """Return the stances whose events are drawn: for a common cause the one with most."""
        return (int(np.argmax(self._events_factor)),) if self._common else (0, 1)

    def _hits(
        self, draws: HazardDraws, stance: int, years: IndexArray, when: FloatArray
    ) -> Iterator[Strikes]:
        z = self._costs[stance].standard_normal(years.size)
        yield self._hit(draws, stance, z, years, when)
        if not self._common:
            return
        other, most = 1 - stance, float(self._events_factor[stance])
        if self._events_factor[other] < most:
            # A safeguard stops some of the shared events for this stance only.
            kept = np.flatnonzero(self._kept.random(years.size) < self._events_factor[other] / most)
            z, years, when = z[kept], years[kept], when[kept] if when.size else when
        yield self._hit(draws, other, z, years, when)

    def _hit(
        self, draws: HazardDraws, stance: int, z: FloatArray, years: IndexArray, when: FloatArray
    ) -> Strikes:
        return Strikes(stance, years, draws.costs(stance, z, years), when)
