"""Risk over time: when, if ever, engaging becomes the cheaper choice.

Practice makes each event cheaper for a group that engages; a group that stays away meets
events unpractised. Months start at 0, losses are cumulative staff days. The model and its
limits: docs/methods.md ("Risk over time").
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskier.analysis.beliefs import STANCES, Beliefs
from riskier.analysis.cycle import Loop, Push, solve
from riskier.analysis.distributions import FloatArray, checked
from riskier.analysis.risk import Pooling
from riskier.analysis.worlds import WorldMaker, Worlds

OPTIONS = ("engage", "stay_away", "pilot")
BAND = (0.1, 0.9)
WEIGHED_AT_ONCE = 256
WEIGHED_SHARE = 8  # one world is weighed for every eight paths: enough, and quick


@dataclass(frozen=True)
class Crossing:
    """When the cumulative losses of engaging and staying away are equal.

    `month` is that of the expected curves, None when they do not meet after the start;
    `dearer_first` the stance that costs more before it. Over possible worlds (whose
    beliefs, which rates, no luck): the share that cross, the share in which one stance is
    dearer all along, and the 10, 50 and 90 % quantiles of the month where they cross.
    """

    month: float | None
    dearer_first: str
    share_crossing: float
    share_engage_dearer: float
    share_stay_away_dearer: float
    month_quantiles: FloatArray


@dataclass(frozen=True)
class Horizon:
    """Cumulative losses month by month, options (`OPTIONS`) x months.

    `expected`, and the `low` and `high` end of the central 80 % of simulated paths.
    `pilot_goes_on` is the share of paths that engage after the pilot, `pilot_saves` what
    the pilot is expected to save by the end against the better of the other two.
    """

    months: FloatArray
    practice: FloatArray
    expected: FloatArray
    low: FloatArray
    high: FloatArray
    pilot_months: int
    pilot_goes_on: float
    pilot_saves: float
    crossing: Crossing


@dataclass(frozen=True)
class Lever:
    """A change and the month of crossing it would lead to (None: no crossing)."""

    name: str
    month: float | None


def practice_while_engaging(loop: Loop, push: Push, *, months: int = 24) -> FloatArray:
    """Return the experience at month ends of a group that starts at rest and is pushed."""
    return solve(loop, push, months=months).experience


def horizon(  # noqa: PLR0913 - three inputs and three settings
    beliefs: Beliefs,
    practice: ArrayLike,
    rng: np.random.Generator,
    *,
    pilot_months: int = 3,
    paths: int = 2_000,
    pooling: Pooling = "linear",
) -> Horizon:
    """Return the cumulative losses of three options over the months of `practice`.

    `practice` is the experience (0 to 1) at the start and at the end of each month while
    engaging. An event then costs (1 - experience_effect x experience) of what the group
    estimated; staying away costs what it estimated. Each path keeps one world throughout.
    "pilot" engages for `pilot_months`, counts the events it meets, weighs all worlds by
    how well they explain those counts (Bayes) and then takes the stance with the lower
    expected loss for the months left. Raises `ValueError` for practice outside 0 to 1 or a
    pilot that does not end within the horizon.
    """
    levels = _checked_practice(practice)
    months = levels.size - 1
    if not 1 <= pilot_months < months:
        raise ValueError(f"pilot_months must be from 1 to {months - 1}; got {pilot_months}.")
    first, second = rng.spawn(2)
    lived = WorldMaker(beliefs, first, paths, pooling)
    imagined = WorldMaker(beliefs, second, paths // WEIGHED_SHARE, pooling)
    shares = _cost_shares(beliefs, levels)
    monthly, seen = _lived_losses(lived, shares, pilot_months)
    goes_on = _goes_on(seen, imagined.worlds, shares, pilot_months)
    piloted = monthly[0].copy()
    piloted[~goes_on, pilot_months:] = monthly[1][~goes_on, pilot_months:]
    paths_so_far = np.cumsum(np.stack([*monthly, piloted]), axis=2)
    expected = _expected(beliefs, lived.worlds, shares, goes_on, pilot_months)
    low, high = np.quantile(paths_so_far, BAND, axis=1)
    return Horizon(
        months=np.arange(months + 1.0),
        practice=levels,
        expected=_from_zero(expected),
        low=_from_zero(low),
        high=_from_zero(high),
        pilot_months=pilot_months,
        pilot_goes_on=float(goes_on.mean()),
        pilot_saves=float(min(expected[0, -1], expected[1, -1]) - expected[2, -1]),
        crossing=_crossing(expected[0] - expected[1], _world_gaps(lived.worlds, shares)),
    )


def crossing_month(
    beliefs: Beliefs, practice: ArrayLike, *, experience_scale: float = 1.0
) -> float | None:
    """Return the month when the expected cumulative losses cross, None if they do not.

    Needs no simulation. `experience_scale` multiplies every hazard's experience effect
    (which stays at most 1).
    """
    shares = _cost_shares(_scaled(beliefs, experience_scale), _checked_practice(practice))
    by_stance = _expected_monthly(beliefs, shares)
    return _first_crossing(np.cumsum(by_stance[0] - by_stance[1]))


def levers(beliefs: Beliefs, loop: Loop, push: Push, *, months: int = 24) -> tuple[Lever, ...]:
    """Return the crossing month as things are, and after changes that may move it."""

    def with_practice(changed: Loop, pushed: Push, scale: float = 1.0) -> float | None:
        levels = solve(changed, pushed, months=months).experience
        return crossing_month(beliefs, levels, experience_scale=scale)

    return (
        Lever("as things are", with_practice(loop, push)),
        Lever("practice makes no event cheaper", with_practice(loop, push, 0.0)),
        Lever("practice helps half as much", with_practice(loop, push, 0.5)),
        Lever("practice helps half as much again", with_practice(loop, push, 1.5)),
        Lever(
            "practice comes and goes twice as fast",
            with_practice(replace(loop, tau_x=loop.tau_x / 2), push),
        ),
        Lever("the push ends after three months", with_practice(loop, replace(push, months=3))),
        Lever("twice the share of the team takes part", with_practice(loop, _doubled(push))),
    )


def _doubled(push: Push) -> Push:
    return replace(push, level=min(1.0, 2 * push.level))


def least_experience_scale(beliefs: Beliefs, practice: ArrayLike) -> float | None:
    """Return what experience effects must be multiplied by to cross at the last month.

    Above it the curves cross earlier, below it not within the horizon. None when engaging
    is not the dearer stance without practice, or when practice changes nothing.
    """
    levels = _checked_practice(practice)
    without = _expected_monthly(beliefs, _cost_shares(_scaled(beliefs, 0.0), levels)).sum(axis=1)
    full = _expected_monthly(beliefs, _cost_shares(beliefs, levels)).sum(axis=1)
    excess, saved = without[0] - without[1], without[0] - full[0]
    return float(excess / saved) if excess > 0 and saved > 0 else None


def _scaled(beliefs: Beliefs, scale: float) -> Beliefs:
    return replace(beliefs, experience_effect=np.minimum(beliefs.experience_effect * scale, 1.0))


def _checked_practice(practice: ArrayLike) -> FloatArray:
    levels = np.asarray(practice, dtype=float)
    if levels.ndim != 1 or levels.size < 2:
        raise ValueError(
            f"practice must hold the start and at least one month; got shape {levels.shape}."
        )
    checked((levels >= 0) & (levels <= 1), levels, "practice must be from 0 to 1")
    return levels


def _cost_shares(beliefs: Beliefs, practice: FloatArray) -> FloatArray:
    """Return what an event costs when engaging, as a share of the estimate: hazards x months."""
    during = (practice[:-1] + practice[1:]) / 2
    return np.asarray(1 - np.outer(beliefs.experience_effect, during))


def _expected_monthly(beliefs: Beliefs, shares: FloatArray) -> FloatArray:
    """Return expected staff days in each month: stances x months."""
    yearly = beliefs.expected_staff_days().mean(axis=0)
    engage = yearly[:, 0] @ shares / 12
    return np.stack([engage, np.full_like(engage, yearly[:, 1].sum() / 12)])


def _lived_losses(
    maker: WorldMaker, shares: FloatArray, pilot_months: int
) -> tuple[FloatArray, FloatArray]:
    """Return losses, stances x paths x months, and events seen in the pilot, paths x hazards."""
    hazards, months = shares.shape
    losses = np.zeros((len(STANCES), maker.number * months))
    seen = np.zeros((maker.number, hazards))
    for hazard in range(hazards):
        for hit in maker.strikes(hazard, months / 12):
            month = (hit.when * months).astype(np.intp)
            cost = hit.staff_days
            if hit.stance == 0:
                cost = cost * shares[hazard, month]
                early = hit.years[month < pilot_months]
                seen[:, hazard] = np.bincount(early, minlength=maker.number)
            losses[hit.stance] += np.bincount(
                hit.years * months + month, cost, maker.number * months
            )
    return losses.reshape(len(STANCES), maker.number, months), seen


def _goes_on(
    seen: FloatArray, imagined: Worlds, shares: FloatArray, pilot_months: int
) -> NDArray[np.bool_]:
    """Return for each path whether its group engages after the pilot."""
    left = shares.shape[1] - pilot_months
    yearly = imagined.staff_days_per_year
    engage = yearly[..., 0] @ shares[:, pilot_months:].sum(axis=1) / 12
    excess = engage - yearly[..., 1].sum(axis=1) * left / 12
    counts = np.maximum(imagined.events_per_year[..., 0] * pilot_months / 12, 1e-12)
    logs, totals = np.log(counts).T, counts.sum(axis=1)
    expected_excess = np.empty(len(seen))
    for first in range(0, len(seen), WEIGHED_AT_ONCE):
        part = slice(first, first + WEIGHED_AT_ONCE)
        fit = seen[part] @ logs
        fit -= totals
        fit -= fit.max(axis=1, keepdims=True)
        expected_excess[part] = np.exp(fit, out=fit) @ excess
    return expected_excess <= 0


def _expected(
    beliefs: Beliefs,
    lived: Worlds,
    shares: FloatArray,
    goes_on: NDArray[np.bool_],
    pilot_months: int,
) -> FloatArray:
    """Return expected cumulative losses: options x months.

    The first two are exact; the pilot is the exact curve of engaging plus the mean
    difference over paths, which keeps the noise of simulation out of what they share.
    """
    by_stance = _expected_monthly(beliefs, shares)
    yearly = lived.staff_days_per_year
    monthly_gap = yearly[..., 1].sum(axis=1)[:, None] / 12 - yearly[..., 0] @ shares / 12
    monthly_gap[goes_on] = 0.0
    monthly_gap[:, :pilot_months] = 0.0
    pilot = by_stance[0] + monthly_gap.mean(axis=0)
    return np.cumsum(np.stack([*by_stance, pilot]), axis=1)


def _world_gaps(worlds: Worlds, shares: FloatArray) -> FloatArray:
    """Return engage - stay away, cumulative expected staff days: worlds x months."""
    yearly = worlds.staff_days_per_year
    monthly = (yearly[..., 0] @ shares - yearly[..., 1].sum(axis=1)[:, None]) / 12
    return np.cumsum(monthly, axis=1)


def _crossing(expected_gap: FloatArray, world_gaps: FloatArray) -> Crossing:
    months = _crossing_months(world_gaps)
    crosses = ~np.isnan(months)
    dearer = (world_gaps[:, 0] > 0) & ~crosses
    quantiles = np.full(3, np.nan)
    if crosses.any():
        quantiles = np.quantile(months[crosses], (BAND[0], 0.5, BAND[1]))
    return Crossing(
        month=_first_crossing(expected_gap),
        dearer_first=STANCES[0] if expected_gap[0] > 0 else STANCES[1],
        share_crossing=float(crosses.mean()),
        share_engage_dearer=float(dearer.mean()),
        share_stay_away_dearer=float(1 - crosses.mean() - dearer.mean()),
        month_quantiles=quantiles,
    )


def _first_crossing(gap: FloatArray) -> float | None:
    month = float(_crossing_months(gap[None])[0])
    return None if np.isnan(month) else month


def _crossing_months(gaps: FloatArray) -> FloatArray:
    """Return for each row the month at which it first changes sign, NaN where it does not.

    Rows start with the end of month 1 and are joined by straight lines; that the curves
    are equal at month 0 is no crossing.
    """
    before, after = gaps[:, :-1], gaps[:, 1:]
    change = (before * after < 0) | ((after == 0) & (before != 0))
    place = change.argmax(axis=1)
    left, right = (np.take_along_axis(side, place[:, None], 1)[:, 0] for side in (before, after))
    with np.errstate(divide="ignore", invalid="ignore"):
        month = place + 1 + left / (left - right)
    return np.where(change.any(axis=1), month, np.nan)


def _from_zero(curves: FloatArray) -> FloatArray:
    return np.concatenate([np.zeros((len(curves), 1)), curves], axis=1)
