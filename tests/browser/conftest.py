"""A browser, a running kit, and rooms in it, for tests that look at pages."""

import pytest
from chromium import ARGS, need_chromium
from playwright.sync_api import sync_playwright
from rooms import BrowserRoom
from tests.running import RunningKit


@pytest.fixture(scope="session")
def browser():
    path = need_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    running = RunningKit(tmp_path_factory.mktemp("browser-kit")).start()
    yield running
    running.stop()


@pytest.fixture
def room(kit):
    """A fresh room of the 90-minute run sheet on the shared server."""
    with kit.facilitator() as host:
        made = host.post("/api/rooms", json={"run_sheet": "90"}).json()
    return BrowserRoom(kit, made["code"], made["facilitator_key"])
