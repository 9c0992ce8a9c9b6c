"""The vicious cycle as a toy model: understanding, engagement, experience.

Three equations, months and shares from 0 to 1. Illustrative parameters: the model shows
how a loop can stick, it predicts nothing. Equations and sources: docs/methods.md
("The cycle").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.distributions import FloatArray
from riskier.analysis.roots import highest_between, root_between

_STEPS_PER_DELAY = 10
_SEARCHED = np.linspace(0.0, 1.0, 2001)
_NEAR = 0.01
_LONG_RUN_MONTHS = 2400

State = tuple[float, float, float]


@dataclass(frozen=True)
class Loop:
    """Settings of the loop; the names are the symbols of the equations.

    `U0` understanding without practice; `K` practice at which half of the rest is
    understood; `theta` bar set by fear and effort; `n` how sharply people switch; `S`
    standing permission; `tau_u`, `tau_e`, `tau_x` delays in months.
    """

    U0: float = 0.10
    K: float = 0.35
    tau_u: float = 2.0
    theta: float = 0.50
    n: float = 6.0
    S: float = 0.02
    tau_e: float = 1.0
    tau_x: float = 9.0

    def __post_init__(self) -> None:
        """Refuse settings without a meaning."""
        for name in ("U0", "S"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be from 0 to 1; got {getattr(self, name):g}.")
        for name in ("K", "theta", "n", "tau_u", "tau_e", "tau_x"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} must be above 0; got {getattr(self, name):g}.")

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> "Loop":
        """Return the loop with these settings; those of a push, and unknown ones, are left out."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in settings.items() if name in names})

    def understanding(self, experience: float) -> float:
        """Return the understanding that a level of experience leads to."""
        return self.U0 + (1 - self.U0) * experience / (experience + self.K)

    def engagement(self, understanding: float) -> float:
        """Return the share that takes part at a level of understanding."""
        above = max(understanding, 0.0) ** self.n
        return float(self.S + (1 - self.S) * above / (above + self.theta**self.n))


@dataclass(frozen=True)
class Push:
    """A trial, pilot or order: at least `level` of the team takes part for `months`."""

    level: float = 0.0
    months: float = 0.0


@dataclass(frozen=True)
class Path:
    """Levels over time, one element for each point of `month`."""

    month: FloatArray
    understanding: FloatArray
    engagement: FloatArray
    experience: FloatArray


@dataclass(frozen=True)
class Equilibria:
    """Levels at which the loop rests, by rising experience; not `stable` is a tipping point."""

    understanding: FloatArray
    engagement: FloatArray
    experience: FloatArray
    stable: NDArray[np.bool_]


def equilibria(loop: Loop) -> Equilibria:
    """Return all resting and tipping points without a push.

    At rest engagement equals experience and understanding follows it, which leaves one
    equation in experience. Its roots are bracketed on 2,000 steps and found by
    halving. A root is stable when the imbalance falls through zero there.
    """
    found = _roots(lambda experience: _imbalance(loop, experience))
    experience = np.array(found)
    stable = [_pulled_back(loop, x) for x in found]
    understanding = np.array([loop.understanding(x) for x in found])
    return Equilibria(understanding, experience.copy(), experience, np.array(stable))


def tipping_point(loop: Loop) -> float | None:
    """Return the experience above which the loop climbs by itself; None without a trap.

    The first point that is not stable. A loop without one has a single resting point.
    """
    found = equilibria(loop)
    above = found.experience[~found.stable]
    return float(above[0]) if above.size else None


def permission_threshold(loop: Loop) -> float | None:
    """Return the standing permission above which the low resting point is gone.

    At rest S = (x - h) / (1 - h) with h what understanding alone brings at experience x.
    The low branch ends where that S is at its first maximum over x (a fold). None when
    there is no fold: then the loop cannot be stuck at any permission.
    """
    bare = replace(loop, S=0.0)

    def permission(experience: float) -> float:
        alone = bare.engagement(loop.understanding(experience))
        return (experience - alone) / (1 - alone)

    values = np.array([permission(x) for x in _SEARCHED[:-1]])
    peaks = np.flatnonzero((values[1:-1] > values[:-2]) & (values[1:-1] >= values[2:])) + 1
    if not peaks.size or values[peaks[0]] <= 0:
        return None
    around = _SEARCHED[peaks[0] - 1], _SEARCHED[peaks[0] + 1]
    return highest_between(permission, float(around[0]), float(around[1]))


def resting_state(loop: Loop) -> State:
    """Return the lowest stable state: a group in which nothing has been tried."""
    found = equilibria(loop)
    first = int(np.flatnonzero(found.stable)[0])
    at = float(found.experience[first])
    return float(found.understanding[first]), at, at


def solve(
    loop: Loop,
    push: Push = Push(),
    *,
    months: float = 24,
    start: State | None = None,
    points_per_month: int = 1,
) -> Path:
    """Return the path from `start` (understanding, engagement, experience) over months.

    Without `start` it is the resting state. Runge-Kutta of fourth order, steps of at most a
    tenth of the shortest delay, one of which ends where the push ends. Raises `ValueError`
    for months not above 0 or points below 1.
    """
    if months <= 0 or points_per_month < 1:
        raise ValueError(
            f"months must be above 0 and points_per_month at least 1; got {months:g} and"
            f" {points_per_month}."
        )
    month = np.arange(0, round(months * points_per_month) + 1) / points_per_month
    state = resting_state(loop) if start is None else start
    states = [state]
    for begin, end in pairwise(month):
        state = _advanced(loop, push, state, float(begin), float(end))
        states.append(state)
    return Path(month, *np.array(states).T)


def settles_at(loop: Loop, push: Push = Push(), *, start: State | None = None) -> float:
    """Return the experience at which the loop rests in the long run after a push."""
    found = equilibria(loop)
    levels = (found.understanding, found.engagement, found.experience)
    resting = np.stack([level[found.stable] for level in levels], axis=-1)
    state = resting_state(loop) if start is None else start
    state = _advanced(loop, push, state, 0.0, push.months)
    for _ in range(_LONG_RUN_MONTHS):
        if np.abs(resting - state).max(axis=1).min() < _NEAR:
            break
        state = _advanced(loop, Push(), state, 0.0, 1.0)
    return float(resting[np.argmin(np.abs(resting[:, 2] - state[2])), 2])


def shortest_push(loop: Loop, level: float, *, longest: float = 24) -> float | None:
    """Return the months for which a push of `level` must last to tip the loop.

    Found by halving between 0 and `longest`, to 0.01 month. None when `longest` is not
    enough, or when there is no tipping point: the loop then rests at one level whatever
    the push.
    """
    tipping = tipping_point(loop)
    if tipping is None:
        return None

    def tips(months: float) -> bool:
        return settles_at(loop, Push(level, months)) > tipping

    if not tips(longest):
        return None
    short, long = 0.0, longest
    while long - short > 0.01:
        middle = (short + long) / 2
        short, long = (short, middle) if tips(middle) else (middle, long)
    return long


def _pulled_back(loop: Loop, experience: float) -> bool:
    """Return whether the loop returns from a little above and below (within 0 to 1)."""
    above, below = experience + 1e-6, experience - 1e-6
    falls = above > 1 or _imbalance(loop, above) < 0
    return falls and (below < 0 or _imbalance(loop, below) > 0)


def _imbalance(loop: Loop, experience: float) -> float:
    return loop.engagement(loop.understanding(experience)) - experience


def _roots(function: Callable[[float], float]) -> list[float]:
    values = [function(float(x)) for x in _SEARCHED]
    found = [float(x) for x, value in zip(_SEARCHED, values, strict=True) if value == 0]
    for left, right, a, b in zip(_SEARCHED, _SEARCHED[1:], values, values[1:], strict=False):
        if a * b < 0:
            found.append(root_between(function, float(left), float(right)))
    return sorted(found)


def _advanced(loop: Loop, push: Push, state: State, begin: float, end: float) -> State:
    """Return the state at `end`, splitting the span where the push stops."""
    if begin < push.months < end:
        state = _advanced(loop, push, state, begin, push.months)
        begin = push.months
    floor = push.level if begin < push.months else 0.0
    shortest_delay = min(loop.tau_u, loop.tau_e, loop.tau_x)
    steps = int(np.ceil((end - begin) * _STEPS_PER_DELAY / shortest_delay))
    for _ in range(steps):
        state = _step(loop, floor, state, (end - begin) / steps)
    return state


def _step(loop: Loop, floor: float, state: State, length: float) -> State:
    k1 = _change(loop, floor, state)
    k2 = _change(loop, floor, _moved(state, k1, length / 2))
    k3 = _change(loop, floor, _moved(state, k2, length / 2))
    k4 = _change(loop, floor, _moved(state, k3, length))
    return _moved(
        state,
        (
            (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]) / 6,
            (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]) / 6,
            (k1[2] + 2 * k2[2] + 2 * k3[2] + k4[2]) / 6,
        ),
        length,
    )


def _change(loop: Loop, floor: float, state: State) -> State:
    understanding, engagement, experience = state
    return (
        (loop.understanding(experience) - understanding) / loop.tau_u,
        (max(loop.engagement(understanding), floor) - engagement) / loop.tau_e,
        (engagement - experience) / loop.tau_x,
    )


def _moved(state: State, change: State, length: float) -> State:
    return (
        state[0] + length * change[0],
        state[1] + length * change[1],
        state[2] + length * change[2],
    )
