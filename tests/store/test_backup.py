"""A copy of a live store is whole; putting it back asks for a store that nobody uses."""

import sqlite3
import threading

import pytest
from click.testing import CliRunner

from riskier.cli.room import room
from riskier.room import Rooms, open_store
from tests.store.conftest import Group


@pytest.fixture
def group(sqlite_rooms):
    made = Group(sqlite_rooms, sqlite_rooms.new(key="a key of our own").code)
    made.join(20)
    made.ask("stop")
    return made


def run(*arguments, **options):
    return CliRunner().invoke(room, [str(each) for each in arguments], **options)


def test_a_copy_made_while_people_answer_holds_all_that_was_acknowledged(group, tmp_path, pack):
    copy, over, acknowledged = tmp_path / "copies" / "rooms.db", threading.Event(), {}

    def answer():
        number = 0
        while not over.is_set():
            for who in range(20):
                number += 1
                group.say(who, {"texts": [f"{who}-{number}"]})
                acknowledged[who] = number

    writer = threading.Thread(target=answer)
    writer.start()
    while len(acknowledged) < 20:
        pass
    before = dict(acknowledged)
    made = run("backup", "--store", tmp_path / "rooms.db", copy)
    over.set()
    writer.join()
    assert made.exit_code == 0, made.output
    assert copy.stat().st_mode & 0o077 == 0
    assert [path.name for path in copy.parent.iterdir()] == ["rooms.db"]
    store = open_store(str(copy))
    kept = Rooms(store, pack)
    texts = dict(text["text"].split("-") for text in kept.texts(group.code, "stop"))
    assert all(int(texts[str(who)]) >= number for who, number in before.items())
    assert kept.key_opens(group.code, "a key of our own")
    store.close()


def test_there_and_back(group, tmp_path, pack):
    place, copy = tmp_path / "rooms.db", tmp_path / "copy.db"
    group.say(0, {"texts": ["kept"]})
    assert run("backup", "--store", place, copy).exit_code == 0
    group.say(0, {"texts": ["said after the copy"]})
    group.rooms.store.close()
    assert run("restore", "--store", place, copy, "--yes").exit_code == 0
    store = open_store(str(place))
    again = Rooms(store, pack)
    assert [text["text"] for text in again.texts(group.code, "stop")] == ["kept"]
    assert again.participant(group.code, "not a token") is None
    assert again.submit(group.code, group.people[0], "stop", 1, {"texts": ["goes on"]})
    store.close()
    assert b"said after the copy" not in place.read_bytes()


def test_a_store_in_use_is_left_alone(group, tmp_path):
    place, copy = tmp_path / "rooms.db", tmp_path / "copy.db"
    run("backup", "--store", place, copy)
    refused = run("restore", "--store", place, copy, "--yes")
    assert refused.exit_code == 2
    assert "is in use. Stop every program" in refused.output
    group.say(0, {"texts": ["nothing happened"]})
    assert not list(tmp_path.glob("*.unfinished"))


def test_a_question_comes_first(group, tmp_path):
    place, copy = tmp_path / "rooms.db", tmp_path / "copy.db"
    run("backup", "--store", place, copy)
    group.rooms.store.close()
    assert "Nothing was changed." in run("restore", "--store", place, copy, input="n\n").output


def test_a_damaged_store_can_be_replaced(group, tmp_path, pack):
    place, copy = tmp_path / "rooms.db", tmp_path / "copy.db"
    run("backup", "--store", place, copy)
    group.rooms.store.close()
    place.write_bytes(b"coffee was spilt here " * 500)
    assert run("restore", "--store", place, copy, "--yes").exit_code == 0
    store = open_store(str(place))
    assert store.room(group.code).joined == 20
    store.close()


def spoil(path, how):
    if how == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    elif how == "letter":
        path.write_text("Dear store, " * 500)
    elif how == "older":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE riskier_meta SET value = '0' WHERE key = 'schema_version'")
    else:
        path.unlink()


@pytest.mark.parametrize("how", ["truncated", "letter", "older", "gone"])
def test_a_bad_copy_replaces_nothing(group, tmp_path, how):
    place, copy = tmp_path / "rooms.db", tmp_path / "copy.db"
    run("backup", "--store", place, copy)
    group.rooms.store.close()
    before = place.read_bytes()
    spoil(copy, how)
    refused = run("restore", "--store", place, copy, "--yes")
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    ("store", "file", "words"),
    [
        ("nowhere.db", "copy.db", "There is no store"),
        ("rooms.db", "rooms.db", "exists already"),
        ("rooms.db", "rooms.db/copy.db", "cannot be written"),
    ],
)
def test_what_cannot_be_copied_says_why(group, tmp_path, store, file, words):
    refused = run("backup", "--store", tmp_path / store, tmp_path / file)
    assert refused.exit_code == 2
    assert words in refused.output


def test_postgres_has_a_tool_of_its_own(tmp_path):
    refused = run("backup", "--store", "postgresql://here/rooms", tmp_path / "copy.db")
    assert refused.exit_code == 2
    assert "pg_dump" in refused.output
