"""Tables of a report: numbers stay numbers, texts stay texts, long ones are begun on the page."""

import csv
import io

import openpyxl
import pytest
from tests.unit.printed_pdf import Tagged

from riskier.export.report.document import Document, Section, Table
from riskier.export.report.page import page_of
from riskier.export.report.pdf import pdf_of
from riskier.export.report.sheets import csv_of, workbook_of

COLUMNS = ("Hazard", "Difference", "Share", "Would flip at")
ROWS = (("A", "+19", "38%", "21"), ("B", "−3.5", "4%", "no flip"), ("C", None, "0%", "1,200"))
MANY = 73


def document_of(*tables):
    section = Section("numbers", "Numbers", tables)
    return Document("A title", "A report", "en", sections=(section,))


def rows_of(table):
    return list(csv.reader(io.StringIO(csv_of(table).decode("utf-8-sig"))))


def sheet_of(table):
    content = workbook_of(document_of(table), [table], "2026-11-23", "a4")
    book = openpyxl.load_workbook(io.BytesIO(content))
    return book[book.sheetnames[1]]


def test_signs_and_shares_of_a_column_of_numbers_are_numbers():
    table = Table("flips", "What flips it", COLUMNS, ROWS)
    assert table.numeric == (False, True, True, False)
    cells = [[cell.value for cell in row] for row in sheet_of(table).iter_rows(min_row=2)]
    assert cells == [["A", 19, 0.38, "21"], ["B", -3.5, 0.04, "no flip"], ["C", None, 0, "1,200"]]
    assert sheet_of(table)["C2"].number_format == "0%"
    assert [row[1] for row in rows_of(table)[1:]] == ["+19", "-3.5", ""]


def test_a_mean_of_four_is_as_exact_as_its_neighbours():
    rows = (("A", 4.0, 60.0, 7), ("B", 4.6, 88.0, 4.0), ("C", 12.0, 1.0, 2))
    table = Table("means", "Means", ("Line", "Mean", "Guess", "People"), rows)
    said = [table.said(row)[1:] for row in rows]
    assert said == [("4.0", "60", "7"), ("4.6", "88", "4"), ("12", "1", "2")]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 for this", "-2+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1"]
)
def test_a_text_is_never_worked_out(text):
    table = Table("stop", "One thing to stop", ("Text",), ((text,), ("more",)))
    assert rows_of(table)[1] == [f"'{text}"]
    cell = sheet_of(table)["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_of_a_very_long_table_the_page_has_the_beginning_and_files_have_all():
    rows = tuple((f"text {place:03}",) for place in range(MANY))
    table = Table("stop", "One thing to stop", ("Text",), rows)
    page = page_of(document_of(table), {})
    printed = Tagged.of(pdf_of(document_of(table), {}, "a4")).text()
    for words in (page, printed):
        assert "text 059" in words
        assert "text 060" not in words
        assert f"The first 60 of {MANY} rows. All are in report.xlsx and tables/stop.csv." in words
    assert len(rows_of(table)) == sheet_of(table).max_row == MANY + 1


def test_the_first_of_several_columns_names_the_rows():
    alone = Table("stop", "One thing to stop", ("Text",), (("one",),))
    beside = Table("flips", "What flips it", COLUMNS, ROWS)
    assert 'scope="row"' not in page_of(document_of(alone), {})
    assert page_of(document_of(beside), {}).count('scope="row"') == len(ROWS)


def test_a_table_that_fits_says_nothing_of_rows():
    table = Table("stop", "One thing to stop", ("Text",), (("one",),))
    assert "rows. All are in" not in page_of(document_of(table), {})
