"""The participant page when something goes wrong: nothing typed is lost, and it says so."""

import pytest
from participant_page import PHONE, Participant
from playwright.sync_api import Error, expect
from rooms import BrowserRoom
from tests.running import RunningKit

NO_LINE = "No connection. Your answers are kept on this device."
RECOVERY_MS = 15_000


@pytest.fixture
def person(browser, room):
    context = browser.new_context(viewport=PHONE)
    yield Participant(context, room).join()
    context.close()


def test_answers_given_offline_are_sent_in_order_once(person, room):
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    person.puts.clear()
    person.context.set_offline(True)
    expect(person.banner).to_have_text(NO_LINE)
    person.choose("Nothing is reported to managers")
    person.choose("Either answer is allowed")
    expect(person.status).to_have_text("Not sent yet. Kept on this device.")
    assert len(person.kept_answers) == 1
    sent = []
    person.page.on("requestfinished", lambda request: sent.append(request.method))
    person.context.set_offline(False)
    person.saved()
    expect(person.banner).to_be_empty()
    expect(person.page.locator("#status p").last).to_have_text("The connection is back.")
    assert sent.count("PUT") == 1
    assert person.puts[-1] == {"selected": ["either-way"]}
    assert person.kept_answers == []


def test_a_reload_without_a_line_loses_no_answer(person, room):
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    told = room.state()["seq"]
    person.context.set_offline(True)
    person.choose("Either answer is allowed")
    expect(person.status).to_have_text("Not sent yet. Kept on this device.")
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        person.page.reload()
    person.context.set_offline(False)
    person.page.reload()
    person.saved()
    assert room.answer_of(person.token) == {"selected": ["either-way"]}
    # Counted in the room: Chromium tells nothing of what a page sends while it makes way for
    # another, and its pretended loss of the line ends before the page does.
    assert room.state()["seq"] == told + 1


def test_a_server_killed_and_started_again_is_caught_up_with(browser, tmp_path):
    kit = RunningKit(tmp_path).start()
    room = BrowserRoom(kit, kit.code, kit.key)
    context = browser.new_context(viewport=PHONE)
    person = Participant(context, room).join()
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    kit.kill()
    expect(person.banner).to_have_text(NO_LINE)
    person.choose("Either answer is allowed")
    kit.start()
    expect(person.banner).to_be_empty(timeout=RECOVERY_MS)
    expect(person.status).to_have_text("Saved", timeout=RECOVERY_MS)
    assert room.answer_of(person.token) == {"selected": ["either-way"]}
    room.ask("gut-check")
    person.sees("Your own view")
    context.close()
    kit.stop()


def test_an_answer_that_comes_too_late_is_kept_and_sent_when_it_opens_again(person, room):
    room.ask("ground-rules")
    person.sees("Agree the ground rules")
    with person.answering(503, 503):
        person.choose("Answers stay private")
        expect(person.status).to_have_text("The room is busy. Kept on this device.")
        room.move(phase="closed")
        expect(person.page.locator("#phase")).to_contain_text("kept on this device")
    expect(person.status).to_contain_text("This question is not open.")
    expect(person.page.get_by_label("Answers stay private")).to_be_checked()
    assert room.answer_of(person.token) is None
    room.move(phase="open")
    person.saved()
    assert room.answer_of(person.token) == {"selected": ["private"]}


def test_a_refusal_goes_back_into_its_control(person, room):
    room.ask("ground-rules")
    person.sees("Agree the ground rules")
    refusal = {"code": "unknown_id", "message": "There is no such rule.", "field": "selected"}
    with person.answering(422, body=refusal):
        person.choose("Answers stay private")
        error = person.page.locator(".rk-error:visible")
        expect(error).to_have_text("There is no such rule.")
    assert len(person.puts) == 1
    person.choose("Either answer is allowed")
    person.saved()
    expect(error).to_have_count(0)


def test_a_busy_room_is_given_the_time_it_asks_for(person, room):
    room.ask("ground-rules")
    person.sees("Agree the ground rules")
    with person.answering(429, headers={"Retry-After": "1"}):
        person.choose("Answers stay private")
        expect(person.status).to_have_text("The room is busy. Kept on this device.")
        person.saved()
    assert len(person.puts) == 2


def test_a_deleted_room_says_so(person, room):
    room.ask("ground-rules")
    person.sees("Agree the ground rules")
    room.delete()
    person.sees("This room is no longer here")
    person.page.get_by_role("link", name="Enter another room code").click()
    expect(person.page.get_by_label("Room code")).to_be_visible()


def test_an_unknown_token_may_join_again(person, room):
    person.page.evaluate(
        """for (const key of Object.keys(localStorage)) {
          if (key.endsWith(":place")) localStorage.setItem(key, '{"token": "old"}');
        }"""
    )
    person.page.reload()
    person.sees("Please join again")
    person.page.get_by_role("button", name="Join again").click()
    person.sees("Join the workshop")
    person.join()
    person.sees("You are in")


def test_a_blocked_storage_is_said_and_does_not_stop_anyone(browser, room):
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    person = Participant(context, room).join()
    expect(person.page.locator("#memory-only")).to_be_visible()
    room.ask("ground-rules")
    person.choose("Answers stay private")
    person.saved()
    assert person.faults == []
    context.close()


def test_a_sleeping_page_catches_up_when_it_wakes(person, room):
    page = person.page
    page.evaluate("document.dispatchEvent(new Event('freeze'))")
    person.context.set_offline(True)
    room.ask("ground-rules")
    expect(person.banner).to_have_text(NO_LINE)
    person.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    person.sees("Agree the ground rules")


def test_the_join_button_says_what_went_wrong(browser, room):
    context = browser.new_context()
    person = Participant(context, room)
    person.page.route("**/participants", lambda route: route.abort())
    button = person.page.get_by_role("button", name="Join the workshop")
    button.click()
    error = person.page.locator("#join-error")
    expect(error).to_have_text("No connection. Please try again in a moment.")
    person.page.unroute("**/participants")
    button.click()
    person.sees("You are in")
    context.close()
