"""Worlds that the group thinks possible: true rates and costs, before luck strikes."""

from dataclasses import dataclass

import numpy as np

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.risk import Pooling, evpi, source_of
from riskier.analysis.strikes import HazardYears, RateNormals, Strikes


@dataclass(frozen=True)
class Worlds:
    """Possible truths, one for each row: worlds x hazards x stances.

    `events_per_year` are rates, `staff_days_per_event` expected costs of one event, both
    with safeguards. Everyone's beliefs make the same number of worlds.
    """

    events_per_year: FloatArray
    staff_days_per_event: FloatArray

    @property
    def staff_days_per_year(self) -> FloatArray:
        """Return the expected loss a year in each world, same shape."""
        return self.events_per_year * self.staff_days_per_event


class WorldMaker:
    """Draws worlds and what happens in them. Blank answers are borrowed as in `simulate`."""

    def __init__(
        self, beliefs: Beliefs, rng: np.random.Generator, number: int, pooling: Pooling = "linear"
    ) -> None:
        """Draw `number` worlds, rounded up to the same number for each person."""
        source = source_of(beliefs, pooling)
        rows = -(-number // source.columns)
        normals = RateNormals(rng, rows * source.columns, 0.0)
        self._hazards = [
            HazardYears(beliefs, hazard, stream)
            for hazard, stream in enumerate(rng.spawn(len(beliefs.hazards)))
        ]
        self._draws = [hazard.draws(source, rows) for hazard in self._hazards]
        self.number = rows * source.columns
        self.worlds = self._drawn(normals)

    def _drawn(self, normals: RateNormals) -> Worlds:
        shape = (self.number, len(self._hazards), 2)
        rates, costs = np.empty(shape), np.empty(shape)
        for row, (hazard, draws) in enumerate(zip(self._hazards, self._draws, strict=True)):
            rates[:, row] = hazard.rates(draws, normals).T
            for stance in (0, 1):
                costs[:, row, stance] = hazard.mean_cost(draws, stance)
        return Worlds(rates, costs)

    def strikes(self, hazard: int, years: float) -> list[Strikes]:
        """Return a hazard's events in each world over a period, with their times in it."""
        rates = self.worlds.events_per_year[:, hazard].T
        return list(self._hazards[hazard].timed_strikes(self._draws[hazard], rates, years))


def value_of_finding_out(
    beliefs: Beliefs, rng: np.random.Generator, *, worlds: int = 4_000, pooling: Pooling = "linear"
) -> float:
    """Return the most that it is worth paying, in staff days a year, to settle the numbers.

    The EVPI over possible worlds: what a group would gain by learning true rates and costs
    (also whose view is right) before choosing. Luck stays unknown, so this is less than
    `Comparison.evpi`, which is about foreseeing the year itself.
    """
    yearly = WorldMaker(beliefs, rng, worlds, pooling).worlds.staff_days_per_year.sum(axis=1)
    return evpi(yearly[:, 0], yearly[:, 1])
