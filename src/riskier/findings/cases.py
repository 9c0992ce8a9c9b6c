"""The case sort beside the record: where people put each card, and how it went."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import cited, counted, quoted
from riskier.pack.cases import Case


@dataclass(frozen=True)
class Sorted:
    """One card: where it was put, and where the record puts it."""

    id: str
    label: str
    record: str
    as_record: int
    n: int
    usual: str

    @property
    def share(self) -> float:
        """The share that put it where the record does."""
        return self.as_record / self.n


def build(ctx: Context) -> Finding:
    """Return how many put each case where the record puts it, with the sources."""
    columns = {column["id"]: column["label"] for column in ctx.view["columns"]}
    cards = [_sorted(ctx, item, columns) for item in ctx.items if item["id"] in ctx.pack.cases]
    shown = sorted(
        (card for card in cards if card.n and not ctx.too_few(card.n)),
        key=lambda card: -card.share,
    )
    headline = _headline(shown)
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        headline + _own(ctx, cards, columns),
        columns=("Case", "In the record", "Put there", "Placed by", "Most often put"),
        rows=tuple(_row(card) for card in shown),
        picture=Picture("bars", tuple(_bar(card) for card in shown), {"most": 1.0})
        if shown
        else None,
        alt=f"{headline} " + " ".join(_spoken(card) for card in shown),
        notes=(
            *_detail(shown),
            "The record is our reading of the sources. Most cases have more than one side:"
            " a different answer is a reason to talk, not a mistake.",
            *(_source(card, ctx.pack.cases[card.id]) for card in shown),
        ),
    )


def _sorted(ctx: Context, item: Mapping[str, Any], columns: Mapping[str, str]) -> Sorted:
    record = ctx.pack.cases[item["id"]].quadrant
    placed = Counter(
        answer["placed"][item["id"]]
        for answer in ctx.answers
        if answer["placed"].get(item["id"]) in columns
    )
    # Of columns with the same count, the record's is named.
    usual = max(columns, key=lambda column: (placed[column], column == record))
    return Sorted(
        item["id"],
        item["label"],
        columns.get(record, record),
        placed[record],
        placed.total(),
        columns[usual],
    )


def _headline(shown: Sequence[Sorted]) -> str:
    if not shown:
        return "Too few people placed any one card to show it."
    right, total = sum(card.as_record for card in shown), sum(card.n for card in shown)
    agree = "agrees" if 1 in (right, total) else "agree"
    return f"{right:,} of {counted(total, 'placing')} {agree} with the record."


def _detail(shown: Sequence[Sorted]) -> tuple[str, ...]:
    """Return the card most and the card least often put where the record puts it."""
    if not shown:
        return ()
    first, last = shown[0], shown[-1]
    if first.share == last.share:
        return (f"Every card is alike: {first.as_record} of {first.n}.",)
    return (
        f"Most for {quoted(first.label)} ({first.as_record} of {first.n}), fewest for"
        f" {quoted(last.label)} ({last.as_record} of {last.n}).",
    )


def _own(ctx: Context, cards: Sequence[Sorted], columns: Mapping[str, str]) -> str:
    if ctx.own_answer is None:
        return ""
    placed = ctx.own_answer["placed"]
    mine = [card for card in cards if card.id in placed]
    agree = sum(columns.get(placed[card.id]) == card.record for card in mine)
    return f" You agree with it on {agree} of {counted(len(mine), 'card')}."


def _row(card: Sorted) -> tuple[Cell, ...]:
    return (card.label, card.record, card.as_record, card.n, card.usual)


def _bar(card: Sorted) -> dict[str, Any]:
    return {
        "label": f"{card.label}: {card.record.lower()}",
        "value": card.share,
        "said": f"{card.as_record} of {card.n}",
    }


def _spoken(card: Sorted) -> str:
    return f"{quoted(card.label)}: {card.as_record} of {card.n} said “{card.record}”."


def _source(card: Sorted, case: Case) -> str:
    said = f"{card.label}: {case.summary} {case.what_was_missing_or_worked}"
    return f"{said} Sources: {cited(case.sources)}"
