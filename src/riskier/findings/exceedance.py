"""Bad years: how often a year costs more than so many staff days, under each stance."""

from typing import Any

import numpy as np

from riskier.analysis import STANCES, Beliefs, Comparison
from riskier.charts import Picture
from riskier.findings.compared import compared
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import on_beliefs, rests_on
from riskier.findings.words import number, people

__all__ = ["build", "rests_on"]

ONE_IN = (2, 5, 10, 20, 100)
_BAD = {10: "ten", 20: "twenty", 100: "a hundred"}
_FEW_POINTS = 51  # of the curve in the drawing


def build(ctx: Context) -> Finding:
    """Return both stances' exceedance curves, in words and as lines."""
    return on_beliefs(ctx, _shown, "there is nothing to show")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    result = compared(beliefs)
    first, second = (ctx.pack.stances[stance] for stance in STANCES)
    losses = {one_in: _exceeded(result, one_in) for one_in in ONE_IN}
    headline = _headline(losses, (first.lower(), second.lower()))
    rows = tuple(
        (f"1 year in {one_in}", round(engage, 1), round(stay_away, 1))
        for one_in, (engage, stay_away) in losses.items()
    )
    said = "; ".join(
        f"1 year in {one_in}: more than {number(pair[0])} and {number(pair[1])}"
        for one_in, pair in losses.items()
    )
    return Finding(
        ctx.about,
        ctx.round,
        result.people,
        headline,
        columns=("This often a year costs more than", first, second),
        rows=rows,
        picture=_picture(ctx, result),
        alt=f"{headline} Staff days a year, {first} and {second}: {said}.",
        notes=(
            "Pick a number of staff days that would hurt, along the bottom. The higher line there"
            " is the choice that passes it more often.",
            "The drawing ends where 1 year in 100 costs more, on the side with the worse years.",
            f"It rests on the estimates of {people(result.people)} and {result.years:,}"
            " simulated years.",
        ),
    )


def _headline(losses: dict[int, tuple[float, float]], names: tuple[str, str]) -> str:
    """Return what a bad year costs: one in ten, or a rarer one where that costs nothing."""
    either = next((one_in for one_in in _BAD if any(losses[one_in])), max(_BAD))
    one_in = next((one_in for one_in in _BAD if all(losses[one_in])), either)
    first, second = losses[one_in]
    lead = f"One year in {_BAD[one_in]}:"
    if first and second:
        said = f"{names[0]} costs over {number(first)} staff days, {names[1]} over {number(second)}"
        return f"{lead} {said}."
    if not first and not second:
        return "Fewer than one year in a hundred costs anything, whichever choice is made."
    costs, other = (names[0], names[1]) if first else (names[1], names[0])
    days = number(first or second)
    return f"{lead} {costs} costs over {days} staff days; {other} hardly ever costs anything."


def _exceeded(result: Comparison, one_in: int) -> tuple[float, float]:
    engage, stay_away = np.quantile(result.staff_days, 1 - 1 / one_in, axis=1)
    return float(engage), float(stay_away)


def _picture(ctx: Context, result: Comparison) -> Picture | None:
    last = float(result.thresholds_staff_days[-1])
    if last <= 0:
        return None
    kept = slice(None, None, (len(result.thresholds_staff_days) - 1) // (_FEW_POINTS - 1))
    days = result.thresholds_staff_days[kept]
    rows = tuple(
        {
            "stance": stance,
            "label": ctx.pack.stances[stance],
            "points": [
                (round(float(x), 3), round(100 * float(y), 3))
                for x, y in zip(days, curve[kept], strict=True)
            ],
        }
        for stance, curve in zip(STANCES, result.exceedance, strict=True)
    )
    options: dict[str, Any] = {
        "x_says": "… this many staff days",
        "y_says": "How many of 100 simulated years cost more than …",
        "x_most": last,
        "y_most": 100.0,
    }
    ten = _exceeded(result, 10)
    if min(ten) > 0:
        options["guide"] = {"y": 10.0, "said": "1 year in 10", "at": list(ten)}
    return Picture("curves", rows, options)
