"""How many picked each option."""

from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import (
    listed,
    of_people,
    people,
    quoted,
    sentence,
    share,
    sharing,
)

Counted = list[tuple[dict[str, Any], int]]


def build(ctx: Context) -> Finding:
    """Return the picks, the most picked first."""
    n, ranked = len(ctx.answers), picks(ctx)
    top = ranked[0][1] if ranked else 0
    rows = [
        {
            "label": item["label"],
            "value": count,
            "said": f"{count} of {n}{', you too' if is_own(ctx, item) else ''}",
            "strong": count == top > 0,
        }
        for item, count in ranked
    ]
    headline = leaders_sentence(ranked, n)
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline + own_sentence(ctx),
        columns=("Option", "People", "Share"),
        rows=tuple((item["label"], count, share(count, n)) for item, count in ranked),
        picture=Picture("bars", tuple(rows), {"most": n}),
        alt=f"{headline} In order: {spoken(ranked)}.",
    )


def picks(ctx: Context) -> Counted:
    """Return the items with how often each was picked, the most picked first."""
    answers = ctx.answers
    counts = [
        (item, sum(item["id"] in answer["selected"] for answer in answers)) for item in ctx.items
    ]
    return sorted(counts, key=lambda pair: -pair[1])


def leaders_sentence(ranked: Counted, n: int) -> str:
    """Return what was picked most, ties and all."""
    top = ranked[0][1] if ranked else 0
    if not top:
        return f"{sentence(of_people(0, n))} picked anything."
    first = [item["label"] for item, count in ranked if count == top]
    if len(first) == 1:
        return f"{quoted(first[0])} was picked most: by {of_people(top, n)}."
    who = sharing(first, "option")
    return f"{who} share first place, each picked by {of_people(top, n)}."


def own_sentence(ctx: Context) -> str:
    """Return what the reader picked, as a sentence with a space before it."""
    if ctx.own_answer is None:
        return ""
    own = [quoted(item["label"], 60) for item in ctx.items if is_own(ctx, item)]
    return f" You picked {listed(own) if own else 'nothing'}."


def is_own(ctx: Context, item: dict[str, Any]) -> bool:
    """Say whether the reader picked an item."""
    return ctx.own_answer is not None and item["id"] in ctx.own_answer["selected"]


def spoken(ranked: Counted, most: int = 6) -> str:
    """Return the first few counts as words."""
    said = [f"{quoted(item['label'], 60)} {people(count)}" for item, count in ranked[:most]]
    return "; ".join(said)
