"""A browser, a running kit, and rooms in it, for tests that look at pages."""

import pytest
from chromium import ARGS, need_chromium
from playwright.sync_api import sync_playwright
from rooms import BrowserRoom
from widget_harness import Mounted, serve_widgets


@pytest.fixture(scope="session")
def browser():
    path = need_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield launched
        launched.close()


@pytest.fixture
def room(kit):
    """A fresh room of the 90-minute run sheet on the shared server."""
    return BrowserRoom(kit, *kit.new_room())


@pytest.fixture(scope="session")
def address():
    with serve_widgets() as served:
        yield served


@pytest.fixture(scope="session")
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(5000)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    yield page
    context.close()


@pytest.fixture
def widget(phone, address):
    """An empty page of phone size that must not report an error."""
    yield Mounted(phone, address)
    assert not phone.faults
