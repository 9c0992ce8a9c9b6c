"""One person alone: in the Voilà web app, and in JupyterLab."""

import os
import subprocess
import sys
import time
from contextlib import suppress

import httpx
import pytest
from answering import answer
from participant_page import PHONE, axe_faults
from playwright.sync_api import expect
from tests.running import free_port

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


@pytest.fixture
def lab(tmp_path):
    """`riskier lab` on loopback: the address of its first notebook."""
    port = free_port()
    command = [sys.executable, "-m", "riskier.cli", "lab", "--folder", str(tmp_path / "pages")]
    command += ["--store", str(tmp_path / "rooms.db"), "--", "--no-browser", f"--port={port}"]
    command += ["--IdentityProvider.token=secret", "--allow-root", "--ServerApp.port_retries=0"]
    log = (tmp_path / "lab.log").open("ab")
    variables = os.environ | {"RISKIER_DATA": str(tmp_path)}
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=variables)
    try:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            assert process.poll() is None, (tmp_path / "lab.log").read_text("utf-8")
            with suppress(httpx.TransportError):
                if httpx.get(f"http://127.0.0.1:{port}/api?token=secret").status_code == 200:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/doc/tree/00-welcome.ipynb?token=secret"
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def run_all_cells(page):
    """Run the notebook; JupyterLab forgets the wish while its kernel is still connecting."""
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    expect(idle).to_be_visible(timeout=PATIENT)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    for _ in range(20):
        page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        wish = page.locator('.lm-Menu [data-command="runmenu:run-all"]')
        if wish.get_attribute("aria-disabled") != "true":
            wish.click()
        page.keyboard.press("Escape")
        with suppress(AssertionError):
            expect(prompts.first).not_to_have_text("[ ]:", timeout=5000)
            return
    raise AssertionError("JupyterLab did not run the notebook.")


def test_a_self_learner_in_jupyterlab_answers_and_sees_the_group(browser, lab):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(lab)
    run_all_cells(page)
    widget = page.locator(".rk-controls").first
    expect(widget).to_be_visible(timeout=PATIENT)
    answer(widget, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    page.get_by_role("button", name="Show me the group").first.click()
    expect(page.get_by_text(SYNTHETIC).first).to_be_visible(timeout=PATIENT)
    origin = lab.split("/doc/")[0]
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:"))] == []
    assert page.get_by_text("official Jupyter news").count() == 0
