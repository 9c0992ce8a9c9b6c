"""Every widget as people meet it: on a phone and a wide page, by keyboard, while things change."""

import pytest
import widget_samples as samples
from axe_playwright_python.sync_playwright import Axe
from widget_cases import CASES, SAVED
from widget_harness import Mounted

from riskier.widgets import style_source

CONTROLS = "#here :is(input, select, textarea, button, summary)"
TARGETS = """(controls) => [...document.querySelectorAll(controls)]
  .map((control) => control.closest('.rk-option, .rk-point') ?? control)
  .filter((target) => target.checkVisibility())
  .map((target) => [target.className || target.tagName, target.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""

BEYOND = """() => [...document.querySelectorAll('#here *')]
  .filter((node) => !node.closest('.rk-table') && node.getBoundingClientRect().right > innerWidth)
  .map((node) => node.className + ': ' + node.textContent.slice(0, 40))"""


LOOKS = ("padding", "margin", "border", "gap", "max-width", "min-height", "background-color")
LOOKS += ("color", "font-size", "font-weight", "display", "float", "grid-template-columns")
ONE_OF_EACH = ("toymodel", "guess", "explorer", "choice-many", "scale-groups", "estimate-second")
ONE_OF_EACH += ("rank-top", "sort-cases", "text-write", "plan", "finding")
LOOK = """(names) => [...document.querySelectorAll('#here *')].map((node) => {
  const style = getComputedStyle(node);
  return `${node.className}: ${names.map((name) => style.getPropertyValue(name)).join('; ')}`;
})"""
AGAIN = """(css) => {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  window.takeBack = () => style.remove();
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def looked_at(request, browser, address):
    """A page of phone size, in both colour schemes, to mount one widget after the other in."""
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield Mounted(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("case", CASES)
def test_no_accessibility_violation(looked_at, case):
    name, state = CASES[case]
    looked_at.mount(name, **state)
    violations = Axe().run(looked_at.page).response["violations"]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []


@pytest.mark.parametrize("zoom", ["100%", "200%"])
@pytest.mark.parametrize("case", CASES)
def test_nothing_sticks_out_at_320_pixels(looked_at, case, zoom):
    name, state = CASES[case]
    looked_at.mount(name, **state)
    page = looked_at.page
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", zoom)
    beyond = page.evaluate(BEYOND)
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    assert beyond == []


@pytest.mark.parametrize("case", ONE_OF_EACH)
def test_another_widgets_styles_after_its_own_change_nothing(widget, case):
    name, state = CASES[case]
    widget.mount(name, **state)
    before = widget.page.evaluate(LOOK, LOOKS)
    widget.page.evaluate(AGAIN, style_source())
    after = widget.page.evaluate(LOOK, LOOKS)
    widget.page.evaluate("() => window.takeBack()")
    assert after == before


@pytest.mark.parametrize("case", CASES)
def test_targets_are_large_enough_for_a_finger(widget, case):
    name, state = CASES[case]
    widget.mount(name, **state)
    assert widget.page.evaluate(TARGETS, CONTROLS) == []


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_left_behind(widget, case):
    name, state = CASES[case]
    widget.mount(name, **state)
    widget.page.evaluate("rk.unmount()")
    assert widget.page.evaluate("rk.model.listeners") == 0
    assert widget.page.locator("#here > *").count() == 0


# Choice


def test_one_choice_by_keyboard(widget):
    page = widget.mount("choice", activity=samples.RULES).page
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert widget.saved_answers() == [{"selected": ["one"]}, {"selected": ["two"]}]


def test_a_choice_can_be_cleared_and_put_back(widget):
    page = widget.mount("choice", activity=samples.RULES, answer={"selected": ["two"]}).page
    page.get_by_role("button", name="Clear my choice").click()
    assert widget.get("answer") == {"selected": []}
    page.get_by_role("button", name="Undo").click()
    assert widget.get("answer") == {"selected": ["two"]}
    assert page.get_by_label("Ask about ranges").is_checked()


def test_a_choice_too_many_is_told_and_not_taken(widget):
    page = widget.mount("choice", activity=samples.BARRIERS).page
    for label in ("I cannot see", "We are not a brand", "There is no time"):
        page.get_by_label(label).check()
    page.get_by_label("We cannot say").click()
    assert not page.get_by_label("We cannot say").is_checked()
    assert page.locator(".rk-error").inner_text().startswith("You have chosen 3 already")
    assert "You have chosen 3" in page.locator(".rk-voice").inner_text()
    assert page.get_by_text("3 of 3 chosen", exact=True).first.is_visible()
    assert len(widget.saved_answers()) == 3
    page.get_by_label("We are not a brand").uncheck()
    assert page.locator(".rk-error").is_hidden()


def test_peoples_words_stay_words(widget):
    page = widget.mount("choice", activity=samples.BARRIERS).page
    detail = page.get_by_text("<b>")
    assert detail.get_attribute("dir") == "auto"
    assert page.locator("#here b").count() == 0


# What the host says


def test_the_status_follows_the_host(widget):
    page = widget.mount("choice", activity=samples.RULES).page
    status = page.locator(".rk-status")
    page.get_by_label("No report").check()
    assert status.inner_text() == "Saving…"
    widget.set("saved", SAVED)
    assert status.inner_text() == "Saved"
    widget.set("saved", {"state": "offline", "message": "", "field": None})
    assert status.inner_text().startswith("No connection: your answer is kept on this device")


def test_a_refusal_stands_beside_its_control(widget):
    page = widget.mount("scale", activity=samples.RELEVANCE).page
    message = "9 is not on this scale."
    widget.set("saved", {"state": "refused", "message": message, "field": "ratings.relevant"})
    group = page.get_by_role("group", name="is relevant")
    assert group.locator(".rk-error").inner_text() == message
    assert group.locator(".rk-error").get_attribute("id") in group.get_attribute("aria-describedby")
    assert page.locator(".rk-status").inner_text() == f"Not saved: {message}"
    widget.set("saved", SAVED)
    assert group.locator(".rk-error").is_hidden()


def test_closing_keeps_the_answer_and_stops_the_controls(widget):
    page = widget.mount("choice", activity=samples.RULES, answer={"selected": ["two"]}).page
    widget.set("phase", "closed")
    assert page.get_by_label("Ask about ranges").is_checked()
    assert page.get_by_label("Ask about ranges").is_disabled()
    assert page.get_by_role("button", name="Clear").is_disabled()
    widget.set("phase", "open")
    assert page.get_by_label("Ask about ranges").is_enabled()


def test_the_points_of_a_closed_scale_keep_their_fine_lines(widget):
    name, state = CASES["scale-numbers"]
    page = widget.mount(name, **state, phase="closed").page
    width = "(point) => parseFloat(getComputedStyle(point).borderInlineStartWidth)"
    points = page.locator(".rk-point").all()
    assert {point.evaluate(width) for point in points} == {0, 1}
    assert (
        page.locator(".rk-scale").first.evaluate("(s) => getComputedStyle(s).borderStyle")
        == "dashed"
    )


def test_changes_from_the_host_leave_focus_and_typing_alone(widget):
    page = widget.mount("text", activity=samples.TRANSLATE).page
    box = page.get_by_label("Someone is stuck")
    box.focus()
    page.keyboard.type("Half a sen")
    box.evaluate("(node) => { node.mark = 'same'; }")
    widget.set("saved", {"state": "saving", "message": "", "field": None})
    widget.set("saved", SAVED)
    widget.set("answer", {"texts": ["From another tab", "Also from there"], "votes": []})
    page.keyboard.type("tence")
    assert box.input_value() == "Half a sentence"
    assert box.evaluate("(node) => node.mark") == "same"
    assert page.get_by_label("A street").input_value() == "Also from there"


def test_another_tab_of_the_same_person_is_shown(widget):
    page = widget.mount("choice", activity=samples.RULES, answer={"selected": ["one"]}).page
    widget.set("answer", {"selected": ["three"]})
    assert page.get_by_label("No report").is_checked()
    assert widget.saved_answers() == [{"selected": ["three"]}]


def test_another_activity_takes_the_place_of_the_first(widget):
    page = widget.mount("choice", activity=samples.RULES, answer={"selected": ["one"]}).page
    widget.set("answer", None)
    widget.set("activity", samples.BARRIERS)
    assert page.get_by_role("checkbox").count() == 5
    assert page.get_by_role("checkbox", checked=True).count() == 0


# Scale


def test_ratings_gather(widget):
    page = widget.mount("scale", activity=samples.RELEVANCE).page
    page.get_by_role("group", name="is important").get_by_label("7 Strongly agree").check()
    page.get_by_role("group", name="how many days").get_by_label("3 to 9").check()
    assert widget.get("answer") == {"ratings": {"important": 7, "days": 5}}
    assert page.get_by_text("2 of 3 rated").is_visible()


def test_a_compact_row_says_what_is_chosen(widget):
    page = widget.mount("scale", activity=samples.WORDED).page
    group = page.get_by_role("group", name="is important")
    group.get_by_label("Slightly agree").check()
    assert group.locator(".rk-scale-chosen").inner_text() == "Slightly agree"
    group.get_by_label("Strongly agree").check()
    assert group.locator(".rk-scale-chosen").inner_text() == ""
    assert widget.get("answer") == {"ratings": {"important": 7}}


def test_a_group_of_ratings_has_one_legend(widget):
    page = widget.mount("scale", activity=samples.PRIVATE_AND_WORK).page
    group = page.get_by_role("group", name="Wikis")
    group.get_by_role("group", name="At work").get_by_label("Monthly").check()
    assert widget.get("answer") == {"ratings": {"wikis.work": 2}}


# Rank


def test_an_order_is_built_with_the_keyboard_alone(widget):
    page = widget.mount("rank", activity=samples.LOOP).page
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Enter")
    assert widget.get("answer") == {"order": ["one", "two", "three"]}
    page.get_by_role("button", name="Up: Nobody practises").press("Enter")
    page.keyboard.press("Enter")
    assert widget.get("answer") == {"order": ["three", "one", "two"]}
    assert page.locator(":focus").get_attribute("aria-label").startswith("Up: Nobody practises")
    assert "is now 1st of 3" in page.locator(".rk-voice").inner_text()
    page.get_by_role("button", name="Remove: We cannot").press("Enter")
    assert widget.get("answer") == {"order": ["three", "two"]}


def test_full_places_are_told(widget):
    page = widget.mount("rank", activity=samples.TASKS, answer={"order": ["one", "two", "three"]})
    page.page.get_by_role("button", name="Add: Warn").click()
    assert "All 3 places are taken" in page.page.locator(".rk-error").inner_text()
    assert widget.saved_answers() == []


# Sort


@pytest.mark.parametrize("case", ["sort-cases", "sort-many"])
def test_cards_are_placed(widget, case):
    name, state = CASES[case]
    page = widget.mount(name, **{**state, "answer": None}).page
    if case == "sort-cases":
        group = page.get_by_role("group", name="A false missile alert")
        group.get_by_label("Staying away hurt").check()
        assert widget.get("answer") == {"placed": {"hawaii": "absence-harmed"}}
        assert page.get_by_text("It was missed.").is_visible()
    else:
        page.get_by_label("MediaWiki").select_option("Consult people on a draft")
        assert widget.get("answer") == {"placed": {"three": "consult"}}
    assert page.locator(".rk-progress").inner_text().startswith("1 of ")


# Finding


def test_a_finding_is_told_shown_and_tabled(widget):
    page = widget.mount("finding", finding=samples.FINDING).page
    assert page.get_by_role("heading", name="Nine of 12").is_visible()
    picture = page.get_by_role("img", name="Two bars")
    assert picture.get_attribute("src").startswith("data:image/svg+xml")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    table = page.get_by_role("table")
    assert table.count() == 0
    page.get_by_text("The same as a table").click()
    assert (
        table.get_by_role("columnheader").all_inner_texts() == samples.FINDING["table"]["columns"]
    )
    assert table.get_by_role("row").nth(2).inner_text() == "Staying away\t9\t0.75\t–"


def test_hundreds_of_texts_come_a_part_at_a_time(widget):
    texts = ["W" * 200, "🙂" * 200, "مرحبا بكم", *(f"Text {number}" for number in range(117))]
    table = {"columns": ["Text", "About"], "rows": [[text, "Taking part"] for text in texts]}
    page = widget.mount("finding", finding={**samples.FINDING, "svg": None, "table": table}).page
    rows = page.get_by_role("table").get_by_role("row")
    assert rows.count() == 1 + 50
    box = page.locator(".rk-table-box")
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth"), "one text widens all"
    page.get_by_role("button", name="Show 50 more of 70").click()
    assert rows.count() == 1 + 100
    less = {**table, "rows": table["rows"][:119]}
    page.evaluate("(table) => rk.model.set('finding', { ...rk.model.get('finding'), table })", less)
    assert rows.count() == 1 + 100, "a text that is hidden takes the reader back to the start"
    more = page.get_by_role("button", name="Show")
    assert more.evaluate("(button) => button === document.activeElement")
    page.get_by_role("button", name="Show the last 19").click()
    assert rows.nth(119).inner_text().startswith("Text 115")
    assert page.get_by_role("button", name="Show").count() == 0
    assert box.evaluate("(box) => box === document.activeElement")


@pytest.mark.parametrize("cells", [("26", "5 to 50", "+20", "−8"), (3.9, 4.4, 4.2, 9)])
def test_a_wide_table_is_a_list_on_a_phone(looked_at, cells):
    columns = ["Number", "Now", "Low and high", "Difference at low", "Difference at high"]
    rows = [["A rumour fills the silence: staff days each time", *cells]]
    table = {"columns": columns, "rows": rows}
    page = looked_at.mount("finding", finding={**samples.FINDING, "table": table}).page
    page.get_by_text("The same as a table").click()
    box = page.locator(".rk-table-box")
    assert box.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    shown = page.get_by_role("table")
    assert shown.get_by_role("columnheader").all_text_contents() == columns
    assert shown.get_by_role("rowheader").all_text_contents() == [rows[0][0]]
    assert shown.get_by_role("cell").all_text_contents() == [str(cell) for cell in cells]
    heads = "(cell) => getComputedStyle(cell, '::before').content.split('\"')[1]"
    assert [cell.evaluate(heads) for cell in shown.get_by_role("cell").all()] == columns[1:]


def test_a_withheld_finding_shows_the_reason_alone(widget):
    name, state = CASES["finding-withheld"]
    page = widget.mount(name, **state).page
    assert page.get_by_text("Results are shown from 5 answers on").is_visible()
    assert page.get_by_role("img").count() == 0
    assert page.get_by_role("table").count() == 0


def test_a_made_up_group_is_always_labelled(widget):
    name, state = CASES["finding-sample"]
    page = widget.mount(name, **state).page
    assert page.get_by_text("Made-up sample group").is_visible()


def test_an_exhibit_names_no_people(widget):
    page = widget.mount("finding", finding={**samples.FINDING, "n": 0}).page
    assert page.get_by_text("Result from").count() == 0


def test_a_finding_comes_and_goes(widget):
    page = widget.mount("finding", finding=None).page
    assert page.locator("#here > *").count() == 0
    widget.set("finding", samples.FINDING)
    assert page.get_by_role("heading", name="Nine of 12").is_visible()
