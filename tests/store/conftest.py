"""Stores to test: SQLite always, PostgreSQL in a schema of its own when TEST_DB_URL is set."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from riskier.pack import Pack
from riskier.room import Rooms, Store, open_store

GUT = {"ratings": {"side": 1, "sure": 60}}


STORES = ["sqlite", "postgres"] if os.environ.get("TEST_DB_URL") else ["sqlite"]


@contextmanager
def scratch_database() -> Iterator[str]:
    """Give the address of an empty PostgreSQL schema; skip where there is no server."""
    server = os.environ.get("TEST_DB_URL")
    if not server:
        pytest.skip("set TEST_DB_URL to a PostgreSQL database to test with it, too")
    schema = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    mark = "&" if "?" in server else "?"
    yield f"{server}{mark}options=-csearch_path%3D{schema}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "rooms.db")
        return
    with scratch_database() as address:
        yield address


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    store = open_store(store_url)
    yield store
    store.close()


@pytest.fixture
def rooms(store: Store, pack: Pack) -> Rooms:
    return Rooms(store, pack)


@pytest.fixture
def sqlite_rooms(tmp_path: Path, pack: Pack) -> Iterator[Rooms]:
    store = open_store(str(tmp_path / "rooms.db"))
    yield Rooms(store, pack)
    store.close()


@dataclass
class Group:
    """A live room and the people in it."""

    rooms: Rooms
    code: str
    people: list[str] = field(default_factory=list)

    def join(self, count: int) -> list[str]:
        for _ in range(count):
            joined = self.rooms.join(self.code)
            self.people.append(str(self.rooms.participant(self.code, joined.token)))
        return self.people

    def ask(self, activity: str, number: int = 1) -> None:
        self.rooms.move(self.code, activity=activity, round=number, phase="open")

    def say(self, who: int, answer: object) -> int:
        room = self.rooms.get(self.code)
        assert room.activity is not None
        return self.rooms.submit(self.code, self.people[who], room.activity, room.round, answer)

    def all_say(self, *answers: object) -> None:
        for who, answer in enumerate(answers):
            self.say(who, answer)

    def reveal(self) -> None:
        self.rooms.move(self.code, phase="closed")
        self.rooms.move(self.code, phase="revealed")


@pytest.fixture
def group(rooms: Rooms) -> Group:
    return Group(rooms, rooms.new().code)


def counts(rooms: Rooms, code: str) -> tuple[int, int]:
    """Return how many joined, and how many answered what the room is at."""
    state = rooms.state(code)
    return state["joined"], state["answered"]


def end_connections(url: str) -> None:
    """End every connection but this one, as a restarted server would."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'riskier' AND pid <> pg_backend_pid()"
        )
