"""What one plays with: the toy model and the catalogue, opened wide, by keyboard, quickly."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from widget_cases import CASES
from widget_harness import Mounted

from riskier.pack import load_pack

EXPLORED = ["toymodel-own", "explorer-gems", "guess", "plan"]
BEYOND = """() => [...document.querySelectorAll('#here *')]
  .filter((node) => !node.closest('.rk-table-box') && node.checkVisibility())
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.tagName + ': ' + node.textContent.slice(0, 40))"""
REDRAWN = """([label, value]) => new Promise((done) => {
  const box = [...document.querySelectorAll('label')].find((l) => l.textContent.startsWith(label));
  const input = document.getElementById(box.htmlFor);
  input.value = value;
  const begin = performance.now();
  input.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
})"""


@pytest.fixture(
    params=[(width, scheme) for width in (320, 390, 1280) for scheme in ("light", "dark")]
)
def opened(request, browser, address):
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield Mounted(context.new_page(), address)
    context.close()


@pytest.mark.parametrize("case", EXPLORED)
def test_all_folds_open_it_is_accessible_and_fits(opened, case):
    name, state = CASES[case]
    page = opened.mount(name, **state).page
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []
    assert page.evaluate(BEYOND) == []


@pytest.fixture
def toy(widget):
    return widget.mount(*CASES["toymodel-own"][:1], **CASES["toymodel-own"][1]).page


def headline(page):
    return page.locator(".rk-headline").inner_text()


def test_a_permission_that_stays_lasts(toy):
    assert "after 24 months 2 in 100 take part; it does not last" in headline(toy)
    toy.get_by_label("Standing permission").fill("12")
    assert "after 24 months 23 in 100 take part; it lasts" in headline(toy)
    assert toy.get_by_role("img", name="goes from 2 to 23 in 100").is_visible()


def test_a_wrong_setting_is_told_beside_it_and_changes_nothing(toy):
    before = headline(toy)
    box = toy.get_by_label("Length of a push")
    box.fill("99")
    assert toy.locator(".rk-error:visible").inner_text().startswith("99 is outside 0 to 24")
    assert box.get_attribute("aria-invalid") == "true"
    assert headline(toy) == before
    box.fill("3")
    assert toy.locator(".rk-error:visible").count() == 0


def test_scenarios_and_ones_own_start_fill_the_settings(toy):
    toy.get_by_role("button", name="Use the settings of Three-month pilot").click()
    assert toy.get_by_label("Size of a push").input_value() == "50"
    assert "6 in 100" in headline(toy)
    toy.get_by_role("button", name="Start from our answers").click()
    assert toy.get_by_label("Bar set by fear").input_value() == "60"
    toy.get_by_role("button", name="Usual settings").click()
    assert toy.get_by_label("Bar set by fear").input_value() == "50"


def test_it_is_told_once_typing_pauses(toy):
    toy.get_by_label("Standing permission").press_sequentially("5", delay=20)
    voice = toy.locator(".rk-voice")
    toy.wait_for_function(
        "() => document.querySelector('.rk-voice').textContent.includes('Toy model: after 24')"
    )
    assert headline(toy) in voice.inner_text()


def test_a_redraw_is_quick(toy):
    times = sorted(
        toy.evaluate(REDRAWN, ["Standing permission", str(value)]) for value in range(1, 16)
    )
    assert times[len(times) // 2] < 100


@pytest.fixture
def explorer(widget):
    return widget.mount(*CASES["explorer-gems"][:1], **CASES["explorer-gems"][1]).page


def names(page):
    return page.locator(".rk-tool-name").all_inner_texts()


def test_filters_narrow_and_clear(explorer):
    explorer.get_by_label("Task", exact=True).select_option("Consult on a draft policy or plan")
    explorer.get_by_text("More filters").click()
    explorer.get_by_label("Open source").select_option("Yes")
    explorer.get_by_label("Where it runs").select_option("Can be hosted by ourselves")
    assert "Decidim" in names(explorer)
    explorer.get_by_label("Words").fill("nothing like this")
    assert explorer.get_by_text("No tool answers to all of that").first.is_visible()
    explorer.get_by_role("button", name="Clear all").click()
    assert explorer.get_by_text("70 of 70 tools").first.is_visible()


def test_a_card_tells_its_state_and_its_sources(explorer):
    explorer.get_by_label("Words").fill("Decidim")
    explorer.get_by_text("What to know before using it").first.click()
    as_of = load_pack().tools["decidim"].as_of
    assert explorer.get_by_text(f"Running as of {as_of}").is_visible()
    assert explorer.get_by_text("The records question").is_visible()
    link = explorer.get_by_role("link", name="The City of Barcelona").first
    assert link.get_attribute("rel") == "noreferrer noopener"


def test_the_landscape_filters(explorer):
    explorer.get_by_text("The landscape").click()
    explorer.get_by_role("button", name="tools: My team, closed").click()
    assert explorer.get_by_label("For whom").input_value() == "team"
    assert explorer.get_by_label("How open").input_value() == "closed"


def test_a_gem_leads_to_its_card(explorer):
    explorer.get_by_role("button", name="Show Loomio").click()
    assert names(explorer) == ["Loomio"]


def test_showing_all_goes_on_where_the_new_cards_begin(explorer):
    explorer.get_by_role("button", name="Show all 70").click()
    assert len(names(explorer)) == 70
    assert explorer.locator(".rk-tool").nth(10).locator("summary:focus").count() == 1


@pytest.fixture
def guesses(widget):
    return widget.mount("guess", **CASES["guess"][1]).page


def test_a_figure_is_seen_after_a_guess_with_all_it_needs(guesses):
    first = guesses.locator(".rk-guess").first
    assert guesses.get_by_text("Caveat").count() == 0
    first.get_by_role("button", name="Show the figure").click()
    assert first.locator(".rk-error").inner_text().startswith("Guess first")
    first.get_by_label("Your guess").fill("40")
    first.get_by_role("button", name="Show the figure").click()
    assert first.get_by_text("It was 88 of 100. You guessed 40: 48 too few.").is_visible()
    assert first.get_by_text("Australia, 2014").is_visible()
    assert first.get_by_text("Caveat").is_visible()
    assert first.get_by_role("link", name="Australian Public Service").is_visible()
    violations = Axe().run(guesses).response["violations"]
    assert [found["id"] for found in violations] == []


@pytest.fixture
def plan(widget):
    return widget.mount("plan", **CASES["plan"][1])


def test_a_plan_becomes_a_calendar_file_on_the_device(plan):
    page = plan.page
    page.get_by_text("Put it into my calendar").click()
    page.get_by_role("button", name="Make a calendar file").click()
    assert page.locator(".rk-error:visible").inner_text() == "Choose a day first."
    page.get_by_label("Which day?").fill("2027-03-09")
    page.get_by_label("What time?").fill("09:30")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Make a calendar file").click()
    assert caught.value.suggested_filename == "my-plan.ics"
    text = Path(caught.value.path()).read_bytes().decode("utf-8")
    assert "DTSTART:20270309T093000\r\n" in text
    assert "SUMMARY:read ten posts in our users' forum\r\n" in text
    assert page.get_by_text("The file is among your downloads").is_visible()
    assert plan.saved_answers() == []


def test_a_calendar_file_can_be_made_after_closing(plan):
    plan.set("phase", "closed")
    plan.page.get_by_text("Put it into my calendar").click()
    assert plan.page.get_by_role("button", name="Make a calendar file").is_enabled()


def test_an_empty_plan_offers_no_calendar(widget):
    page = widget.mount("plan", activity=CASES["plan"][1]["activity"]).page
    assert page.get_by_text("Put it into my calendar").is_hidden()
