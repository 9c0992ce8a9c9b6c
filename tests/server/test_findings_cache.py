"""A finding is computed once, whoever asks and how often, and off the event loop."""

import asyncio
import gzip
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import SimpleNamespace
from typing import ClassVar

import pytest

from riskier.room import AnswerError, StoreError, UnknownRoomError
from riskier.server import findings
from riskier.server.findings import FindingCache, Found


class Rooms:
    """As much of rooms as the cache uses."""

    store = SimpleNamespace(url="")

    def finding_version(self, *_):
        return "1"

    def watch(self, changed):
        self.changed = changed
        return lambda: None


@pytest.fixture
def loop():
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def rooms():
    return Rooms()


@pytest.fixture
def cache(rooms, loop, tmp_path, monkeypatch):
    made = FindingCache(rooms, tmp_path, loop)
    made.asked = []

    async def compute(code, about, number):
        made.asked.append((code, about, number))
        await asyncio.sleep(0)
        if about == "broken":
            raise ValueError(about)
        return Found({"n": len(made.asked)})

    monkeypatch.setattr(made, "_compute", compute)
    monkeypatch.setattr(made, "warm_up", lambda: None)
    yield made
    made.close()


def test_a_thousand_who_ask_at_once_share_one_computation(cache):
    async def ask():
        return await asyncio.gather(*(cache.get("A", "x", 1, "1") for _ in range(1000)))

    assert all(found.payload == {"n": 1} for found in asyncio.run(ask()))
    assert cache.asked == [("A", "x", 1)]


SHOWN_SOON = [
    {"activity": {"id": "x"}, "exhibit": None, "phase": "closed"},
    {"activity": None, "exhibit": {"id": "x"}, "phase": "waiting"},
]


@pytest.mark.parametrize("before", SHOWN_SOON, ids=["answers are in", "at an exhibit"])
def test_what_the_reveal_needs_is_begun_before_it(cache, before):
    async def look_then_ask():
        state = {"kind": "live", "code": "A", "round": 1} | before
        cache.look_ahead(state)
        while not cache.asked:
            await asyncio.sleep(0.01)
        begun = list(cache.asked)
        cache.look_ahead(state | {"phase": "revealed"})
        return begun, await cache.get("A", "x", 1, "1")

    begun, found = asyncio.run(look_then_ask())
    assert begun == [("A", "x", 1)]
    assert found.payload == {"n": 1}


def test_what_a_room_passes_by_is_not_worked_out(cache, monkeypatch):
    monkeypatch.setattr(findings, "PASSING_SECONDS", 0.02)

    async def go_on_at_once():
        state = {"kind": "live", "code": "A", "round": 1}
        cache.look_ahead(state | SHOWN_SOON[0])
        cache.look_ahead(state | {"activity": None, "exhibit": {"id": "next"}})
        await asyncio.sleep(0.1)

    asyncio.run(go_on_at_once())
    assert cache.asked == [("A", "next", 1)]


def test_what_somebody_waits_for_comes_before_what_is_looked_ahead_to(cache):
    async def skip_through_exhibits():
        for about in ("first", "second", "third"):
            state = {"kind": "live", "code": "A", "round": 1, "exhibit": {"id": about}}
            cache.look_ahead(state)
        await asyncio.gather(*(cache.get("A", about, 1, "1") for about in ("second", "third")))

    asyncio.run(skip_through_exhibits())
    assert [about for _, about, _ in cache.asked] == ["first", "second", "third"]


def test_of_what_is_looked_ahead_to_the_newest_comes_first(cache):
    async def skip_through_exhibits():
        for about in ("first", "second", "third"):
            state = {"kind": "live", "code": "A", "round": 1, "exhibit": {"id": about}}
            cache.look_ahead(state)
        while len(cache.asked) < 3:
            await asyncio.sleep(0)

    asyncio.run(skip_through_exhibits())
    assert [about for _, about, _ in cache.asked] == ["first", "third", "second"]


def test_a_question_that_is_open_is_not_looked_at(cache):
    state = {"kind": "live", "code": "A", "round": 1, "activity": {"id": "x"}, "exhibit": None}
    cache.look_ahead(state | {"phase": "open"})
    assert cache.asked == []


def test_what_is_sent_of_a_finding_is_written_once():
    written = []

    def write(payload):
        written.append(payload)
        return f"{payload['n']} people"

    found = Found({"n": 7})
    bodies = [found.body("json", write) for _ in range(3)]
    assert written == [{"n": 7}]
    assert {gzip.decompress(each.zipped) for each in bodies} == {b"7 people"}


def test_a_failure_is_told_and_tried_again(cache):
    async def ask():
        return await cache.get("A", "broken", 1, "1")

    for _ in range(2):
        with pytest.raises(ValueError, match="broken"):
            asyncio.run(ask())
    assert len(cache.asked) == 2


def test_what_is_known_of_a_room_goes_when_any_process_deletes_it(rooms, cache, loop):
    async def ask_delete_ask():
        for code in ("A", "B"):
            await cache.get(code, "x", 1, "1")
        rooms.changed("B", 7)
        await asyncio.to_thread(rooms.changed, "A", 0)
        for code in ("A", "B"):
            await cache.get(code, "x", 1, "1")

    loop.run_until_complete(ask_delete_ask())
    assert cache.asked == [("A", "x", 1), ("B", "x", 1), ("A", "x", 1)]


def test_who_waits_is_answered_though_the_room_is_deleted_and_made_again(rooms, cache, loop):
    async def ask_delete_ask():
        waiting = [asyncio.ensure_future(cache.get(code, "x", 1, "1")) for code in ("B", "A")]
        await asyncio.sleep(0)
        cache.forget("A")
        return await asyncio.wait_for(asyncio.gather(*waiting, cache.get("A", "x", 1, "1")), 30)

    loop.run_until_complete(ask_delete_ask())
    assert [code for code, _, _ in cache.asked] == ["B", "A", "A"]


def test_nobody_else_loses_a_finding_when_one_who_asked_hangs_up(cache):
    async def ask():
        first = asyncio.ensure_future(cache.get("A", "x", 1, "1"))
        second = asyncio.ensure_future(cache.get("A", "x", 1, "1"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(ask()).payload == {"n": 1}


@pytest.mark.parametrize("loop_turns", range(7))
def test_when_a_finding_is_given_up_all_others_have_their_turn(cache, loop_turns):
    """Before it began, while it waits, when its turn has just come, while it is computed."""

    async def give_one_up():
        for about in ("first", "second"):
            cache.look_ahead({"kind": "live", "code": "A", "round": 1, "exhibit": {"id": about}})
        for _ in range(loop_turns):
            await asyncio.sleep(0)
        cache._kept["A", "second", "1", "1"].cancel()
        asked = (cache.get("A", about, 1, "1") for about in ("third", "first"))
        await asyncio.wait_for(asyncio.gather(*asked), 30)
        return await asyncio.wait_for(cache.get("A", "second", 1, "1"), 30)

    assert asyncio.run(give_one_up()).payload["n"]


def fail(error):
    raise error


@pytest.mark.parametrize(
    "error",
    [StoreError("disk_full", "Full."), UnknownRoomError("A"), AnswerError("bad", "Bad.", "x")],
)
def test_what_a_worker_refuses_is_said_here_in_the_same_words(error):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with pytest.raises(type(error)) as caught:
            pool.submit(fail, error).result(60)
        assert vars(caught.value) == vars(error)
        assert str(caught.value) == str(error)
        assert pool.submit(len, "ab").result(60) == 2, "the worker is still there"


class Pool(Executor):
    """A pool whose one worker can be killed: then it takes nothing more."""

    made: ClassVar = []

    def __init__(self, **_):
        self.is_broken = False
        Pool.made.append(self)

    def submit(self, work, *_):
        if self.is_broken:
            raise BrokenProcessPool
        done = Future()
        done.set_result({"made by": work.__name__})
        return done


def test_a_worker_killed_while_idle_fails_no_move_and_is_replaced(
    rooms, loop, tmp_path, monkeypatch
):
    monkeypatch.setattr(findings, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(Pool, "made", [])
    cache = FindingCache(rooms, tmp_path, loop)

    async def go_on(about):
        cache.look_ahead({"kind": "live", "code": "A", "round": 1, "exhibit": {"id": about}})
        return await cache.get("A", about, 1, "1")

    for number, about in enumerate(("first", "second", "third"), start=1):
        assert loop.run_until_complete(go_on(about)).payload == {"made by": "_compute"}
        assert len(Pool.made) == number
        Pool.made[-1].is_broken = True
    cache.close()
