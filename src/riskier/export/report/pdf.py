"""A document as a tagged PDF (PDF/UA-1), set by Typst."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskier.export.printing.order import Print, PrintError
from riskier.export.printing.paper import typeset
from riskier.export.report.columns import widths_of
from riskier.export.report.document import (
    Block,
    Callout,
    Document,
    Figure,
    Part,
    Points,
    Table,
    Text,
)
from riskier.export.report.drawing import Drawing
from riskier.export.report.missing import Missing, named

_TEMPLATE = Path(__file__).with_name("report.typ")
_TALLEST_MM = 125
_HEAD_LINES = (2, 3, 4, 5)
_MOST_FOR_NUMBERS = 40  # characters, of about 90 in a line
_NAMED = (
    "Some characters cannot be printed on this machine and are named in square brackets;"
    " report.html has them as they were written."
)

Json = dict[str, Any]


def pdf_of(document: Document, drawings: Mapping[str, Drawing], paper: str) -> bytes:
    """Return a document as PDF on a paper of `printing.paper.PAPERS`.

    A character that no font on this machine has is named instead of drawn: for a report it
    is better to read “[party popper]” than to have no PDF at all.

    Raises:
        PrintError: The document cannot be set for another reason.

    """
    whole = content = _content(document, drawings)
    known = Missing()
    while True:
        try:
            return _typeset(document, content, paper)
        except PrintError as error:
            if not (known.learn(str(error)) or known.suspect_all()):
                raise
        content = named(whole, known)
        content["warning"] = " ".join(filter(None, (document.warning, _NAMED)))


def _typeset(document: Document, content: Json, paper: str) -> bytes:
    printed = Print("report", _TEMPLATE, document.title, content, document.language)
    return typeset(printed, paper)


def _content(document: Document, drawings: Mapping[str, Drawing]) -> Json:
    return {
        "subtitle": document.subtitle,
        "short": document.title,
        "facts": list(document.facts),
        "warning": document.warning,
        "tallest": _TALLEST_MM,
        "sections": [
            {"title": each.title, "blocks": [_block(block, drawings) for block in each.blocks]}
            for each in document.sections
        ],
    }


def _block(block: Block, drawings: Mapping[str, Drawing]) -> Json:
    told: Json
    match block:
        case Text(words, kind):
            told = {"what": "text", "words": words, "kind": kind}
        case Points(kind=kind):
            items = [[piece._asdict() for piece in item] for item in block.linked]
            told = {"what": "points", "items": items, "kind": kind}
        case Callout(words):
            told = {"what": "callout", "words": words}
        case Figure(name, alt):
            told = {"what": "figure", "svg": drawings[name].printed, "alt": alt}
        case Table():
            told = _table(block)
        case Part(title=title, blocks=blocks):
            inner = [_block(each, drawings) for each in blocks]
            told = {"what": "part", "title": title, "blocks": inner}
    return told


def _table(table: Table) -> Json:
    return {
        "what": "table",
        "caption": table.caption,
        "columns": list(table.columns),
        "numeric": list(table.numeric),
        "widths": list(_widths(table)),
        "rows": [list(table.said(row)) for row in table.shown],
        "left_out": table.left_out,
    }


def _widths(table: Table) -> tuple[int, ...]:
    """Return widths that leave most of a line to the columns of text."""
    for lines in _HEAD_LINES:
        found = widths_of(table, lines)
        numbers = sum(width for width, numeric in zip(found, table.numeric, strict=True) if numeric)
        if numbers <= _MOST_FOR_NUMBERS:
            break
    return found
