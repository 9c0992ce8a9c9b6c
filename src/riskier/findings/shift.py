"""The gut vote: where the room stands, and who moved since the first time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context, Key
from riskier.findings.diverging import points_of, ratings
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import number, of_people, sentence


@dataclass(frozen=True)
class Vote:
    """One question with two sides, asked once or twice."""

    item: str
    values: tuple[float, ...]
    sides: tuple[str, str]
    labels: tuple[str, ...]

    def counts(self, given: Sequence[float]) -> list[int]:
        """Return how many gave each point."""
        return [sum(each == value for each in given) for value in self.values]

    def split(self, given: Sequence[float]) -> tuple[int, int, int]:
        """Return how many stand low, in the middle, high."""
        counts, half = self.counts(given), len(self.values) // 2
        low, high = sum(counts[:half]), sum(counts[-half:])
        return low, sum(counts) - low - high, high


def rests_on(ctx: Context) -> int:
    """Return how many gave a side."""
    return len(ratings(ctx.answers, vote_of(ctx, (ctx.about, ctx.round)).item))


def build(ctx: Context) -> Finding:
    """Return where the room stands, beside the first time for those who answered twice."""
    vote = vote_of(ctx, (ctx.about, ctx.round))
    given = ratings(ctx.answers, vote.item)
    both = matched(ctx, vote, (ctx.about, 1), (ctx.about, ctx.round)) if ctx.round > 1 else []
    if both and not ctx.too_few(len(both)):
        return _moved(ctx, vote, both)
    headline = _standing(vote, given) + _own(ctx, vote)
    return Finding(
        ctx.about,
        ctx.round,
        len(given),
        headline,
        columns=("Answer", "People"),
        rows=(*zip(vote.labels, vote.counts(given), strict=True), *_sure(ctx)),
        picture=_picture(vote, [(f"{len(given)} people", given)]),
        alt=headline + _spoken(vote, given),
        notes=("Too few answered both times to show who moved.",) if ctx.round > 1 else (),
    )


def vote_of(ctx: Context, key: Key) -> Vote:
    """Return the two-sided question of an activity: its first item."""
    view = ctx.views[key]
    item = view["items"][0]
    points = points_of(view, item)
    scale = item.get("scale") or view["scale"]
    low = scale.get("low_label") or points[0]["label"]
    high = scale.get("high_label") or points[-1]["label"]
    return Vote(
        item["id"],
        tuple(point["value"] for point in points),
        (low[:1].lower() + low[1:], high[:1].lower() + high[1:]),
        tuple(point["label"] for point in points),
    )


def standing(vote: Vote, given: Sequence[float]) -> str:
    """Return where people stand, as a clause, the larger side first."""
    low, middle, high = vote.split(given)
    n = len(given)
    sides = ((high, vote.sides[1]), (low, vote.sides[0]))
    (more, side), (less, other) = sorted(sides, key=lambda each: -each[0])
    if middle == n:
        return f"{of_people(n, n)} stood in the middle"
    if middle > more:
        between = f"{of_people(middle, n)} stood in the middle"
        return f"{between}, {more} said “{side}” and {less} “{other}”"
    rest = f", {middle} in the middle" if middle else ""
    against = "" if more == n else f" and {less} “{other}”"
    return f"{of_people(more, n)} said “{side}”{against}{rest}"


def matched(ctx: Context, vote: Vote, before: Key, after: Key) -> list[tuple[float, float]]:
    """Return both ratings of those who gave a side both times."""
    return [
        (first["ratings"][vote.item], last["ratings"][vote.item])
        for first, last in ctx.pairs(before, after)
        if vote.item in first["ratings"] and vote.item in last["ratings"]
    ]


def movement(vote: Vote, both: Sequence[tuple[float, float]]) -> str:
    """Return how many moved each way: towards a side, if not all the way to it."""
    up = sum(after > before for before, after in both)
    down = sum(after < before for before, after in both)
    low, high = vote.sides
    where = f": {up} towards “{high}”, {down} towards “{low}”"
    if not (up and down):
        where = f" towards “{high if up else low}”" if up or down else ""
    return f"{of_people(up + down, len(both))} moved{where}."


def before_and_after(vote: Vote, both: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    """Return the rows of a picture: the same people, before and after."""
    times = (("Before", [pair[0] for pair in both]), ("Now", [pair[1] for pair in both]))
    return [{"label": label, "counts": vote.counts(given)} for label, given in times]


def _moved(ctx: Context, vote: Vote, both: Sequence[tuple[float, float]]) -> Finding:
    first, last = [pair[0] for pair in both], [pair[1] for pair in both]
    low, _, high = vote.split(last)
    low_before, _, high_before = vote.split(first)
    n = len(both)
    headline = sentence(movement(vote, both))
    detail = (
        f"Now “{vote.sides[1]}”: {high} of {n} (before: {high_before}); “{vote.sides[0]}”: {low}"
        f" (before: {low_before})."
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        zip(vote.labels, vote.counts(first), vote.counts(last), strict=True)
    )
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline + _own(ctx, vote),
        columns=("Answer", "Before", "Now"),
        rows=rows,
        picture=Picture("diverging", tuple(before_and_after(vote, both)), _looks(vote)),
        alt=f"{headline} {detail}",
        notes=(detail, "Only those who answered both times are counted."),
    )


def _standing(vote: Vote, given: Sequence[float]) -> str:
    low, middle, high = vote.split(given)
    clause, even = standing(vote, given), 0 < low == high >= middle
    return f"The room is split evenly: {clause}." if even else sentence(f"{clause}.")


def _own(ctx: Context, vote: Vote) -> str:
    labels = dict(zip(vote.values, vote.labels, strict=True))
    given = [
        answer["ratings"].get(vote.item)
        for number_ in range(1, ctx.round + 1)
        for answer in ctx.answers_in([ctx.own or {}], (ctx.about, number_))
    ]
    said = [labels[value] for value in given if value in labels]
    if not said:
        return ""
    return f" You said: {', then: '.join(said).lower()}."


def _sure(ctx: Context) -> tuple[tuple[Cell, ...], ...]:
    """Return a row with the mean of a second item, such as how sure people are."""
    rows: list[tuple[Cell, ...]] = []
    for item in ctx.items[1:]:
        given = ratings(ctx.answers, item["id"])
        if given and not ctx.too_few(len(given)):
            rows.append((f"{item['label']} (mean)", number(sum(given) / len(given))))
    return tuple(rows)


def _picture(vote: Vote, times: Sequence[tuple[str, Sequence[float]]]) -> Picture:
    rows = [{"label": label, "counts": vote.counts(given)} for label, given in times]
    return Picture("diverging", tuple(rows), _looks(vote))


def _looks(vote: Vote) -> dict[str, Any]:
    return {"low": vote.sides[0], "high": vote.sides[1], "stances": True, "tall": True}


def _spoken(vote: Vote, given: Sequence[float]) -> str:
    said = [
        f"{label}: {count}" for label, count in zip(vote.labels, vote.counts(given), strict=True)
    ]
    return f" {'; '.join(said)}."
