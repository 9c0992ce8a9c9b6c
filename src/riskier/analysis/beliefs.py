"""What a group believes about hazards: one lognormal per person, hazard, stance and driver."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from riskier.analysis.distributions import FloatArray, Lognormal, checked
from riskier.analysis.elicitation import lognormal_from_interval

STANCES = ("engage", "stay_away")
DRIVERS = ("events", "cost")
MOST_EVENTS_PER_YEAR = 500.0
MOST_STAFF_DAYS_PER_EVENT = 100_000.0


@dataclass(frozen=True)
class Beliefs:
    """Standardised beliefs of a group, ready to simulate.

    Arrays are people x hazards x stances (`STANCES` gives the order of the last axis).
    NaN marks what a person did not estimate. A hazard that is a `common_cause` strikes
    under both stances at once, so its two columns of `events_per_year` are the same.
    `events_factor` and `cost_factor` (hazards x stances) hold what safeguards multiply.
    """

    hazards: tuple[str, ...]
    titles: tuple[str, ...]
    common_cause: NDArray[np.bool_]
    events_cap: FloatArray
    events_per_year: Lognormal
    staff_days_per_event: Lognormal
    events_factor: FloatArray
    cost_factor: FloatArray
    experience_effect: FloatArray
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """Return how many people's beliefs these are."""
        return int(self.events_per_year.mu.shape[0])

    @property
    def can_be_compared(self) -> bool:
        """Return whether anybody estimated a hazard for both stances."""
        return bool(self.hazards) and self.people > 0

    @property
    def all_alike(self) -> bool:
        """Return whether several people hold exactly the same beliefs."""
        parts = (self.events_per_year, self.staff_days_per_event)
        numbers = [number for part in parts for number in (part.mu, part.sigma)]
        return self.people > 1 and all(
            np.array_equal(number, np.broadcast_to(number[0], number.shape), equal_nan=True)
            for number in numbers
        )

    def answered(self) -> NDArray[np.int64]:
        """Return how many people estimated each hazard x stance x driver (events, cost)."""
        parts = (self.events_per_year.mu, self.staff_days_per_event.mu)
        return np.stack([(~np.isnan(part)).sum(axis=0) for part in parts], axis=-1)

    def with_factors(
        self, events_factor: ArrayLike = 1.0, cost_factor: ArrayLike = 1.0
    ) -> "Beliefs":
        """Return the same beliefs with events and costs multiplied (hazards x stances).

        Raises `ValueError` for a negative factor.
        """
        checked(np.asarray(events_factor) >= 0, events_factor, "a factor must not be negative")
        checked(np.asarray(cost_factor) >= 0, cost_factor, "a factor must not be negative")
        return replace(
            self,
            events_factor=self.events_factor * np.asarray(events_factor, dtype=float),
            cost_factor=self.cost_factor * np.asarray(cost_factor, dtype=float),
        )

    def with_estimate(
        self, hazard: str, stance: str, driver: str, lowest: float, highest: float
    ) -> "Beliefs":
        """Return beliefs in which everyone holds one 80 % range for one quantity.

        `driver` is "events" or "cost". The events of a common cause change for both
        stances. Raises `ValueError` for a name that is not there.
        """
        row = _index(hazard, self.hazards, "hazard")
        column: int | slice = _index(stance, STANCES, "stance")
        is_events = _index(driver, DRIVERS, "driver") == 0
        if is_events and self.common_cause[row]:
            column = slice(None)
        one = lognormal_from_interval(lowest, highest)
        old = self.events_per_year if is_events else self.staff_days_per_event
        mu, sigma = old.mu.copy(), old.sigma.copy()
        mu[:, row, column], sigma[:, row, column] = one.mu, one.sigma
        name = "events_per_year" if is_events else "staff_days_per_event"
        return replace(self, **{name: Lognormal(mu, sigma)})  # type: ignore[arg-type]

    def only(self, hazards: Sequence[str]) -> "Beliefs":
        """Return the beliefs about some of the hazards, in the order given."""
        rows = [_index(hazard, self.hazards, "hazard") for hazard in hazards]
        events, cost = self.events_per_year, self.staff_days_per_event
        return replace(
            self,
            hazards=tuple(self.hazards[row] for row in rows),
            titles=tuple(self.titles[row] for row in rows),
            common_cause=self.common_cause[rows],
            events_cap=self.events_cap[rows],
            events_per_year=Lognormal(events.mu[:, rows], events.sigma[:, rows]),
            staff_days_per_event=Lognormal(cost.mu[:, rows], cost.sigma[:, rows]),
            events_factor=self.events_factor[rows],
            cost_factor=self.cost_factor[rows],
            experience_effect=self.experience_effect[rows],
        )

    def expected_events(self) -> FloatArray:
        """Return each person's expected events a year: people x hazards x stances.

        Counts a year are Poisson around an uncertain rate and cut off at `events_cap`; the
        mean of what is left is exact for a given rate and integrated over rates by
        64-point Gauss-Hermite quadrature.
        """
        nodes, weights = np.polynomial.hermite_e.hermegauss(64)
        mu, sigma = self.events_per_year.mu[..., None], self.events_per_year.sigma[..., None]
        cap = self.events_cap[:, None, None]
        with np.errstate(over="ignore"):
            rates = np.minimum(np.exp(mu + sigma * nodes) * self.events_factor[..., None], cap)
        return np.asarray(capped_poisson_mean(rates, cap) @ (weights / weights.sum()))

    def expected_cost(self) -> FloatArray:
        """Return each person's expected staff days for one event, same shape."""
        with np.errstate(divide="ignore"):
            mu = self.staff_days_per_event.mu + np.log(self.cost_factor)
        cost = Lognormal(mu, self.staff_days_per_event.sigma)
        return cost.capped_mean(MOST_STAFF_DAYS_PER_EVENT)

    def expected_staff_days(self) -> FloatArray:
        """Return each person's expected loss a year: people x hazards x stances.

        A hazard that a person left blank gets the mean of those who answered all of it; a
        single blank number gets the mean of those who gave it (`risk.simulate` borrows in
        the same way).
        """
        events, cost = self.expected_events(), self.expected_cost()
        product = _filled(events) * _filled(cost)
        blank, complete = self.blank_and_complete()
        whole = np.where(complete[..., None], product, np.nan)
        use_whole = blank & complete.any(axis=0)
        return np.where(use_whole[..., None], _filled(whole), product)

    def blank_and_complete(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return who left a whole hazard blank and who answered all of it (people x hazards)."""
        no_events = np.isnan(self.events_per_year.mu)
        no_cost = np.isnan(self.staff_days_per_event.mu)
        blank = np.asarray((no_events & no_cost).all(axis=-1))
        return blank, np.asarray(~(no_events | no_cost).any(axis=-1))


def capped_poisson_mean(rate: ArrayLike, cap: ArrayLike) -> FloatArray:
    """Return the mean of min(N, `cap`) for Poisson counts N of mean `rate`.

    Equals rate F(cap - 2) + cap (1 - F(cap - 1)) with F the Poisson distribution function.
    """
    rates, caps = np.broadcast_arrays(np.asarray(rate, float), np.floor(np.asarray(cap, float)))
    mean = rates.copy()
    near = rates + 10 * np.sqrt(rates) + 10 > caps  # elsewhere the cap is never reached
    some, cut = rates[near], caps[near]
    below = np.where(cut >= 2, scipy.special.pdtr(np.maximum(cut - 2, 0), some), 0.0)
    above = np.where(cut >= 1, scipy.special.pdtrc(np.maximum(cut - 1, 0), some), 0.0)
    mean[near] = some * below + cut * above
    return mean


def _filled(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    total = np.where(known, values, 0).sum(axis=0)
    mean = total / np.maximum(known.sum(axis=0), 1)
    return np.where(known, values, mean)


def _index(name: str, names: Sequence[str], what: str) -> int:
    if name not in names:
        raise ValueError(f"no {what} {name!r} here. Use one of: {', '.join(names)}.")
    return list(names).index(name)
