"""The kinds in which people write: estimates, texts, plans."""

import widget_samples as samples
from widget_cases import CASES, ESTIMATE, SURE

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
