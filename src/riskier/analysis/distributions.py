"""Distributions that a belief can take, each over arrays of parameters.

All have `mean()`, `cdf(x)` and `ppf(p)` with numpy broadcasting, the names scipy uses, so
that a frozen scipy distribution can stand in for any of them.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


class Distribution(Protocol):
    """What pooling needs of a distribution, ours or one of scipy's frozen ones."""

    def cdf(self, x: ArrayLike, /) -> FloatArray:
        """Return the chance of a value of `x` or less."""

    def ppf(self, p: ArrayLike, /) -> FloatArray:
        """Return the value that a draw stays below with chance `p`."""


def checked(ok: ArrayLike, given: ArrayLike, wanted: str) -> None:
    """Raise `ValueError`, saying what is wanted, for the first of `given` that is not `ok`."""
    ok_array, given_array = np.broadcast_arrays(np.asarray(ok, dtype=bool), np.asarray(given))
    if not ok_array.all():
        first = given_array[~ok_array].flat[0]
        raise ValueError(f"{wanted}; got {first:g}.")


@dataclass(frozen=True)
class Lognormal:
    """Positive values whose logarithm is normal with mean `mu` and deviation `sigma`.

    `mu` and `sigma` are arrays of one shape. `sigma` 0 is a certain value; `mu` minus
    infinity is "always zero"; NaN is "not known" and stays NaN in every result.
    """

    mu: FloatArray
    sigma: FloatArray

    def mean(self) -> FloatArray:
        """Return exp(mu + sigma²/2), in the unit of the values."""
        with np.errstate(over="ignore"):
            return np.asarray(np.exp(self.mu + self.sigma**2 / 2))

    def capped_mean(self, cap: ArrayLike) -> FloatArray:
        """Return the mean of min(value, `cap`): the limited expected value of actuaries.

        `cap` broadcasts with the parameters and must be positive and finite.
        """
        cap = np.asarray(cap, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            below = (np.log(cap) - self.mu) / self.sigma
            spread = self.mean() * scipy.special.ndtr(
                below - self.sigma
            ) + cap * scipy.special.ndtr(-below)
        certain = np.minimum(np.exp(self.mu), cap)
        return np.asarray(np.where(self.sigma > 0, spread, certain))

    def cdf(self, x: ArrayLike) -> FloatArray:
        """Return the chance of a value of `x` or less."""
        x = np.asarray(x, dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = scipy.special.ndtr((np.log(np.maximum(x, 0)) - self.mu) / self.sigma)
        if np.all(self.sigma > 0):
            return np.asarray(spread)
        certain = np.where(np.isnan(self.mu), np.nan, x >= np.exp(self.mu))
        return np.where(self.sigma > 0, spread, certain)

    def ppf(self, p: ArrayLike) -> FloatArray:
        """Return the value that a draw stays below with chance `p`."""
        z = scipy.special.ndtri(np.asarray(p, dtype=float))
        with np.errstate(invalid="ignore", over="ignore"):
            spread = np.exp(self.mu + self.sigma * z)
            certain = np.exp(self.mu + 0 * self.sigma)
        return np.where(self.sigma > 0, spread, certain)


@dataclass(frozen=True)
class Pert:
    """The modified PERT: a beta on [`lowest`, `highest`] (Vose's form, weight `weight`).

    alpha = 1 + weight (mode - lowest) / width, beta = 1 + weight (highest - mode) / width.
    The bounds are absolute: a value outside them never happens.
    """

    lowest: FloatArray
    highest: FloatArray
    alpha: FloatArray
    beta: FloatArray

    def mean(self) -> FloatArray:
        """Return the mean; with weight 4 it is (lowest + 4 mode + highest) / 6."""
        share = self.alpha / (self.alpha + self.beta)
        return np.asarray(self.lowest + (self.highest - self.lowest) * share)

    def variance(self) -> FloatArray:
        """Return the variance, in squared units."""
        total = self.alpha + self.beta
        share = self.alpha * self.beta / (total**2 * (total + 1))
        return np.asarray((self.highest - self.lowest) ** 2 * share)

    def cdf(self, x: ArrayLike) -> FloatArray:
        """Return the chance of a value of `x` or less."""
        x = np.asarray(x, dtype=float)
        width = np.maximum(self.highest - self.lowest, np.finfo(float).tiny)
        share = np.clip((x - self.lowest) / width, 0, 1)
        certain = np.where(x >= self.lowest, 1.0, 0.0)
        spread = scipy.special.betainc(self.alpha, self.beta, share)
        return np.where(self.highest > self.lowest, spread, certain)

    def ppf(self, p: ArrayLike) -> FloatArray:
        """Return the value that a draw stays below with chance `p`."""
        share = scipy.special.betaincinv(self.alpha, self.beta, np.asarray(p, dtype=float))
        return np.asarray(self.lowest + (self.highest - self.lowest) * share)


@dataclass(frozen=True)
class LogitNormal:
    """Probabilities whose log-odds are normal with mean `mu` and deviation `sigma`."""

    mu: FloatArray
    sigma: FloatArray

    def mean(self) -> FloatArray:
        """Return the mean probability, by 64-point Gauss-Hermite quadrature."""
        nodes, weights = np.polynomial.hermite_e.hermegauss(64)
        odds = np.asarray(self.mu)[..., None] + np.asarray(self.sigma)[..., None] * nodes
        return np.asarray(scipy.special.expit(odds) @ (weights / weights.sum()))

    def cdf(self, x: ArrayLike) -> FloatArray:
        """Return the chance of a probability of `x` or less."""
        log_odds = scipy.special.logit(np.clip(np.asarray(x, dtype=float), 0, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = scipy.special.ndtr((log_odds - self.mu) / self.sigma)
        return np.where(self.sigma > 0, spread, np.where(log_odds >= self.mu, 1.0, 0.0))

    def ppf(self, p: ArrayLike) -> FloatArray:
        """Return the probability that a draw stays below with chance `p`."""
        z = scipy.special.ndtri(np.asarray(p, dtype=float))
        with np.errstate(invalid="ignore"):
            spread = scipy.special.expit(self.mu + self.sigma * z)
        certain = scipy.special.expit(self.mu + 0 * self.sigma)
        return np.asarray(np.where(self.sigma > 0, spread, certain))
