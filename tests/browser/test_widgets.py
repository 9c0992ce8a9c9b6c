"""Every widget as people meet it: on a phone and a wide page, by keyboard, while things change."""

import pytest
import widget_samples as samples
from axe_playwright_python.sync_playwright import Axe
from widget_cases import CASES, ESTIMATE, SAVED, SURE
from widget_harness import Mounted, serve_widgets

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


@pytest.fixture(scope="module")
def address():
    with serve_widgets() as served:
        yield served


@pytest.fixture(scope="module", params=["light", "dark"])
def looked_at(request, browser, address):
    """A page of phone size, in both colour schemes, to mount one widget after the other in."""
    context = browser.new_context(
        viewport={"width": 320, "height": 700}, color_scheme=request.param, reduced_motion="reduce"
    )
    yield Mounted(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    yield page
    context.close()


@pytest.fixture
def widget(phone, address):
    """An empty page of phone size that must not report an error."""
    yield Mounted(phone, address)
    assert not phone.faults


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


# Estimate


def give(page, group, **parts):
    """Fill in one estimate as a person does, field by field."""
    labels = {"lowest": "Lowest", "highest": "Highest", "best": "Best guess"}
    row = page.get_by_role("group", name=group).first
    for part, text in parts.items():
        if part == "sure":
            row.get_by_label("How sure?").select_option(text)
        else:
            row.get_by_label(labels[part]).fill(text)
            row.get_by_label(labels[part]).blur()
    return row


def test_an_estimate_is_saved_once_it_is_complete(widget):
    page = widget.mount("estimate", activity=samples.ESTIMATES).page
    row = give(page, "How many times", lowest="1", highest="12", best="4,5")
    assert widget.saved_answers() == []
    assert row.get_by_text("To fill in: how sure you are.").is_visible()
    give(page, "How many times", sure="60%")
    saved = {"lowest": 1, "highest": 12, "best": 4.5, "confidence": 60}
    assert widget.get("answer") == {"estimates": {"rumour.both.events": saved}}
    assert row.locator(".rk-standard").inner_text().startswith("At 80% sure, your range becomes")
    assert row.locator("svg").is_visible()
    assert page.get_by_text("1 of 4 done").is_visible()
    assert widget.get("draft") is None


def test_unordered_ends_are_refused_beside_the_control(widget):
    page = widget.mount("estimate", activity=samples.ESTIMATES).page
    row = give(page, "How many times", lowest="12", highest="3", best="5", sure="80%")
    highest = row.get_by_label("Highest")
    error = row.locator(".rk-error:visible").first
    assert error.inner_text() == (
        "Highest, 3, is below lowest, 12. Give 12 or more here, or lower the lowest."
    )
    assert highest.get_attribute("aria-invalid") == "true"
    assert error.get_attribute("id") in highest.get_attribute("aria-describedby")
    assert widget.saved_answers() == []
    assert widget.get("draft")["estimates"]["rumour.both.events"]["highest"] == "3"
    give(page, "How many times", highest="30")
    assert row.locator(".rk-error:visible").count() == 1
    give(page, "How many times", best="15")
    assert row.locator(".rk-error:visible").count() == 0
    assert widget.get("answer")["estimates"]["rumour.both.events"]["highest"] == 30


def test_no_error_while_a_number_is_being_typed(widget):
    page = widget.mount("estimate", activity=samples.ESTIMATES).page
    row = give(page, "How many times", lowest="12")
    row.get_by_label("Highest").focus()
    page.keyboard.type("3")
    assert row.locator(".rk-error:visible").count() == 0
    page.keyboard.type("0")
    row.get_by_label("Highest").blur()
    assert row.locator(".rk-error:visible").count() == 0


def test_a_spoilt_estimate_keeps_the_last_good_one(widget):
    answer = {"estimates": {"rumour.both.events": ESTIMATE, "misfire.both.events": SURE}}
    page = widget.mount("estimate", activity=samples.ESTIMATES, answer=answer).page
    row = give(page, "How many times", highest="")
    assert widget.saved_answers() == []
    assert row.get_by_text("Still saved: 1 to 12 events, best guess 4, 60% sure.").is_visible()
    row.get_by_label("How sure?").select_option("Choose")
    give(page, "How many times", lowest="", best="")
    assert widget.get("answer") == {"estimates": {"misfire.both.events": SURE}}


def test_a_draft_comes_back(widget):
    name, state = CASES["estimate-half"]
    page = widget.mount(name, **state).page
    row = page.get_by_role("group", name="Staff days").first
    assert row.get_by_label("Lowest").input_value() == "20"
    assert row.locator(".rk-error:visible").count() == 1
    assert widget.saved_answers() == []


def test_first_answers_are_kept_only_when_the_person_says_so(widget):
    name, state = CASES["estimate-second"]
    page = widget.mount(name, **state).page
    assert page.get_by_text("Your first answer", exact=True).count() == 2
    assert page.get_by_text("Not saved for this round yet").is_visible()
    page.get_by_label("Lowest").first.focus()
    page.keyboard.press("Tab")
    assert widget.saved_answers() == []
    page.get_by_role("button", name="Keep my first answers").click()
    assert widget.saved_answers() == [state["previous"]]
    assert page.get_by_role("button", name="Keep my first answers").is_hidden()


def test_a_change_keeps_the_other_first_answers(widget):
    name, state = CASES["estimate-second"]
    page = widget.mount(name, **state).page
    give(page, "How many times", highest="20")
    changed = {**ESTIMATE, "highest": 20}
    assert widget.saved_answers() == [
        {"estimates": {"rumour.both.events": changed, "misfire.both.events": SURE}}
    ]
    assert page.get_by_text("Your first answer: 1 to 12 events").is_visible()


def test_first_answers_may_come_later(widget):
    page = widget.mount("estimate", activity=samples.SECOND_ESTIMATES, previous=None).page
    widget.set("previous", {"estimates": {"rumour.both.events": ESTIMATE}})
    assert page.get_by_label("Highest").first.input_value() == "12"
    assert widget.saved_answers() == []


def test_a_plain_range_asks_no_more(widget):
    page = widget.mount("estimate", activity=samples.CALIBRATION).page
    row = give(page, "In January 2018", lowest="5", highest="60")
    assert widget.get("answer") == {"estimates": {"hawaii": {"lowest": 5, "highest": 60}}}
    assert row.locator("svg").count() == 0


# Text and plan


def test_a_text_is_saved_after_a_pause(widget):
    page = widget.mount("text", activity=samples.TRANSLATE).page
    page.get_by_label("A street").focus()
    page.keyboard.type("Ours ")
    assert widget.get("draft") == {"texts": [None, "Ours "]}
    page.wait_for_function("rk.model.get('answer')")
    assert widget.get("answer") == {"texts": ["", "Ours"], "votes": []}
    assert widget.get("draft") is None
    assert page.get_by_label("A street").input_value() == "Ours "


def test_what_was_typed_last_is_saved_when_the_page_goes(widget):
    page = widget.mount("text", activity=samples.TRANSLATE).page
    page.get_by_label("Someone").press_sequentially("In time")
    page.evaluate("rk.unmount()")
    assert widget.get("answer") == {"texts": ["In time"], "votes": []}


def test_what_was_typed_last_goes_to_the_host_before_the_closing(widget):
    page = widget.mount("text", activity=samples.TRANSLATE).page
    page.get_by_label("Someone").press_sequentially("In time")
    widget.set("phase", "closed")
    assert widget.get("answer") == {"texts": ["In time"], "votes": []}


def test_a_text_too_long_is_kept_and_not_saved(widget):
    page = widget.mount("text", activity=samples.TRANSLATE).page
    page.get_by_label("Someone").fill("😀" * 61)
    page.get_by_label("Someone").blur()
    assert page.get_by_text("This is 1 character too many.").is_visible()
    assert widget.saved_answers() == []
    assert widget.get("draft") == {"texts": ["😀" * 61, None]}
    page.get_by_label("Someone").fill("😀" * 60)
    page.get_by_label("Someone").blur()
    assert widget.get("answer") == {"texts": ["😀" * 60], "votes": []}


def test_votes(widget):
    name, state = CASES["text-vote"]
    page = widget.mount(name, **state).page
    assert page.get_by_text("A shared list of odd cases").is_visible()
    assert page.get_by_label("Idea number 9").is_hidden()
    page.get_by_role("button", name="Show 4 more").click()
    assert page.get_by_label("Idea number 9").evaluate("(n) => n === document.activeElement")
    page.get_by_label("Idea number 9").check()
    page.get_by_label("<script>").check()
    page.get_by_label("Idea number 4").click()
    assert not page.get_by_label("Idea number 4").is_checked()
    assert widget.get("answer") == {"texts": [], "votes": ["t1", "t2", "t8"]}


def test_a_hidden_text_goes_and_new_ones_come_while_voting(widget):
    name, state = CASES["text-vote"]
    page = widget.mount(name, **state).page
    page.get_by_label("Idea number 4").focus()
    candidates = [one for one in samples.VOTE["candidates"] if one["id"] != "t1"]
    widget.set(
        "activity", {**samples.VOTE, "candidates": [*candidates, {"id": "n", "text": "New"}]}
    )
    assert page.get_by_label("<script>").count() == 0
    assert page.get_by_label("New").count() == 1
    assert page.get_by_label("Idea number 4").evaluate("(n) => n === document.activeElement")
    assert page.get_by_role("checkbox", checked=True).count() == 1


def test_a_plan_reads_as_a_sentence(widget):
    page = widget.mount("plan", activity=samples.PLAN).page
    page.get_by_label("When").fill("it is Monday")
    page.get_by_label("I will …", exact=True).fill("read ten posts.")
    page.get_by_label("and I will tell").fill("Sam")
    page.get_by_label("and I will tell").blur()
    assert page.get_by_text(
        "When it is Monday, I will read ten posts, and I will tell Sam."
    ).is_visible()
    assert widget.get("answer") == {"cue": "it is Monday", "act": "read ten posts.", "tell": "Sam"}


# Finding


def test_a_finding_is_told_shown_and_tabled(widget):
    page = widget.mount("finding", finding=samples.FINDING).page
    assert page.get_by_role("heading", name="Nine of 12").is_visible()
    picture = page.get_by_role("img", name="Two bars")
    assert picture.get_attribute("src").startswith("data:image/svg+xml")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    table = page.get_by_role("table")
    assert (
        table.get_by_role("columnheader").all_inner_texts() == samples.FINDING["table"]["columns"]
    )
    assert table.get_by_role("row").nth(2).inner_text() == "Staying away\t9\t0.75\t–"


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
