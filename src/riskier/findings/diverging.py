"""How far people agree with each statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import bases, listed, of_people, quoted, sentence, share


def build(ctx: Context) -> Finding:
    """Return the spread of each statement and which is agreed with most and least."""
    tallies = [Tally.of(ctx, item) for item in ctx.items]
    shown = [tally for tally in tallies if not ctx.too_few(tally.n)]
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        _headline(shown) + _own(ctx, shown),
        columns=("Statement", "About", "Disagree", "In between", "Agree", "Answers", "Mean"),
        rows=tuple(tally.row(hidden=tally not in shown) for tally in tallies),
        picture=Picture(
            "diverging",
            tuple({"label": tally.label, "counts": tally.counts} for tally in shown),
            {"low": "disagree", "high": "agree"},
        )
        if shown
        else None,
        alt=_headline(shown) + " " + "; ".join(tally.spoken() for tally in shown) + ".",
        notes=(*_detail(shown), "Agree and disagree count every step away from the middle."),
    )


@dataclass(frozen=True)
class Tally:
    """How the answers to one rated item spread over its points, from low to high."""

    label: str
    about: str
    values: tuple[float, ...]
    given: tuple[float, ...]

    @classmethod
    def of(cls, ctx: Context, item: Mapping[str, Any]) -> "Tally":
        """Return the tally of one item in the round asked for."""
        known = ctx.pack.relevance
        return cls(
            item["label"],
            known[item["id"]].measures if item["id"] in known else "",
            tuple(point["value"] for point in points_of(ctx.view, item)),
            tuple(ratings(ctx.answers, item["id"])),
        )

    @property
    def counts(self) -> list[int]:
        """How many gave each point."""
        return [self.given.count(value) for value in self.values]

    @property
    def n(self) -> int:
        """How many rated it."""
        return sum(self.counts)

    @property
    def low(self) -> int:
        """How many stand below the middle."""
        return sum(self.counts[: len(self.values) // 2])

    @property
    def high(self) -> int:
        """How many stand above the middle."""
        return sum(self.counts[-(len(self.values) // 2) :])

    def share(self) -> float:
        """Return the share that agrees."""
        return self.high / self.n

    @property
    def mean(self) -> float | None:
        """The mean of the ratings, or None."""
        return sum(self.given) / len(self.given) if self.given else None

    def row(self, *, hidden: bool) -> tuple[Cell, ...]:
        """Return the row of a table, without numbers when too few answered."""
        if hidden:
            return (self.label, self.about, None, None, None, "too few to show", None)
        middle = self.n - self.low - self.high
        mean = None if self.mean is None else round(self.mean, 1)
        return (self.label, self.about, self.low, middle, self.high, self.n, mean)

    def spoken(self) -> str:
        """Return the tally in words."""
        return f"{quoted(self.label, 90)}: {self.high} agree, {self.low} disagree"


def points_of(view: Mapping[str, Any], item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the points an item may be rated with."""
    return list((item.get("scale") or view["scale"])["points"])


def ratings(answers: Sequence[Answer], name: str) -> list[float]:
    """Return everyone's rating of one item, those who left it out left out."""
    return [answer["ratings"][name] for answer in answers if name in answer["ratings"]]


def _headline(shown: Sequence[Tally]) -> str:
    if not shown:
        return "Too few people rated any one line to show it."
    first, *alike = _most_agreed(shown)
    if not first.high:
        return f"Nobody agreed with any of these lines ({bases(tally.n for tally in shown)})."
    who = of_people(first.high, first.n)
    if not alike:
        return sentence(f"{who} agreed: {quoted(first.label, 70)}.")
    if any(tally.n != first.n for tally in alike):
        who = f"{share(first.high, first.n)} of those who rated it"
    if len(alike) + 1 == len(shown):
        return f"On each of these lines, {who} agreed."
    if len(alike) == 1:
        named = listed([quoted(tally.label, 32) for tally in (first, *alike)])
        return f"On each of {named}, {who} agreed."
    return f"On each of {len(alike) + 1} lines, {who} agreed; on the others fewer."


def _most_agreed(shown: Sequence[Tally]) -> list[Tally]:
    """Return the line that most agree with, or those that share the place."""
    most = max(tally.share() for tally in shown)
    return [tally for tally in shown if tally.share() == most]


def _detail(shown: Sequence[Tally]) -> tuple[str, ...]:
    """Return the line that the fewest agree with, unless all are alike."""
    if not shown or len(_most_agreed(shown)) == len(shown):
        return ()
    last = min(shown, key=Tally.share)
    return (f"The fewest agreed, {last.high} of {last.n}: {quoted(last.label, 90)}.",)


def _own(ctx: Context, shown: Sequence[Tally]) -> str:
    own = ctx.own_answer
    if own is None or not shown:
        return ""
    first, *alike = _most_agreed(shown)
    if alike:
        return ""
    item = next(item for item in ctx.items if item["label"] == first.label)
    points = {point["value"]: point["label"] for point in points_of(ctx.view, item)}
    rating = own["ratings"].get(item["id"])
    return "" if rating is None else f" You said of the first: {points.get(rating, rating)}."
