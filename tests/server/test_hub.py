"""Who is told what, and in which order, when a room changes."""

import asyncio
import json
import threading

import pytest

from riskier.room import RoomError
from riskier.room.errors import StoreError, UnknownRoomError
from riskier.server import events
from riskier.server.events import Hub
from riskier.server.limits import PAGES_A_PERSON

CODE = "TESTER"
PEOPLE = 2 * events.BATCH + 1


class Person:
    """A listener that keeps what it was sent."""

    def __init__(self, person):
        self.person, self.shows_counts, self.told = person, person is None, -1
        self.states, self.is_over, self.gone = [], False, False

    def send(self, message):
        head, _, rest = message.decode().partition("data: ")
        if "event: state" in head:
            self.states.append(json.loads(rest))
        self.gone = self.gone or "event: gone" in head

    def close(self):
        self.is_over = True


class Rooms:
    """One room, whose answers can be made slow to read and whose store can fail."""

    def __init__(self):
        self.now = {"seq": 1, "activity": None, "round": 1, "phase": "waiting", "answered": 0}
        self.now |= {"ballot": None}
        self.error, self.readings, self.changed = None, 0, None
        self.may_read = threading.Event()
        self.may_read.set()

    def watch(self, changed):
        self.changed = changed
        return lambda: None

    def state(self, code):
        if self.error is not None:
            raise self.error
        return {**self.now, "joined": PEOPLE, "server_time": 0.0}

    def owns(self, code, participants):
        self.readings += 1
        assert self.may_read.wait(30)
        return {each: {"answer": None, "previous": {"of": each}} for each in participants}

    def move(self, **change):
        self.now = {**self.now, "seq": self.now["seq"] + 1, **change}
        self.changed(CODE, self.now["seq"])


async def until(condition):
    while not condition():
        await asyncio.sleep(0.005)


def second_round(phase="open"):
    return {"activity": {"id": "relevance", "round": 2}, "round": 2, "phase": phase}


def in_a_room(scenario):
    async def run():
        rooms = Rooms()
        hub = Hub(rooms, asyncio.get_running_loop())
        people = [Person(f"p{number}") for number in range(PEOPLE)]
        screen = Person(None)
        for each in (*people, screen):
            hub.listen(CODE, each)
        try:
            async with asyncio.timeout(30):
                await scenario(rooms, people, screen)
        finally:
            hub.close()

    asyncio.run(run())


def test_everyone_gets_their_own_answer_and_the_store_is_read_once():
    async def scenario(rooms, people, screen):
        rooms.move(**second_round())
        await until(lambda: all(each.states for each in people))
        assert [each.states[-1]["previous"]["of"] for each in people] == [
            each.person for each in people
        ]
        assert rooms.readings == 1
        assert "previous" not in screen.states[-1]

    in_a_room(scenario)


def test_a_move_overtaken_by_the_next_still_brings_own_answers():
    async def scenario(rooms, people, screen):
        rooms.may_read.clear()
        rooms.move(**second_round())
        await until(lambda: screen.told == 2)
        rooms.move(**second_round("closed"))
        await until(lambda: screen.told == 3)
        rooms.may_read.set()
        await until(lambda: all(each.states for each in people))
        for each in people:
            (state,) = each.states
            assert (state["seq"], state["phase"]) == (3, "closed")
            assert state["previous"] == {"of": each.person}

    in_a_room(scenario)


def test_answers_are_counted_for_the_screen_alone():
    async def scenario(rooms, people, screen):
        rooms.move(answered=7)
        await until(lambda: screen.states)
        assert screen.states[-1]["answered"] == 7
        assert not any(each.states for each in people)

    in_a_room(scenario)


def test_nobody_makes_the_room_wait_by_opening_page_after_page():
    async def main():
        rooms = Rooms()
        hub = Hub(rooms, asyncio.get_running_loop())
        pages = [Person("p") for _ in range(3 * PAGES_A_PERSON)]
        for each in (Person("q"), *pages):
            hub.listen(CODE, each)
        ended, told = pages[:-PAGES_A_PERSON], pages[-PAGES_A_PERSON:]
        for each in ended:
            # As the handler of a stream does once that is over.
            hub.leave(CODE, each)
        rooms.move(**second_round())
        await until(lambda: told[-1].states)
        assert [each.is_over for each in pages] == [True] * len(ended) + [False] * len(told)
        assert [bool(each.states) for each in pages] == [each in told for each in pages]
        hub.close()

    asyncio.run(asyncio.wait_for(main(), 30))


@pytest.mark.parametrize(
    ("error", "is_over"),
    [(UnknownRoomError(CODE), True), (StoreError("busy", "Locked."), False)],
    ids=["deleted", "store fails"],
)
def test_a_store_that_fails_ends_nothing_a_deleted_room_does(monkeypatch, error, is_over):
    monkeypatch.setattr(events, "AGAIN_SECONDS", 0.01)

    async def scenario(rooms, people, screen):
        assert isinstance(error, RoomError)
        rooms.error = error
        rooms.changed(CODE, 2)
        if is_over:
            await until(lambda: all(each.gone and each.is_over for each in people))
            return
        await asyncio.sleep(0.1)
        rooms.error = None
        await until(lambda: all(each.states for each in people))
        assert not any(each.gone or each.is_over for each in people)

    in_a_room(scenario)
