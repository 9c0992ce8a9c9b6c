"""Thirty days later: how many plans were done, told and worth repeating. Counts only."""

from collections.abc import Sequence

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.diverging import points_of, ratings
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import counted, of_people, people, quoted, sentence
from riskier.pack import Pack

# The item that asks whether the plan was done, and the point that says yes.
DONE, DID = "done", 2

Counted = list[tuple[str, str, int, int]]


def shows(pack: Pack, own: Sequence[str]) -> list[str]:
    """Return the check and what asked for plans: they are counted."""
    return [*own, *(each.id for each in pack.activities if each.kind == "plan")]


def build(ctx: Context) -> Finding:
    """Return the counts of each question, beside how many plans were written.

    Nobody's answer is held against their plan: the two are only counted.
    """
    n, counts = len(ctx.answers), _counts(ctx)
    headline = _headline(ctx, n)
    rows: tuple[tuple[Cell, ...], ...] = tuple(row[:3] for row in counts)
    first = ctx.items[0]["label"] if ctx.items else ""
    shown = [row[1:] for row in counts if row[0] == first]
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline,
        columns=("Question", "Answer", "People"),
        rows=rows,
        picture=Picture(
            "bars",
            tuple(
                {"label": point, "value": count, "said": f"{count} of {given}", "strong": True}
                for point, count, given in shown
            ),
            {"most": max(n, 1)},
        )
        if shown
        else None,
        alt=f"{headline} {_spoken(first, shown)}".strip(),
        notes=(
            f"{_written(ctx)} Those who did not come back are not counted either way.",
            *_too_few(ctx, {row[0] for row in counts}),
        ),
    )


def _headline(ctx: Context, n: int) -> str:
    """Return how many did it, of those who say."""
    given = ratings(ctx.answers, DONE)
    if not given:
        return f"{people(n)} came back; nobody says whether the plan was done."
    if ctx.too_few(len(given)):
        return f"{people(n)} came back; too few say whether the plan was done to show it."
    did = sum(rating == DID for rating in given)
    return f"{sentence(of_people(did, len(given)))} who came back did what they had planned."


def _counts(ctx: Context) -> Counted:
    found: Counted = []
    for item in ctx.items:
        given = ratings(ctx.answers, item["id"])
        if ctx.too_few(len(given)):
            continue
        for point in points_of(ctx.view, item):
            count = given.count(point["value"])
            found.append((item["label"], point["label"], count, len(given)))
    return found


def _too_few(ctx: Context, shown: set[str]) -> list[str]:
    labels = [item["label"] for item in ctx.items if item["label"] not in shown]
    return [f"Too few answered {quoted(label)} to show it." for label in labels]


def _spoken(first: str, shown: list[tuple[str, int, int]]) -> str:
    said = "; ".join(f"{point}: {count}" for point, count, _ in shown)
    return f"{first} {said}." if said else ""


def _written(ctx: Context) -> str:
    """Return how many wrote what they would do, as far as that may be told."""
    keys = [key for key, view in ctx.views.items() if view["kind"] == "plan"]
    count = sum(any(ctx.answers_in([person], key) for key in keys) for person in ctx.people)
    if ctx.too_few(count):
        return f"Fewer than {ctx.k_min} plans had been written."
    return f"{counted(count, 'plan')} had been written."
