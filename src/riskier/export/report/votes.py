"""The gut votes of two rooms, one below the other."""

from collections.abc import Sequence
from typing import Any

from riskier.charts import Picture
from riskier.export.report.document import Figure, Section, Table, Text
from riskier.export.report.gut import gut_votes
from riskier.export.report.snapshot import Snapshot
from riskier.findings.finding import Cell
from riskier.findings.shift import Vote


def votes_section(snapshots: Sequence[Snapshot]) -> Section | None:
    """Return where both rooms stood at the start and at the end; None when nothing may be told."""
    votes = [
        (f"Room {snapshot.code}: {name.lower()}", vote, given)
        for snapshot in snapshots
        for name, vote, given in gut_votes(snapshot)
    ]
    if not votes:
        return None
    vote = votes[0][1]
    low, high = vote.sides
    rows: list[tuple[Cell, ...]] = [
        (label, *each.split(given), len(given)) for label, each, given in votes
    ]
    drawn: tuple[dict[str, Any], ...] = tuple(
        {"label": label, "counts": _percent(each, given)} for label, each, given in votes
    )
    said = "; ".join(f"{row[0]}: {row[1]} “{low}”, {row[3]} “{high}” of {row[4]}" for row in rows)
    options = {"low": low, "high": high, "stances": True}
    columns = ("Vote", low.capitalize(), "In the middle", high.capitalize(), "People")
    return Section(
        "votes",
        "Gut feeling",
        (
            Text(
                "Everybody who voted is counted, so start and end may be about other people. The"
                " picture shows how many of a hundred, the table how many."
            ),
            Figure("compare-votes", f"{said}.", Picture("diverging", drawn, options)),
            Table("compare-votes", "Gut votes in both rooms", columns, tuple(rows)),
        ),
    )


def _percent(vote: Vote, given: Sequence[float]) -> list[int]:
    """Return how many of a hundred gave each point: rooms may differ in size."""
    return [round(100 * count / len(given)) for count in vote.counts(given)]
