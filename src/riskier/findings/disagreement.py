"""Disagreement beside uncertainty: how people differ, and what pooling makes of it."""

from riskier.analysis import STANCES, Beliefs, Comparison
from riskier.charts import Picture
from riskier.findings.compared import compared
from riskier.findings.comparison import hundred, rests_on
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import beliefs_of
from riskier.findings.words import number, of_people, sentence
from riskier.pack import Pack

__all__ = ["build", "rests_on"]

_NAMES = {"linear": "Everyone's view in turn", "quantile": "One average view"}
_SAME = 0.05  # of a person's own mean loss: as close as the comparison's "too close"


def build(ctx: Context) -> Finding:
    """Return the comparison under the linear pool and the quantile average, side by side."""
    beliefs = beliefs_of(ctx)
    if not beliefs.hazards or not beliefs.people:
        headline = "No hazard has enough estimates on both sides yet, so there is nothing to show."
        return Finding(ctx.about, ctx.round, rests_on(ctx), headline, notes=beliefs.notes)
    pooled = [compared(beliefs, "linear"), compared(beliefs, "quantile")]
    headline, detail = _headline(ctx.pack, beliefs), _detail(ctx.pack, pooled)
    rows = [(result, column) for result in pooled for column in range(len(STANCES))]
    return Finding(
        ctx.about,
        ctx.round,
        beliefs.people,
        headline,
        columns=(
            "Pooled as",
            "Choice",
            "Costs more, years in 100",
            "Expected staff days",
            "8 years in 10 lie within",
        ),
        rows=tuple(
            (
                _NAMES[result.pooling],
                ctx.pack.stances[STANCES[column]],
                hundred(result)[STANCES[column]],
                round(float(result.expected_staff_days[column]), 1),
                _range(result, column),
            )
            for result, column in rows
        ),
        picture=_picture(ctx.pack, pooled),
        alt=f"{headline} {detail} {_spoken(ctx.pack, pooled)}",
        notes=(
            detail,
            "“Everyone's view in turn” keeps people's disagreement in the range (linear pool)."
            " “One average view” is how unsure a typical member is (quantile average). A wide"
            " range that shrinks a lot is disagreement, and talking may help.",
            "A person's own numbers, with what they left blank filled from the others.",
        ),
    )


def _headline(pack: Pack, beliefs: Beliefs) -> str:
    yearly = beliefs.expected_staff_days().sum(axis=1)
    gap, close = yearly[:, 0] - yearly[:, 1], _SAME * yearly.mean(axis=1)
    engage, stay_away = int((gap > close).sum()), int((gap < -close).sum())
    names = {stance: pack.stances[stance].lower() for stance in STANCES}
    more, count, less, other = (
        ("engage", engage, "stay_away", stay_away)
        if engage >= stay_away
        else ("stay_away", stay_away, "engage", engage)
    )
    whole = of_people(count, beliefs.people)
    return (
        f"{sentence(whole)} put the higher cost on {names[more]}, {number(other)} on {names[less]}."
    )


def _detail(pack: Pack, pooled: list[Comparison]) -> str:
    first, second = pooled
    if first.answer == second.answer:
        return "Both ways of pooling lead to the same answer."
    said = [_answer(pack, result) for result in pooled]
    return (
        "The answer depends on how views are pooled:"
        f" {said[0]} with everyone's view in turn, {said[1]} with one average view."
    )


def _answer(pack: Pack, result: Comparison) -> str:
    if result.answer == "too_close":
        return "too close to call"
    if result.answer == "split":
        return "it depends"
    return f"{pack.stances[result.answer].lower()} is riskier"


def _range(result: Comparison, column: int) -> str:
    low, _, high = result.quantiles_staff_days[column]
    return f"{number(low)} to {number(high)}"


def _picture(pack: Pack, pooled: list[Comparison]) -> Picture:
    rows = []
    for result in pooled:
        for column, stance in enumerate(STANCES):
            low, middle, high = (float(each) for each in result.quantiles_staff_days[column])
            row = {
                "label": pack.stances[stance],
                "stance": stance,
                "low": low,
                "middle": middle,
                "high": high,
                "said": _range(result, column),
            }
            rows.append(row if column else {**row, "heading": _NAMES[result.pooling]})
    return Picture("spans", tuple(rows), {"note": "Staff days: 8 years in 10, and the middle year"})


def _spoken(pack: Pack, pooled: list[Comparison]) -> str:
    said = [
        f"{_NAMES[result.pooling]}, {pack.stances[stance].lower()}:"
        f" {_range(result, column)} staff days in 8 years of 10"
        for result in pooled
        for column, stance in enumerate(STANCES)
    ]
    return f"{'; '.join(said)}."
