"""Which of the group's numbers decide the answer, and where each would flip it."""

import numpy as np

from riskier.analysis import Beliefs
from riskier.analysis.sensitivity import Sensitivity
from riskier.charts import Picture
from riskier.findings.compared import varied
from riskier.findings.context import Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.group import on_beliefs, rests_on
from riskier.findings.inputs import flip_clause, named
from riskier.findings.words import counted, number, people, quoted
from riskier.pack import Pack

__all__ = ["build", "rests_on"]

_MOST_BARS = 8


def build(ctx: Context) -> Finding:
    """Return how the expected difference moves with each number, widest first."""
    return on_beliefs(ctx, _shown, "there is nothing to vary")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    found = varied(beliefs)
    whose = "its" if beliefs.people == 1 else "the group's"
    headline, detail = _headline(found, whose), _detail(ctx.pack, found)
    order = [int(index) for index in found.tornado.order]
    return Finding(
        ctx.about,
        ctx.round,
        beliefs.people,
        headline,
        columns=(
            "Number",
            "Now",
            "Low and high" if beliefs.people == 1 else "Group's low and high",
            "Difference at low",
            "Difference at high",
            "Would flip at",
        ),
        rows=tuple(_row(ctx.pack, found, index) for index in order),
        picture=_picture(ctx.pack, found, order[:_MOST_BARS]),
        alt=f"{headline} {detail} {_spoken(ctx.pack, found, order[:_MOST_BARS])}",
        notes=(
            detail,
            "Difference: expected staff days a year,"
            f" {_less(ctx.pack)}. One number at a time moves from the low to the high end of"
            f" {whose} 80% range; the others stay as they are.",
            *_drawn(len(order)),
            f"It rests on the estimates of {people(beliefs.people)}. At the value that flips,"
            " both cost the same on average.",
        ),
    )


def _drawn(bars: int) -> tuple[str, ...]:
    if bars <= _MOST_BARS:
        return ()
    return (f"The drawing has the {_MOST_BARS} longest bars; the table has all {bars}.",)


def _headline(found: Sensitivity, whose: str) -> str:
    """Return how many numbers flip the answer within a range; `whose` that range is."""
    flips, whole = int(found.tornado.flips.sum()), counted(len(found.inputs), "number")
    if not flips:
        return f"None of the {whole} alone would change which side costs more on average."
    said = f"{flips} of {whole} could each change which side costs more"
    folds = np.where(found.tornado.flips, np.nan_to_num(found.flip_folds, nan=np.inf), np.inf)
    index = int(np.argmin(folds))
    one = found.inputs[index]
    at, now = number(float(found.flips_at[index])), number(one.now)
    if not np.isfinite(folds[index]) or at == now:
        return f"{said}, within {whose} own range."
    unit = "times a year" if one.driver == "events" else "staff days"
    return f"{said}; the nearest: {quoted(one.title, 32)} at {at} {unit}, not {now}."


def _detail(pack: Pack, found: Sensitivity) -> str:
    nearest = found.nearest_flip
    if nearest is None:
        return "Even a hundredfold change of any one number would not flip it."
    clause = flip_clause(pack, found, nearest)
    return f"The smallest change that would do: {clause}."


def _less(pack: Pack) -> str:
    return f"{pack.stances['engage'].lower()} less {pack.stances['stay_away'].lower()}"


def _row(pack: Pack, found: Sensitivity, index: int) -> tuple[Cell, ...]:
    one, at = found.inputs[index], float(found.flips_at[index])
    return (
        named(pack, one),
        number(one.now),
        f"{number(one.low)} to {number(one.high)}",
        _signed(found.tornado.at_low[index]),
        _signed(found.tornado.at_high[index]),
        "no flip" if np.isnan(at) else number(at),
    )


def _signed(value: float) -> str:
    said = number(abs(value))
    return said if said == "0" else f"{'+' if value > 0 else '−'}{said}"


def _picture(pack: Pack, found: Sensitivity, order: list[int]) -> Picture:
    swings = found.tornado
    rows = tuple(
        {
            "label": named(pack, found.inputs[index]),
            "low": float(min(swings.at_low[index], swings.at_high[index])),
            "high": float(max(swings.at_low[index], swings.at_high[index])),
            "strong": bool(swings.flips[index]),
            "said": "\n".join(_flip_said(found, index)),
        }
        for index in order
    )
    return Picture(
        "tornado",
        rows,
        {
            "now": float(swings.base),
            "left": f"{pack.stances['stay_away']} costs more",
            "right": f"{pack.stances['engage']} costs more",
        },
    )


def _flip_said(found: Sensitivity, index: int) -> tuple[str, str]:
    """Return where a number would flip the answer, and what it is now."""
    at, now = float(found.flips_at[index]), f"now {number(found.inputs[index].now)}"
    if np.isnan(at):
        return "no flip", now
    return f"flips {'' if found.tornado.flips[index] else 'only '}at {number(at)}", now


def _spoken(pack: Pack, found: Sensitivity, order: list[int]) -> str:
    said = [
        f"{named(pack, found.inputs[index])}, from {_signed(found.tornado.at_low[index])} to"
        f" {_signed(found.tornado.at_high[index])}, {', '.join(_flip_said(found, index))}"
        for index in order
    ]
    return f"{'; '.join(said)}."
