"""The comparison of the two stances that everything in stage 4 shows."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.risk import Pooling, Years, exceedance_curve, p_worse, simulate

KEPT_YEARS = 200_000
TOO_CLOSE = 0.05
CURVE_POINTS = 101
CURVES_END = 0.99  # of the side with the worse years
QUANTILES = (0.1, 0.5, 0.9)

Stance = Literal["engage", "stay_away"]
Answer = Stance | Literal["split", "too_close"]


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
    def dearer(self) -> Stance | None:
        """Return the stance with the higher expected loss; None when practically equal.

        Equal is a gap of at most 5 % of the mean of both losses, or of at most two
        standard errors of the simulation.
        """
        close = TOO_CLOSE * float(self.expected_staff_days.mean())
        return _clear(self.expected_gap, max(close, 2 * self.gap_standard_error))

    @property
    def worse_more_often(self) -> Stance | None:
        """Return the stance that costs more in more years; None when practically equal.

        Equal is a difference of at most 5 % of the years in which the two differ at all
        (ties say nothing about either), or of at most two standard errors.
        """
        differ = self.p_engage_worse + self.p_stay_away_worse
        more = self.p_engage_worse - self.p_stay_away_worse
        standard_error = float(np.sqrt(max(differ - more**2, 0.0) / self.years))
        return _clear(more, max(TOO_CLOSE * differ, 2 * standard_error))

    @property
    def answer(self) -> Answer:
        """Return which stance the numbers call riskier, or why they do not.

        A stance is named only when it is both dearer and worse more often. "too_close":
        both measures are practically equal. "split": they do not say the same, because
        they contradict each other or only one of them is clear.
        """
        if self.dearer is None and self.worse_more_often is None:
            return "too_close"
        if self.dearer is None or self.dearer != self.worse_more_often:
            return "split"
        return self.dearer


def _clear(difference: float, margin: float) -> Stance | None:
    """Return the stance that a difference (engage - stay away) speaks against, if clear."""
    if abs(difference) <= margin:
        return None
    return "engage" if difference > 0 else "stay_away"


def narrowing(everyone: Comparison, average: Comparison) -> float:
    """Return by which share one average view makes the middle 80 % of years shorter.

    `everyone` is the comparison under the linear pool, `average` that under the quantile
    average; both stances' ranges are added up. What is left of the range without people's
    disagreement is what each is unsure of, and luck. Below 0 the range got longer.
    """
    widths = [
        float((one.quantiles_staff_days[:, -1] - one.quantiles_staff_days[:, 0]).sum())
        for one in (everyone, average)
    ]
    return 1 - widths[1] / widths[0] if widths[0] > 0 else 0.0


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
    thresholds = np.linspace(0, np.quantile(kept, CURVES_END, axis=1).max(), CURVE_POINTS)
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
