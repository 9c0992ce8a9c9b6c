"""Disagreement beside uncertainty: how people differ, and what pooling makes of it."""

from riskier.analysis import STANCES, Beliefs, Comparison
from riskier.analysis.compare import narrowing
from riskier.charts import Picture
from riskier.findings.compared import compared
from riskier.findings.comparison import hundred, in_hundred
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import on_beliefs, rests_on
from riskier.findings.words import number, of_people, sentence
from riskier.pack import Pack

__all__ = ["build", "rests_on"]

_NAMES = {"linear": "With all our views", "quantile": "With one average view"}
_MOST_SIGNS = 100
_SOME = 0.15  # a range shorter by less says little: it moves with chance and rounding
_SAME = 0.05  # of a person's own mean loss: as close as the comparison's "too close"


def build(ctx: Context) -> Finding:
    """Return the comparison under the linear pool and the quantile average, side by side."""
    return on_beliefs(ctx, _shown, "there is nothing to show")


def _shown(ctx: Context, beliefs: Beliefs) -> Finding:
    pooled = [compared(beliefs, "linear"), compared(beliefs, "quantile")]
    sides = _sides(beliefs)
    headline, detail = _headline(ctx.pack, sides), _detail(ctx.pack, pooled)
    rows = [(result, column) for result in pooled for column in range(len(STANCES))]
    return Finding(
        ctx.about,
        ctx.round,
        beliefs.people,
        headline,
        columns=(
            "Views and choice",
            "Years of 100 worse",
            "Expected staff days",
            "8 years in 10",
        ),
        rows=tuple(
            (
                f"{_NAMES[result.pooling]}: {ctx.pack.stances[STANCES[column]].lower()}",
                hundred(result)[STANCES[column]],
                round(float(result.expected_staff_days[column]), 1),
                _range(result, column),
            )
            for result, column in rows
        ),
        picture=_picture(ctx.pack, sides, pooled),
        alt=f"{headline} {detail} {_spoken(ctx.pack, pooled)}",
        notes=(
            detail,
            "“With all our views” simulates each year on one person's view, so that differences"
            " count (linear pool). “With one average view” is how unsure a typical member is"
            " (quantile average). Luck is in both.",
            "A sign is a person's own numbers, with what they left blank filled from the others;"
            " “neither” is a difference of up to 5%.",
        ),
    )


def _sides(beliefs: Beliefs) -> dict[str, int]:
    """Return how many people's own numbers put the higher cost on each side, or on neither."""
    yearly = beliefs.expected_staff_days().sum(axis=1)
    gap, close = yearly[:, 0] - yearly[:, 1], _SAME * yearly.mean(axis=1)
    engage, stay_away = int((gap > close).sum()), int((gap < -close).sum())
    return {
        "engage": engage,
        "stay_away": stay_away,
        "same": beliefs.people - engage - stay_away,
    }


def _headline(pack: Pack, sides: dict[str, int]) -> str:
    more, less = STANCES if sides["engage"] >= sides["stay_away"] else reversed(STANCES)
    whole = sentence(of_people(sides[more], sum(sides.values())))
    if not sides[more]:
        return f"{whole} put a clearly higher cost on either side."
    first = f"{whole} put the higher cost on {pack.stances[more].lower()}"
    if sides[more] == sum(sides.values()):
        return f"{first}."
    return f"{first}, {number(sides[less])} on {pack.stances[less].lower()}."


def _detail(pack: Pack, pooled: list[Comparison]) -> str:
    first, second = pooled
    same = "Both ways of pooling lead to the same answer."
    if first.answer != second.answer:
        said = [_answer(pack, result) for result in pooled]
        same = (
            "The answer depends on how views are pooled:"
            f" {said[0]} with all our views, {said[1]} with one average view."
        )
    return f"{_shorter(narrowing(first, second))} {same}"


def _shorter(share: float) -> str:
    """Return what one average view does to the range, and what that suggests."""
    if share < _SOME:
        return (
            "One average view hardly makes the range shorter: most of it is not knowing, and luck."
        )
    part = "most" if share > 0.5 else "some"
    return (
        f"One average view makes the range {round(100 * share)}% shorter: {part} of it is"
        " disagreement, worth talking about."
    )


def _answer(pack: Pack, result: Comparison) -> str:
    if result.answer == "too_close":
        return "too close to call"
    if result.answer == "split":
        return "no clear side"
    return f"{pack.stances[result.answer].lower()} is riskier"


def _range(result: Comparison, column: int) -> str:
    low, _, high = result.quantiles_staff_days[column]
    return f"{number(low)} to {number(high)}"


def _picture(pack: Pack, sides: dict[str, int], pooled: list[Comparison]) -> Picture:
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
    whole = sum(sides.values())
    many = whole > _MOST_SIGNS
    options = {
        "people": in_hundred(sides) if many else sides,
        "title": "Of 100 people, whose numbers say what?" if many else "Each sign is one of us",
        "meanings": {
            **{stance: f"put more on {name.lower()}" for stance, name in pack.stances.items()},
            "same": "put it on neither",
        },
        "note": "Staff days a year: 8 years in 10 lie within; the white line is the middle year",
    }
    return Picture("disagreement", tuple(rows), options)


def _spoken(pack: Pack, pooled: list[Comparison]) -> str:
    said = [
        f"{_NAMES[result.pooling]}, {pack.stances[stance].lower()}:"
        f" {_range(result, column)} staff days in 8 years of 10"
        for result in pooled
        for column, stance in enumerate(STANCES)
    ]
    return f"{'; '.join(said)}."
