"""The change feed: own changes at once, those of other processes soon, none forgotten."""

import queue
import subprocess
import sys
import textwrap

import pytest

from riskier.room import Rooms, Store, open_store
from riskier.room.store import sqlite
from tests.store.conftest import end_connections


class Heard:
    """A watcher that waits for news."""

    def __init__(self, store: Store) -> None:
        self.news: queue.Queue[tuple[str, int]] = queue.Queue()
        self.stop = store.watch(lambda code, seq: self.news.put((code, seq)))

    def next(self) -> tuple[str, int]:
        return self.news.get(timeout=60)

    def until(self, wanted: tuple[str, int]) -> None:
        while self.next() != wanted:
            pass


def test_own_changes_are_told_though_nobody_looks(rooms: Rooms, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "_POLL_S", 3600)
    heard = Heard(rooms.store)
    code = rooms.new().code
    rooms.move(code, stage="risk")
    heard.until((code, 2))


def test_a_deleted_room_is_told_as_zero(rooms: Rooms):
    code = rooms.new().code
    heard = Heard(rooms.store)
    rooms.delete(code)
    heard.until((code, 0))


def test_each_change_is_told_to_each_watcher_once(rooms: Rooms):
    first, second = Heard(rooms.store), Heard(rooms.store)
    code = rooms.new().code
    for heard in (first, second):
        heard.until((code, 1))
    first.stop()
    rooms.move(code, stage="risk")
    assert second.next() == (code, 2)
    rooms.move(code, stage="tools")
    assert second.next() == (code, 3)
    assert first.news.empty()


def test_one_failing_watcher_silences_no_other(rooms: Rooms):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    rooms.watch(fail)
    heard = Heard(rooms.store)
    code = rooms.new().code
    heard.until((code, 1))


def test_another_process_is_heard(rooms: Rooms, store_url: str):
    code = rooms.new().code
    heard = Heard(rooms.store)
    script = f"""
        from riskier.pack import load_pack
        from riskier.room import Rooms, open_store
        store = open_store({store_url!r})
        Rooms(store, load_pack()).move({code!r}, stage="risk")
        store.close()
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, timeout=60)
    heard.until((code, 2))
    assert rooms.get(code).stage == "risk"


def test_a_burst_is_told_with_its_last_number(rooms: Rooms):
    code = rooms.new().code
    heard = Heard(rooms.store)
    futures = [rooms.join_soon(code) for _ in range(200)]
    for future in futures:
        future.result()
    heard.until((code, 201))


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_a_lost_connection_is_made_up_for(rooms: Rooms, store_url: str):
    code = rooms.new().code
    heard = Heard(rooms.store)
    rooms.move(code, stage="risk")
    heard.until((code, 2))
    end_connections(store_url)
    assert rooms.get(code).seq == 2, "reading goes on"
    end_connections(store_url)
    other = open_store(store_url)
    other.change(code, _bump)
    heard.until((code, 3))
    rooms.move(code, stage="tools")
    heard.until((code, 4))
    other.close()


def _bump(record):
    return type(record)(**{**vars(record), "topic": "told while the line was cut"})
