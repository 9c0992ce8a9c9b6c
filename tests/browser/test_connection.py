"""A page whose server or kernel goes away says so and comes back by itself."""

import pytest
from answering import answer
from participant_page import axe_faults
from playwright.sync_api import expect
from tests.running import RunningKit

PATIENT = 90_000
KERNEL = "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"


@pytest.fixture
def own_kit(tmp_path):
    kit = RunningKit(tmp_path).start()
    yield kit
    kit.stop()


@pytest.fixture
def page(browser, own_kit):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{own_kit.url}/voila/render/00-welcome.ipynb")
    answer(page.locator(".rk-controls").first, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    yield page
    context.close()


def test_a_killed_server_is_noticed_and_the_page_comes_back(page, own_kit):
    before = page.evaluate(KERNEL)
    own_kit.kill()
    expect(page.get_by_text("The connection is lost")).to_be_visible(timeout=PATIENT)
    assert axe_faults(page) == []
    own_kit.start()
    page.wait_for_function(f"(before) => ({KERNEL})() !== before", arg=before, timeout=PATIENT)
    expect(page.locator("input:checked").first).to_be_visible(timeout=PATIENT)


def test_leaving_a_page_ends_its_kernel(page, own_kit):
    kernel = f"{own_kit.url}/api/kernels/{page.evaluate(KERNEL)}"
    assert page.request.get(kernel).ok
    page.goto(own_kit.url)
    page.wait_for_function(
        "async (url) => (await fetch(url)).status === 404", arg=kernel, timeout=PATIENT
    )
