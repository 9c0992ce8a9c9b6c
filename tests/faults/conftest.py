"""Servers to be mistreated, and what people do with them meanwhile."""

import pytest

from tests.running import RunningKit

ANSWER = {"answer": {"selected": ["no-use-for-me"]}}


@pytest.fixture
def kit(tmp_path):
    running = RunningKit(tmp_path).start()
    yield running
    running.stop()


def open_question(kit):
    """Ask what the tests answer."""
    with kit.facilitator() as facilitator:
        move = {"activity": "barriers", "round": 1, "phase": "open"}
        assert facilitator.patch(f"/api/rooms/{kit.code}", json=move).status_code == 200


def answer(kit, person, *chosen):
    """Send an answer; return the response."""
    path = f"/api/rooms/{kit.code}/answers/barriers/1"
    return person.put(path, json={"answer": {"selected": list(chosen)}})


def kept(kit, person):
    """Return what the server says somebody answered."""
    return person.get(f"/api/rooms/{kit.code}").json()["answer"]
