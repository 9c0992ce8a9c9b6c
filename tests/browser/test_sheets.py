"""Keying in paper sheets, by keyboard, in a browser."""

import pytest
from facilitating import DESK, PATIENT, PHONE
from keying import keyed
from participant_page import axe_faults, is_cut_off
from playwright.sync_api import expect
from rooms import BrowserRoom

from riskier.pack import load_pack
from riskier.room import Rooms, open_store

PEOPLE = 5


@pytest.fixture(scope="module")
def room(kit):
    return BrowserRoom(kit, *kit.new_room())


def open_sheets(browser, room, **look):
    """Return the page of a browser that has signed in."""
    context = browser.new_context(**{"viewport": DESK} | look)
    form = {"code": room.code, "key": room.key}
    context.request.post(f"{room.kit.url}/facilitator", form=form, max_redirects=0)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.goto(f"{room.kit.url}/facilitator/sheets")
    expect(page.get_by_role("heading", level=2).first).to_be_visible(timeout=PATIENT)
    ready(page)
    return page


@pytest.fixture(scope="module")
def shared(browser, room):
    page = open_sheets(browser, room)
    yield page
    page.context.close()


@pytest.fixture
def page(shared):
    yield shared
    assert not shared.faults


def ready(page):
    expect(page.locator(".sheet-form")).to_have_attribute("aria-busy", "false", timeout=PATIENT)


def asked(room):
    return room.facilitator.get(f"{room.path}/sheets").json()["sheets"]


def question(page, room, activity, number=1):
    """Go to a question; return what is asked."""
    sheets = asked(room)
    wanted = [(each["activity"], each["round"]) for each in sheets]
    index = wanted.index((activity, number))
    page.get_by_label("Question", exact=True).select_option(index=index)
    expect(page.locator(".sheet-form h2")).to_have_text(sheets[index]["heading"], timeout=PATIENT)
    ready(page)
    return sheets[index]["view"]


def said(page, words):
    expect(page.locator(".sheet-said")).to_contain_text(words, timeout=PATIENT)
    ready(page)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def file_of(room):
    """Return the room as a file."""
    store = open_store(str(room.kit.store))
    try:
        return Rooms(store, load_pack()).export(room.code)
    finally:
        store.close()


ONE_OF_EACH_KIND = (
    ("ground-rules", 1),
    ("gut-check", 1),
    ("build-loop", 1),
    ("case-sort", 1),
    ("calibration", 1),
    ("translate", 1),
    ("translate", 2),
)


def test_every_kind_is_keyed_in_without_a_mouse(page, room):
    meant = {}
    for activity, number in ONE_OF_EACH_KIND:
        view = question(page, room, activity, number)
        for person in range(PEOPLE if (activity, number) == ("translate", 1) else 1):
            expect(page.get_by_label("Mark on the sheet")).to_be_focused(timeout=PATIENT)
            press(page, *f"mark {person}", "Enter", *keyed(view, person).keys)
            said(page, f"Saved: mark {person}.")
        meant[f"{activity}/{number}"] = keyed(view).answer
    given = [person["answers"] for person in file_of(room)["people"]]
    for key, answer in meant.items():
        found = [answers[key] for answers in given if key in answers]
        if key == "translate/2":
            assert [len(each["votes"]) for each in found] == [len(answer["votes"])]
        else:
            same = [{name: each[name] for name in answer} for each in found]
            assert answer in same, key


def test_a_sheet_comes_back_into_the_form_when_it_is_taken_back(page, room):
    view = question(page, room, "barriers")
    before = [each["answered"] for each in asked(room)]
    press(page, *"wrong", "Enter", "1", "2", "Enter")
    said(page, "Saved: wrong.")
    page.reload()
    ready(page)
    press(page, "Control+Backspace")
    said(page, "Taken back")
    assert [each["answered"] for each in asked(room)] == before
    expect(page.get_by_label("Mark on the sheet")).to_have_value("wrong")
    assert page.locator(".sheet-option :checked").count() == 2
    assert (
        view["items"][0]["label"] in page.locator(".sheet-option:has(:checked)").first.inner_text()
    )


def test_a_sheet_that_is_out_already_does_not_keep_the_others_in(page, room):
    question(page, room, "barriers")
    before = [each["answered"] for each in asked(room)]
    for mark in ("earlier", "out"):
        press(page, *mark, "Enter", "1", "Enter")
        said(page, f"Saved: {mark}.")
    path = f"{room.path}/sheets/barriers/1"
    assert room.facilitator.request("DELETE", path, json={"mark": "out"}).status_code == 200
    for mark in ("out", "earlier"):
        press(page, "Control+Backspace")
        expect(page.get_by_label("Mark on the sheet")).to_have_value(mark, timeout=PATIENT)
        ready(page)
        question(page, room, "barriers")
    assert [each["answered"] for each in asked(room)] == before


def test_the_same_mark_again_is_asked_about_and_can_replace(page, room):
    question(page, room, "flip")
    press(page, *"twice", "Enter", "1", "Enter")
    said(page, "Saved: twice.")
    press(page, *"Twice", "Enter", "2", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("in for this question already")
    expect(page.get_by_label("Mark on the sheet")).to_be_focused()
    page.get_by_role("button", name="Replace the sheet").click()
    said(page, "Saved: Twice.")


def test_a_slip_is_told_at_its_place_and_nothing_is_lost(page, room):
    question(page, room, "calibration")
    press(page, *"slip", "Enter", *"99", "Enter", *"33", "Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("below lowest")
    expect(page.get_by_label("Highest").first).to_be_focused()
    press(page, "Control+a", *"120", "Control+Enter")
    said(page, "Saved: slip.")
    press(page, "Enter", "Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is filled in")


def test_how_sure_is_carried_on_until_the_sheet_says_something_else(page, room):
    first, second, empty, third = question(page, room, "estimates")["items"][:4]
    press(page, *"sure", "Enter", "2", "Enter", "9", "Enter", "5", "Enter", *"80", "Enter")
    press(page, "3", "Enter", "8", "Enter", "4", "Tab", "Control+a", *"60", "Enter")
    press(page, "1", "Backspace", *["Enter"] * 4, "1", "Enter", "7", "Enter", "2")
    lines = page.locator(".sheet-line")
    sure = [lines.nth(line).locator("input").last.input_value() for line in range(5)]
    assert sure == ["80", "60", "", "60", ""]
    with page.expect_request("**/sheets/estimates/1") as asked_for:
        press(page, "Control+Enter")
    said(page, "Saved: sure.")
    estimates = asked_for.value.post_data_json["answer"]["estimates"]
    assert estimates[third["id"]] == {"lowest": 1, "highest": 7, "best": 2, "confidence": 60}
    assert set(estimates) == {first["id"], second["id"], third["id"]}
    assert empty["id"] not in estimates


def test_a_line_left_blank_takes_one_key(page, room):
    first, *_blank, last = (item["id"] for item in question(page, room, "estimates")["items"][:4])
    three = ("1", "Enter", "7", "Enter", "2", "Enter")
    press(page, *"gaps", "Enter", *three, *"80", "Enter", "ArrowDown", "ArrowDown", *three)
    press(page, "ArrowUp", "Tab", "Control+a", "8")
    with page.expect_request("**/sheets/estimates/1") as asked_for:
        press(page, "Control+Enter")
    said(page, "Saved: gaps.")
    estimates = asked_for.value.post_data_json["answer"]["estimates"]
    line = {"lowest": 1, "highest": 7, "best": 2, "confidence": 80}
    assert estimates == {first: line, last: line | {"highest": 8}}


def test_without_a_line_the_sheet_stays_and_says_so(page, room):
    question(page, room, "gut-check")
    page.context.set_offline(True)
    press(page, *"dead line", "Enter", "3", "4", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Not saved: no connection", timeout=PATIENT)
    page.context.set_offline(False)
    press(page, "Control+Enter")
    said(page, "Saved: dead line.")


def test_questions_that_cannot_be_read_anew_are_told_until_another_try(page, room):
    page.route("**/sheets", lambda route: route.abort())
    page.get_by_label("Question", exact=True).select_option(index=2)
    expect(page.get_by_role("alert")).not_to_be_empty(timeout=PATIENT)
    ready(page)
    assert page.get_by_role("alert").inner_text()
    page.unroute("**/sheets")
    question(page, room, "barriers")
    expect(page.get_by_role("alert")).to_be_empty()


def test_one_persons_pile_goes_on_to_the_next_question(page, room):
    question(page, room, "ground-rules")
    page.get_by_label("one person after another").check()
    page.get_by_label("Mark on the sheet").focus()
    press(page, *"whole pile", "Enter", "1", "Enter")
    said(page, "Saved: whole pile.")
    expect(page.locator(".sheet-form h2")).to_have_text("Your own view: At the start")
    expect(page.get_by_label("Mark on the sheet")).to_have_value("whole pile")
    press(page, "4", "5", "Enter")
    said(page, "Saved: whole pile.")
    page.get_by_role("button", name="Skip this sheet").click()
    said(page, "Left out.")
    page.get_by_label("one question of many people").check()


@pytest.mark.parametrize("end", ["deleted", "deleted meanwhile", "signed out"])
def test_a_tab_keeps_nothing_of_a_room_that_is_closed_to_it(browser, kit, end):
    room = BrowserRoom(kit, *kit.new_room())
    page = open_sheets(browser, room)
    kept = "() => Object.keys(sessionStorage).filter((key) => key.includes('sheets')).length"
    press(page, *"mark", "Enter", "1", "Enter")
    said(page, "Saved: mark.")
    assert page.evaluate(kept) == 1
    if end != "signed out":
        room.delete()
    if end == "deleted meanwhile":
        press(page, "Control+Backspace")
        expect(page.get_by_role("alert")).to_contain_text("no room", timeout=PATIENT)
    else:
        page.goto(f"{kit.url}/facilitator" + ("?leave" if end == "signed out" else ""))
        expect(page.get_by_label("Facilitator key")).to_be_visible()
    assert page.evaluate(kept) == 0
    assert page.faults == []
    page.context.close()


def test_totals_are_counted_people(page, room):
    question(page, room, "guess-pilot")
    before = next(each["answered"] for each in asked(room) if each["activity"] == "guess-pilot")
    page.get_by_label("only totals").check()
    page.get_by_label("How many sheets").focus()
    press(page, *"12", "Enter", *"13", "Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("from 0 to 12")
    press(page, "Control+a", *"7", "Control+Enter")
    said(page, "Saved: 12 people.")
    after = next(each["answered"] for each in asked(room) if each["activity"] == "guess-pilot")
    assert after == before + 12
    press(page, "Control+Backspace")
    said(page, "Taken back")
    page.get_by_label("the sheets").check()


@pytest.mark.parametrize(("viewport", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_it_is_accessible_and_fits(browser, room, viewport, scheme):
    page = open_sheets(browser, room, viewport=viewport, color_scheme=scheme)
    for activity in ("case-sort", "estimates", "relevance"):
        question(page, room, activity)
        assert axe_faults(page) == [], activity
        assert not is_cut_off(page), activity
    page.get_by_label("only totals").check()
    page.get_by_role("button", name="Save these totals").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is filled in")
    assert axe_faults(page) == []
    page.context.close()
