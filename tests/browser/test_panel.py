"""The decision panel and its what-if, as one person sees and changes them in the web app."""

import pytest
from answering import answer
from keyboard import reach
from participant_page import PHONE, axe_faults
from playwright.sync_api import expect

PATIENT = 90_000
PARTS = (
    "How bad can a year get?",
    "Which number decides?",
    "What changes with time",
    "Do we disagree, or do we not know?",
    "What a five by five grid would say",
)
FIGURES = ("How often each costs more", "Expected difference", "Expected regret")
OPEN_ALL = "document.querySelectorAll('.rk-whatif details').forEach((one) => { one.open = true; })"
BEYOND = """() => [...document.querySelectorAll('.rk *')]
  .filter((node) => node.checkVisibility() && !node.closest('.rk-table-box'))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => `${node.className}: ${node.textContent.slice(0, 40)}`)"""
# Every text that the what-if tells a screen reader, in order.
LISTEN = """() => {
  window.told = [];
  const voice = document.querySelector('.rk-whatif .rk-voice');
  const listen = () => told.push(voice.lastElementChild.textContent);
  new MutationObserver(listen).observe(voice, { childList: true });
}"""
# What has the focus: is its ring to be seen, and is it clear of the answer that stays on top?
FOCUS = """() => {
  const at = document.activeElement;
  const looks = [at, at.closest('.rk-option')].filter(Boolean).map((one) => getComputedStyle(one));
  const box = at.getBoundingClientRect();
  const top = document.querySelector('.rk-whatif-verdict').getBoundingClientRect();
  return {
    inside: Boolean(at.closest('.rk-whatif')),
    what: at.outerHTML.slice(0, 120),
    ring: looks.some((one) => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 1),
    clear: box.top >= top.bottom - 1 || box.bottom <= top.top,
  };
}"""


class WhatIf:
    """The what-if as a person's hand and eye."""

    def __init__(self, page, asked):
        self.page, self.asked = page, asked
        self.box = page.locator(".rk-whatif")
        self.sentence = self.box.locator(".rk-whatif-sentence")
        self.cost = self.box.get_by_role("group", name="Staff days for each one, taking part")

    def type(self, lowest, highest):
        self.cost.get_by_label("Highest").fill(highest)
        self.cost.get_by_label("Lowest").fill(lowest)

    def undo(self):
        self.box.get_by_role("button", name="Undo everything").click()
        expect(self.box.get_by_text("Nothing is changed yet.")).to_be_visible(timeout=PATIENT)


@pytest.fixture(scope="module")
def opened(browser, kit):
    """The page of stage 4 with one's own numbers given, the panel shown and the what-if open."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{kit.url}/voila/render/04-risk.ipynb", wait_until="commit")
    show = page.get_by_role("button", name="Show the decision panel")
    expect(show).to_be_disabled(timeout=PATIENT)
    answer(page.locator(".rk-activity:has(fieldset.rk-estimate)").last, "estimate")
    expect(show).to_be_enabled(timeout=PATIENT)
    show.click()
    for part in PARTS:
        section = page.locator(".rk-ask", has=page.get_by_role("heading", name=part, exact=True))
        expect(section.last.locator("img")).to_be_visible(timeout=PATIENT)
    page.get_by_role("button", name="Open the what-if").click()
    found = WhatIf(page, asked)
    expect(found.sentence).to_be_visible(timeout=PATIENT)
    page.evaluate(LISTEN)
    yield found
    context.close()


@pytest.fixture
def whatif(opened):
    yield opened
    if opened.box.get_by_role("button", name="Undo everything").count():
        opened.undo()


def test_the_panel_holds_the_answer_its_numbers_and_who_made_them_up(whatif):
    words = whatif.page.locator(".rk-panel-words")
    assert words.locator(".rk-answer").inner_text().startswith("Made-up sample group of 24: ")
    assert "Your own numbers: " in words.inner_text()
    for name in (*FIGURES, "Worth of finding out"):
        card = words.locator(".rk-figure-card", has_text=name)
        assert card.locator(".rk-small").inner_text()
    badges = whatif.page.locator(".rk-badge", has_text="Made-up sample group")
    assert badges.count() >= 1 + len(PARTS)


def test_a_changed_number_changes_the_answer_which_is_told_once(whatif):
    before = whatif.sentence.inner_text()
    told = whatif.page.evaluate("told.length")
    whatif.type("800", "1400")
    expect(whatif.sentence).to_contain_text("taking part is riskier", timeout=PATIENT)
    assert f"Before your changes: {before}" in whatif.box.inner_text()
    heard = whatif.page.evaluate("told")[told:]
    assert len(heard) == 1
    assert whatif.sentence.inner_text() in heard[0]
    picture = whatif.page.locator(".rk-finding").last
    expect(picture.locator(".rk-headline")).to_contain_text(
        "taking part is riskier", timeout=PATIENT
    )
    whatif.undo()
    assert whatif.sentence.inner_text() == before


def test_a_range_that_is_none_is_told_beside_its_box_and_nothing_is_lost(whatif):
    before = whatif.sentence.inner_text()
    high = whatif.cost.get_by_label("Highest")
    whatif.cost.get_by_label("Lowest").fill("1")
    high.fill("0.5")
    expect(whatif.cost.locator(".rk-error:visible")).to_contain_text(
        "Highest (0.5) is below lowest (1)"
    )
    assert high.get_attribute("aria-invalid") == "true"
    assert high.input_value() == "0.5"
    assert whatif.sentence.inner_text() == before
    whatif.cost.get_by_label("Lowest").fill("a few")
    expect(whatif.cost.locator(".rk-error:visible").first).to_contain_text(
        "“a few” is not a number"
    )
    whatif.type("1", "2")
    expect(whatif.cost.locator(".rk-error:visible")).to_have_count(0)
    expect(whatif.box.get_by_text("You changed")).to_be_visible(timeout=PATIENT)


def test_a_budget_chooses_safeguards_by_keys_alone(whatif):
    page, keys = whatif.page, whatif.page.keyboard
    whatif.box.get_by_label("Which hazard?").focus()
    reach(page, whatif.box.locator("summary", has_text="Put safeguards in place"))
    keys.press("Enter")
    reach(page, whatif.box.get_by_label("Staff days you could spend on each side"))
    keys.type("12")
    keys.press("Enter")
    saved = whatif.box.get_by_role("row", name="Saved, staff days a year")
    expect(saved).to_be_visible(timeout=PATIENT)
    side = whatif.box.locator("summary", has_text="Safeguards for taking part")
    expect(side).to_contain_text("in place", timeout=PATIENT)
    reach(page, side)
    keys.press("Enter")
    assert whatif.box.locator("input[type=checkbox]:checked").count() >= 2


def test_every_stop_is_seen_and_clear_of_the_answer(whatif):
    page = whatif.page
    page.set_viewport_size(PHONE)
    page.evaluate(OPEN_ALL)
    page.get_by_role("button", name="Start again from the answers").focus()
    page.keyboard.press("Tab")
    stops = 0
    while (stop := page.evaluate(FOCUS))["inside"]:
        assert stop["ring"], stop
        assert stop["clear"], stop
        stops += 1
        page.keyboard.press("Tab")
    assert stops > 20
    page.keyboard.press("Shift+Tab")
    for _ in range(stops - 1):
        stop = page.evaluate(FOCUS)
        assert stop["clear"], stop
        page.keyboard.press("Shift+Tab")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_it_is_accessible_and_fits(whatif, width, scheme):
    page = whatif.page
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        "document.querySelectorAll('.rk-whatif details').forEach((d) => { d.open = true; })"
    )
    assert axe_faults(page) == []
    assert page.evaluate(BEYOND) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_nothing_is_asked_of_another_machine(whatif, kit):
    own = (kit.url, "data:", "blob:", "ws:")
    assert [url for url in whatif.asked if not url.startswith(own)] == []
