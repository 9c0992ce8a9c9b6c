"""Two rooms side by side: before and after, or one agency and another."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from riskier.analysis import STANCES
from riskier.charts import Picture
from riskier.export.report.answer import verdict
from riskier.export.report.document import (
    Block,
    Callout,
    Document,
    Figure,
    Points,
    Section,
    Table,
    Text,
)
from riskier.export.report.parts import count_of
from riskier.export.report.risk import Risk, risk_of
from riskier.export.report.snapshot import Snapshot
from riskier.export.report.votes import votes_section
from riskier.export.report.whole import MADE_UP, day_in_words
from riskier.findings.counts import picks
from riskier.findings.finding import Cell
from riskier.findings.words import isolated, listed, number, people, share

_BEFORE, _NOW = 1, 2
_BARRIERS = 8


@dataclass(frozen=True)
class Side:
    """One of the two rooms, with its comparison."""

    snapshot: Snapshot
    risk: Risk | str

    @property
    def name(self) -> str:
        """What the room is called in heads of columns."""
        return f"Room {self.snapshot.code}"


def comparison_of(first: Snapshot, second: Snapshot) -> Document:
    """Return a page with both rooms side by side, as far as each may be told."""
    sides = (Side(first, risk_of(first)), Side(second, risk_of(second)))
    pack = first.pack
    sections = (
        _answers(sides),
        votes_section([side.snapshot for side in sides]),
        _moved(sides),
        _barriers(sides),
        _limits(),
    )
    made_up = [side.name for side in sides if side.snapshot.synthetic]
    return Document(
        title=pack.question,
        subtitle="Two rooms side by side",
        language=pack.files.pack.language,
        facts=tuple(_fact(side) for side in sides),
        warning=f"{listed(made_up)}: {MADE_UP.lower()}" if made_up else "",
        sections=tuple(section for section in sections if section is not None),
    )


def _fact(side: Side) -> str:
    snapshot = side.snapshot
    joined = count_of(snapshot, snapshot.joined)
    who = people(joined) if isinstance(joined, int) else f"{joined} people"
    day = day_in_words(snapshot.day)
    return f"{side.name}: {isolated(snapshot.topic)}, {day}, {who}, {snapshot.run_sheet} minutes"


def _answers(sides: Sequence[Side]) -> Section:
    blocks: list[Block] = [
        Points(tuple(f"{side.name}: {_answer(side)}" for side in sides)),
        Table(
            "compare-answers", "The risk comparison in both rooms", _heads(sides), _numbers(sides)
        ),
    ]
    other = _other_hazards(sides)
    if other:
        blocks.append(Callout(other))
    return Section("answers", "The answers", tuple(blocks))


def _answer(side: Side) -> str:
    return side.risk if isinstance(side.risk, str) else verdict(side.snapshot, side.risk)


def _heads(sides: Sequence[Side]) -> tuple[str, ...]:
    return ("What", *(side.name for side in sides))


def _numbers(sides: Sequence[Side]) -> tuple[tuple[Cell, ...], ...]:
    columns = [_column(side) for side in sides]
    return tuple(
        (label, *(column.get(label) for column in columns)) for label in columns[0] | columns[1]
    )


def _column(side: Side) -> dict[str, Cell]:
    """Return what one room says to each line; nothing where it may say nothing."""
    risk = side.risk
    if isinstance(risk, str):
        return {}
    names = side.snapshot.pack.stances
    told: dict[str, Cell] = {"People who estimated": risk.result.people}
    told["Hazards"] = len(risk.result.hazards)
    for place, stance in enumerate(STANCES):
        days = number(risk.result.expected_staff_days[place])
        told[f"{names[stance]}: expected staff days a year"] = days
    for stance in STANCES:
        told[f"{names[stance]} costs more, years in 100"] = risk.years[stance]
    for stance in STANCES:
        told[f"{names[stance]} costs more by their own numbers (people)"] = risk.sides[stance]
    return told


def _other_hazards(sides: Sequence[Side]) -> str:
    """Return a warning when the rooms put numbers on different hazards."""
    first, second = (_hazards(side) for side in sides)
    if not first or not second or set(first) == set(second):
        return ""
    only = [
        f"only {side.name} has {listed([f'“{own[name]}”' for name in own if name not in others])}"
        for side, own, others in ((sides[0], first, second), (sides[1], second, first))
        if set(own) - set(others)
    ]
    return (
        "The rooms put numbers on different hazards, so their sums differ for that reason, too:"
        f" {'; '.join(only)}."
    )


def _hazards(side: Side) -> dict[str, str]:
    if isinstance(side.risk, str):
        return {}
    return dict(zip(side.risk.result.hazards, side.risk.result.titles, strict=True))


def _moved(sides: Sequence[Side]) -> Section | None:
    """Return the means before and now, statement by statement."""
    told = [_means(side.snapshot) for side in sides]
    labels = list(dict.fromkeys(label for each in told for label in each))
    if not labels:
        return None
    heads = [f"{side.name}: {what}" for side in sides for what in ("before", "now", "people")]
    nothing: tuple[Cell, ...] = (None, None, None)
    rows = tuple(
        (label, *(cell for each in told for cell in each.get(label, nothing))) for label in labels
    )
    caption = "Means before and now, of those who answered both times"
    lead = Text("What moved inside each room. Only those who answered both times are counted.")
    table = Table("compare-moved", caption, ("Statement", *heads), rows)
    return Section("moved", "What moved", (lead, table))


def _means(snapshot: Snapshot) -> dict[str, tuple[Cell, ...]]:
    """Return for each statement the mean before, the mean now, and of how many."""
    name = snapshot.asking_about("relevance")
    if name is None:
        return {}
    ctx = snapshot.context(name)
    pairs = [
        (first["ratings"], last["ratings"])
        for first, last in ctx.pairs((name, _BEFORE), (name, _NOW))
    ]
    told: dict[str, tuple[Cell, ...]] = {}
    for item in ctx.items:
        both = [
            (a[item["id"]], b[item["id"]]) for a, b in pairs if item["id"] in a and item["id"] in b
        ]
        if both and not snapshot.too_few(len(both)):
            means = (round(fmean(side), 1) for side in zip(*both, strict=True))
            told[item["label"]] = (*means, len(both))
    return told


def _barriers(sides: Sequence[Side]) -> Section | None:
    """Return how many picked each barrier, when both rooms may tell."""
    told = [_shares(side.snapshot) for side in sides]
    labels = [label for label in told[0] if label in told[1]]
    if not labels:
        return None
    labels.sort(key=lambda label: -max(count / n for count, n in (each[label] for each in told)))
    labels = labels[:_BARRIERS]
    heads = [
        f"{side.name} (of {each[labels[0]][1]})" for side, each in zip(sides, told, strict=True)
    ]
    rows = tuple((label, *(share(*each[label]) for each in told)) for label in labels)
    caption = "Share of people who picked a barrier, the most picked ones"
    said = "; ".join(f"{label} {first} and {second}" for label, first, second in rows)
    drawn = tuple(_dumbbell(label, told) for label in labels)
    picture = Picture("dumbbell", drawn, {"first": heads[0], "second": heads[1]})
    return Section(
        "holding",
        "What holds them back",
        (
            Figure("compare-barriers", f"{caption}: {said}.", picture),
            Table("compare-barriers", caption, ("Barrier", *heads), rows),
        ),
    )


def _shares(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """Return for each barrier how many of how many picked it; nothing when they are too few."""
    name = snapshot.asking_about("barriers")
    if name is None:
        return {}
    ctx = snapshot.context(name)
    n = len(ctx.answers)
    if not n or snapshot.too_few(n):
        return {}
    return {str(item["label"]): (count, n) for item, count in picks(ctx)}


def _dumbbell(label: str, told: Sequence[dict[str, tuple[int, int]]]) -> dict[str, str | float]:
    first, second = (each[label] for each in told)
    return {
        "label": label,
        "first": first[0] / first[1],
        "second": second[0] / second[1],
        "first_said": share(*first),
        "second_said": share(*second),
    }


def _limits() -> Section:
    return Section(
        "limits",
        "What this cannot say",
        (
            Points(
                (
                    "Both groups chose to come. A difference between them need not come from what"
                    " one of them did or is.",
                    "Groups are small: a few people more or fewer on a line mean little.",
                    "If the same people came twice, nothing links their answers here: only each"
                    " room's totals are compared.",
                    "What fewer people answered than a room's limit allows is left out.",
                )
            ),
        ),
    )
