"""From a room to the files of its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskier.export.report.compare import comparison_of
from riskier.export.report.document import Document, Table
from riskier.export.report.drawing import Drawing, drawings_of
from riskier.export.report.page import page_of
from riskier.export.report.pdf import pdf_of
from riskier.export.report.results import Tell, results_of
from riskier.export.report.risk import risk_of
from riskier.export.report.sheets import csv_of, workbook_of
from riskier.export.report.snapshot import Snapshot
from riskier.export.report.whole import document_of
from riskier.room.transfer import as_text

Files = dict[str, bytes]


@dataclass(frozen=True)
class Made:
    """A report in memory: what it says and its drawings."""

    document: Document
    drawings: Mapping[str, Drawing]

    @property
    def page(self) -> bytes:
        """The report as one web page."""
        return page_of(self.document, self.drawings).encode()


def made(snapshot: Snapshot, tell: Tell, *, whole: bool = True) -> Made:
    """Return the report of a room, charts drawn; without people's sentences unless whole."""
    tell("Comparing both choices")
    risk = risk_of(snapshot)
    return _drawn(document_of(snapshot, risk, results_of(snapshot, tell), whole=whole), tell)


def files_of(snapshot: Snapshot, other: Snapshot | None = None, *, paper: str, tell: Tell) -> Files:
    """Return every file of a report, by name: page, PDF, workbook, tables, charts, room.

    With another room, a page that puts both side by side comes with it.
    """
    documents = {"report": made(snapshot, tell)}
    if other is not None:
        tell("Comparing the rooms")
        documents["compare"] = _drawn(comparison_of(snapshot, other), tell)
    files = _files(documents, snapshot.day, paper, tell)
    return files | {"room.json": as_text(snapshot.file).encode()}


def aggregates_of(snapshot: Snapshot, *, paper: str, tell: Tell) -> Files:
    """Return what may stay when answers go: no sentence that somebody wrote, no room."""
    return _files({"report": made(snapshot, tell, whole=False)}, snapshot.day, paper, tell)


def _files(documents: Mapping[str, Made], day: str, paper: str, tell: Tell) -> Files:
    files: Files = {}
    for name, each in documents.items():
        tell("Setting the PDF")
        files[f"{name}.html"] = each.page
        files[f"{name}.pdf"] = pdf_of(each.document, each.drawings, paper)
        files |= _charts(each.drawings, tell)
    tell("Filling the workbook")
    tables = _once([table for each in documents.values() for table in each.document.tables])
    files["report.xlsx"] = workbook_of(documents["report"].document, tables, day, paper)
    return files | {f"tables/{table.id}.csv": csv_of(table) for table in tables}


def _drawn(document: Document, tell: Tell) -> Made:
    return Made(document, drawings_of(document.figures, tell))


def _charts(drawings: Mapping[str, Drawing], tell: Tell) -> Files:
    files: Files = {}
    for place, (name, drawing) in enumerate(drawings.items(), 1):
        tell(f"Pictures for slides: {place} of {len(drawings)}")
        files[f"charts/{name}.svg"] = drawing.wide.encode()
        files[f"charts/{name}.png"] = drawing.png
    return files


def _once(tables: Sequence[Table]) -> list[Table]:
    return list({table.id: table for table in tables}.values())
