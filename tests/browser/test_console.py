"""The facilitator's console in a browser."""

import csv
import io

import pytest
from facilitating import DESK, PATIENT, PHONE, open_console, reply, set_clock_ahead
from participant_page import axe_faults
from playwright.sync_api import expect

TEXTS = ("Ask first.", "Stop the Friday report.", "<b>bold</b>", "Nothing.", "A rota.", "Wait.")


@pytest.fixture
def console(browser, room):
    context = browser.new_context(viewport=DESK, accept_downloads=True)
    yield open_console(context, room)
    context.close()


def action(console, name):
    group = console.get_by_role("group", name="Move the room")
    return group.get_by_role("button", name=name, exact=True)


def written(room):
    """Let six people write, and close the question."""
    room.ask("stop")
    room.add_people([{"texts": [text]} for text in TEXTS], "stop")
    room.move(phase="closed")


def test_one_action_stands_out_and_the_others_say_why_not(console, room):
    expect(action(console, "Begin")).to_have_class("rk-button rk-primary")
    room.move(step="barriers")
    expect(action(console, "Open")).to_have_class("rk-button rk-primary", timeout=PATIENT)
    close = action(console, "Close")
    expect(close).to_have_attribute("aria-disabled", "true")
    expect(close).to_have_accessible_description("Nothing is open.")
    expect(console.get_by_text("Nothing is open.")).to_be_visible()
    close.click(force=True)
    assert room.facilitator.get(room.path).json()["phase"] == "waiting"


def test_the_keyboard_alone_moves_the_room_and_keeps_its_place(console, room):
    room.move(step="barriers")
    opening = action(console, "Open")
    expect(opening).to_have_class("rk-button rk-primary", timeout=PATIENT)
    opening.focus()
    console.keyboard.press("Enter")
    reply(console, "Opened")
    expect(opening).to_be_focused()
    console.keyboard.press("Control+Enter")
    reply(console, "Closed")
    assert room.facilitator.get(room.path).json()["phase"] == "closed"


def test_news_from_elsewhere_appears_without_a_touch(console, room):
    room.ask("barriers")
    room.add_people([{"selected": []}] * 2, "barriers")
    expect(console.get_by_text("all 2 have answered")).to_be_visible(timeout=PATIENT)


def test_the_timer_runs_longer_and_is_cleared(console):
    console.get_by_label("Minutes for the timer").fill("2")
    console.get_by_role("button", name="Start timer").click()
    timer = console.get_by_role("timer")
    expect(timer).to_be_visible(timeout=PATIENT)
    console.get_by_role("button", name="+5 min").click()
    expect(timer).to_contain_text("6:", timeout=PATIENT)
    set_clock_ahead(console)
    expect(timer).not_to_have_text(timer.inner_text())
    expect(timer).to_contain_text("6:")
    console.get_by_role("button", name="Clear the timer").click()
    expect(timer).to_be_hidden(timeout=PATIENT)


def test_a_text_is_hidden_as_text_and_the_focus_stays(console, room):
    written(room)
    expect(console.get_by_text("<b>bold</b>")).to_be_visible(timeout=PATIENT)
    button = console.get_by_role("button", name="Hide: <b>bold</b>")
    button.click()
    again = console.get_by_role("button", name="Show again: <b>bold</b>")
    expect(again).to_be_focused(timeout=PATIENT)


def test_a_private_look_shows_the_facilitator_only(console, room):
    room.ask("barriers")
    room.add_people([{"selected": ["no-time"]}] * 6, "barriers")
    room.move(phase="closed")
    console.get_by_role("button", name="Look at the result privately").click()
    expect(console.locator(".rk-look-body img")).to_be_visible(timeout=PATIENT)
    path = f"{room.kit.url}{room.path}/findings/barriers/1"
    assert console.request.get(path).status == 403


def test_answers_are_saved_as_a_file(console, room):
    written(room)
    console.get_by_text("Keep the answers").click()
    with console.expect_download() as download:
        console.get_by_role("button", name="Export answers as CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["value"] for line in lines} == set(TEXTS)


def test_the_report_is_made_here_and_saved(console, room):
    written(room)
    console.get_by_text("Report", exact=True).click()
    console.get_by_role("button", name="Make the report").click()
    expect(console.get_by_label("The report is being made")).to_be_visible(timeout=PATIENT)
    expect(console.get_by_text("The report is ready.")).to_be_visible(timeout=2 * PATIENT)
    with console.expect_download() as download:
        console.get_by_role("link", name="Web page, one file").click()
    assert download.value.suggested_filename == f"riskier-{room.code}-report.html"
    assert "Stop the Friday report." in download.value.path().read_text("utf-8")
    assert axe_faults(console) == []


def test_a_report_that_fails_says_why(console, room):
    refused = {"code": "busy", "message": "Too many rooms wait for their report."}
    console.route("**/report", lambda route: route.fulfill(status=503, json=refused))
    console.get_by_text("Report", exact=True).click()
    console.get_by_role("button", name="Make the report").click()
    expect(console.get_by_text("Too many rooms wait")).to_be_visible(timeout=PATIENT)
    console.unroute("**/report")


def test_what_was_promised_can_only_be_made_shorter(console, room):
    written(room)
    console.get_by_text("Settings", exact=True).click()
    kept = console.get_by_role("group", name="What happens to the answers")
    expect(kept.get_by_role("radio")).to_have_count(4, timeout=PATIENT)
    kept.get_by_label("deleted 30 days after").check()
    console.get_by_role("button", name="Save the settings").click()
    reply(console, "The settings are saved")
    expect(kept.get_by_role("radio")).to_have_count(2, timeout=PATIENT)
    expect(kept.get_by_label("deleted 30 days after")).to_be_checked()
    assert room.state()["settings"]["keep"] == "30-days"


def test_deleting_asks_for_the_code_and_leaves_a_receipt(console, room):
    console.get_by_text("End or delete").click()
    typed = console.get_by_label("To delete, type")
    typed.fill("yes")
    console.get_by_role("button", name="Delete the room").click()
    reply(console, "Nothing was deleted")
    typed.fill(room.code)
    console.get_by_role("button", name="Delete the room").click()
    receipt = console.get_by_role("region", name="Receipt")
    expect(receipt).to_contain_text("is deleted", timeout=PATIENT)
    assert axe_faults(console) == []
    assert room.facilitator.get(room.path).status_code == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["laptop", "phone"])
def test_it_is_accessible_and_fits(browser, room, viewport, scheme):
    written(room)
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    console = open_console(context, room)
    for summary in console.locator(".rk-tools summary").all():
        summary.click()
    console.get_by_role("button", name="Look at the result privately").click()
    expect(console.locator(".rk-look-body h3")).to_be_visible(timeout=PATIENT)
    assert axe_faults(console) == []
    assert not console.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
