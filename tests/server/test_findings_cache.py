"""A finding is computed once, whoever asks and how often, and off the event loop."""

import asyncio
from types import SimpleNamespace

import pytest

from riskier.server.findings import FindingCache


class Rooms:
    """As much of rooms as the cache uses."""

    store = SimpleNamespace(url="")

    def finding_version(self, *_):
        return "1"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    made = FindingCache(Rooms(), tmp_path)
    made.asked = []

    async def compute(code, about, number):
        made.asked.append((code, about, number))
        await asyncio.sleep(0)
        if about == "broken":
            raise ValueError(about)
        return {"n": len(made.asked)}

    monkeypatch.setattr(made, "_compute", compute)
    monkeypatch.setattr(made, "warm_up", lambda: None)
    yield made
    made.close()


def test_a_thousand_who_ask_at_once_share_one_computation(cache):
    async def ask():
        return await asyncio.gather(*(cache.get("A", "x", 1, "1") for _ in range(1000)))

    assert all(found == {"n": 1} for found in asyncio.run(ask()))
    assert cache.asked == [("A", "x", 1)]


def test_closing_begins_what_the_reveal_needs(cache):
    async def close_then_ask():
        state = {"kind": "live", "phase": "closed", "code": "A", "activity": {"id": "x"}}
        cache.look_ahead(state | {"round": 1})
        cache.look_ahead(state | {"round": 1, "phase": "revealed"})
        return await cache.get("A", "x", 1, "1")

    assert asyncio.run(close_then_ask()) == {"n": 1}


def test_a_failure_is_told_and_tried_again(cache):
    async def ask():
        return await cache.get("A", "broken", 1, "1")

    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            asyncio.run(ask())
    assert len(cache.asked) == 2


def test_nobody_else_loses_a_finding_when_one_who_asked_hangs_up(cache):
    async def ask():
        first = asyncio.ensure_future(cache.get("A", "x", 1, "1"))
        second = asyncio.ensure_future(cache.get("A", "x", 1, "1"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(ask()) == {"n": 1}
