"""A document as a tagged PDF (PDF/UA-1), set by Typst."""

import re
import unicodedata
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
    References,
    Table,
    Text,
    cell_text,
)
from riskier.export.report.drawing import Drawing

_TEMPLATE = Path(__file__).with_name("report.typ")
_TALLEST_MM = 125
_NO_FONT = "no font on"
# What the fonts inside Typst have: Latin, Greek, Cyrillic, punctuation, arrows, signs.
_RARE = re.compile(
    "[^\u0020-\u024f\u0300-\u036f\u0370-\u052f\u2010-\u2044\u20a0-\u20bf\u2190-\u2199\u2212\n]"
)

Json = dict[str, Any]


def pdf_of(document: Document, drawings: Mapping[str, Drawing], paper: str) -> bytes:
    """Return a document as PDF on a paper of `printing.paper.PAPERS`.

    A character that no font on this machine has is named instead of drawn: for a report it
    is better to stand as “[party popper]” than to make the whole PDF impossible.
    """
    content = _content(document, drawings)
    try:
        return _typeset(document, content, paper)
    except PrintError as error:
        if _NO_FONT not in str(error):
            raise
    named = _named(content)
    named["warning"] = " ".join(filter(None, (document.warning, _SAID)))
    return _typeset(document, named, paper)


_SAID = (
    "Some characters cannot be printed on this machine and stand here as their names;"
    " report.html has them as they were written."
)


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
        case Points(items, kind):
            told = {"what": "points", "items": list(items), "kind": kind}
        case Callout(words):
            told = {"what": "callout", "words": words}
        case Figure(name, alt):
            told = {"what": "figure", "svg": drawings[name].wide, "alt": alt}
        case Table():
            told = _table(block)
        case References(sources):
            lines = [{"words": source.words, "url": source.url} for source in sources]
            told = {"what": "references", "lines": lines}
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
        "widths": list(widths_of(table)),
        "rows": [[cell_text(cell) for cell in row] for row in table.rows],
    }


def _named(content: Any) -> Any:
    """Return the same content with every rare character named; drawings stay as they are."""
    if isinstance(content, str):
        return _RARE.sub(lambda found: _name(found[0]), content)
    if isinstance(content, list):
        return [_named(each) for each in content]
    if isinstance(content, dict):
        return {name: each if name == "svg" else _named(each) for name, each in content.items()}
    return content


def _name(character: str) -> str:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    return f"[{unicodedata.name(character, 'unnamed character').lower()}]"
