"""What matters most: points from people's own orders."""

from collections.abc import Mapping, Sequence
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import counted, listed, of_people, people, quoted, sentence, sharing
from riskier.pack.handed_on import ranking, taken_from

Scored = Sequence[tuple[Mapping[str, Any], float, int]]


def build(ctx: Context) -> Finding:
    """Return the ranking by points, with first places, and what goes on from it."""
    answers, top = ctx.answers, ctx.view.get("top") or len(ctx.items)
    ranked = ranking(ctx.view, answers)
    placed = {
        item["id"]: sum(item["id"] in answer["order"] for answer in answers)
        for item, _, _ in ranked
    }
    taken = taken_from(ctx.pack, ctx.about, ctx.run_sheet, [one[:2] for one in ranked])
    headline = _headline(ranked, placed, len(answers), top)
    rows = [
        {
            "label": item["label"],
            "value": points,
            "said": _points(points),
            "strong": not taken or item["id"] in taken,
        }
        for item, points, _ in ranked
    ]
    return Finding(
        ctx.about,
        ctx.round,
        len(answers),
        headline + _own(ctx),
        columns=("Option", "Points", "First places", f"In the first {top}"),
        rows=tuple(
            (item["label"], points, firsts, placed[item["id"]]) for item, points, firsts in ranked
        ),
        picture=Picture("bars", tuple(rows)),
        alt=f"{headline} {_spoken(ranked)}",
        notes=_notes(ranked, taken, top),
    )


def _headline(ranked: Scored, placed: Mapping[str, int], n: int, top: int) -> str:
    best = ranked[0]
    first = [item for item, *score in ranked if score == list(best[1:])]
    if len(first) > 1:
        names = sharing([item["label"] for item in first], "option")
        return sentence(f"{names} share first place with {_points(best[1])} each ({people(n)}).")
    name = quoted(best[0]["label"])
    inside = of_people(placed[best[0]["id"]], n)
    return f"{name} comes first: {inside} put it in their first {top}."


def _own(ctx: Context) -> str:
    if ctx.own_answer is None:
        return ""
    own = next(i["label"] for i in ctx.items if i["id"] == ctx.own_answer["order"][0])
    return f" You put {quoted(own, 60)} first."


def _spoken(ranked: Scored) -> str:
    said = [f"{quoted(item['label'], 60)} {_points(points)}" for item, points, _ in ranked[:6]]
    return f"In order: {'; '.join(said)}."


def _points(points: float) -> str:
    return counted(int(points), "point")


def _notes(ranked: Scored, taken: tuple[str, ...], top: int) -> tuple[str, ...]:
    best, points, firsts = ranked[0]
    rule = f"a first place gives {top} points, the next {top - 1}, and so on"
    lead = f"{quoted(best['label'], 90)}: {_points(points)}, {firsts} on top; {rule}."
    if not taken:
        return (lead,)
    names = [quoted(item["label"], 60) for item, *_ in ranked if item["id"] in taken]
    tie = "Of equal ones, more first places go first, then the place in the list."
    return (lead, f"These go on: {listed(names)}. {tie}")
