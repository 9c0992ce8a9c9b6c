"""The files of a report: complete, safe to open, and the same every time."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from itertools import chain, pairwise

import openpyxl
import pytest
from tests.unit.printed_pdf import Tagged, faults
from tests.unit.report_rooms import estimators, room_file, vote

from riskier.export.report import Snapshot, aggregates_of, files_of
from riskier.export.report.document import Points

TEXTS = (
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "+1",
    "-2 fewer meetings",
    "@everyone",
    "<script>alert(1)</script> & <b>bold</b>",
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u200fand back \U0001f389\U0001f468\u200d\U0001f469",
    "x" * 120 + " 一二三 #[typst] $x^2$",
)  # fmt: skip
# In a drawing, signs joined of several and signs after words from right to left.
TOPIC = "“Käse” & <i>Wein</i> \u05e2\u05d1 \U0001f9c0\U0001f468\u200d\U0001f469"


@pytest.fixture(scope="module")
def rooms(lasting_rooms):
    return lasting_rooms


@pytest.fixture(scope="module")
def first(rooms):
    """A room of seven who wrote what does not belong into cells and pages."""
    answers = [
        {
            "gut-check/1": vote(place - 3),
            "gut-check/2": vote(3 - place),
            "relevance/1": {"ratings": {"job-important": 4}},
            "stop/1": {"texts": [text]},
            "barriers/1": {"selected": ["one-bad-day"] if place % 2 else []},
            **estimator,
        }
        for place, (text, estimator) in enumerate(
            zip(TEXTS, estimators(len(TEXTS), 40, 4), strict=True)
        )
    ]
    return rooms.load(room_file(answers, room={"topic": TOPIC, "ended": True}))


@pytest.fixture(scope="module")
def second(rooms):
    answers = [{"gut-check/1": vote(1), **one} for one in estimators(5, 4, 40)]
    return rooms.load(room_file(answers))


def made(rooms, code, other=None):
    told = []
    snapshots = [Snapshot.of(rooms, each) for each in (code, other) if each]
    files = files_of(*snapshots, paper="a4", tell=told.append)
    assert told[0] == "Comparing both choices"
    assert "Charts: 1 of" in " ".join(told)
    return files


@pytest.fixture(scope="module")
def files(rooms, first, second):
    return made(rooms, first, second)


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.text = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.ids += [found["id"]] if "id" in found else []

    def handle_data(self, data):
        self.text.append(data)

    def all(self, name):
        return [found for tag, found in self.tags if tag == name]


def test_everything_is_there(files):
    names = set(files)
    assert {"report.html", "report.pdf", "report.xlsx", "room.json"} <= names
    assert {"compare.html", "compare.pdf", "tables/compare-answers.csv"} <= names
    for name in ("comparison", "moved", "gut-check-2", "barriers"):
        assert {f"charts/{name}.svg", f"charts/{name}.png", f"tables/{name}.csv"} <= names
    assert files["charts/moved.png"].startswith(b"\x89PNG")


def test_the_report_of_a_copy_is_the_same_to_the_byte(rooms, files, first, second):
    copy = rooms.load(json.loads(files["room.json"]))
    assert copy != first
    again = made(rooms, copy)
    compared = [name for name in files if not name.startswith(("compare", "tables/c", "charts/c"))]
    for name in compared:
        if name != "report.xlsx":
            assert again[name] == files[name], name
    alone = made(rooms, first)
    assert alone == again, "workbook included"


def test_the_page_asks_the_network_for_nothing(files):
    for name in ("report.html", "compare.html"):
        page = Page(files[name].decode())
        assert not page.all("script")
        policy = next(each for each in page.all("meta") if "http-equiv" in each)["content"]
        assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
        sources = [each["src"] for each in page.all("img")]
        sources += [each["srcset"] for each in page.all("source")]
        assert sources
        assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
        assert "url(" not in files[name].decode()
        assert not any(name.startswith("on") for _, found in page.tags for name in found)


def test_the_page_can_be_read_by_everybody(files):
    for name in ("report.html", "compare.html"):
        page = Page(files[name].decode())
        assert page.all("html")[0]["lang"] == "en"
        assert len(page.ids) == len(set(page.ids))
        assert all(each.get("alt") for each in page.all("img"))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert len(page.all("caption")) == len(page.all("table"))
        assert all(each.get("scope") in ("row", "col") for each in page.all("th"))
        assert len(page.all("main")) == 1
        ends = [each["href"][1:] for each in page.all("a") if each["href"].startswith("#")]
        assert set(ends) <= set(page.ids)


def test_addresses_can_be_followed_and_people_give_none(files):
    page = Page(files["report.html"].decode())
    outside = [each["href"] for each in page.all("a") if not each["href"].startswith("#")]
    assert "http://zum.io/2011/04/05/which-is-riskier-engagement-or-ignorance/" in outside
    assert all(address.startswith(("http://", "https://")) for address in outside)
    assert "example.org" not in " ".join(outside)
    annotations = (page.get("/Annots", ()) for page in Tagged.of(files["report.pdf"]).reader.pages)
    found = [each.get_object().get("/A", {}).get("/URI") for each in chain(*annotations)]
    assert set(filter(None, found)) == set(outside)


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("Source: A, https://a.org/b-c?d=e; B.", ["https://a.org/b-c?d=e"]),
        ("See http://a.org/b_c, and https://d.org.", ["http://a.org/b_c", "https://d.org"]),
        ("javascript:alert(1) ftp://a.org file:///a", []),
    ],
)
def test_web_addresses_in_a_sentence_are_found(words, pieces):
    (linked,) = Points((words,)).linked
    assert "".join(piece.words for piece in linked) == words
    assert [piece.url for piece in linked if piece.url] == pieces


def test_what_people_wrote_is_text_on_the_page(files):
    page = Page(files["report.html"].decode())
    words = "".join(page.text)
    for text in (*TEXTS, TOPIC):
        assert text in words
    assert not page.all("i")
    assert not page.all("b")


def test_the_pdf_is_tagged_and_whole(files):
    for name in ("report.pdf", "compare.pdf"):
        assert faults(files[name]) == []
    words = Tagged.of(files["report.pdf"]).text()
    assert "Taking part is riskier" in words
    assert "#[typst] $x^2$" in words
    assert "<script>" in words


def test_a_workbook_of_plain_tables(files):
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    tables = [name for name in files if name.startswith("tables/")]
    assert book.sheetnames[0] == "Contents"
    assert len(book.sheetnames) == len(tables) + 1
    for sheet in book.worksheets:
        assert sheet.freeze_panes is not None
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert all(7 <= width < 92 for width in widths)
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("n", "s") for cell in row)
            if sheet.title != "Contents":
                assert not any(cell.hyperlink for cell in row)
    sheet = book["Stop"]
    assert [cell.value for cell in sheet[1]] == ["Text"]
    assert sheet["A1"].font.bold
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == set(TEXTS)
    contents = [[cell.value for cell in row] for row in book["Contents"].iter_rows()]
    assert ["Sheet", "What it shows", "What it comes to", "People"] in contents
    assert any(row[0] == "Moved" and row[3] == len(TEXTS) for row in contents)
    shares = [row[2] for row in book["Barriers"].iter_rows(min_row=2)]
    assert any(
        cell.number_format == "0%" for row in book["Barriers"].iter_rows(min_row=2) for cell in row
    )
    assert shares


def test_tables_for_programs(files):
    content = files["tables/stop.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["Text"]
    cells = {row[0] for row in rows[1:]}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert {cell.removeprefix("'") for cell in cells} == set(TEXTS)
    numbers = list(csv.DictReader(io.StringIO(files["tables/gut-check-1.csv"].decode("utf-8-sig"))))
    assert sum(int(row["People"]) for row in numbers[:7]) == len(TEXTS)


def test_the_room_can_be_read_back(rooms, files, first):
    code = rooms.load(json.loads(files["room.json"]))
    assert rooms.export(code) == rooms.export(first)


def test_two_rooms_side_by_side(files, first, second):
    words = "".join(Page(files["compare.html"].decode()).text)
    assert f"\u2068{TOPIC}\u2069, " in words
    assert f"Room {first}: Taking part is riskier" in words
    assert f"Room {second}: Staying away is riskier" in words
    rows = list(
        csv.DictReader(io.StringIO(files["tables/compare-answers.csv"].decode("utf-8-sig")))
    )
    assert rows[0] == {"What": "People who estimated", f"Room {first}": "7", f"Room {second}": "5"}
    votes = list(csv.DictReader(io.StringIO(files["tables/compare-votes.csv"].decode("utf-8-sig"))))
    assert [row["Vote"] for row in votes] == [
        f"Room {first}: at the start",
        f"Room {first}: at the end",
        f"Room {second}: at the start",
    ]


def test_a_room_of_few_is_not_shown_beside_another(rooms, first):
    few = rooms.load(room_file([{"gut-check/1": vote(3), **one} for one in estimators(4, 4, 40)]))
    files = made(rooms, first, few)
    words = "".join(Page(files["compare.html"].decode()).text)
    assert f"Room {few}: Fewer than 5 people put numbers on the hazards" in words
    assert f"Room {few}: at the start" not in words
    assert "fewer than 5 people" in words


def test_aggregates_alone_have_no_room_and_no_sentences(rooms, first):
    files = aggregates_of(Snapshot.of(rooms, first), paper="us-letter", tell=lambda _: None)
    assert "room.json" not in files
    assert "tables/stop.csv" not in files
    assert "tables/moved.csv" in files
    for content in files.values():
        assert TEXTS[2].encode() not in content
    pages = Tagged.of(files["report.pdf"]).reader.pages
    assert round(float(pages[0].mediabox.width)) == 612
