"""One person alone: in the Voilà web app, and in JupyterLab."""

import pytest
from answering import answer
from lab_page import run_all_cells, running_lab
from participant_page import PHONE, axe_faults
from playwright.sync_api import expect

PATIENT = 90_000
PAGES = (
    "00-welcome",
    "01-relevance",
    "02-cycle",
    "03-tools",
    "04-risk",
    "05-commitments",
)
SYNTHETIC = "made-up sample group"
DRAWN = ("comparison", "exceedance", "flips", "horizon", "disagreement", "matrix", "what-if")
BLANK = """(cells) => cells.filter((cell) => !cell.querySelector('.jp-OutputArea .rk'))
  .map((cell) => cell.querySelector('.cm-line').textContent)"""


def open_page(page, kit, name):
    page.goto(f"{kit.url}/voila/render/{name}.ipynb")
    expect(page.locator(".rk-question, .rk-set").first).to_be_visible(timeout=PATIENT)


def test_a_self_learner_in_voila_answers_sees_the_group_and_comes_back(browser, kit):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    open_page(page, kit, "00-welcome")
    assert page.get_by_text(SYNTHETIC).count() == 0
    answer(page.locator(".rk-controls").first, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    page.get_by_role("button", name="Show me the group").first.click()
    expect(page.get_by_text(SYNTHETIC).first).to_be_visible(timeout=PATIENT)
    code = page.locator("code, .rk-code").filter(has_text="-").first.inner_text()
    page.reload()
    expect(page.locator("input[type=radio]:checked").first).to_be_visible(timeout=PATIENT)
    elsewhere = browser.new_context(viewport=PHONE).new_page()
    elsewhere.goto(kit.url)
    elsewhere.locator("summary").filter(has_text="left off").click()
    elsewhere.get_by_label("Resume code").fill(code)
    elsewhere.get_by_label("Resume code").press("Enter")
    elsewhere.wait_for_url("**/00-welcome.ipynb")
    expect(elsewhere.locator("input[type=radio]:checked").first).to_be_visible(timeout=PATIENT)
    assert "websocket" not in kit.log, "whoever runs it is not troubled with Jupyter's settings"


@pytest.mark.parametrize("name", PAGES)
def test_every_stage_page_is_accessible_and_asks_nothing_of_the_network(browser, kit, name):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, kit, name)
    page.wait_for_load_state("networkidle")
    strangers = [url for url in asked if not url.startswith((kit.url, "data:", "blob:", "ws:"))]
    assert strangers == []
    assert axe_faults(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.title().endswith("riskier")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`riskier lab` on loopback: the address of a notebook, by its name."""
    with running_lab(tmp_path_factory.mktemp("lab")) as address:
        yield address


def test_a_self_learner_in_jupyterlab_answers_and_sees_the_group(browser, lab):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lab("00-welcome"))
    run_all_cells(page)
    widget = page.locator(".rk-controls").first
    expect(widget).to_be_visible(timeout=PATIENT)
    answer(widget, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    page.get_by_role("button", name="Show me the group").first.click()
    expect(page.get_by_text(SYNTHETIC).first).to_be_visible(timeout=PATIENT)
    origin = lab("").split("/doc/")[0]
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:"))] == []
    assert page.get_by_text("official Jupyter news").count() == 0


def test_the_risk_comparison_in_jupyterlab(browser, lab):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(lab("04-risk"))
    run_all_cells(page)
    asked = page.locator(".jp-CodeCell").filter(has_text='page.show("estimates")')
    expect(asked.locator(".rk-controls")).to_be_visible(timeout=PATIENT)
    answer(asked, "estimate")
    page.get_by_role("button", name="Show the decision panel").click()
    expect(page.get_by_text("The answer in four numbers")).to_be_visible(timeout=PATIENT)
    page.get_by_role("button", name="Open the what-if").click()
    expect(page.locator(".rk-whatif")).to_be_visible(timeout=PATIENT)
    expect(page.locator(".rk-finding img")).to_have_count(len(DRAWN), timeout=PATIENT)
    assert page.locator(".jp-CodeCell").evaluate_all(BLANK) == ["from riskier import pages"]
