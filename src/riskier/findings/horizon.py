"""Risk over time: what each choice has cost by each month, and when the lines cross."""

from typing import Any

import numpy as np

from riskier.analysis import Beliefs
from riskier.analysis.compare import TOO_CLOSE
from riskier.analysis.cycle import Loop, Push
from riskier.analysis.horizon import (
    OPTIONS,
    Crossing,
    Horizon,
    Lever,
    horizon,
    levers,
    practice_while_engaging,
)
from riskier.charts import Picture
from riskier.findings.compared import SEED
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import on_beliefs, rests_on
from riskier.findings.words import listed, number, people, sentence
from riskier.pack import Pack

__all__ = ["build", "over_time", "rests_on", "verdict"]

PILOT_MONTHS = 3
SHARE_WHO_ENGAGE = 0.5


def build(ctx: Context) -> Finding:
    """Return cumulative losses under three options, with the crossing and what moves it."""
    return on_beliefs(ctx, _shown, "there is nothing to show")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    months = ctx.months or ctx.pack.cycle.model.horizon_months
    found = over_time(ctx.pack, beliefs, months)
    headline, detail = verdict(ctx.pack, found)
    names = option_names(ctx.pack)
    return Finding(
        ctx.about,
        ctx.round,
        beliefs.people,
        headline,
        columns=("Expected staff days so far (8 cases in 10)", *names),
        rows=tuple((f"Month {month}", *_cells(found, month)) for month in _stops(months)),
        picture=_picture(names, found),
        alt=f"{headline} {detail} {_spoken(names, found)}",
        notes=(
            detail,
            _pilot(ctx.pack, found),
            _levers(ctx.pack, beliefs, months),
            "Practice makes only events while taking part cheaper: that is built in. How much"
            " is illustrative, made up for this kit. So is the path of practice, of a toy"
            " model in which half of the team takes part.",
            f"It rests on the estimates of {people(beliefs.people)}.",
        ),
    )


def over_time(pack: Pack, beliefs: Beliefs, months: int) -> Horizon:
    """Return the losses over so many months; the same beliefs give the same numbers."""
    loop, push = _loop(pack), Push(SHARE_WHO_ENGAGE, months)
    practice = practice_while_engaging(loop, push, months=months)
    rng = np.random.default_rng(SEED)
    return horizon(beliefs, practice, rng, pilot_months=min(PILOT_MONTHS, months - 1))


def verdict(pack: Pack, found: Horizon) -> tuple[str, str]:
    """Return when the lines cross in one sentence, and how sure that is in another."""
    names = {stance: pack.stances[stance].lower() for stance in ("engage", "stay_away")}
    months, crossing = len(found.months) - 1, found.crossing
    dearer = names[crossing.dearer_first]
    engage, stay_away = (float(found.expected[row, -1]) for row in (0, 1))
    close = abs(engage - stay_away) <= TOO_CLOSE * (engage + stay_away) / 2
    if crossing.month is None and close:
        headline = f"On these numbers, the two are too close to call up to month {months}."
    elif crossing.month is None:
        most, least = (number(each) for each in sorted((engage, stay_away), reverse=True))
        headline = (
            f"On these numbers, {dearer} costs more all along: {most} staff days by month"
            f" {months}, against {least}."
        )
    else:
        month = number(round(crossing.month))
        headline = f"On these numbers, {dearer} has cost more until month {month}, then less."
    return headline, _sureness(names, crossing, months)


def _sureness(names: dict[str, str], crossing: Crossing, months: int) -> str:
    share = round(100 * crossing.share_crossing)
    engage = round(100 * crossing.share_engage_dearer)
    said = (
        f"These numbers leave room for many worlds. In {share} of 100 the lines cross"
        f" within {months} months"
    )
    if share:
        first, _, last = crossing.month_quantiles
        said += f", mostly between months {round(first)} and {round(last)}"
    rest = max(100 - share - engage, 0)
    return (
        f"{said}; in {engage} {names['engage']} costs more all along, in {rest}"
        f" {names['stay_away']} does."
    )


def option_names(pack: Pack) -> tuple[str, str, str]:
    """Return what the three options are called, in the order of `OPTIONS`."""
    return pack.stances["engage"], pack.stances["stay_away"], "A pilot, then decide"


def _loop(pack: Pack) -> Loop:
    return Loop.of(pack.cycle.model.defaults)


def _pilot(pack: Pack, found: Horizon) -> str:
    on, saves = round(100 * found.pilot_goes_on), found.pilot_saves
    kind = "save" if saves >= 0 else "cost"
    return (
        f"A pilot: {pack.stances['engage'].lower()} for {found.pilot_months} months, then the"
        f" choice that what was met speaks for. It goes on in {on} of 100 and is expected to"
        f" {kind} {number(abs(saves))} staff days against the better of the other two."
    )


def _levers(pack: Pack, beliefs: Beliefs, months: int) -> str:
    base, *others = levers(beliefs, _loop(pack), Push(SHARE_WHO_ENGAGE, months), months=months)
    moved = [_lever(one) for one in others if _month(one) != _month(base)]
    if not moved:
        return "No change of practice that was tried moves, makes or removes a crossing."
    return f"What moves the crossing (now: {_month(base)}): {'; '.join(moved)}."


def _lever(one: Lever) -> str:
    return f"{one.name}: {_month(one)}"


def _month(one: Lever) -> str:
    return "none" if one.month is None else f"month {round(one.month)}"


def _stops(months: int) -> list[int]:
    step = _step(months)
    return [*range(step, months, step), months]


def _step(months: int) -> int:
    return max(1, round(months / 4))


def _cells(found: Horizon, month: int) -> list[str]:
    return [
        f"{number(expected[month])} ({number(low[month])} to {number(high[month])})"
        for expected, low, high in zip(found.expected, found.low, found.high, strict=True)
    ]


def _spoken(names: tuple[str, ...], found: Horizon) -> str:
    last = len(found.months) - 1
    said = [f"{name} {cell}" for name, cell in zip(names, _cells(found, last), strict=True)]
    return sentence(f"expected staff days by month {last}, with the range: {listed(said)}.")


def _picture(names: tuple[str, ...], found: Horizon) -> Picture | None:
    most = float(max(found.high.max(), found.expected.max()))
    if most <= 0:
        return None
    rows = []
    for index, (stance, name) in enumerate(zip(OPTIONS, names, strict=True)):
        row: dict[str, Any] = {
            "stance": stance,
            "label": name,
            "points": _pairs(found.months, found.expected[index]),
        }
        # Three bands on one another cannot be read; the pilot's is in the table.
        if stance != "pilot":
            lows = _pairs(found.months, found.low[index])
            highs = _pairs(found.months, found.high[index])
            row["band"] = [(x, low, high) for (x, low), (_, high) in zip(lows, highs, strict=True)]
        rows.append(row)
    months, crossing = len(found.months) - 1, found.crossing.month
    options: dict[str, Any] = {
        "x_says": "months from now",
        "y_says": "Staff days so far. Lines: on average. Shade: 8 cases in 10",
        "x_most": float(months),
        "x_step": float(_step(months)),
        "y_most": most,
    }
    if crossing is not None:
        options |= {"mark": float(crossing), "mark_says": f"month {round(crossing)}"}
    return Picture("curves", tuple(rows), options)


def _pairs(xs: Any, ys: Any) -> list[tuple[float, float]]:
    return [(float(x), round(float(y), 3)) for x, y in zip(xs, ys, strict=True)]
