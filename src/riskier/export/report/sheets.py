"""Tables as files: one CSV each, and all of them in one workbook."""

import csv
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from riskier.export.report.columns import widths_of
from riskier.export.report.document import Document, Table
from riskier.findings.finding import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTENTS = ("Sheet", "What it shows", "What it comes to", "People")
_CONTENTS_WIDTHS = (26, 46, 90, 8)
_PAPERS = {"a4": 9, "us-letter": 1}  # as spreadsheets number them
_NAME_LENGTH = 31  # of a sheet, at most

_LINE = 15  # points of a line of text
_LETTERS = 1.15  # that find room, less the indent, in one unit of a column's width
# A font with the same widths everywhere: others stand in for it letter by letter.
_FONT: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_TEXT: dict[str, Any] = {"text_wrap": True, "align": "left", "indent": 1}
_HEAD: dict[str, Any] = {"bold": True, "text_wrap": True, "bottom": 1}
_FORMATS: Mapping[str, dict[str, Any]] = {
    "head": _HEAD | _TEXT,
    "head of numbers": _HEAD | {"align": "right"},
    "text": _TEXT,
    "number": {},
    "share": {"num_format": "0%"},
    "title": _TEXT | {"bold": True, "font_size": 14, "text_wrap": False},
    "fact": _TEXT | {"text_wrap": False},
    "link": _TEXT | {"font_color": "#00565c", "underline": 1},
}

Formats = Mapping[str, Any]


def csv_of(table: Table) -> bytes:
    """Return a table as CSV, for spreadsheets and programs alike.

    UTF-8 with a mark that tells spreadsheets so. A text that a spreadsheet would take for a
    formula gets an apostrophe in front: it is then shown, not worked out, and a program
    finds one character more. Columns of numbers stay numbers. `room.json` has every text as
    it was written.
    """
    page = io.StringIO()
    lines = csv.writer(page)
    lines.writerow(table.columns)
    for row in table.rows:
        cells = zip(row, table.numeric, strict=True)
        lines.writerow([_plain(cell) if numeric else _safe(cell) for cell, numeric in cells])
    return page.getvalue().encode("utf-8-sig")


def workbook_of(document: Document, tables: Sequence[Table], day: str, paper: str) -> bytes:
    """Return tables as an Excel workbook: a list of contents, then a sheet for each.

    Whatever people wrote stays text: nothing becomes a formula or a link.
    """
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {
                "title": f"{document.title} {document.subtitle}",
                "comments": document.warning,
                # The day of the workshop, so that the same room makes the same file.
                "created": _midnight(day),
            }
        )
        formats = {
            name: book.add_format(_FONT | properties) for name, properties in _FORMATS.items()
        }
        names = _sheet_names(tables)
        _contents(book.add_worksheet("Contents"), document, tables, names, formats)
        for table in tables:
            _fill(book.add_worksheet(names[table.id]), table, formats)
        for sheet in book.worksheets():
            _print_well(sheet, paper)
    return file.getvalue()


def _contents(
    sheet: Any,
    document: Document,
    tables: Sequence[Table],
    names: Mapping[str, str],
    formats: Formats,
) -> None:
    lines = (f"{document.subtitle}: {document.title}", *document.facts, document.warning)
    told = [line for line in lines if line]
    sheet.write_string(0, 0, told[0], formats["title"])
    for row, line in enumerate(told[1:], 1):
        sheet.write_string(row, 0, line, formats["fact"])
    top = len(told) + 1
    for column, (head, width) in enumerate(zip(_CONTENTS, _CONTENTS_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        kind = "head of numbers" if head == "People" else "head"
        sheet.write_string(top, column, head, formats[kind])
    for row, table in enumerate(tables, top + 1):
        name = names[table.id]
        sheet.set_row(row, _height((name, table.caption, table.says), _CONTENTS_WIDTHS))
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], name)
        sheet.write_string(row, 1, table.caption, formats["text"])
        sheet.write_string(row, 2, table.says, formats["text"])
        if table.people:
            sheet.write_number(row, 3, table.people, formats["number"])
    sheet.freeze_panes(top + 1, 1)


def _fill(sheet: Any, table: Table, formats: Formats) -> None:
    widths = [width + 2 for width in widths_of(table)]
    sheet.set_row(0, _height(table.columns, widths))
    for column, head in enumerate(table.columns):
        sheet.set_column(column, column, widths[column])
        kind = "head of numbers" if table.numeric[column] else "head"
        sheet.write_string(0, column, head, formats[kind])
    for row, cells in enumerate(table.rows, 1):
        sheet.set_row(row, _height(table.said(cells), widths))
        for column, (cell, numeric) in enumerate(zip(cells, table.numeric, strict=True)):
            if isinstance(cell, str) and not numeric:
                sheet.write_string(row, column, cell, formats["text"])
            elif cell is not None:
                share = str(cell).endswith("%")
                kind = "share" if share else "number"
                sheet.write_number(row, column, _value(cell), formats[kind])
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _height(cells: Iterable[str], widths: Sequence[int]) -> int:
    """Return how high a row must be, in points; not every program works it out by itself."""
    lines = (
        len(textwrap.wrap(cell, round(width * _LETTERS)))
        for cell, width in zip(cells, widths, strict=False)
    )
    return _LINE * max(1, *lines)


def _print_well(sheet: Any, paper: str) -> None:
    sheet.set_paper(_PAPERS[paper])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in tables:
        name = table.id.replace("-", " ").replace(".", " ").capitalize()[:_NAME_LENGTH]
        taken = {each.lower() for each in names.values()} | {"contents", "history"}
        if name.lower() in taken:
            name = f"{name[: _NAME_LENGTH - 4]} {len(names)}"
        names[table.id] = name
    return names


def _midnight(day: str) -> datetime:
    return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC).replace(tzinfo=None)


def _value(cell: str | float) -> float:
    """Return the number that a cell of a column of numbers stands for."""
    said = str(_plain(cell))
    return float(said.removesuffix("%")) / 100 if said.endswith("%") else float(said)


def _plain(cell: Cell) -> Cell:
    """Return a number as programs read it: with a hyphen for a minus, and no commas."""
    return cell.replace("−", "-").replace(",", "") if isinstance(cell, str) else cell


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
