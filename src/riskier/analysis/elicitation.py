"""From what people say to distributions, from many people's to one, and scores for both.

Pool first, then read the quantile: medians of pooled distributions beat pooled medians.
Sources of the formulas are in docs/methods.md ("Elicitation", "Pooling").
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from riskier.analysis.distributions import (
    Distribution,
    FloatArray,
    LogitNormal,
    Lognormal,
    Pert,
    checked,
)

LEAST_CONFIDENCE = 0.50
MOST_CONFIDENCE = 0.99
ZERO_IS_THIS_SHARE_OF_HIGHEST = 0.01
_HALVINGS = 60

Views = Distribution | Sequence[Distribution]


class Interval(NamedTuple):
    """Lower and upper ends of one or many ranges, in the unit they were given in."""

    lowest: FloatArray
    highest: FloatArray


def as_share(confidence: ArrayLike) -> FloatArray:
    """Return confidences as shares. Above 1 they are read as percent: 80 is 0.80.

    Raises `ValueError` below 0 or above 100.
    """
    given = np.asarray(confidence, dtype=float)
    checked((given >= 0) & (given <= 100), given, "a confidence must be from 0 to 100 percent")
    return np.where(given > 1, given / 100, given)


def usable_confidence(confidence: ArrayLike) -> FloatArray:
    """Return people's confidences as shares brought into 0.50 to 0.99.

    Below a half a range says that the truth is probably elsewhere; at 1 no range is wide
    enough to rescale.
    """
    return np.clip(as_share(confidence), LEAST_CONFIDENCE, MOST_CONFIDENCE)


def half_width(confidence: ArrayLike) -> FloatArray:
    """Return how many standard deviations each way hold that share of a normal.

    Raises `ValueError` for 0 or 100 percent, which no number of deviations holds.
    """
    share = as_share(confidence)
    checked((share > 0) & (share < 1), share, "a share of a normal must be between 0 and 1")
    return np.asarray(scipy.special.ndtri((1 + share) / 2))


def standardise_interval(  # noqa: PLR0913, PLR0917 - four answers and three settings
    lowest: ArrayLike,
    best: ArrayLike,
    highest: ArrayLike,
    confidence: ArrayLike,
    target: float = 0.80,
    scale: Literal["log", "linear"] = "log",
    bounds: tuple[ArrayLike | None, ArrayLike | None] | None = None,
) -> Interval:
    """Stretch or shrink ranges held at `confidence` to ranges at `target`.

    Arguments broadcast. On the log scale each end moves away from `best` (or towards it)
    by the ratio of normal half-widths z(target) / z(confidence), so that a positive
    quantity stays positive. `scale="linear"` is the rule usual in the IDEA protocol, for
    comparison: on the plain scale, by the ratio target / confidence. Treatments:

    - lowest at or below 0 has no logarithm: on the log scale's behalf that range is
      stretched on the plain scale, by the ratio of half-widths;
    - lowest = highest stays as it is: a certain value;
    - best at an end keeps that end where it is and moves the other;
    - confidence below 50 % counts as 50 %, above 99 % as 99 %;
    - the result is clipped to `bounds` (lowest, highest; None is no limit): a range that
      begins at zero may be stretched below it unless they say otherwise.

    Raises `ValueError` unless lowest <= best <= highest, all finite.
    """
    if scale not in ("log", "linear"):
        raise ValueError(f"scale must be 'log' or 'linear'; got {scale!r}.")
    low, middle, high = (np.asarray(part, dtype=float) for part in (lowest, best, highest))
    for part in (low, middle, high):
        checked(np.isfinite(part), part, "range ends must be finite")
    checked((low <= middle) & (middle <= high), middle, "best must lie from lowest to highest")
    size = half_width if scale == "log" else as_share
    ratio = size(target) / size(usable_confidence(confidence))
    on_log = (low > 0) & (scale == "log")
    ends = [_stretched(end, middle, ratio, on_log) for end in (low, high)]
    floor, ceiling = (np.nan if bound is None else bound for bound in bounds or (None, None))
    return Interval(*(np.fmin(np.fmax(end, floor), ceiling) for end in ends))


def _stretched(
    end: FloatArray, middle: FloatArray, ratio: FloatArray, on_log: NDArray[np.bool_]
) -> FloatArray:
    safe_middle, safe_end = np.where(on_log, middle, 1.0), np.where(on_log, end, 1.0)
    with np.errstate(over="ignore"):
        logged = safe_middle * (safe_end / safe_middle) ** ratio
        plain = middle + (end - middle) * ratio
    # A range of hundreds of powers of ten ends where numbers do.
    largest = np.finfo(float).max
    return np.clip(np.where(on_log, logged, plain), -largest, largest)


def lognormal_from_interval(
    lowest: ArrayLike, highest: ArrayLike, confidence: ArrayLike = 0.80
) -> Lognormal:
    """Return the lognormals whose central `confidence` ranges are lowest to highest.

    mu = (ln lowest + ln highest) / 2, sigma = (ln highest - ln lowest) / (2 z); z is
    1.2816 at 80 %, 1.6449 at 90 %. A lowest of 0 below a positive highest is read as one
    hundredth of the highest; both 0 is "always zero"; both equal is a certain value.
    Raises `ValueError` for a negative lowest, lowest above highest or an infinite end.
    """
    low, high = np.broadcast_arrays(np.asarray(lowest, float), np.asarray(highest, float))
    checked(~(low < 0), low, "lowest must not be negative")
    checked(~(low > high), low, "lowest must not be above highest")
    checked(~np.isinf(high), high, "highest must be finite")
    low = np.where(low == 0, high * ZERO_IS_THIS_SHARE_OF_HIGHEST, low)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_low, log_high = np.log(low), np.log(high)
        sigma = np.where(high > 0, log_high - log_low, 0.0 * high) / (2 * half_width(confidence))
    return Lognormal((log_low + log_high) / 2, sigma)


def pert(lowest: ArrayLike, mode: ArrayLike, highest: ArrayLike, weight: float = 4) -> Pert:
    """Return modified PERT distributions (Vose; `weight` is its lambda, 4 by custom).

    This is the form with alpha = 1 + weight (mode - lowest) / (highest - lowest). Programs
    that match PERT's mean and a deviation of a sixth of the width get other parameters.
    Bounds are absolute, so an 80 % range must not be passed as lowest and highest.
    Raises `ValueError` unless lowest <= mode <= highest and weight > 0.
    """
    low, middle, high = (np.asarray(part, dtype=float) for part in (lowest, mode, highest))
    checked((low <= middle) & (middle <= high), middle, "mode must lie from lowest to highest")
    checked(weight > 0, weight, "weight must be above 0")
    width = np.where(high > low, high - low, 1.0)
    alpha = 1 + weight * (middle - low) / width
    return Pert(low, high, alpha, 1 + weight * (high - middle) / width)


def logit_normal(
    lowest: ArrayLike, highest: ArrayLike, confidence: ArrayLike = 0.80, clip: float = 0.01
) -> LogitNormal:
    """Return distributions of a probability whose central range is lowest to highest.

    The range is read on the log-odds scale after clipping to [clip, 1 - clip], because 0
    and 1 have no log-odds. Raises `ValueError` for ends outside 0 to 1 or out of order.
    """
    low, high = np.asarray(lowest, dtype=float), np.asarray(highest, dtype=float)
    checked((low >= 0) & (low <= high), low, "lowest must be from 0 to highest")
    checked(high <= 1, high, "highest must be a probability, at most 1")
    low_odds, high_odds = (scipy.special.logit(np.clip(end, clip, 1 - clip)) for end in (low, high))
    sigma = (high_odds - low_odds) / (2 * half_width(confidence))
    return LogitNormal(np.asarray((low_odds + high_odds) / 2), np.asarray(sigma))


class _Stacked:
    """Several distributions of any kinds as one. Values have the people's axis second."""

    def __init__(self, views: Sequence[Distribution]) -> None:
        self._views = views

    def cdf(self, x: ArrayLike) -> FloatArray:
        return np.concatenate([np.asarray(view.cdf(x), dtype=float) for view in self._views], 1)

    def ppf(self, p: ArrayLike) -> FloatArray:
        return np.concatenate([np.asarray(view.ppf(p), dtype=float) for view in self._views], 1)


def pool_quantile(views: Views, probabilities: ArrayLike) -> FloatArray:
    """Return quantiles of the quantile average (Vincent's): the mean of people's quantiles.

    `views` is one distribution with people on its first axis (ours, or a frozen scipy
    one), or a list of distributions of single quantities. `probabilities` is a number or a
    1-D array; it comes first in the result, then the other axes of `views`. NaN views are
    left out. The pool has the mean of the people's means and never more spread than the
    linear pool.
    """
    return _shaped_like(probabilities, _mean_of_known(_quantiles(views, probabilities), axis=1))


def pool_linear(views: Views, probabilities: ArrayLike) -> FloatArray:
    """Return quantiles of the linear opinion pool: the mean of people's chances.

    Arguments and result as in `pool_quantile`. A quantile lies between the people's
    lowest and highest quantile at the same probability and is found there by halving, to
    the last digits of that span. Where the pool jumps (someone is certain) it is the jump.
    """
    people = _as_one(views)
    ends = _quantiles(views, probabilities)
    wanted = np.asarray(probabilities, dtype=float).reshape(-1, *(1,) * (ends.ndim - 2))
    known = ~np.isnan(ends)
    low = np.where(known, ends, np.inf).min(axis=1)
    high = np.where(known, ends, -np.inf).max(axis=1)
    low = np.where(known.any(axis=1), low, high)
    enough_people = wanted * known.sum(axis=1)
    with np.errstate(invalid="ignore"):
        for _ in range(_HALVINGS):
            middle = low + (high - low) / 2
            chances = np.asarray(people.cdf(middle[:, None]))
            enough = np.where(known, chances, 0.0).sum(axis=1) >= enough_people
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return _shaped_like(probabilities, np.where(known.any(axis=1), high, np.nan))


def pool_log_odds(probability: ArrayLike, clip: float = 0.01) -> FloatArray:
    """Return the probability whose log-odds are the mean over people (first axis).

    Each is first clipped to [clip, 1 - clip]: one 0 % or 100 % has infinite log-odds and
    would decide for everyone. NaN is left out. Raises `ValueError` for a probability
    outside 0 to 1 or a clip outside 0 to 0.5 (0 means no clip: then 0 and 1 have no pool, NaN).
    """
    p = np.asarray(probability, dtype=float)
    checked(np.isnan(p) | ((p >= 0) & (p <= 1)), p, "a probability must be from 0 to 1")
    checked(0 <= clip < 0.5, clip, "clip must be from 0 to below 0.5")
    with np.errstate(invalid="ignore"):
        log_odds = _mean_of_known(scipy.special.logit(np.clip(p, clip, 1 - clip)), axis=0)
    return np.asarray(scipy.special.expit(log_odds))


def pool_mean(values: ArrayLike) -> FloatArray:
    """Return the mean over people (first axis), NaN left out; for comparison."""
    return _mean_of_known(np.asarray(values, dtype=float), axis=0)


def pool_median(values: ArrayLike) -> FloatArray:
    """Return the median over people (first axis), NaN left out; for comparison."""
    array = np.asarray(values, dtype=float)
    known = ~np.isnan(array)
    if not known.any():
        return _mean_of_known(array, axis=0)
    middle = np.nanmedian(np.where(known.any(axis=0), array, 0.0), axis=0)
    return np.asarray(np.where(known.any(axis=0), middle, np.nan))


def _as_one(views: Views) -> Distribution:
    if isinstance(views, Sequence):
        if not views:
            raise ValueError("views must hold at least one distribution; got none.")
        return _Stacked(views)
    return views


def _quantiles(views: Views, probabilities: ArrayLike) -> FloatArray:
    """Return people's quantiles: probabilities x people x the other axes of `views`."""
    p = np.asarray(probabilities, dtype=float).ravel()
    checked((p >= 0) & (p <= 1), p, "a probability must be from 0 to 1")
    people = _as_one(views)
    axes = 1 if isinstance(people, _Stacked) else max(np.ndim(people.ppf(0.5)), 1)
    return np.asarray(people.ppf(p.reshape(-1, *(1,) * axes)))


def _mean_of_known(values: FloatArray, axis: int) -> FloatArray:
    known = ~np.isnan(values)
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _shaped_like(probabilities: ArrayLike, values: FloatArray) -> FloatArray:
    return values if np.ndim(probabilities) else np.asarray(values[0])


def interval_score(
    lowest: ArrayLike, highest: ArrayLike, truth: ArrayLike, confidence: ArrayLike = 0.80
) -> FloatArray:
    """Return the interval score of each range, in the unit of the truth; lower is better.

    Width, plus 2 / (1 - confidence) times the distance by which the truth was missed, so
    that "zero to infinity" does not pay. Arguments broadcast; NaN in gives NaN out. Raises
    `ValueError` for lowest above highest, or for a confidence of 100 %, at which a miss would
    cost without end.
    """
    low, high, true = (np.asarray(part, dtype=float) for part in (lowest, highest, truth))
    checked(~(low > high), low, "lowest must not be above highest")
    share = as_share(confidence)
    checked(share < 1, share, "a confidence must be below 100 percent")
    missed = np.maximum(low - true, 0) + np.maximum(true - high, 0)
    return np.asarray(high - low + 2 / (1 - share) * missed)


def brier_score(probability: ArrayLike, happened: ArrayLike) -> float:
    """Return the mean squared distance of probabilities from outcomes (0 or 1).

    0 is perfect, 0.25 is what "fifty-fifty" always gets; NaN without forecasts. Raises
    `ValueError` for a probability or an outcome outside 0 to 1.
    """
    p, outcome = np.asarray(probability, dtype=float), np.asarray(happened, dtype=float)
    checked((p >= 0) & (p <= 1), p, "a probability must be from 0 to 1")
    checked((outcome >= 0) & (outcome <= 1), outcome, "an outcome must be 0 or 1")
    return float(np.mean((p - outcome) ** 2)) if p.size else float("nan")


def coverage(lowest: ArrayLike, highest: ArrayLike, truth: ArrayLike) -> float:
    """Return the share of ranges that hold the truth, ends included; NaN without ranges.

    A range with a missing end (NaN) is left out of the count.
    """
    low, high, true = np.broadcast_arrays(*(np.asarray(a, float) for a in (lowest, highest, truth)))
    known = ~np.isnan(low + high + true)
    if not known.any():
        return float("nan")
    return float(np.mean((low <= true)[known] & (true <= high)[known]))
