"""The participant page in a real browser: join, follow, answer, see the result."""

import pytest
from participant_page import PHONE, Participant
from playwright.sync_api import expect
from rooms import BrowserRoom

FIRST_RESULT_MS = 30_000
RULES = ("private", "ranges", "no-report", "either-way")


@pytest.fixture
def context(browser):
    opened = browser.new_context(viewport=PHONE)
    yield opened
    opened.close()


@pytest.fixture
def person(context, room):
    return Participant(context, room).join()


def test_joining_takes_one_tap_and_says_what_happens_with_the_data(context, room):
    person = Participant(context, room)
    person.sees("Join the workshop")
    assert person.page.locator(".page-promise li").count() == 3
    assert person.page.locator("input:visible").count() == 0
    person.join()
    person.sees("You are in")
    assert person.page.title().startswith("You are in")
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    # The heading had the focus while it said that the room is being joined.
    expect(person.page.locator("#status p")).to_have_text(["You are in"])
    assert room.move()["joined"] == 1


def place_of(state):
    return f"Step {state['progress']['index']} of {state['progress']['of']}: {state['stage_title']}"


def test_the_page_follows_the_facilitator(person, room):
    asked = room.ask("ground-rules", phase="waiting")
    person.sees("Agree the ground rules")
    expect(person.page.locator("#phase")).to_contain_text("The facilitator will open this soon.")
    expect(person.page.locator("#widget input").first).to_be_disabled()
    room.move(phase="open")
    expect(person.page.locator("#widget input").first).to_be_enabled()
    place = place_of(asked)
    # The focus was on the heading before, so the heading has to be said, and stay to be heard.
    waits = "The facilitator will open this soon. You can read it already."
    told = [place, "Agree the ground rules", waits, "You can answer now."]
    expect(person.page.locator("#status p")).to_have_text(told)
    expect(person.page.locator("#place")).to_have_text(place)


def test_saved_is_said_only_after_the_ack(person, room):
    room.ask("ground-rules")
    held = []

    def hold(route):
        held.append(route)

    person.page.route("**/answers/**", hold)
    person.choose("Answers stay private")
    expect(person.status).to_have_text("Saving…")
    assert room.answer_of(person.token) is None
    held[0].continue_()
    person.saved()
    assert room.answer_of(person.token) == {"selected": ["private"]}


def test_a_reload_keeps_place_answer_and_what_is_half_typed(person, room):
    room.ask("ground-rules")
    person.choose("Nothing is reported to managers")
    person.saved()
    person.page.reload()
    person.sees("Agree the ground rules")
    expect(person.page.get_by_label("Nothing is reported to managers")).to_be_checked()
    person.saved()

    room.ask("translate")
    field = person.page.locator("#widget textarea, #widget input[type=text]").first
    field.press_sequentially("A debate about our own ser")
    person.page.reload()
    expect(field).to_have_value("A debate about our own ser")
    person.saved()


def test_moving_on_loses_nothing_that_was_typed(person, room):
    room.ask("translate")
    field = person.page.locator("#widget textarea, #widget input[type=text]").first
    with person.answering(503, 503, 503):
        field.press_sequentially("Half a sent")
        room.ask("ground-rules")
        person.sees("Agree the ground rules")
    room.ask("translate")
    expect(field).to_have_value("Half a sent")
    person.saved()
    assert room.answer_of(person.token)["texts"] == ["Half a sent"]


def test_the_result_is_on_ones_own_device_after_the_reveal(person, room):
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    room.add_people([{"selected": [rule]} for rule in RULES], "ground-rules")
    expect(person.page.get_by_role("radio", name="Answers stay private")).to_be_focused()
    room.move(phase="closed")
    expect(person.page.locator("#phase")).to_have_text("Closed. Your answer is in.")
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    expect(person.page.locator("#result")).to_be_empty()
    room.move(phase="revealed")
    expect(person.page.locator("#result h2")).to_be_visible(timeout=FIRST_RESULT_MS)
    chart = person.page.locator("#result img")
    assert len(chart.get_attribute("alt")) > 10
    assert "width=narrow" in chart.get_attribute("src")
    assert chart.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 0
    person.page.get_by_text("Your answer", exact=True).click()
    own = person.page.get_by_role("radio", name="Answers stay private")
    expect(own).to_be_disabled()


def test_texts_to_vote_for_stay_when_the_vote_opens(person, room):
    room.ask("translate")
    room.add_people([{"texts": [f"Text {who}"], "votes": []} for who in range(5)], "translate")
    room.move(phase="closed")
    room.ask("translate", 2, phase="waiting")
    boxes = person.page.locator("#widget").get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    room.move(phase="open")
    expect(boxes.first).to_be_enabled()
    room.move(timer_seconds=60)
    expect(person.page.locator("#timer")).to_be_visible()
    person.page.locator("#widget label").first.click()
    person.saved()
    assert len(room.answer_of(person.token)["votes"]) == 1


def test_a_text_hidden_during_the_vote_goes_from_the_phone_at_once(person, room):
    room.ask("translate")
    room.add_people([{"texts": [f"Text {who}"], "votes": []} for who in range(6)], "translate")
    room.move(phase="closed")
    room.ask("translate", 2)
    label = person.page.locator("#widget label").first
    words = label.inner_text()
    label.click()
    person.saved()
    [vote] = room.answer_of(person.token)["votes"]
    room.move(hide=vote)
    boxes = person.page.locator("#widget").get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    expect(person.page.locator("#widget")).not_to_contain_text(words)
    assert person.faults == []
    room.move(unhide=vote)
    expect(boxes).to_have_count(6)


def test_two_tabs_of_one_person_show_the_last_answer(person, context, room):
    room.ask("ground-rules")
    other = Participant(context, room)
    other.sees("Agree the ground rules")
    person.choose("Answers stay private")
    expect(other.page.get_by_label("Answers stay private")).to_be_checked()
    other.choose("Either answer is allowed")
    expect(person.page.get_by_label("Either answer is allowed")).to_be_checked()
    person.saved()
    other.saved()
    assert room.answer_of(person.token) == {"selected": ["either-way"]}
    assert room.move()["joined"] == 1


def test_going_on_with_another_device(person, browser, room):
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    person.page.get_by_text("Use another device", exact=True).click()
    code = person.page.locator("#resume-own").inner_text()
    context = browser.new_context()
    laptop = Participant(context, room)
    laptop.page.locator("summary", has_text="I have already joined").click()
    field = laptop.page.get_by_label("Your code from the other device")
    field.fill("NOT-A-CODE")
    field.press("Enter")
    expect(laptop.page.locator("#resume-error")).not_to_be_empty()
    field.fill(f" {code.lower()} ")
    field.press("Enter")
    expect(laptop.page.get_by_label("Answers stay private")).to_be_checked()
    laptop.choose("Either answer is allowed")
    laptop.saved()
    expect(person.page.get_by_label("Either answer is allowed")).to_be_checked()
    assert room.move()["joined"] == 1
    context.close()


def test_someone_who_joined_twice_may_go_back_to_the_first_answers(person, browser, room):
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    code = person.page.locator("#resume-own").text_content()
    context = browser.new_context()
    laptop = Participant(context, room).join()
    laptop.choose("Either answer is allowed")
    laptop.saved()
    laptop.page.locator("summary", has_text="Use another device").click()
    laptop.page.get_by_label("Your code from the other device").fill(code)
    laptop.page.get_by_role("button", name="Go on here").click()
    expect(laptop.page.get_by_role("radio", name="Answers stay private")).to_be_checked()
    assert room.answer_of(laptop.token) == {"selected": ["private"]}
    context.close()


def test_the_keyboard_alone_is_enough(context, room):
    person = Participant(context, room)
    page = person.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Join the workshop")).to_be_focused()
    page.keyboard.press("Enter")
    person.sees("You are in")
    room.ask("ground-rules")
    person.sees("Agree the ground rules")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#widget input").first).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    person.saved()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ask about answers, not about people")).to_be_checked()


def test_a_new_question_leaves_someone_typing_elsewhere_alone(person, room):
    person.page.get_by_text("Use another device", exact=True).click()
    person.page.evaluate(
        "document.querySelector('#device').prepend(document.createElement('textarea'))"
    )
    elsewhere = person.page.locator("#device textarea")
    elsewhere.focus()
    asked = room.ask("ground-rules")
    person.sees("Agree the ground rules")
    expect(elsewhere).to_be_focused()
    told = [place_of(asked), "Agree the ground rules"]
    expect(person.page.locator("#status p")).to_have_text(told)


def test_the_timer_speaks_in_minutes(person, room):
    room.ask("ground-rules")
    timer = person.page.locator("#timer")
    expect(timer).to_be_hidden()
    room.move(timer_seconds=240)
    expect(timer).to_have_text("About 4 min left")
    room.move(timer_seconds=50)
    expect(timer).to_have_text("Less than a minute left")


def test_peoples_words_are_text_and_keep_their_direction(browser, kit):
    topic = "<img src=x onerror=alert(1)> مشاركة"
    room = BrowserRoom(kit, *kit.new_room(topic=topic))
    context = browser.new_context()
    person = Participant(context, room)
    expect(person.page.get_by_text(topic)).to_be_visible()
    person.join()
    room.ask("gut-check")
    expect(person.page.locator("#prompt")).to_contain_text(topic)
    assert person.page.locator("#prompt").get_attribute("dir") == "auto"
    assert person.page.locator("main img").count() == 0
    context.close()


def test_the_end_thanks_and_can_forget_the_room(person, room):
    room.ask("plan")
    texts = ("Monday at nine", "read one debate", "Kim")
    fields = person.page.locator("#widget").get_by_role("textbox")
    for place, text in enumerate(texts):
        fields.nth(place).fill(text)
    expect(fields.nth(2)).to_have_value("Kim")
    person.saved()
    room.move(ended=True)
    person.sees("Thank you")
    for text in texts:
        expect(person.page.locator(".page-plan")).to_contain_text(text)
    person.page.get_by_role("button", name="Forget this room on this device").click()
    person.sees("This workshop is over")
    names = person.page.evaluate("Object.keys(localStorage)")
    assert [name for name in names if room.code in name] == []
