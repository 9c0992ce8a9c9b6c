"""Privacy as a property of the store: no order, no ids, no times, nothing left behind."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.room import Rooms, open_store
from riskier.room.store import tables
from tests.store.conftest import GUT, Group


def test_only_hashes_of_secrets_are_kept(group: Group):
    rooms = group.rooms
    new = rooms.new(key="facilitator's own key")
    joined = rooms.join(new.code)
    with rooms.store._reading.connect() as connection:
        kept = [
            str(value)
            for table in tables.metadata.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        ]
    for secret in (new.facilitator_key, joined.token, joined.resume_code):
        assert not any(secret in value for value in kept)


def test_no_column_tells_who_or_when():
    names = {c.name for table in tables.metadata.sorted_tables for c in table.columns}
    times = {
        name for name in names if re.search("time|date|created|_at|when|address|name|agent", name)
    }
    assert times == {"created", "timer_ends_at"}
    assert tables.rooms.c.created.type.length == len("2026-01-31")


def test_rows_lie_in_the_order_of_a_hash(sqlite_rooms: Rooms, tmp_path: Path):
    group = Group(sqlite_rooms, sqlite_rooms.new().code)
    group.join(40)
    group.ask("gut-check")
    for who in range(40):
        group.say(who, GUT)
    with sqlite3.connect(tmp_path / "rooms.db") as connection:
        sql = "SELECT participant FROM riskier_answers"
        lying = [row[0] for row in connection.execute(sql)]
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            connection.execute("SELECT rowid FROM riskier_answers")
    assert lying == sorted(group.people)
    assert lying != group.people


def test_people_come_in_a_fresh_order(group: Group):
    group.join(12)
    group.ask("estimates")
    item = group.rooms.state(group.code)["activity"]["items"][0]["id"]
    for who in range(12):
        parts = {"lowest": who, "highest": who, "best": who, "confidence": 80}
        group.say(who, {"estimates": {item: parts}})
    orders = set()
    for _ in range(20):
        people = group.rooms.people(group.code, [("estimates", 1)])
        orders.add(tuple(person["estimates", 1]["estimates"][item]["best"] for person in people))
    assert len(orders) > 15
    assert all(sorted(order) == list(range(12)) for order in orders)
    firsts = {order[0] for order in orders}
    assert len(firsts) > 3, "nobody is always first"


def test_texts_come_in_a_fresh_order_under_ids_that_say_nothing(group: Group):
    group.join(10)
    group.ask("stop")
    for who in range(10):
        group.say(who, {"texts": [f"text {who}"]})
    listings = [group.rooms.texts(group.code, "stop") for _ in range(10)]
    assert len({tuple(text["id"] for text in listing) for listing in listings}) > 5
    assert {key for text in listings[0] for key in text} == {
        "id",
        "text",
        "slot",
        "hidden",
        "votes",
    }
    by_id = sorted(listings[0], key=lambda text: text["id"])
    assert [text["text"] for text in by_id] != [f"text {who}" for who in range(10)]
    ids = {text["id"] for text in listings[0]}
    assert not ids & set(group.people)


def test_people_are_linked_only_by_what_is_asked_for(group: Group):
    group.join(3)
    group.ask("gut-check")
    group.all_say(GUT, GUT, GUT)
    group.ask("stop")
    group.all_say({"texts": ["a"]}, {"texts": ["b"]})
    assert all(
        set(person) == {("stop", 1)} for person in group.rooms.people(group.code, [("stop", 1)])
    )


SECRET = "Q7ZXJW"
WORDS = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=60).map(lambda t: SECRET + t)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 2), WORDS), min_size=1, max_size=12))
def test_nothing_of_a_deleted_room_stays_in_the_file(tmp_path_factory, pack, said):
    folder = tmp_path_factory.mktemp("deleted")
    store = open_store(str(folder / "rooms.db"))
    rooms = Rooms(store, pack)
    other = Group(rooms, rooms.new(topic="the room that stays").code)
    other.join(1)
    group = Group(rooms, rooms.new(topic=f"{SECRET} topic").code)
    group.join(3)
    group.ask("stop")
    for who, text in said:
        group.say(who, {"texts": [text]})
    assert found(folder, SECRET)
    receipt = rooms.delete(group.code)
    assert receipt.stays == ()
    assert (receipt.participants, receipt.answers) == (3, len({who for who, _ in said}))
    for trace in (SECRET, group.code, *group.people):
        assert not found(folder, trace)
    assert rooms.get(other.code).joined == 1
    store.close()
    assert not found(folder, SECRET)


def found(folder: Path, text: str) -> bool:
    """Tell whether any file in a folder holds a text."""
    return any(text.encode() in path.read_bytes() for path in folder.iterdir())


def test_an_overwritten_answer_leaves_no_trace_after_deletion_of_the_room(sqlite_rooms, tmp_path):
    group = Group(sqlite_rooms, sqlite_rooms.new().code)
    group.join(6)
    group.ask("stop")
    for who in range(6):
        group.say(who, {"texts": [SECRET]})
    sqlite_rooms.move(group.code, phase="closed")
    sqlite_rooms.move(group.code, phase="open")
    group.say(0, {"texts": ["something else"]})
    assert SECRET in str(sqlite_rooms.store.shown(sqlite_rooms.store.room(group.code))), (
        "as it was when last shown"
    )
    sqlite_rooms.delete(group.code)
    assert not found(tmp_path, SECRET)


def test_the_file_is_its_owners_alone(sqlite_rooms: Rooms, tmp_path: Path):
    sqlite_rooms.new()
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_a_reader_that_stays_is_told_on_the_receipt(sqlite_rooms, tmp_path, monkeypatch):
    monkeypatch.setattr("riskier.room.store.sqlite._WAIT_MS", 200)
    group = Group(sqlite_rooms, sqlite_rooms.new().code)
    reader = sqlite3.connect(tmp_path / "rooms.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM riskier_rooms").fetchone()
    receipt = sqlite_rooms.delete(group.code)
    reader.close()
    assert "until every program" in receipt.message
