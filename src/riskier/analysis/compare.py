"""The comparison of the two stances that everything in stage 4 shows."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.decision import exceedance_curve, p_worse
from riskier.analysis.distributions import FloatArray
from riskier.analysis.risk import Pooling, Years, simulate

KEPT_YEARS = 200_000
TOO_CLOSE = 0.05
CURVE_POINTS = 101
QUANTILES = (0.1, 0.5, 0.9)

Answer = Literal["engage", "stay_away", "split", "too_close"]


@dataclass(frozen=True)
class Comparison:
    """Both stances over the same simulated years. Losses are staff days a year.

    Pairs and first or last axes of length two are in the order engage, stay away. A
    positive gap means that engaging costs more.
    """

    hazards: tuple[str, ...]
    titles: tuple[str, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    people: int
    people_by_hazard: NDArray[np.int64]
    years: int
    pooling: Pooling
    p_engage_worse: float
    p_stay_away_worse: float
    p_tie: float
    expected_staff_days: FloatArray
    quantiles_staff_days: FloatArray
    expected_gap: float
    gap_standard_error: float
    regret: FloatArray
    evpi: float
    hazard_staff_days: FloatArray
    person_gaps: FloatArray
    thresholds_staff_days: FloatArray
    exceedance: FloatArray
    staff_days: FloatArray

    @property
    def answer(self) -> Answer:
        """Return which stance the numbers call riskier, or why they do not.

        "too_close": the expected losses differ by less than 5 % of their mean, or by less
        than two standard errors of the simulation. "split": the stance with the higher
        expected loss is the worse one in fewer years than the other (a rare, large loss).
        """
        gap = self.expected_gap
        if abs(gap) <= max(
            TOO_CLOSE * float(self.expected_staff_days.mean()), 2 * self.gap_standard_error
        ):
            return "too_close"
        more_often = self.p_engage_worse - self.p_stay_away_worse
        if gap * more_often < 0:
            return "split"
        return "engage" if gap > 0 else "stay_away"


@dataclass
class _Tally:
    """Sums over chunks of years, so that ten million years need no more memory."""

    years: int = 0
    losses: FloatArray | float = 0.0
    least: float = 0.0
    squared_gap: float = 0.0
    worse: FloatArray | float = 0.0
    by_hazard: FloatArray | float = 0.0

    def add(self, chunk: Years) -> None:
        engage, stay_away = chunk.staff_days
        odds = p_worse(engage, stay_away)
        self.years += engage.size
        self.losses += chunk.staff_days.sum(axis=1)
        self.least += float(np.minimum(engage, stay_away).sum())
        self.squared_gap += float(np.square(engage - stay_away).sum())
        self.worse += engage.size * np.array([odds.first_worse, odds.second_worse, odds.tie])
        self.by_hazard += chunk.hazard_totals


def comparison(
    beliefs: Beliefs,
    rng: np.random.Generator,
    years: int = 20_000,
    *,
    pooling: Pooling = "linear",
    correlation: float = 0.0,
) -> Comparison:
    """Return the comparison of both stances over `years` simulated years.

    Means, shares and regrets use every year; quantiles and curves use the first 200,000
    (years come in an order that gives every person the same number). The standard error
    takes years as independent draws, a little more than it is. Raises `ValueError` as
    `risk.simulate` does.
    """
    tally, kept = _Tally(), []
    for chunk in simulate(beliefs, rng, years, pooling=pooling, correlation=correlation):
        if tally.years < KEPT_YEARS:
            kept.append(chunk.staff_days[:, : KEPT_YEARS - tally.years])
        tally.add(chunk)
    return _summary(beliefs, tally, np.concatenate(kept, axis=1), pooling)


def _summary(beliefs: Beliefs, tally: _Tally, kept: FloatArray, pooling: Pooling) -> Comparison:
    mean = np.asarray(tally.losses / tally.years)
    least = tally.least / tally.years
    gap = float(mean[0] - mean[1])
    variance = max(tally.squared_gap / tally.years - gap**2, 0.0)
    worse = np.asarray(tally.worse / tally.years)
    person = beliefs.expected_staff_days().sum(axis=1)
    thresholds = np.linspace(0, np.quantile(kept, 0.995, axis=1).max(), CURVE_POINTS)
    return Comparison(
        hazards=beliefs.hazards,
        titles=beliefs.titles,
        left_out=beliefs.left_out,
        notes=beliefs.notes,
        people=beliefs.people,
        people_by_hazard=beliefs.answered().min(axis=(1, 2)),
        years=tally.years,
        pooling=pooling,
        p_engage_worse=float(worse[0]),
        p_stay_away_worse=float(worse[1]),
        p_tie=float(worse[2]),
        expected_staff_days=mean,
        quantiles_staff_days=np.quantile(kept, QUANTILES, axis=1).T,
        expected_gap=gap,
        gap_standard_error=float(np.sqrt(variance / tally.years)),
        regret=mean - least,
        evpi=float(mean.min() - least),
        hazard_staff_days=np.asarray(tally.by_hazard / tally.years),
        person_gaps=person[:, 0] - person[:, 1],
        thresholds_staff_days=thresholds,
        exceedance=np.stack([exceedance_curve(losses, thresholds) for losses in kept]),
        staff_days=kept,
    )
