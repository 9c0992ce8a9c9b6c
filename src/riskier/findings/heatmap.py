"""Which tool for which task: the group's votes beside the catalogue's own view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import (
    counted,
    listed,
    of_people,
    quoted,
    sentence,
    share,
    sharing,
    short_name,
)

_MADE_FOR = 3


@dataclass(frozen=True)
class Votes:
    """Where one card was put, column by column, and how well the catalogue says it fits."""

    label: str
    counts: tuple[int, ...]
    fits: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many placed the card."""
        return sum(self.counts)

    @property
    def most(self) -> int:
        """The votes of the column that got the most."""
        return max(self.counts)

    @property
    def tops(self) -> tuple[int, ...]:
        """The indices of the columns with the most votes: several when they share the place."""
        return tuple(index for index, count in enumerate(self.counts) if count == self.most)

    @property
    def agreement(self) -> float:
        """The share of the column with the most votes."""
        return self.most / self.n

    @property
    def agrees(self) -> bool:
        """Say whether one column got the most votes, and the catalogue's fit is best there."""
        best = max(self.fits)
        fitting = [index for index, fit in enumerate(self.fits) if fit == best > 0]
        return len(self.tops) == 1 and self.tops[0] in (fitting or [len(self.fits) - 1])


def build(ctx: Context) -> Finding:
    """Return the votes for each pair of tool and task."""
    columns = list(ctx.view["columns"])
    cards = [_votes(ctx, item, columns) for item in ctx.items]
    shown = [card for card in cards if card.n and not ctx.too_few(card.n)]
    labels = [column["label"] for column in columns]
    headline = _headline(shown, columns) + _own(ctx)
    agreeing = sum(card.agrees for card in shown)
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        headline,
        columns=("Tool", *labels, "The catalogue's view"),
        rows=tuple(_row(card, labels) for card in shown),
        picture=_picture(shown, labels) if shown else None,
        alt=f"{headline} {_spoken(shown, labels)}",
        notes=(
            *_detail(shown),
            f"For {agreeing} of {counted(len(shown), 'tool')} the most votes agree with the"
            " catalogue. Its view is an opinion, too: change it.",
        ),
    )


def _votes(ctx: Context, item: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> Votes:
    placed = [answer["placed"].get(item["id"]) for answer in ctx.answers]
    return Votes(
        item["label"],
        tuple(placed.count(column["id"]) for column in columns),
        tuple(ctx.pack.fit_of(item["id"], column["id"]) for column in columns),
    )


def _headline(shown: Sequence[Votes], columns: Sequence[Mapping[str, Any]]) -> str:
    if not shown:
        return "Too few people placed any one tool to show it."
    first = [card for card in shown if card.agreement == max(each.agreement for each in shown)]
    if not (clear := [card for card in first if len(card.tops) == 1]):
        return f"Views are split on every tool: {_at_most(first[0])}."
    best, *alike = clear
    column = columns[best.tops[0]]
    where = "none of these tasks" if column["id"] == "none" else quoted(column["label"])
    inside = sentence(of_people(best.most, best.n))
    others = f"; {counted(len(alike), 'other tool')} as clear" if alike else ""
    return f"{inside} would use {short_name(best.label)} for {where}{others}."


def _at_most(card: Votes) -> str:
    return f"no column got over {share(card.most, card.n)} of a tool's votes"


def _detail(shown: Sequence[Votes]) -> tuple[str, ...]:
    """Return the tools on which votes are most divided, unless all are alike."""
    if len({card.agreement for card in shown}) < 2:
        return ()
    least = min(card.agreement for card in shown)
    worst, *alike = [card for card in shown if card.agreement == least]
    if alike:
        names = sharing([short_name(card.label) for card in (worst, *alike)], "tool")
        return (f"Views differ most on {names}: {_at_most(worst)}.",)
    name = short_name(worst.label)
    return (f"Views differ most on {name}: no column got more than {worst.most} of {worst.n}.",)


def _own(ctx: Context) -> str:
    if ctx.own_answer is None:
        return ""
    placed = len(ctx.own_answer["placed"])
    tasks = sum(column != "none" for column in ctx.own_answer["placed"].values())
    return f" You found a task for {tasks} of the {counted(placed, 'tool')} you placed."


def _row(card: Votes, labels: Sequence[str]) -> tuple[Cell, ...]:
    best = max(card.fits)
    names = [label for label, fit in zip(labels, card.fits, strict=True) if fit == best]
    view = f"{' or '.join(names)} ({best} of {_MADE_FOR})" if best else "none of these"
    return (card.label, *card.counts, view)


def _picture(shown: Sequence[Votes], labels: Sequence[str]) -> Picture:
    rows = [
        {
            "label": short_name(card.label),
            "counts": list(card.counts),
            "fits": [fit == _MADE_FOR for fit in card.fits],
        }
        for card in shown
    ]
    words = {"columns": list(labels), "ring": "the catalogue: made for this"}
    return Picture("heatmap", tuple(rows), words)


def _spoken(shown: Sequence[Votes], labels: Sequence[str]) -> str:
    said = [
        f"{card.label}: most often {listed([quoted(labels[top], 60) for top in card.tops])},"
        f" {card.most} of {card.n}{' each' if len(card.tops) > 1 else ''}"
        for card in shown
    ]
    return "; ".join(said) + ("." if said else "")
