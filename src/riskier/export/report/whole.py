"""The whole report, from a room's snapshot."""

from collections.abc import Sequence
from datetime import date

from riskier.export.report.answer import answer_section
from riskier.export.report.background import limits_section, method_section, sources_section
from riskier.export.report.document import Document
from riskier.export.report.parts import (
    commitments_section,
    holding_section,
    moved_section,
    people_section,
    rest_section,
)
from riskier.export.report.places import placed
from riskier.export.report.results import Result
from riskier.export.report.risk import Risk
from riskier.export.report.risks import risk_section
from riskier.export.report.snapshot import Snapshot

_SENTENCES = "texts"
MADE_UP = "A made-up sample room: nobody said any of this."


def document_of(
    snapshot: Snapshot, risk: Risk | str, results: Sequence[Result], *, whole: bool = True
) -> Document:
    """Return a report: the answer first, then what supports it, then everything else.

    Unless it is `whole`, what people wrote in their own words is left out.
    """
    told = [each for each in results if whole or each.kind != _SENTENCES]
    found = placed(snapshot, told)
    sections = (
        answer_section(snapshot, risk, results),
        people_section(snapshot, results),
        moved_section(snapshot, found["moved"]),
        holding_section(snapshot, found["holding"]),
        risk_section(snapshot, risk, found["risk"]),
        commitments_section(snapshot, found["commitments"]),
        method_section(snapshot, risk, whole=whole),
        limits_section(snapshot, risk),
        rest_section(snapshot, found["rest"], results),
        sources_section(snapshot),
    )
    return Document(
        title=snapshot.pack.question,
        subtitle="Report of a workshop",
        language=snapshot.pack.files.pack.language,
        facts=facts_of(snapshot),
        warning=MADE_UP if snapshot.synthetic else "",
        sections=tuple(section for section in sections if section is not None),
    )


def facts_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what is known of the workshop itself."""
    return (
        f"Topic: {snapshot.topic}",
        day_in_words(snapshot.day),
        f"{snapshot.run_sheet}-minute workshop",
    )


def day_in_words(day: str) -> str:
    """Return a day as people write it: 23 November 2026."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
