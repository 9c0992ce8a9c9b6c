"""Everyone's guess at a published figure, beside the figure."""

from collections.abc import Sequence
from statistics import median

from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Finding
from riskier.findings.words import cited, listed, number
from riskier.pack.evidence import Evidence

_WIDE = 10


def build(ctx: Context) -> Finding:
    """Return the guesses at the figures asked for, each with what a survey found."""
    asked = [ctx.pack.evidence[i["id"]] for i in ctx.items if i["id"] in ctx.pack.evidence]
    guessed = [(one, _guesses(ctx.answers, one.id)) for one in asked if one.guess]
    shown = [(one, given) for one, given in guessed if given and not ctx.too_few(len(given))]
    headline = " ".join(_compared(one, given) for one, given in shown)
    headline = headline or "Too few people guessed to show it."
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        headline + (_own(ctx, shown[0][0]) if shown else ""),
        columns=("Figure", "Middle guess", "The survey found", "Guesses"),
        rows=tuple(
            (f"{one.geography}, {one.year}", median(given), one.guessed, len(given))
            for one, given in shown
        ),
        picture=_picture(*shown[0]) if shown else None,
        alt=f"{headline} {_spoken(shown)}",
        notes=tuple(_note(one) for one, _ in shown),
    )


def _guesses(answers: Sequence[Answer], name: str) -> list[float]:
    given = (answer["estimates"].get(name, {}).get("best") for answer in answers)
    return [float(best) for best in given if best is not None]


def _compared(one: Evidence, given: Sequence[float]) -> str:
    return (
        f"Our middle guess was {number(median(given))} of 100; the survey found"
        f" {number(one.guessed or 0)}."
    )


def _own(ctx: Context, one: Evidence) -> str:
    own = _guesses([ctx.own_answer], one.id) if ctx.own_answer else []
    return f" You guessed {number(own[0])}." if own else ""


def _picture(one: Evidence, given: Sequence[float]) -> Picture:
    found, middle = one.guessed or 0, median(given)
    marks = {_column(middle): [f"our middle: {number(middle)}"]}
    marks.setdefault(_column(found), []).append(f"the survey: {number(found)}")
    rows = [
        {
            "label": str(low),
            "value": sum(_column(guess) == low for guess in given),
            "strong": _column(found) == low,
            "mark": ", ".join(marks.get(low, ())),
        }
        for low in range(0, 100, _WIDE)
    ]
    return Picture("histogram", tuple(rows), {"below": "guesses, of 100, by tens"})


def _column(guess: float) -> int:
    return min(int(guess // _WIDE) * _WIDE, 100 - _WIDE)


def _spoken(shown: Sequence[tuple[Evidence, Sequence[float]]]) -> str:
    said = [
        f"{len(given)} guesses, from {number(min(given))} to {number(max(given))}"
        for _, given in shown
    ]
    return f"{listed(said)}." if said else ""


def _note(one: Evidence) -> str:
    said = f"{one.geography}, {one.year}: {one.statement} {one.caveat}"
    return f"{said} Source: {cited(one.sources)}"
