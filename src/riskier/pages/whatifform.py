"""The what-if as its widget takes it: the form, the wishes that come back, and the answer."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from riskier.analysis import STANCES
from riskier.analysis.mitigation import BestSet, Safeguard
from riskier.analysis.sensitivity import Input
from riskier.findings.words import number, people, two_digits
from riskier.pages.trial import MONTHS, PRACTICE, Range, Trial

Json = dict[str, Any]
LEAST, MOST = 0.001, 100_000.0
MOST_BUDGET = 10_000.0
_NOT_READ = "That could not be read. Nothing was changed."
PICTURES = ("comparison", "exceedance", "flips", "horizon", "disagreement", "matrix")


def form_of(trial: Trial) -> Json:
    """Return the controls: what can be changed, within what, and what was said."""
    ctx, pack = trial.ctx, trial.ctx.pack
    group = "The made-up sample group" if ctx.synthetic else "The group"
    whose = [{"value": "group", "label": group}]
    if trial.has_own:
        whose.append({"value": "own", "label": "My own"})
    return {
        "whose": whose,
        "own": trial.own,
        "rests_on": _rests_on(trial, group),
        "hazards": [_hazard(trial, name) for name in trial.beliefs.hazards],
        "safeguards": [_side(trial, stance) for stance in STANCES],
        "limits": {
            "range": [LEAST, MOST],
            "practice": list(PRACTICE),
            "months": list(MONTHS),
            "budget": [0, MOST_BUDGET],
        },
        "months": trial.start,
        "pictures": [
            {"value": about, "label": pack.exhibits[about].title}
            for about in PICTURES
            if about in pack.exhibits
        ],
        "stances": [pack.stances[stance] for stance in STANCES],
    }


def take(trial: Trial, wish: Mapping[str, Any]) -> None:
    """Change a trial as a page wishes.

    Raises:
        ValueError: a part of it cannot be; the message is for the reader.

    """
    before = trial.changes
    try:
        ranges = {_index(name): _range(ends) for name, ends in wish["ranges"].items()}
        practice, months = _number(wish["practice"]), round(_number(wish["months"]))
        trial.set_ranges(ranges)
        trial.set_safeguards([str(one) for one in wish["safeguards"]])
        trial.set_practice(practice)
        trial.set_months(months)
    except ValueError:
        trial.changes = before
        raise
    except (LookupError, TypeError, AttributeError):
        trial.changes = before
        raise ValueError(_NOT_READ) from None


def budget_of(wish: Mapping[str, Any]) -> float | None:
    """Return the effort budget that safeguards shall be picked for; None when it is not asked.

    Raises:
        ValueError: it is out of range; the message is for the reader.

    """
    if wish.get("budget") is None:
        return None
    budget = _number(wish["budget"])
    if not 0 <= budget <= MOST_BUDGET:
        raise ValueError(f"A budget is from 0 to {MOST_BUDGET:,.0f} staff days.")
    return budget


def answer_of(trial: Trial, done: str) -> Json:
    """Return what follows from a trial: sentences, numbers and tables, but no picture."""
    panel, before, changes = trial.panel(), trial.before, trial.said()
    headline, detail = trial.over_time()
    return {
        "done": done,
        "verdict": panel.verdict,
        "flip": panel.flip,
        "answer": panel.answer,
        "before": before.verdict if changes else "",
        "changes": [{"control": control, "said": said} for control, said in changes.items()],
        "figures": [
            {
                "name": now.name,
                "said": f"{now.said}.",
                "rests_on": now.rests_on,
                "was": f"Before: {was.said}." if now.said != was.said else "",
            }
            for now, was in zip(panel.figures, before.figures, strict=True)
        ],
        "effect": _effect(trial) if trial.changes.safeguards else [],
        "time": [f"Over {trial.months} months: {headline}", detail],
        "safeguards": trial.in_place(),
    }


def picked_words(trial: Trial, budget: float) -> str:
    """Return which best sets were found, as a sentence."""
    effects = [
        f"{len(effect.chosen)} for {trial.ctx.pack.stances[stance].lower()}"
        f" ({number(effect.effort)} days)"
        for stance, effect in zip(STANCES, trial.effects(), strict=True)
    ]
    days = "staff day" if budget == 1 else "staff days"
    return f"Best sets for up to {number(budget)} {days} each: {' and '.join(effects)}."


def _rests_on(trial: Trial, group: str) -> str:
    if trial.own:
        return "This rests on your own numbers."
    return f"This rests on {group[0].lower()}{group[1:]}: {people(trial.beliefs.people)}."


def _hazard(trial: Trial, name: str) -> Json:
    title = trial.beliefs.titles[trial.beliefs.hazards.index(name)]
    numbers = [
        _asked(trial, index, one) for index, one in enumerate(trial.inputs) if one.hazard == name
    ]
    return {"value": name, "label": title, "numbers": numbers}


def _asked(trial: Trial, index: int, one: Input) -> Json:
    stances = trial.ctx.pack.stances
    side = "whichever way" if one.stance == "both" else stances[one.stance].lower()
    what = "How many a year" if one.driver == "events" else "Staff days for each one"
    low, high = trial.said_range(index)
    return {"index": index, "label": f"{what}, {side}", "lowest": low, "highest": high}


def _side(trial: Trial, stance: str) -> Json:
    offered = [
        _offered(trial, name, one) for name, one in trial.safeguards.items() if one.stance == stance
    ]
    return {"id": stance, "label": trial.ctx.pack.stances[stance], "offered": offered}


def _offered(trial: Trial, name: str, one: Safeguard) -> Json:
    title = trial.beliefs.titles[trial.beliefs.hazards.index(one.hazard)]
    parts = [
        _less("fewer events", one.events_factor),
        _less("less cost each time", one.cost_factor),
    ]
    saves = " and ".join(filter(None, parts)) or "no change"
    effort = _from_to(*one.effort_staff_days)
    return {
        "id": name,
        "label": one.title,
        "detail": f"{title}: {saves}. Takes {effort} staff days in the first year.",
    }


def _less(what: str, factor: Range) -> str:
    least, most = round(100 * (1 - factor[1])), round(100 * (1 - factor[0]))
    return f"{_from_to(least, most)}% {what}" if most else ""


def _from_to(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _effect(trial: Trial) -> list[list[str]]:
    """Return what safeguards save and take: rows of a label and one cell for each stance."""
    effects = trial.effects()
    rows: list[tuple[str, Callable[[BestSet], str]]] = [
        ("Saved, staff days a year", lambda one: number(one.saved)),
        ("It could be from, to", lambda one: _from_to(*map(two_digits, one.saved_range))),
        ("Their effort, staff days in the first year", lambda one: number(one.effort)),
        ("Saved less effort, first year", lambda one: _signed(one.saved - one.effort)),
    ]
    return [[label, *(said(one) for one in effects)] for label, said in rows]


def _signed(value: float) -> str:
    said = number(abs(value))
    return f"−{said}" if value < 0 and said != "0" else said


def _range(ends: Any) -> Range:
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        raise ValueError(_NOT_READ)
    lowest, highest = (_number(end) for end in ends)
    if not LEAST <= lowest <= MOST or not LEAST <= highest <= MOST:
        raise ValueError(f"A number is from {LEAST:g} to {MOST:,.0f}. Nothing was changed.")
    return lowest, highest


def _index(name: Any) -> int:
    if not str(name).isdecimal():
        raise ValueError(_NOT_READ)
    return int(name)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(_NOT_READ)
    return float(value)
