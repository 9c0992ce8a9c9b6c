"""A browser, a running kit, and rooms in it, for tests that look at pages."""

import httpx
import pytest
from chromium import ARGS, need_chromium
from playwright.sync_api import sync_playwright

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


class BrowserRoom:
    """A room as its facilitator drives it through the API."""

    def __init__(self, kit, code, key):
        self.kit, self.code = kit, code
        self.url = f"{kit.url}/join/{code}"
        self.path = f"/api/rooms/{code}"
        self.facilitator = kit.client(key)

    def move(self, **body):
        answer = self.facilitator.patch(self.path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, activity, number=1, phase="open"):
        """Put an activity before the room."""
        return self.move(activity=activity, round=number, phase=phase)

    def answer_of(self, token):
        """Return what the room holds of the person with this token."""
        with self.kit.client(token) as client:
            return client.get(self.path).json()["answer"]

    def add_people(self, answers, activity, number=1):
        """Let people join and answer, one for each answer."""
        for answer in answers:
            with self._newcomer() as client:
                path = f"{self.path}/answers/{activity}/{number}"
                assert client.put(path, json={"answer": answer}).status_code == 200

    def delete(self):
        assert self.facilitator.delete(self.path).status_code == 200

    def _newcomer(self) -> httpx.Client:
        joined = self.facilitator.post(f"{self.path}/participants", json={}).json()
        return self.kit.client(joined["token"])
