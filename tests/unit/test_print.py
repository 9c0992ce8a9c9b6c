"""Printed matter: tagged on both papers, complete, and nothing in it taken for markup."""

import math
from functools import cache

import pytest
from printed_pdf import Tagged, faults

from riskier.export.printing import PAPERS, WHAT, Invitation, Order, PrintError, printed
from riskier.export.printing.cards import cards
from riskier.export.printing.key import answer_key
from riskier.export.printing.order import HERE, Print
from riskier.export.printing.paper import typeset
from riskier.export.printing.worksheets import worksheets
from riskier.pack import load_pack
from riskier.pack.agenda import RUN_SHEETS

PACK = load_pack()
ROOM = Invitation("BCD234", "http://192.168.1.20:8866/join/BCD234", "our staff network")
PARTS = [what for what in WHAT if what != "all"]
A4 = (595, 842)
MARKUP = "*bold* #panic() _x_ $y$ [z] <q> `c` \\ @ref"


@cache
def made(what: str, paper: str, run_sheet: str = "90") -> dict[str, bytes]:
    return printed(Order(PACK, run_sheet, only_used=True, invitation=ROOM), what, paper)


def card(title: str = "A title", back: str = "An ending", **more) -> dict:
    parts = [{"head": "What happened", "words": [back], "list": []}]
    given = {"title": title, "front": ["A start"], "ask": "And then?", "back": parts}
    return {"kind": "Case", "number": "1 of 1", "sources": [], **given, **more}


def cards_of(*drawn: dict) -> Print:
    content = {"cards": list(drawn), "sources": "Sources", "addresses": "Sources of x"}
    return Print("x-cards", HERE / "cards.typ", "X", content)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("what", PARTS)
def test_is_tagged(what, paper):
    for name, content in made(what, paper).items():
        assert faults(content) == [], name


@pytest.mark.parametrize(("paper", "points"), [("a4", A4), ("us-letter", (612, 792))])
def test_pages_have_the_size_of_the_paper(paper, points):
    for what in PARTS:
        for name, content in made(what, paper).items():
            for page in Tagged.of(content).reader.pages:
                size = sorted((round(page.mediabox.width), round(page.mediabox.height)))
                assert tuple(size) == points, name


def test_all_is_everything_and_leaves_out_the_join_poster_without_a_room():
    named = {name for what in PARTS for name in made(what, "a4")}
    assert set(made("all", "a4")) == named
    without = printed(Order(PACK, "45", only_used=True), "all", "a4")
    assert not any(name.startswith("join") for name in without)


@pytest.mark.parametrize(("what", "paper"), [("stickers", "a4"), ("cards", "a5")])
def test_what_there_is_not_is_refused_with_what_there_is(what, paper):
    with pytest.raises(PrintError, match=r"'(stickers|a5)'.*(cards|a4)"):
        printed(Order(PACK), what, paper)


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_every_question_has_a_worksheet_with_every_item(run_sheet):
    (document,) = worksheets(Order(PACK, run_sheet))
    asked = [(step.activity, step.round) for step in PACK.steps(run_sheet) if step.activity]
    assert [(sheet["id"], sheet["round"]) for sheet in document.content["sheets"]] == asked
    text = squeezed(Tagged.of(typeset(document, "a4")).text())
    for sheet in document.content["sheets"]:
        assert squeezed(sheet["heading"]) in text
        items = () if sheet.get("vote") else sheet["items"]
        for item in [*items, *sheet.get("columns", ())]:
            assert squeezed(item["label"]) in text, (sheet["id"], item["id"])


@pytest.mark.parametrize("paper", PAPERS)
def test_a_loose_page_says_which_sheet_it_is_and_whose(paper):
    content = made("worksheets", paper, "180")[f"worksheets-180-{paper}.pdf"]
    pages = Tagged.of(content).reader.pages
    for page in pages:
        text = squeezed(page.extract_text())
        assert text.startswith("Sheet")
        assert "Yourmark" in text or "Keepthissheet" in text
        assert min(sizes(page)) >= 8


@pytest.mark.parametrize("paper", PAPERS)
def test_a_first_estimate_of_four_hazards_is_one_page(paper):
    content = made("worksheets", paper)[f"worksheets-90-{paper}.pdf"]
    texts = [squeezed(page.extract_text()) for page in Tagged.of(content).reader.pages]
    (page,) = (text for text in texts if squeezed("Our own numbers: First estimate") in text)
    hazards = {item.group for item in PACK.items("estimates", "90")}
    assert len(hazards) == 4
    assert all(squeezed(hazard) in page for hazard in hazards)


def test_a_plan_is_kept_and_never_collected():
    (document,) = worksheets(Order(PACK, "45"))
    private = [sheet["id"] for sheet in document.content["sheets"] if sheet["private"]]
    assert private == ["plan"]


def test_worksheets_ask_what_the_room_asks():
    view = PACK.view("stop", 1, "45", topic="x") | {"prompt": "What the room asks"}
    (document,) = worksheets(Order(PACK, "45", views={("stop", 1): view}))
    assert "What the room asks" in {sheet["prompt"] for sheet in document.content["sheets"]}


def test_the_key_tells_what_the_worksheets_do_not():
    (sheets,), (key,) = worksheets(Order(PACK)), answer_key(Order(PACK))
    told, asked = (squeezed(Tagged.of(typeset(one, "a4")).text()) for one in (key, sheets))
    for item in PACK.items("calibration", "90"):
        reveal = squeezed(PACK.calibration[item.id].after_reveal)
        assert reveal in told
        assert reveal not in asked
    for item in PACK.items("guess-figure", "90"):
        figure = squeezed(f"{PACK.evidence[item.id].guessed:g} of 100")
        assert figure in told
        assert figure not in asked
    for item in PACK.items("case-sort", "90"):
        ending = squeezed(PACK.cases[item.id].summary)
        assert ending in told
        assert ending not in asked


def test_fronts_of_case_cards_do_not_tell_the_ending():
    (cases, *_) = cards(Order(PACK))
    fronts = Tagged.of(typeset(cases, "a4")).reader.pages[::2]
    text = squeezed(" ".join(page.extract_text() for page in fronts))
    for case in PACK.cases:
        assert squeezed(case.summary) not in text
        if case.card:
            assert squeezed(case.card.text) in text


def test_every_card_of_the_pack_or_only_those_in_use():
    everything = {one.name: len(one.content["cards"]) for one in cards(Order(PACK))}
    with_card = sum(case.card is not None for case in PACK.cases)
    assert everything == {
        "case-cards": with_card,
        "tool-cards": len(PACK.tools),
        "task-cards": len(PACK.tasks),
        "hazard-cards": len(PACK.hazards),
    }
    used = {one.name: len(one.content["cards"]) for one in cards(Order(PACK, only_used=True))}
    assert used["case-cards"] == len(PACK.items("case-sort", "90"))
    assert used["tool-cards"] < everything["tool-cards"]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_case_of_the_pack_fits_its_card_in_letters_that_can_be_read(paper):
    (cases, *_) = cards(Order(PACK))
    assert len(cases.content["cards"]) == len(PACK.cases)
    pages = Tagged.of(typeset(cases, paper)).reader.pages
    cut = 2 * math.ceil(len(PACK.cases) / 4)
    assert min(size for back in pages[1:cut:2] for size in sizes(back)) >= 8
    text = squeezed("".join(page.extract_text() for page in pages[cut:]))
    for case in PACK.cases:
        for source in case.sources:
            assert squeezed(source.url.split("//", 1)[1].removeprefix("www.")) in text


def sizes(page) -> set[float]:
    """Return the sizes of the letters on a page, in points."""
    found: set[float] = set()

    def note(text, _page_matrix, matrix, _font, size):
        if text.strip():
            found.add(round(size * abs(matrix[3]), 2))

    page.extract_text(visitor_text=note)
    return found


def test_a_card_has_its_back_behind_it():
    drawn = [card(f"Title {number}") for number in range(5)]
    pages = Tagged.of(typeset(cards_of(*drawn), "a4")).reader.pages
    assert len(pages) == 4
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        behind = quarters(back)
        assert len(behind) == len(quarters(front)) > 0
        for title, (is_left, is_top) in quarters(front).items():
            # Turned over the long edge, left becomes right.
            assert behind[title] == (not is_left, is_top), title


def quarters(page) -> dict[str, tuple[bool, bool]]:
    """Return for each title whether it is in the left half, and in the upper half."""
    found: dict[str, tuple[bool, bool]] = {}

    def note(text, page_matrix, text_matrix, _font, _size):
        if text.strip().startswith("Title"):
            a, b, c, d, e, f = page_matrix
            x, y = text_matrix[4:]
            place = (a * x + c * y + e < A4[0] / 2, b * x + d * y + f > A4[1] / 2)
            found[text.strip()] = place

    page.extract_text(visitor_text=note)
    return found


def test_nothing_is_taken_for_markup():
    content = typeset(cards_of(card(MARKUP, MARKUP)), "a4")
    assert squeezed(Tagged.of(content).text()).count(squeezed(MARKUP)) == 3


def test_long_words_become_smaller_and_then_are_refused():
    typeset(cards_of(card(back="word " * 250)), "us-letter")
    with pytest.raises(PrintError, match="words of “A title” are too long"):
        typeset(cards_of(card(back="word " * 1000)), "us-letter")


def test_a_letter_that_no_font_has_is_named():
    with pytest.raises(PrintError, match="Install a font"):
        typeset(cards_of(card("\u0378")), "a4")


def test_the_join_poster_tells_code_address_and_topic():
    (content,) = made("join", "a4").values()
    text = squeezed(Tagged.of(content).text())
    for words in ("BCD234", "http://192.168.1.20:8866", "our staff network"):
        assert squeezed(words) in text
    with pytest.raises(PrintError, match="--room"):
        printed(Order(PACK), "join", "a4")


def test_the_poster_names_every_step_of_the_loop():
    (content,) = made("poster", "a4").values()
    (figure,) = [tag for name, tag in Tagged.of(content).tags if name == "Figure"]
    for node in PACK.cycle.nodes[:3]:
        assert node.when_stuck in figure["/Alt"]


def test_cards_and_posters_are_one_page_where_one_is_meant():
    for what in ("poster", "join", "troubleshooting"):
        for paper in PAPERS:
            (content,) = made(what, paper).values()
            assert len(Tagged.of(content).reader.pages) == 1, (what, paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_step_of_the_guide_stands_on_one_page(paper):
    (content,) = made("guide", paper).values()
    pages = [page.extract_text() for page in Tagged.of(content).reader.pages]
    begun, ended = ([page.count(word) for page in pages] for word in ("Purpose:", "Output:"))
    assert begun == ended
    later = sum(not step.minutes for step in PACK.agenda.steps)
    assert sum(begun) == sum(len(PACK.steps(sheet)) + later for sheet in RUN_SHEETS)


def squeezed(words: str) -> str:
    """Without spaces: line ends in a PDF are not told from them."""
    return "".join(words.split())
