"""How long answers are kept: what may be promised, when it is due, older stores."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from riskier.room import RoomError, Rooms, StoreError, open_store
from riskier.room.keeping import KEEP, due, today
from tests.store.conftest import Group

OLD = Path(__file__).parents[1] / "data" / "rooms-schema-1.sqlite"
DAY = date(2026, 11, 23)


def test_answers_are_kept_until_somebody_deletes_them_unless_said_otherwise(rooms: Rooms):
    code = rooms.new().code
    rooms.move(code, ended=True)
    assert rooms.get(code).settings["keep"] == "until-deleted"
    assert rooms.due(today() + timedelta(days=4000)) == []


def test_everybody_is_told_what_was_promised(rooms: Rooms):
    code = rooms.new(keep="until-end").code
    assert rooms.state(code)["promise"] == "Answers are deleted when the room ends"


def test_a_promise_that_does_not_exist_is_refused(rooms: Rooms):
    with pytest.raises(RoomError, match="'until-deleted', '30-days', 'tables' or 'until-end'"):
        rooms.new(keep="forever")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("until-deleted", "30-days", True),
        ("until-deleted", "tables", True),
        ("30-days", "until-end", True),
        ("30-days", "tables", False),
        ("30-days", "until-deleted", False),
        ("tables", "until-end", True),
        ("until-end", "30-days", False),
        ("until-end", "until-end", True),
    ],
)
def test_a_promise_can_be_made_stricter_once_people_joined(rooms: Rooms, before, after, allowed):
    code = rooms.new(keep=before).code
    rooms.join(code)
    if allowed:
        assert rooms.move(code, settings={"keep": after}).settings["keep"] == after
        return
    with pytest.raises(RoomError, match="People joined on the promise") as caught:
        rooms.move(code, settings={"keep": after})
    assert caught.value.field == "settings.keep"
    assert rooms.get(code).settings["keep"] == before


def test_before_anybody_joined_everything_may_be_promised(rooms: Rooms):
    code = rooms.new(keep="until-end").code
    assert rooms.move(code, settings={"keep": "until-deleted"}).settings["keep"] == "until-deleted"


@pytest.mark.parametrize(
    ("keep", "ended", "joined", "days", "expected"),
    [
        ("until-end", False, 4, 29, None),
        ("until-end", False, 4, 30, "delete"),
        ("until-end", True, 4, 0, "delete"),
        ("until-end", True, 0, 0, "delete"),
        ("until-end", False, 0, 400, None),
        ("tables", True, 4, 0, "tables"),
        ("tables", True, 0, 0, "delete"),
        ("tables", False, 4, 30, "tables"),
        ("30-days", True, 4, 29, None),
        ("30-days", True, 4, 30, "delete"),
        ("30-days", False, 4, 31, "delete"),
        ("30-days", False, 0, 31, None),
        ("until-deleted", True, 4, 4000, None),
    ],
)
def test_what_is_due(rooms: Rooms, keep, ended, joined, days, expected):  # noqa: PLR0917
    record = rooms.store.room(rooms.new(keep=keep).code)
    moved = (DAY - timedelta(days=days)).isoformat()
    assert due(replace(record, ended=ended, joined=joined, moved_on=moved), DAY) == expected


def test_a_persons_own_room_is_never_due(rooms: Rooms):
    record = replace(rooms.store.room(rooms.new(keep="until-end").code), kind="solo", ended=True)
    assert due(record, DAY) is None


def test_the_clock_runs_from_the_last_move_and_answers_do_not_wind_it(group: Group):
    rooms, code = group.rooms, group.code
    group.join(1)
    group.ask("gut-check")
    _age(rooms, code, 10)
    group.say(0, {"ratings": {"side": 1}})
    assert rooms.store.room(code).moved_on == (today() - timedelta(days=10)).isoformat()
    before = rooms.get(code).seq
    rooms.move(code, phase="open")  # It is open already: that is no move.
    assert rooms.get(code).seq == before
    rooms.move(code, phase="closed")
    assert rooms.store.room(code).moved_on == today().isoformat()


def test_what_is_due_is_found_in_the_store(group: Group):
    rooms, code = group.rooms, group.code
    group.join(1)
    rooms.move(code, settings={"keep": "30-days"})
    assert rooms.due() == []
    assert rooms.due(today() + timedelta(days=30)) == [(code, "delete")]


def test_a_room_from_a_file_begins_its_clock_anew(group: Group):
    rooms = group.rooms
    file = rooms.export(group.code)
    file["room"]["created"] = "2020-01-01"
    assert "keep" not in file["room"]
    record = rooms.store.room(rooms.load(file))
    assert (record.created, record.moved_on) == ("2020-01-01", today().isoformat())
    assert record.keep == "until-deleted"


def test_every_promise_has_words():
    assert all(words.startswith("Answers are ") for words in KEEP.values())


def test_an_older_file_names_the_command_that_brings_it_up_to_date(tmp_path: Path):
    path = shutil.copy(OLD, tmp_path / "rooms.db")
    with pytest.raises(StoreError, match="riskier room upgrade --store") as caught:
        open_store(str(path))
    assert str(path) in caught.value.message
    with sqlite3.connect(path) as opened:
        assert opened.execute("SELECT value FROM riskier_meta").fetchall() == [("1",)]


def test_an_older_file_loses_nothing(tmp_path: Path, pack):
    path = shutil.copy(OLD, tmp_path / "rooms.db")
    open_store(str(path), upgrade=True).close()
    store = open_store(str(path))
    rooms = Rooms(store, pack)
    room, record = rooms.get("OLD234"), store.room("OLD234")
    assert (room.topic, room.k_min, room.joined, room.seq) == ("an older store", 3, 4, 12)
    assert (record.keep, record.moved_on) == ("until-deleted", "2026-10-01")
    sides = sorted(
        p["gut-check", 1]["ratings"]["side"] for p in rooms.people("OLD234", [("gut-check", 1)])
    )
    assert sides == [-2, -1, 0, 1]
    assert rooms.key_opens("OLD234", "old facilitator key")
    assert rooms.move("OLD234", settings={"keep": "30-days"}).settings["keep"] == "30-days"
    store.close()
    open_store(str(path), upgrade=True).close()


def test_what_was_closed_in_an_older_file_counts_as_shown(tmp_path: Path, pack):
    path = shutil.copy(OLD.with_name("rooms-schema-2.sqlite"), tmp_path / "rooms.db")
    open_store(str(path), upgrade=True).close()
    store = open_store(str(path))
    # Revealed with six answers; three, below the room's five; open with six.
    record = store.room("OLD345")
    assert record.late == {"gut-check/1": 0}
    for key, count in ((("gut-check", 1), 6), (("relevance", 1), 3), (("barriers", 1), 6)):
        assert len(store.answers("OLD345", [key])) == count
        assert store.shown(record, [key]) == store.answers("OLD345", [key])
    rooms = Rooms(store, pack)
    rooms.move("OLD345", phase="closed")
    assert store.room("OLD345").late == {"gut-check/1": 0, "barriers/1": 0}
    store.close()


def test_any_store_of_version_one_can_be_brought_up_to_date(store_url: str, pack):
    store = open_store(store_url)
    code = Rooms(store, pack).new().code
    _make_old(store)
    store.close()
    with pytest.raises(StoreError, match="schema version 1"):
        open_store(store_url)
    store = open_store(store_url, upgrade=True)
    assert store.room(code).keep == "until-deleted"
    assert store.room(code).moved_on == store.room(code).created
    store.close()


def test_a_newer_store_is_left_alone(store_url: str):
    store = open_store(store_url)
    with store._writing.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("UPDATE riskier_meta SET value = '9'"))
    store.close()
    for upgrade in (False, True):
        with pytest.raises(StoreError, match="pip install --upgrade riskier"):
            open_store(store_url, upgrade=upgrade)


def _make_old(store) -> None:
    with store._writing.begin() as connection:
        connection.execute(text("ALTER TABLE riskier_rooms DROP COLUMN keep"))
        connection.execute(text("ALTER TABLE riskier_rooms DROP COLUMN moved_on"))
        connection.execute(text("ALTER TABLE riskier_rooms DROP COLUMN late"))
        connection.execute(text("ALTER TABLE riskier_answers DROP COLUMN shown"))
        connection.execute(text("UPDATE riskier_meta SET value = '1'"))


def _age(rooms: Rooms, code: str, days: int) -> None:
    then = (today() - timedelta(days=days)).isoformat()
    rooms.store.change(code, lambda record: replace(record, moved_on=then))
