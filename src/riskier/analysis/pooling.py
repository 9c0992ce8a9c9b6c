"""From many people's distributions or probabilities to one.

Pool first, then read the quantile: medians of pooled distributions beat pooled medians.
Sources: docs/methods.md ("Pooling").
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from riskier.analysis.distributions import Distribution, FloatArray, checked

_HALVINGS = 60

Views = Distribution | Sequence[Distribution]


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
        log_odds = _mean_of_known(special.logit(np.clip(p, clip, 1 - clip)), axis=0)
    return np.asarray(special.expit(log_odds))


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
