"""Which is riskier, by the group's own numbers: the sentence the workshop ends in."""

from collections.abc import Mapping

import numpy as np

from riskier.analysis import STANCES, Beliefs, Comparison
from riskier.analysis.distributions import FloatArray
from riskier.charts import Picture
from riskier.findings.compared import compared
from riskier.findings.context import Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.group import beliefs_of, on_beliefs, rests_on
from riskier.findings.inputs import flip_sentence
from riskier.findings.words import counted, number, people, sentence
from riskier.pack import Pack

__all__ = [
    "apart",
    "build",
    "hundred",
    "in_hundred",
    "own_words",
    "rests_on",
    "slightly",
    "verdict",
]

_SLIGHT_YEARS = 10  # in a hundred
_SLIGHT_GAP = 0.2  # of the mean of both expected losses


def build(ctx: Context) -> Finding:
    """Return the comparison of both stances over simulated years."""
    return on_beliefs(ctx, _shown, "nothing can be compared")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    result = compared(beliefs)
    headline, detail = verdict(ctx.pack, result)
    if flip := flip_sentence(ctx.pack, beliefs, result):
        detail = f"{detail} {flip}"
    return Finding(
        ctx.about,
        ctx.round,
        result.people,
        headline + own_words(ctx),
        columns=("What", *(ctx.pack.stances[stance] for stance in STANCES)),
        rows=_rows(result),
        picture=_picture(ctx, result),
        alt=f"{headline} {detail} {_spoken(ctx, result)}",
        notes=(detail, *_notes(result)),
    )


def verdict(pack: Pack, result: Comparison) -> tuple[str, str]:
    """Return the answer in one honest sentence, whichever way it comes out, and a second."""
    years = hundred(result)
    names = {stance: pack.stances[stance].lower() for stance in STANCES}
    gap = number(abs(result.expected_gap))
    more = "engage" if result.expected_gap > 0 else "stay_away"
    less = "stay_away" if more == "engage" else "engage"
    expected = f"The expected difference is {gap} staff days a year."
    if result.answer == "too_close":
        return (
            f"Too close to call: {names['engage']} costs more in {years['engage']} of 100"
            f" simulated years, {names['stay_away']} in {years['stay_away']}.",
            f"{expected} That is too little, and too even over the years, to name a side.",
        )
    if result.answer == "split":
        worse = f"{sentence(names[more])} costs {gap} staff days a year more on average"
        detail = f"{worse}, because its bad years are worse." if result.dearer else expected
        return f"It depends: {apart(pack, result)}.", detail
    return (
        f"On these numbers, {names[more]} is {slightly(result)}riskier: it costs more in"
        f" {years[more]} of 100 simulated years, and {gap} staff days a year more on average.",
        f"{sentence(names[less])} costs more in {years[less]} of 100 years. {expected}",
    )


def slightly(result: Comparison) -> str:
    """Return "slightly " where the named side is worse by little on both counts."""
    years = hundred(result)
    few = abs(years["engage"] - years["stay_away"]) < _SLIGHT_YEARS
    near = abs(result.expected_gap) < _SLIGHT_GAP * float(result.expected_staff_days.mean())
    return "slightly " if few and near else ""


def apart(pack: Pack, result: Comparison) -> str:
    """Return how the average and the count of years disagree, when they do."""
    years = hundred(result)
    names = {stance: pack.stances[stance].lower() for stance in STANCES}
    often, dearer = result.worse_more_often, result.dearer
    if often is None:
        return (
            f"{names['engage']} costs more in {years['engage']} of 100 years,"
            f" {names['stay_away']} in {years['stay_away']}, about even; on average"
            f" {names[str(dearer)]} costs more"
        )
    other = "stay_away" if often == "engage" else "engage"
    often_said = f"{names[often]} costs more in {years[often]} of 100 simulated years"
    if dearer is None:
        return (
            f"{often_said}, {names[other]} in {years[other]}; on average both cost about the same"
        )
    return f"{often_said}, {names[other]} more on average"


def hundred(result: Comparison) -> dict[str, int]:
    """Return the shares of years as whole numbers that add up to 100."""
    return in_hundred(
        {
            "engage": result.p_engage_worse,
            "stay_away": result.p_stay_away_worse,
            "same": result.p_tie,
        }
    )


def in_hundred(parts: Mapping[str, float]) -> dict[str, int]:
    """Return parts of a whole as whole numbers that add up to 100, by largest remainders."""
    total = sum(parts.values())
    exact = {name: 100 * part / total for name, part in parts.items()}
    whole = {name: int(value) for name, value in exact.items()}
    rest = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in rest[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole


def own_words(ctx: Context) -> str:
    """Return the reader's own comparison, when alone and done."""
    if not ctx.own:
        return ""
    beliefs = beliefs_of(ctx, [ctx.own])
    if not beliefs.can_be_compared:
        return ""
    own = compared(beliefs)
    return f" Your own numbers: {verdict(ctx.pack, own)[0]}"


def _rows(result: Comparison) -> tuple[tuple[Cell, ...], ...]:
    years = hundred(result)
    low, _, high = result.quantiles_staff_days.T
    spread = [f"{number(a)} to {number(b)}" for a, b in zip(low, high, strict=True)]
    rows: list[tuple[Cell, ...]] = [
        ("Costs more, years in 100", years["engage"], years["stay_away"]),
        ("Expected staff days a year", *_days(result.expected_staff_days)),
        ("Eight years in ten lie within (staff days)", *spread),
        ("Expected regret of choosing it (staff days a year)", *_days(result.regret)),
    ]
    for title, days in zip(result.titles, result.hazard_staff_days, strict=True):
        rows.append((f"{title} (expected staff days)", *_days(days)))
    return tuple(rows)


def _days(values: FloatArray) -> list[float]:
    return [round(float(value), 1) for value in values]


def _picture(ctx: Context, result: Comparison) -> Picture:
    total = f"All {counted(len(result.hazards), 'hazard')} together"
    rows = [_bars(total if len(result.hazards) > 1 else "In all", result.expected_staff_days)]
    gaps = np.abs(result.hazard_staff_days[:, 0] - result.hazard_staff_days[:, 1])
    for index in np.argsort(-gaps, kind="stable"):
        rows.append(_bars(result.titles[index], result.hazard_staff_days[index]))
    return Picture(
        "comparison",
        tuple(rows),
        {
            "years": hundred(result),
            "stances": dict(ctx.pack.stances),
            "unit": "Staff days a year, on average",
        },
    )


def _bars(label: str, days: FloatArray) -> dict[str, str | float]:
    return {"label": label, "engage": float(days[0]), "stay_away": float(days[1])}


def _spoken(ctx: Context, result: Comparison) -> str:
    engage, stay_away = (number(value) for value in result.expected_staff_days)
    first, second = (ctx.pack.stances[stance] for stance in STANCES)
    said = [
        f"{title}: {number(days[0])} and {number(days[1])}"
        for title, days in zip(result.titles, result.hazard_staff_days, strict=True)
    ]
    return (
        f"Expected staff days a year: {first} {engage}, {second} {stay_away}."
        f" By hazard, in the same order: {'; '.join(said)}."
    )


def _notes(result: Comparison) -> tuple[str, ...]:
    years = hundred(result)
    notes = [
        f"It rests on the estimates of {people(result.people)} and {result.years:,}"
        " simulated years. Outside events strike both sides in the same years.",
        f"Whoever could foresee the year to come would save {number(result.evpi)} staff days on"
        " average by choosing right. Nobody can; to find out the true numbers first is worth less.",
        "Staff days leave out harm to the public, trust and stress. Talk about them before you"
        " trust the total.",
    ]
    if years["same"]:
        notes.append(f"In {years['same']} of 100 years both cost the same.")
    least, most = int(result.people_by_hazard.min()), int(result.people_by_hazard.max())
    if least < result.people:
        span = f"{least}" if least == most else f"{least} to {most}"
        notes.append(f"Not everyone gave every number: each hazard rests on {span} people.")
    return tuple(notes)
