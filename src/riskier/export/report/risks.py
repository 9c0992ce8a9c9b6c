"""The risk comparison: its numbers, how far people differ, and what would flip it."""

from collections.abc import Sequence

from riskier.export.report.document import Block, Section, Table, Text
from riskier.export.report.parts import blocks_of, parts_of
from riskier.export.report.results import Result
from riskier.export.report.risk import Risk
from riskier.export.report.snapshot import Snapshot
from riskier.findings.panel import figures

# What helps to read the comparison, in this order; other results follow.
_ORDER = ("disagreement", "flips", "exceedance", "horizon", "intervals", "counts")


def risk_section(snapshot: Snapshot, risk: Risk | str, results: Sequence[Result]) -> Section:
    """Return everything about the comparison but its chart, which stands with the answer."""
    blocks: list[Block] = []
    if isinstance(risk, str):
        blocks.append(Text(risk))
    for result in (each for each in results if each.kind == "comparison" and each.shown):
        blocks += blocks_of(result, drawn=False)
    if not isinstance(risk, str):
        blocks.append(_four_numbers(snapshot, risk))
    others = sorted((each for each in results if each.kind != "comparison"), key=_place)
    blocks += parts_of(snapshot, others)
    return Section("risk", "The risk comparison", tuple(blocks))


def _place(result: Result) -> int:
    return _ORDER.index(result.kind) if result.kind in _ORDER else len(_ORDER)


def _four_numbers(snapshot: Snapshot, risk: Risk) -> Table:
    found = figures(snapshot.pack, risk.beliefs, risk.result)
    rows = tuple((each.name, each.said, each.rests_on) for each in found)
    caption = "Four numbers, and what each rests on"
    return Table("four-numbers", caption, ("Number", "What it says", "What it rests on"), rows)
