"""Which of the group's numbers decide the answer, and where it would flip."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from riskier.analysis.beliefs import DRIVERS, STANCES, Beliefs
from riskier.analysis.distributions import FloatArray
from riskier.analysis.elicitation import pool_linear, pool_mean
from riskier.analysis.risk import Tornado

SWING = (0.1, 0.5, 0.9)
FARTHEST_FOLDS = 100.0


@dataclass(frozen=True)
class Input:
    """One pooled number: 10 %, 50 % and 90 % quantiles of the group's linear pool.

    `driver` is "events" (a year) or "cost" (staff days for one event). `stance` is "both"
    for the events of a common cause. `now` is the group's mean, in which each person's
    number counts by what it is multiplied with: put there, the input changes nothing.
    """

    hazard: str
    title: str
    stance: str
    driver: str
    low: float
    middle: float
    high: float
    now: float


@dataclass(frozen=True)
class Sensitivity:
    """The expected gap (engage - stay away, staff days a year) as each input moves.

    `tornado` swings each input from low to high. `flips_at` is the value at which the gap
    would be zero, NaN where there is none within a hundredfold of `now`; `flip_folds` says
    how many times `now` that is, or `now` is of that, whichever is above 1.
    """

    inputs: tuple[Input, ...]
    tornado: Tornado
    flips_at: FloatArray
    flip_folds: FloatArray

    @property
    def nearest_flip(self) -> int | None:
        """Return the index of the input that flips the answer with the smallest change."""
        return None if np.isnan(self.flip_folds).all() else int(np.nanargmin(self.flip_folds))


def sensitivity(beliefs: Beliefs) -> Sensitivity:
    """Return the tornado and flip points of the expected gap, without simulation.

    One input at a time is set to a value for everyone, as if it had been found out; all
    others keep the group's whole spread, so that the base is the expected gap itself.
    (With the others at their medians the base would be another gap than the one that the
    comparison shows, because the mean of a lognormal lies above its median.) The gap is a
    straight line in each input, so flips are exact. Raises `ValueError` without hazards.
    """
    if not beliefs.hazards:
        raise ValueError("nothing to vary: no hazard was estimated for both stances.")
    loss = beliefs.expected_staff_days().mean(axis=0) * (1, -1)
    gap = float(loss.sum())
    inputs, share, slope = (list(part) for part in zip(*_lines(beliefs, loss), strict=True))
    without = gap - np.array(share)
    at_low, at_high = (
        without + slope * np.array([getattr(one, end) for one in inputs]) for end in ("low", "high")
    )
    signs = np.sign([at_low, np.full_like(at_low, gap), at_high])
    swings = Tornado(gap, at_low, at_high, np.ptp(signs, axis=0) > 0)
    now = np.array([one.now for one in inputs])
    return Sensitivity(tuple(inputs), swings, *_flips(without, np.array(slope), now))


def _lines(beliefs: Beliefs, loss: FloatArray) -> Iterator[tuple[Input, float, float]]:
    """Yield each input with its part of the gap and what one unit more adds to the gap.

    `loss` is the expected loss, hazards x stances, the second stance with a minus sign.
    """
    values = (beliefs.events_per_year, beliefs.staff_days_per_event)
    pooled = np.stack([pool_linear(one, SWING) for one in values], axis=-1)
    per_event = beliefs.events_factor * pool_mean(beliefs.expected_cost())
    per_day = beliefs.cost_factor * pool_mean(beliefs.expected_events())
    per_unit = np.stack([per_event, per_day], axis=-1)
    for row, stance, columns, driver in _places(beliefs):
        units, part = per_unit[row, columns, driver], loss[row, columns]
        quantiles = pooled[:, row, columns[0], driver]
        now = np.abs(part).sum() / units.sum() if units.sum() > 0 else quantiles[1]
        numbers = (float(number) for number in (*quantiles, now))
        one = Input(beliefs.hazards[row], beliefs.titles[row], stance, DRIVERS[driver], *numbers)
        yield one, float(part.sum()), float((units * np.array([1, -1])[columns]).sum())


def _places(beliefs: Beliefs) -> Iterator[tuple[int, str, list[int], int]]:
    """Yield row, stance, columns and driver of every number that was asked for."""
    for row, common in enumerate(beliefs.common_cause):
        if common:
            yield row, "both", [0, 1], 0
        for column, stance in enumerate(STANCES):
            if not common:
                yield row, stance, [column], 0
            yield row, stance, [column], 1


def _flips(
    without: FloatArray, slope: FloatArray, now: FloatArray
) -> tuple[FloatArray, FloatArray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        flips = -without / slope
        folds = np.maximum(flips / now, now / flips)
    within = (flips > 0) & (folds <= FARTHEST_FOLDS)
    return np.where(within, flips, np.nan), np.where(within, folds, np.nan)
