"""A page whose server or kernel goes away says so and comes back by itself."""

import json
import sys

import psutil
import pytest
from answering import answer
from participant_page import axe_faults
from playwright.sync_api import expect
from tests.running import RunningKit

PATIENT = 90_000
CONFIG = "document.getElementById('jupyter-config-data')?.textContent"
KERNEL = f"() => JSON.parse({CONFIG} ?? '{{}}').kernelId"
STATUS = "async (url) => (await fetch(url)).status"
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
FEW = {"max_kernels": 2, "retry_after_seconds": 1, "full_orphan_seconds": 0.0}
CHECKED = "input:checked"


@pytest.fixture(scope="module")
def own_kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("connection-kit")
    (folder / "voila.json").write_text(json.dumps({"PageKernelManager": FEW}))
    kit = RunningKit(folder, environment={"JUPYTER_CONFIG_DIR": str(folder)}).start()
    yield kit
    kit.stop()


@pytest.fixture
def page(browser, own_kit):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    opened(page, own_kit)
    answer(page.locator(".rk-controls").first, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    yield page
    page.goto("about:blank")
    context.close()


def opened(page, kit):
    page.goto(f"{kit.url}/voila/render/00-welcome.ipynb")


def zygote(kit):
    children = psutil.Process(kit.process.pid).children()
    return next(each for each in children if "zygote" in str(each.cmdline()))


def kernels(kit):
    return zygote(kit).children()


def comes_back(page, before):
    """Wait until the page has another kernel and shows what was answered."""
    page.wait_for_function(
        f"(before) => ![before, undefined].includes(({KERNEL})())", arg=before, timeout=PATIENT
    )
    expect(page.locator(CHECKED).first).to_be_visible(timeout=PATIENT)


def test_a_killed_server_is_noticed_and_the_page_comes_back(page, own_kit):
    before = page.evaluate(KERNEL)
    own_kit.kill()
    expect(page.get_by_text("The connection is lost")).to_be_visible(timeout=PATIENT)
    assert axe_faults(page) == []
    own_kit.start()
    comes_back(page, before)


def test_leaving_a_page_ends_its_kernel(page, own_kit):
    kernel = f"{own_kit.url}/api/kernels/{page.evaluate(KERNEL)}"
    assert page.request.get(kernel).ok
    page.goto(own_kit.url)
    page.wait_for_function(f"async (url) => await ({STATUS})(url) === 404", arg=kernel)


@pytest.mark.skipif(sys.platform != "linux", reason="Kernels are forked on Linux only.")
@pytest.mark.parametrize("victims", [kernels, lambda kit: [zygote(kit)]], ids=["kernel", "zygote"])
def test_when_a_kernel_is_killed_the_page_says_so_and_comes_back(page, own_kit, victims):
    before = page.evaluate(KERNEL)
    page.evaluate(
        "new MutationObserver(() => sessionStorage.said = connection.textContent)"
        ".observe(connection, { childList: true })"
    )
    for process in victims(own_kit):
        process.kill()
    comes_back(page, before)
    assert "has stopped. What was saved is safe" in page.evaluate("sessionStorage.said")


@pytest.mark.skipif(sys.platform != "linux", reason="Kernels are forked on Linux only.")
def test_a_page_that_nobody_sees_waits_until_somebody_does(page, own_kit):
    before = page.evaluate(KERNEL)
    asked = []
    page.evaluate(HIDE, True)
    page.on("request", lambda request: asked.append(request.url))
    for process in kernels(own_kit):
        process.kill()
    kernel = f"{own_kit.url}/api/kernels/{before}"
    page.wait_for_function(f"async (url) => await ({STATUS})(url) === 404", arg=kernel)
    # The line is closed and the clock of the page goes on: a page in sight would have asked.
    page.evaluate("new Promise((done) => setTimeout(done, 2500))")
    assert page.evaluate(KERNEL) == before
    assert {url for url in asked if url != kernel} == set()
    page.evaluate(HIDE, False)
    comes_back(page, before)


def test_when_all_kernels_are_taken_a_page_waits_and_goes_on_by_itself(page, own_kit):
    second, third = page.context.new_page(), page.context.new_page()
    opened(second, own_kit)
    expect(second.locator(CHECKED).first).to_be_visible(timeout=PATIENT)
    opened(third, own_kit)
    expect(third.get_by_text("Many people have these pages open")).to_be_visible()
    assert axe_faults(third) == []
    second.goto("about:blank")
    expect(third.locator(CHECKED).first).to_be_visible(timeout=PATIENT)
    third.goto("about:blank")


def test_a_page_weighs_little(page, own_kit):
    heavy = page.context.new_page()
    sizes = {}
    heavy.on("requestfinished", lambda one: sizes.update({one.url: one.sizes()}))
    opened(heavy, own_kit)
    expect(heavy.locator(CHECKED).first).to_be_visible(timeout=PATIENT)
    fetched = {url: size for url, size in sizes.items() if not url.startswith("blob:")}
    assert len(fetched) <= 4
    assert sum(size["responseBodySize"] for size in fetched.values()) < 60_000
    heavy.goto("about:blank")


def test_voilas_own_front_end_draws_the_page_too(page, own_kit):
    page.goto(f"{own_kit.url}/voila/render/00-welcome.ipynb?frontend=voila")
    expect(page.locator(CHECKED).first).to_be_visible(timeout=PATIENT)
    expect(page.locator("#loading")).to_have_count(0)
