"""A whole 45-minute workshop: a facilitator at the console, a screen, three phones.

The facilitator and the first of the three use keys alone.
"""

import re

import pytest
from answering import answer
from keyboard import Answering, reach
from participant_page import PHONE, Participant, axe_faults
from playwright.sync_api import expect
from rooms import BrowserRoom

from riskier.pack import load_pack

PATIENT = 60_000
CONSOLE = {"width": 1280, "height": 800}
PROJECTOR = {"width": 1920, "height": 1080}
LAPTOP = {"width": 1280, "height": 900}


@pytest.fixture
def workshop(kit):
    """A fresh room of the 45-minute run sheet that shows results from three answers on."""
    return BrowserRoom(kit, *kit.new_room(run_sheet="45", k_min=3))


class Stranger:
    """Notes every request that leaves loopback, and lets none of them through."""

    def __init__(self, context):
        self.asked = []
        context.route(re.compile(r"^https?://(?!127\.0\.0\.1[:/])"), self._refuse)

    def _refuse(self, route):
        self.asked.append(route.request.url)
        route.abort()


def sign_in(page, room):
    page.goto(f"{room.kit.url}/facilitator?room={room.code}#key={room.key}")
    page.wait_for_url("**/facilitator.ipynb", timeout=PATIENT)
    expect(page.get_by_role("button", name="Begin")).to_be_visible(timeout=PATIENT)


def press(console, name, phase=None):
    """Do the one thing that stands out, by its keys."""
    group = console.get_by_role("group", name="Move the room")
    expect(group.locator(".rk-primary")).to_have_text(name, timeout=PATIENT)
    console.keyboard.press("Control+Enter")
    if phase:
        expect(console.locator(f'.rk-phase-now[data-phase="{phase}"]')).to_be_visible(
            timeout=PATIENT
        )


def test_a_whole_workshop_of_45_minutes(browser, workshop):
    desk = browser.new_context(viewport=CONSOLE)
    strangers = [Stranger(desk)]
    console = desk.new_page()
    sign_in(console, workshop)
    screen = desk.new_page()
    screen.set_viewport_size(PROJECTOR)
    screen.goto(f"{workshop.kit.url}/voila/render/screen.ipynb")
    expect(screen.get_by_text(workshop.code).first).to_be_visible(timeout=PATIENT)
    people = []
    for viewport in (PHONE, LAPTOP, LAPTOP):
        context = browser.new_context(viewport=viewport)
        strangers.append(Stranger(context))
        people.append(Participant(context, workshop).join())
    steps = [step for step in workshop.state()["agenda"] if step["on_run_sheet"]]
    reach(console, console.get_by_role("button", name="Begin"))
    console.keyboard.press("Enter")
    for number, step in enumerate(steps):
        expect(console.get_by_role("heading", level=2).first).to_have_text(
            step["title"], timeout=PATIENT
        )
        if step["activity"]:
            is_held = load_pack().step(step["step"]).hold
            run_activity(console, screen, people, workshop, is_held=is_held)
        elif step["exhibit"]:
            press(console, "Show it", "revealed")
            expect(screen.locator("img").first).to_be_visible(timeout=PATIENT)
        if number < len(steps) - 1:
            press(console, "Next")
    agenda = workshop.state()["agenda"]
    answered = {line["activity"] for line in agenda if line["phase"] == "revealed"}
    assert {"gut-check", "relevance", "estimates", "flip"} <= answered
    assert [stranger.asked for stranger in strangers] == [[]] * 4
    assert [person.faults for person in people] == [[]] * 3


def run_activity(console, screen, people, workshop, *, is_held):
    """Open, let everyone answer, close, reveal, and see the finding everywhere.

    Where it is held for a later step, going on is what stands out after closing.
    """
    press(console, "Open", "open")
    activity = workshop.state()["activity"]
    for number, person in enumerate(people):
        person.sees(activity["title"])
        if number == 0:
            Answering(person.page).walk()
        elif activity["prefill"]:
            person.page.get_by_role("button", name="Keep my first answers").click()
        else:
            answer(person.page.locator("#widget"), activity["kind"], number)
        person.saved()
    expect(console.get_by_text("all 3 have answered")).to_be_visible(timeout=PATIENT)
    press(console, "Close", "closed")
    if is_held or activity["reveal"] == "never":
        return
    press(console, "Reveal", "revealed")
    headline = finding_of(workshop, activity)["headline"]
    for person in people:
        expect(person.page.get_by_text(headline).first).to_be_visible(timeout=PATIENT)
    expect(screen.get_by_text(headline).first).to_be_visible(timeout=PATIENT)
    assert axe_faults(people[0].page) == []
    assert axe_faults(screen) == []


def finding_of(workshop, activity):
    path = f"{workshop.path}/findings/{activity['id']}/{activity['round']}"
    return workshop.facilitator.get(path).json()
