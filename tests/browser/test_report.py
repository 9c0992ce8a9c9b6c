"""The report as a page: for everybody, at every width, on paper, and with nothing in it run."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from participant_page import axe_faults, is_cut_off
from pypdf import PdfReader
from test_injection import CORPUS, WATCH, assert_nothing_ran
from tests.unit.report_rooms import room_file, sample, shipped, snapshot_of

from riskier.export.report import Made, made
from riskier.export.report.pdf import pdf_of
from riskier.room import Rooms, open_store

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FOOT = 90  # points from the lower edge: a heading there would stand alone
IMAGES = "document.images.length"
BROKEN = "[...document.images].filter(one => !one.complete || !one.naturalWidth).length"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("report")


def report_of(folder: Path, name: str, file: dict) -> Made:
    """Return the report of a room, and leave its page in the folder."""
    store = open_store(str(folder / f"{name}.db"))
    found = made(snapshot_of(Rooms(store, shipped()), file), lambda _: None)
    store.close()
    (folder / f"{name}.html").write_bytes(found.page)
    return found


@pytest.fixture(scope="module")
def page_of_sample(folder):
    report_of(folder, "sample", sample())
    return (folder / "sample.html").as_uri()


@pytest.fixture
def opened(browser):
    """Open an address in a window of its own; what it asked for is in `asked`."""
    contexts = []

    def open_page(address, *, before="", **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.asked, page.dialogs = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("dialog", lambda one: (page.dialogs.append(one.message), one.dismiss()))
        if before:
            page.add_init_script(before)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("scheme", "window"), [("light", DESK), ("dark", PHONE)])
def test_everybody_can_read_it(page_of_sample, opened, scheme, window):
    page = opened(page_of_sample, color_scheme=scheme, viewport=window)
    assert axe_faults(page) == []
    assert not is_cut_off(page)


def test_it_needs_no_script_and_no_network(page_of_sample, opened):
    page = opened(page_of_sample, java_script_enabled=False, viewport=DESK)
    assert page.evaluate(IMAGES) > 20
    assert page.evaluate(BROKEN) == 0
    assert page.get_by_role("heading", name="The answer", exact=True).is_visible()
    assert [url for url in page.asked if not url.startswith("data:")] == [page_of_sample]


def test_a_phone_gets_drawings_of_its_own(page_of_sample, opened):
    width = "document.images[0].naturalWidth"
    wide = opened(page_of_sample, viewport=DESK).evaluate(width)
    narrow = opened(page_of_sample, viewport=PHONE).evaluate(width)
    assert narrow < 390 < wide


def headings(pdf: PdfReader, entries=None) -> Iterator[tuple[str, int, float]]:
    """Yield each heading with its page and its height over the page's lower edge."""
    for entry in pdf.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from headings(pdf, entry)
        else:
            yield entry.title, pdf.get_destination_page_number(entry), float(entry.top)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_with_its_headings_beside_their_text(page_of_sample, opened, paper):
    page = opened(page_of_sample, viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    assert not is_cut_off(page)
    content = page.pdf(format=paper, prefer_css_page_size=True, tagged=True, outline=True)
    pdf = PdfReader(io.BytesIO(content))
    found = list(headings(pdf))
    assert len(found) > 30
    assert [title for title, _, top in found if top < FOOT] == []


@pytest.fixture(scope="module")
def spoken(folder):
    """The report of a room in which people wrote nothing but what might run."""
    answers = [
        {
            "stop/1": {"texts": [text]},
            "change-loop/1": {"texts": [text]},
            "translate/1": {"texts": [text, text]},
            "premortem/1": {"texts": [text, text]},
            "plan/1": {"cue": text, "act": text, "tell": text},
        }
        for text in CORPUS
    ]
    names = [[f"text-{place}-{slot}" for slot in range(2)] for place in range(len(CORPUS))]
    people = [
        {"answers": answer, "texts": {"translate/1": own}}
        for answer, own in zip(answers, names, strict=True)
    ]
    votes = [{"answers": {"translate/2": {"texts": [], "votes": [own[0]]}}} for own in names]
    file = room_file(answers, people=[*people, *votes], room={"topic": CORPUS[2]})
    file["phases"]["translate/2"] = "closed"
    return report_of(folder, "spoken", file)


def test_nothing_that_people_wrote_runs(spoken, folder, opened):
    address = (folder / "spoken.html").as_uri()
    page = opened(address, before=WATCH)
    assert_nothing_ran(page)
    words = page.locator("main").inner_text()
    assert all(" ".join(text.split()) in words for text in CORPUS)
    assert [url for url in page.asked if not url.startswith("data:")] == [address]


def test_no_drawing_runs_what_people_wrote(spoken, folder, opened):
    drawn = spoken.drawings["translate-2"].wide
    assert "ran()" in drawn
    (folder / "drawing.svg").write_text(drawn, "utf-8")
    page = opened((folder / "drawing.svg").as_uri(), before=WATCH)
    assert page.evaluate("window.runs") == []
    assert page.locator("script, foreignObject, image, a").count() == 0


def test_the_pdf_does_nothing(spoken):
    pdf = PdfReader(io.BytesIO(pdf_of(spoken.document, spoken.drawings, "a4")))
    root = pdf.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in root.get("/Names", {})
    actions = [
        note.get_object()["/A"]
        for each in pdf.pages
        for note in each.get("/Annots", ())
        if "/A" in note.get_object()
    ]
    assert actions
    assert all(action["/S"] == "/URI" for action in actions)
    assert all(action["/URI"].startswith("http") for action in actions)
