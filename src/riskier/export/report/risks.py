"""The risk comparison: its numbers, how far people differ, and what would turn it around."""

from collections.abc import Sequence

import numpy as np

from riskier.analysis import STANCES
from riskier.export.report.answer import quantity, whose_numbers
from riskier.export.report.document import Block, Part, Points, Section, Table, Text
from riskier.export.report.parts import blocks_of, part_of
from riskier.export.report.results import Result
from riskier.export.report.risk import Risk
from riskier.export.report.snapshot import Snapshot
from riskier.findings.finding import Cell
from riskier.findings.words import number, people

_LEVERS = 8


def risk_section(snapshot: Snapshot, risk: Risk | str, results: Sequence[Result]) -> Section:
    """Return everything about the comparison but its chart, which stands with the answer."""
    blocks: list[Block] = []
    if isinstance(risk, str):
        blocks.append(Text(risk))
    else:
        for result in _of_kind(results, "comparison"):
            blocks += blocks_of(snapshot, result, drawn=False)
        blocks.append(Part("disagreement", "Where people differ", _differ(snapshot, risk)))
        blocks.append(Part("levers", "What would turn it around", _levers(snapshot, risk)))
    blocks += [part_of(snapshot, each) for each in results if each.kind != "comparison"]
    return Section("risk", "The risk comparison", tuple(blocks))


def _of_kind(results: Sequence[Result], kind: str) -> list[Result]:
    return [each for each in results if each.kind == kind]


def _differ(snapshot: Snapshot, risk: Risk) -> tuple[Block, ...]:
    n, sides = risk.result.people, risk.sides
    first, second = (snapshot.pack.stances[stance].lower() for stance in STANCES)
    low, high = np.quantile(risk.result.person_gaps, [0.25, 0.75])
    same = risk.other.answer == risk.result.answer
    other = "the answer is the same" if same else f"the answer is another: {_other(snapshot, risk)}"
    return (
        Points(
            (
                f"By each person's own numbers alone, {first} costs more for {sides['engage']} of"
                f" {people(n)}, {second} for {sides['stay_away']}.",
                f"For half of the people, {first} costs between {_signed(low)} and"
                f" {_signed(high)} staff days a year compared with {second}; the others lie"
                " outside.",
                "Pooled in another way, by averaging people's ranges instead of their chances,"
                f" {other}.",
            )
        ),
    )


def _levers(snapshot: Snapshot, risk: Risk) -> tuple[Block, ...]:
    rows = _lever_rows(snapshot, risk)
    if not rows:
        return (Text("No single number turns the averages around, even at a hundredfold."),)
    table = Table(
        "levers",
        f"Single numbers that would turn the averages around, on {whose_numbers(snapshot)}",
        ("Hazard", "What it counts", "The group's number", "Turns around at", "Times as much"),
        tuple(rows),
    )
    return (
        Text(
            "One number at a time is set for everyone, the others stay. The nearer to 1 in the"
            " last column, the smaller the change that it takes, and the more it is worth to find"
            " this number out."
        ),
        table,
    )


def _lever_rows(snapshot: Snapshot, risk: Risk) -> list[tuple[Cell, ...]]:
    found = risk.levers
    order = [
        place for place in np.argsort(found.flip_folds) if not np.isnan(found.flip_folds[place])
    ]
    rows: list[tuple[Cell, ...]] = []
    for place in order[:_LEVERS]:
        lever, at = found.inputs[place], float(found.flips_at[place])
        what = quantity(snapshot, lever.stance, lever.driver)
        times = number(at / lever.now) if lever.now else None
        rows.append((lever.title, what, number(lever.now), number(at), times))
    return rows


def _other(snapshot: Snapshot, risk: Risk) -> str:
    names = {stance: f"{name.lower()} is riskier" for stance, name in snapshot.pack.stances.items()}
    words = {"too_close": "too close to call", "split": "it depends on which years matter more"}
    return (names | words)[risk.other.answer]


def _signed(value: float) -> str:
    if not round(value, 2):
        return "0"
    return f"{number(abs(value))} {'fewer' if value < 0 else 'more'}"
