"""The console and the projector while the store cannot be read: they say so and come back."""

import asyncio

import pytest

from riskier.pages import feed, words
from riskier.pages.desk import Desk
from riskier.pages.projector import Screen
from riskier.pages.stages import StagePage
from riskier.room import StoreError
from riskier.room.kept import Kept

ADDRESS = "http://example.org/join/TESTER"


class Switch:
    """Makes every reading of a store fail while it is off."""

    def __init__(self, store):
        self._fetch, self.is_off = store._fetch, False
        store._fetch = self

    def __call__(self, *query):
        if self.is_off:
            raise StoreError("unreachable", "The database cannot be reached.")
        return self._fetch(*query)


@pytest.fixture
def store_switch(rooms, monkeypatch):
    monkeypatch.setattr(feed, "STORE_AWAY_SECONDS", 0.02)
    # What was read before must not hide that the store is away.
    monkeypatch.setattr(rooms.store._pulse, "records", lambda: Kept(1))
    return Switch(rooms.store)


async def until(true):
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("not so after ten seconds")


@pytest.mark.parametrize("page", [Desk, Screen])
def test_a_page_says_that_the_store_is_away_and_comes_back(page, rooms, live, store_switch):
    async def main():
        rooms.move(live, step="barriers")
        shown = page(rooms, live, ADDRESS)
        before = shown.widget.here
        store_switch.is_off = True
        shown.feed.look()
        assert shown.widget.here == before | {"phase_words": words.STORE_AWAY}
        store_switch.is_off = False
        await until(lambda: shown.widget.here["phase_words"] == before["phase_words"])
        shown.feed.stop()

    asyncio.run(main())


def test_however_often_one_looks_meanwhile_the_store_is_asked_once_a_second(
    rooms, live, store_switch
):
    async def main():
        looks = []

        def look_five_times_in_vain():
            looks.append(len(looks))
            if len(looks) <= 5:
                raise StoreError("unreachable", "The database cannot be reached.")

        follows = feed.Feed(rooms, live, look_five_times_in_vain)
        for _ in range(5):
            follows.look()
        await until(lambda: len(looks) > 5)
        await asyncio.sleep(feed.STORE_AWAY_SECONDS)
        assert len(looks) == 6
        follows.stop()

    asyncio.run(main())


def test_an_answer_of_somebody_alone_is_kept_once_the_store_is_back(rooms, me, store_switch):
    async def main():
        view = StagePage("relevance", rooms, me).show("barriers").children[-1].rounds[0]
        choices = [item["id"] for item in view.asked.view["items"]]
        put, tried = rooms.store.put, []

        def put_again(*given):
            tried.append(given)
            return put(*given)

        rooms.store.put = away
        view.question.answer = {"selected": choices[:1]}
        assert view.question.saved == {
            "state": "offline",
            "message": words.NOT_KEPT,
            "field": None,
        }
        view.question.answer = {"selected": choices[1:2]}
        rooms.store.put = put_again
        await until(lambda: view.question.saved["state"] == "saved")
        await asyncio.sleep(feed.STORE_AWAY_SECONDS)
        assert len(tried) == 1
        assert me.own("barriers", 1)["answer"] == {"selected": choices[1:2]}

    asyncio.run(main())


def away(*_):
    raise StoreError("disk_full", "The disk is full.")


def test_a_button_pressed_meanwhile_is_answered_with_the_reason(rooms, live, store_switch):
    desk = Desk(rooms, live, ADDRESS)
    store_switch.is_off = True
    reply = desk.answer({"id": 7, "command": "next"})
    assert (reply["id"], reply["ok"]) == (7, False)
    assert "cannot be reached" in reply["message"]
    assert "gone" not in desk.widget.here
    store_switch.is_off = False
    assert desk.answer({"id": 8, "command": "next"})["ok"]
    assert desk.widget.here["phase_words"] != words.STORE_AWAY
    desk.feed.stop()
