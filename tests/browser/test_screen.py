"""The projector page in a browser: nothing cut off, all of it readable."""

import pytest
from facilitating import (
    DESK,
    PATIENT,
    PHONE,
    PROJECTORS,
    open_console,
    open_screen,
    set_clock_ahead,
)
from participant_page import Participant, axe_faults, is_cut_off
from playwright.sync_api import expect

from riskier.pack import load_pack

SMALLEST_PX = 28  # at 1920 by 1080
LONG = "A sentence that somebody wrote at length, with every reason that came to mind. " * 3

# What is outside the window, hidden by its own box, or too small to read from the back.
FAULTS = """(smallest) => {
  const faults = [];
  const { innerWidth: width, innerHeight: height } = window;
  const page = document.documentElement;
  if (page.scrollHeight > height || page.scrollWidth > width) faults.push("the page scrolls");
  const parts = ".rk-screen :is(p, h2, h3, li, img)";
  for (const node of document.querySelectorAll(parts)) {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const said = (node.textContent || node.tagName).slice(0, 40);
    if (box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1)
      faults.push("outside: " + said);
    const size = parseFloat(getComputedStyle(node).fontSize);
    const matters = node.textContent && !node.matches(".rk-s-note, .rk-s-eyebrow");
    if (smallest && matters && size < smallest) faults.push(size + " px: " + said);
  }
  for (const box of document.querySelectorAll(".rk-s-stage, .rk-s-words, .rk-s-cards"))
    if (box.scrollHeight > box.clientHeight + 1) faults.push("cut off: " + box.className);
  return faults;
}"""


@pytest.fixture
def screen(browser, room):
    context = browser.new_context(viewport=DESK)
    open_console(context, room)
    yield open_screen(context, room)
    context.close()


def assert_readable(screen):
    for viewport in PROJECTORS:
        screen.set_viewport_size(viewport)
        screen.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
        )
        smallest = SMALLEST_PX if viewport["width"] == 1920 else 0
        assert screen.evaluate(FAULTS, smallest) == [], viewport
    assert axe_faults(screen) == []


def heading(screen, words):
    expect(screen.get_by_role("heading", level=2)).to_contain_text(words, timeout=PATIENT)


def test_people_can_join_from_it(screen, room):
    expect(screen.get_by_text(room.code).first).to_be_visible()
    room.add_people([], "barriers")
    assert_readable(screen)
    room.move(settings={"topic": "our wiki"})
    expect(screen.get_by_text("Topic: our wiki")).to_be_visible(timeout=PATIENT)


def test_it_follows_a_question_to_its_result(screen, room):
    room.move(step="barriers", phase="open", timer_seconds=119)
    heading(screen, "What holds us back")
    room.add_people([{"selected": ["no-time", "one-bad-day"]}] * 6, "barriers")
    expect(screen.get_by_text("6 of 6 done")).to_be_visible(timeout=PATIENT)
    timer = screen.get_by_role("timer")
    expect(timer).to_contain_text("1:")
    set_clock_ahead(screen)
    expect(timer).not_to_have_text(timer.inner_text())
    expect(timer).to_contain_text("1:")
    assert_readable(screen)
    room.move(phase="closed")
    expect(screen.get_by_text("Results in a moment")).to_be_visible(timeout=PATIENT)
    room.move(phase="revealed")
    expect(screen.locator(".rk-s-chart img")).to_be_visible(timeout=PATIENT)
    assert_readable(screen)


@pytest.mark.parametrize("count", [6, 40])
def test_many_long_texts_never_spill(screen, room, count):
    room.ask("stop")
    room.add_people([{"texts": [LONG[: 60 + number]]} for number in range(count)], "stop")
    room.move(phase="closed")
    room.move(phase="revealed")
    expect(screen.locator(".rk-s-cards li").first).to_be_visible(timeout=PATIENT)
    assert_readable(screen)


def test_a_small_room_is_told_in_words(screen, room):
    room.ask("barriers")
    room.add_people([{"selected": ["no-time"]}] * 2, "barriers")
    room.move(phase="closed")
    room.move(phase="revealed")
    expect(screen.locator(".rk-s-talk .rk-s-prompt")).to_be_visible(timeout=PATIENT)
    questions = load_pack().activity("barriers").discussion
    expect(screen.locator(".rk-s-talk li")).to_have_text(list(questions))
    assert screen.locator(".rk-s-chart").count() == 0
    assert_readable(screen)


def test_a_text_hidden_later_leaves_the_wall(screen, room):
    room.ask("stop")
    room.add_people([{"texts": [f"Text {number}"]} for number in range(7)], "stop")
    room.move(phase="closed")
    room.move(phase="revealed")
    expect(screen.get_by_text("Text 3")).to_be_visible(timeout=PATIENT)
    console = screen.context.pages[0]
    console.get_by_role("button", name="Hide: Text 3").click()
    expect(screen.get_by_text("Text 3")).to_be_hidden(timeout=PATIENT)


def test_the_toy_model_is_played_with_once_it_is_shown(screen, room, browser):
    phone = browser.new_context(viewport=PHONE, has_touch=True)
    person = Participant(phone, room).join()
    room.move(exhibit="toy-model")
    play = {"name": "Play with it"}
    heading(screen, "A toy model of the loop")
    person.sees("A toy model of the loop")
    assert screen.get_by_role("button", **play).count() == 0
    assert person.page.get_by_role("button", **play).count() == 0
    room.move(phase="revealed")
    for page in (screen, person.page):
        page.get_by_role("button", **play).click(timeout=PATIENT)
        page.get_by_label("Standing permission").fill("12")
        toy = page.locator(".rk-toy")
        expect(toy.locator("h2")).to_contain_text("23 in 100 take part; it lasts")
        expect(toy.get_by_role("img", name="By level of practice")).to_be_visible()
        assert axe_faults(page) == []
    assert not is_cut_off(person.page)
    screen.get_by_role("button", name="Back to the result").click()
    heading(screen, "In this toy model, only")
    assert_readable(screen)
    screen.get_by_role("button", **play).click()
    room.move(activity="change-loop")
    expect(screen.locator(".rk-toy")).to_have_count(0, timeout=PATIENT)
    heading(screen, "One small change")
    assert person.faults == []
    phone.close()


def test_its_own_buttons_hide_themselves(screen):
    screen.mouse.move(300, 300)
    tools = screen.locator(".rk-s-tools")
    expect(tools).to_have_css("opacity", "1")
    expect(tools).to_have_css("opacity", "0", timeout=PATIENT)


def test_the_end_is_said(screen, room):
    room.move(ended=True)
    expect(screen.get_by_text("Thank you")).to_be_visible(timeout=PATIENT)
    assert_readable(screen)
    room.delete()
    heading(screen, "This room is closed")
