"""Every page without a kernel, looked at: axe, narrow windows, weight, other machines."""

import pytest
from participant_page import PHONE, SMALL, Participant, axe_faults, is_cut_off
from playwright.sync_api import expect

LARGEST_BYTES = 60 * 1024
MOST_REQUESTS = 8
PAGES = ("/", "/tools", "/facilitator", "/join/NOSUCH", "/nowhere")


@pytest.fixture(params=["light", "dark"])
def context(browser, request):
    opened = browser.new_context(viewport=SMALL, color_scheme=request.param)
    yield opened
    opened.close()


def check(page, where):
    assert axe_faults(page) == [], where
    assert not is_cut_off(page), where
    assert page.locator("h1").count() == 1, where


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_and_fit_a_small_phone(context, kit, path):
    page = context.new_page()
    page.goto(kit.url + path)
    check(page, path)
    assert page.title()


def test_every_phase_is_accessible_and_fits_a_small_phone(context, room):
    person = Participant(context, room)
    page = person.page
    check(page, "join")
    person.join()
    check(page, "lobby")
    for name in ("Use another device", "Your answers and your privacy"):
        page.get_by_text(name, exact=True).click()
    check(page, "foot opened")
    room.ask("ground-rules", phase="waiting")
    expect(page.locator("#widget input").first).to_be_disabled()
    check(page, "waiting")
    room.move(phase="open", timer_seconds=240)
    person.choose("Answers stay private")
    person.saved()
    check(page, "open")
    context.set_offline(True)
    expect(person.banner).not_to_be_empty()
    check(page, "no connection")
    context.set_offline(False)
    expect(person.banner).to_be_empty()
    room.add_people([{"selected": ["ranges"]}] * 5, "ground-rules")
    room.move(phase="closed")
    expect(page.locator("#phase")).to_be_visible()
    check(page, "closed")
    room.move(phase="revealed")
    expect(page.locator("#result h2")).to_be_visible(timeout=30_000)
    check(page, "revealed")
    shown = room.move(exhibit="loop")
    person.sees(shown["exhibit"]["title"])
    check(page, "exhibit")
    room.move(ended=True)
    person.sees("Thank you")
    check(page, "end")
    assert person.faults == []


def test_the_first_load_is_light(browser, room):
    room.ask("ground-rules")
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    weights = Weights(context, page)
    page.goto(room.url)
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.locator("#widget input").first).to_be_enabled()
    assert len(weights.requests) <= MOST_REQUESTS, weights.requests
    assert weights.bytes <= LARGEST_BYTES
    context.close()


class Weights:
    """What a page loads, as the browser's network log counts it."""

    def __init__(self, context, page):
        self.requests, self.bytes = [], 0
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.dataReceived", self._received)

    def _sent(self, event):
        if not event["request"]["url"].startswith("data:"):
            self.requests.append(event["request"]["url"])

    def _received(self, event):
        self.bytes += event["encodedDataLength"]


def test_a_revisit_comes_from_the_cache(browser, room):
    context = browser.new_context(viewport=PHONE)
    person = Participant(context, room).join()
    weights = Weights(context, person.page)
    person.page.reload()
    expect(person.page.locator("#device")).to_be_visible()
    assert weights.bytes < 8 * 1024
    context.close()


def test_no_page_asks_another_machine(context, kit, room):
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (*PAGES, f"/join/{room.code}"):
        page.goto(kit.url + path)
    strangers = [url for url in asked if not url.startswith((kit.url, "data:"))]
    assert strangers == []


def test_the_landing_page_joins_without_javascript(browser, room):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(room.kit.url)
    page.locator("#code").fill(f" {room.code.lower()} ")
    page.locator("#code").press("Enter")
    page.wait_for_url(room.url)
    expect(page.get_by_text(f"Room {room.code}")).to_be_visible()
    context.close()


def test_an_unknown_room_lets_one_try_again(context, kit, room):
    page = context.new_page()
    page.goto(f"{kit.url}/join/NOSUCH")
    field = page.get_by_label("Room code")
    expect(field).to_have_value("NOSUCH")
    field.fill(room.code)
    field.press("Enter")
    expect(page.get_by_role("button", name="Join the workshop")).to_be_visible()


@pytest.mark.parametrize("phase", ["waiting", "open", "closed"])
def test_forced_colours_and_large_text_leave_nothing_out(browser, room, phase):
    context = browser.new_context(
        viewport={"width": 320, "height": 256}, forced_colors="active", reduced_motion="reduce"
    )
    person = Participant(context, room).join()
    room.ask("gut-check", phase="waiting")
    for step in ("open", "closed")[: ("waiting", "open", "closed").index(phase)]:
        room.move(phase=step)
    expect(person.page.locator("#widget input").first).to_be_visible()
    assert not is_cut_off(person.page)
    context.close()
