"""Safeguards: what they multiply, what they take, and the best set for an effort budget.

Multipliers of one hazard are multiplied together, as if safeguards worked independently.
That overstates the gain of many at once; docs/methods.md ("Safeguards") says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.beliefs import STANCES, Beliefs
from riskier.analysis.distributions import FloatArray, checked
from riskier.pack.hazards import Hazard

MOST_SAFEGUARDS = 60
_EFFORT_DIGITS = 2


@dataclass(frozen=True)
class Safeguard:
    """One safeguard against one hazard under one stance.

    Factors are (lowest, highest): 0.6 means 40 % less. `effort_staff_days` is what it
    takes in the first year. `stance` is "engage", "stay_away" or "both".
    """

    hazard: str
    title: str
    stance: str
    events_factor: tuple[float, float]
    cost_factor: tuple[float, float]
    effort_staff_days: tuple[float, float]

    def helps(self, stance: str) -> bool:
        """Return whether it can be used under `stance`."""
        return self.stance in (stance, "both")


@dataclass(frozen=True)
class BestSet:
    """The safeguards that leave the least expected loss within an effort budget.

    `chosen` are indices into the safeguards given. All numbers are staff days in the first
    year: `staff_days` the expected loss that remains, `saved` the loss avoided, with its
    range over the factors' ranges in `saved_range`, `effort` what the set takes.
    """

    chosen: tuple[int, ...]
    staff_days: float
    saved: float
    saved_range: tuple[float, float]
    effort: float


def safeguards_of(hazards: Iterable[Hazard]) -> tuple[Safeguard, ...]:
    """Return the safeguards that a pack's hazards name, in their order."""
    return tuple(
        Safeguard(
            hazard.id,
            one.title,
            one.stance,
            (one.frequency_multiplier.lowest, one.frequency_multiplier.highest),
            (one.cost_multiplier.lowest, one.cost_multiplier.highest),
            (one.effort.staff_days_first_year.lowest, one.effort.staff_days_first_year.highest),
        )
        for hazard in hazards
        for one in hazard.mitigations
    )


def mitigated(beliefs: Beliefs, safeguards: Iterable[Safeguard]) -> Beliefs:
    """Return the beliefs with safeguards in place, each factor at the middle of its range.

    The middle of a factor's range is the geometric one: 0.6 for 0.4 to 0.9. A safeguard for
    "both" works under each stance; one for a hazard that nobody estimated changes nothing.
    """
    events, cost = np.ones((2, len(beliefs.hazards), len(STANCES)))
    for one in safeguards:
        if one.hazard in beliefs.hazards:
            row = beliefs.hazards.index(one.hazard)
            columns = [column for column, stance in enumerate(STANCES) if one.helps(stance)]
            events[row, columns] *= _factor(one.events_factor)
            cost[row, columns] *= _factor(one.cost_factor)
    return beliefs.with_factors(events, cost)


def best_set(
    beliefs: Beliefs, safeguards: Sequence[Safeguard], stance: str, budget_staff_days: float
) -> BestSet:
    """Return the best safeguards for one stance with effort up to a budget.

    Exact: hazard by hazard, only sets that no cheaper set matches are carried on, so the
    work stays small. Efforts count in hundredths of a staff day, at the middle of their
    ranges; factors at the geometric middle. Among equals the least effort wins. Raises
    `ValueError` for an unknown stance, a negative budget or more than 60 safeguards.
    """
    checked(budget_staff_days >= 0, budget_staff_days, "the effort budget must not be negative")
    loss, usable = _loss(beliefs, stance), _usable(beliefs, safeguards, stance)
    rows = [beliefs.hazards.index(one.hazard) for _, one in usable]
    factors = [_factor(one.events_factor) * _factor(one.cost_factor) for _, one in usable]
    effort = [_middle(one.effort_staff_days) for _, one in usable]
    best = least_loss(loss, rows, factors, effort, budget_staff_days)
    return _described(loss, beliefs, safeguards, [usable[place][0] for place in best])


def effect_of(beliefs: Beliefs, safeguards: Sequence[Safeguard], stance: str) -> BestSet:
    """Return what safeguards that are all in place leave, save and take under one stance.

    `chosen` are those that can be used there. Raises `ValueError` for an unknown stance.
    """
    picked = [index for index, _ in _usable(beliefs, safeguards, stance)]
    return _described(_loss(beliefs, stance), beliefs, safeguards, picked)


def least_loss(
    loss: FloatArray,
    rows: Sequence[int],
    factors: Sequence[float],
    effort: Sequence[float],
    budget: float,
) -> tuple[int, ...]:
    """Return which safeguards minimise the sum of losses after multiplication.

    Safeguard i multiplies loss[rows[i]] by factors[i] and takes effort[i]; the efforts of
    those returned add up to at most `budget`.
    """
    if len(rows) > MOST_SAFEGUARDS:
        raise ValueError(f"at most {MOST_SAFEGUARDS} safeguards can be compared; got {len(rows)}.")
    front = _Front(np.zeros(1), np.zeros(1), np.zeros(1, dtype=np.int64))
    for row in range(len(loss)):
        members = [index for index, of in enumerate(rows) if of == row]
        front = front.joined(_subsets(float(loss[row]), members, factors, effort), budget)
    best = int(np.argmin(front.loss))
    return tuple(index for index in range(len(rows)) if int(front.members[best]) >> index & 1)


def _loss(beliefs: Beliefs, stance: str) -> FloatArray:
    """Return each hazard's expected staff days a year under a stance."""
    if stance not in STANCES:
        raise ValueError(f"stance must be one of {', '.join(STANCES)}; got {stance!r}.")
    loss = beliefs.expected_staff_days().mean(axis=0)[:, STANCES.index(stance)]
    return np.asarray(loss, dtype=float)


def _usable(
    beliefs: Beliefs, safeguards: Sequence[Safeguard], stance: str
) -> list[tuple[int, Safeguard]]:
    return [
        (index, one)
        for index, one in enumerate(safeguards)
        if one.helps(stance) and one.hazard in beliefs.hazards
    ]


@dataclass(frozen=True)
class _Front:
    """Sets that no other set beats on both effort and loss, by rising effort."""

    effort: FloatArray
    loss: FloatArray
    members: NDArray[np.int64]

    def joined(self, other: "_Front", budget: float) -> "_Front":
        effort = np.round(np.add.outer(self.effort, other.effort), _EFFORT_DIGITS).ravel()
        loss = np.add.outer(self.loss, other.loss).ravel()
        members = np.bitwise_or.outer(self.members, other.members).ravel()
        order = np.lexsort((loss, effort))
        order = order[effort[order] <= budget + 1e-9]
        least_before = np.concatenate([[np.inf], np.minimum.accumulate(loss[order])[:-1]])
        order = order[loss[order] < least_before]
        return _Front(np.asarray(effort[order], dtype=float), loss[order], members[order])


def _subsets(
    loss: float, members: Sequence[int], factors: Sequence[float], effort: Sequence[float]
) -> _Front:
    front = _Front(np.zeros(1), np.array([loss]), np.zeros(1, dtype=np.int64))
    for index in members:
        front = _Front(
            np.concatenate([front.effort, front.effort + effort[index]]),
            np.concatenate([front.loss, front.loss * factors[index]]),
            np.concatenate([front.members, front.members | 1 << index]),
        )
    return front


def _described(
    loss: FloatArray, beliefs: Beliefs, safeguards: Sequence[Safeguard], picked: Sequence[int]
) -> BestSet:
    def saved(end: float) -> float:
        """Return the loss avoided with every factor `end` of the way up its range."""
        left = loss.copy()
        for index in picked:
            one = safeguards[index]
            factor = _factor(one.events_factor, end) * _factor(one.cost_factor, end)
            left[beliefs.hazards.index(one.hazard)] *= factor
        return float((loss - left).sum())

    effort = sum(_middle(safeguards[index].effort_staff_days) for index in picked)
    middle = saved(0.5)
    return BestSet(
        tuple(picked), float(loss.sum()) - middle, middle, (saved(1.0), saved(0.0)), float(effort)
    )


def _middle(ends: tuple[float, float]) -> float:
    return (ends[0] + ends[1]) / 2


def _factor(ends: tuple[float, float], share: float = 0.5) -> float:
    """Return a point of a factor's range: by ratio, or by difference where it starts at 0."""
    low, high = ends
    if low <= 0:
        return low + (high - low) * share
    return float(low * (high / low) ** share)
