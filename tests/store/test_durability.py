"""An acknowledged answer is on disk: through kill -9, two processes, full disks, locks."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from riskier.room import Rooms, StoreError, open_store
from riskier.room.store.backup import back_up
from riskier.room.store.sqlite import Pulse
from tests.store.conftest import GUT, Group, counts, end_connections

# Joins, then answers without end; prints each acknowledgement as it comes.
WRITER = """
    import sys
    from riskier.pack import load_pack
    from riskier.room import Rooms, open_store
    url, code, label = sys.argv[1:]
    rooms = Rooms(open_store(url), load_pack())
    people = [rooms.participant(code, rooms.join(code).token) for _ in range(10)]

    def acknowledge(who, text):
        def print_it(future):
            future.result()
            print(who, text, flush=True)
        return print_it

    number = 0
    while True:
        number += 1
        futures = []
        for who, person in enumerate(people):
            text = f"{label}-{who}-{number}"
            future = rooms.submit_soon(code, person, "stop", 1, {"texts": [text]})
            future.add_done_callback(acknowledge(who, text))
            futures.append(future)
        for future in futures:
            future.result()
"""


@contextmanager
def writer(url: str, code: str, label: str) -> Iterator[subprocess.Popen[str]]:
    """Run a process that writes until it is killed."""
    command = [sys.executable, "-u", "-c", textwrap.dedent(WRITER), url, code, label]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def last_acknowledged(process: subprocess.Popen[str], lines: int) -> dict[str, str]:
    """Kill a writer once it has printed some lines; return each person's last answer."""
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(lines)]
    os.kill(process.pid, signal.SIGKILL)
    seen += process.stdout.readlines()
    whole = [line.split() for line in seen if line.endswith("\n")]
    return {who: text for who, text in whole}  # noqa: C416 - lines are lists


def number_of(text: str) -> int:
    return int(text.rpartition("-")[2])


def test_kill_9_loses_no_acknowledged_answer(rooms: Rooms, store_url: str):
    group = Group(rooms, rooms.new().code)
    group.ask("stop")
    with writer(store_url, group.code, "w") as process:
        acknowledged = last_acknowledged(process, 400)
    again = Rooms(open_store(store_url), rooms.pack)
    stored = {
        text["text"].rpartition("-")[0]: text["text"] for text in again.texts(group.code, "stop")
    }
    assert len(acknowledged) == 10
    for who, text in acknowledged.items():
        assert number_of(stored[f"w-{who}"]) >= number_of(text)
    assert again.get(group.code).joined == 10
    group.join(1)
    group.say(0, {"texts": ["after the crash"]})
    again.store.close()


def test_two_processes_write_to_one_room(rooms: Rooms, store_url: str):
    group = Group(rooms, rooms.new().code)
    group.join(1)
    group.ask("stop")
    with writer(store_url, group.code, "a") as first, writer(store_url, group.code, "b") as second:
        for number in range(50):
            group.say(0, {"texts": [f"c-0-{number}"]})
        last = {"a": last_acknowledged(first, 200), "b": last_acknowledged(second, 200)}
    texts = [text["text"] for text in rooms.texts(group.code, "stop")]
    stored = {text.rpartition("-")[0]: text for text in texts}
    assert stored["c-0"] == "c-0-49"
    for label, acknowledged in last.items():
        for who, text in acknowledged.items():
            assert number_of(stored[f"{label}-{who}"]) >= number_of(text)
    assert counts(rooms, group.code) == (21, 21)


def test_one_person_in_two_processes_at_once(rooms: Rooms, store_url: str):
    group = Group(rooms, rooms.new().code)
    group.join(1)
    group.ask("gut-check")
    other = Rooms(open_store(store_url), rooms.pack)
    answers = [{"ratings": {"side": side}} for side in (-3, -2, -1, 0, 1, 2, 3)] * 6

    def write(through: Rooms) -> None:
        for answer in answers:
            through.submit(group.code, group.people[0], "gut-check", 1, answer)

    threads = [threading.Thread(target=write, args=(each,)) for each in (rooms, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(rooms, group.code) == (1, 1)
    assert rooms.own(group.code, group.people[0]) == other.own(group.code, group.people[0])
    other.store.close()


def test_a_full_disk_is_said_and_survived(sqlite_rooms: Rooms):
    group = Group(sqlite_rooms, sqlite_rooms.new().code)
    group.join(30)
    group.ask("stop")
    limit_pages(sqlite_rooms, 0)
    with pytest.raises(StoreError, match=r"is full\. Free some space") as caught:
        group.all_say(*LONG)
    assert (caught.value.code, caught.value.status) == ("disk_full", 507)
    assert counts(sqlite_rooms, group.code)[1] < 30
    limit_pages(sqlite_rooms, 1_000_000)
    group.all_say(*LONG)
    assert counts(sqlite_rooms, group.code)[1] == 30


LONG = [{"texts": [f"{who}" * 70]} for who in range(10, 40)]


def limit_pages(rooms: Rooms, most: int) -> None:
    """Let the file grow to `most` pages, or no further than it is."""
    with rooms.store._writing.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {max(most, 1)}")


def test_a_locked_file_is_said_and_survived(tmp_path: Path, pack, monkeypatch):
    monkeypatch.setattr("riskier.room.store.sqlite._WAIT_MS", 300)
    store = open_store(str(tmp_path / "rooms.db"))
    rooms = Rooms(store, pack)
    code = rooms.new().code
    blocker = sqlite3.connect(tmp_path / "rooms.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"keeps .* locked") as caught:
        rooms.join(code)
    assert caught.value.code == "busy"
    assert rooms.get(code).joined == 0, "reading goes on"
    blocker.execute("ROLLBACK")
    blocker.close()
    rooms.join(code)
    assert rooms.get(code).joined == 1
    store.close()


def test_a_file_that_may_only_be_read_is_said_and_survived(sqlite_rooms: Rooms):
    code = sqlite_rooms.new().code
    only_read(sqlite_rooms, 1)
    with pytest.raises(StoreError, match="may not be written to") as caught:
        sqlite_rooms.join(code)
    assert caught.value.code == "read_only"
    only_read(sqlite_rooms, 0)
    sqlite_rooms.join(code)
    assert sqlite_rooms.get(code).joined == 1


def put_another(file: Path, aside: Path) -> None:
    """Put a store with the same rooms in the place of a file."""
    back_up(file, aside)
    aside.replace(file)


@pytest.mark.parametrize("take_away", [Path.rename, put_another])
def test_a_file_taken_away_is_said_and_nothing_is_acknowledged(sqlite_rooms, tmp_path, take_away):
    file, rooms = tmp_path / "rooms.db", sqlite_rooms
    group = Group(rooms, rooms.new().code)
    group.join(1)
    group.ask("gut-check")
    group.say(0, GUT)
    kept = tmp_path / "kept.db"
    kept.hardlink_to(file)
    take_away(file, tmp_path / "aside.db")
    for use in (
        lambda: rooms.get(group.code),
        lambda: rooms.join(group.code),
        lambda: rooms.store.join(group.code, "somebody", lambda _: None).result(),
        lambda: group.say(0, GUT),
        lambda: rooms.delete(group.code),
    ):
        with pytest.raises(StoreError, match="removed or replaced while it was in use") as caught:
            use()
        assert (caught.value.code, caught.value.status) == ("replaced", 503)
    kept.replace(file)
    group.say(0, {"ratings": {"side": 2}})
    assert rooms.own(group.code, group.people[0])["answer"] == {"ratings": {"side": 2}}
    assert rooms.get(group.code).joined == 1


def test_what_watches_a_file_does_not_make_it_anew(tmp_path):
    path = tmp_path / "gone.db"
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        Pulse(path)
    assert not path.exists()


def test_whoever_opens_a_file_that_was_taken_away_leaves_its_log_alone(sqlite_rooms, tmp_path):
    file, code = tmp_path / "rooms.db", sqlite_rooms.new().code
    sqlite_rooms.join(code)
    file.rename(tmp_path / "aside.db")
    with pytest.raises(StoreError, match="to begin anew, remove the log") as caught:
        open_store(str(file))
    assert caught.value.code == "replaced"
    assert not file.exists()
    (tmp_path / "aside.db").rename(file)
    assert sqlite_rooms.get(code).joined == 1
    other = open_store(str(file))
    assert other.room(code).joined == 1
    other.close()


def only_read(rooms: Rooms, yes: int) -> None:
    """Make SQLite refuse every write, or no longer."""
    connection = rooms.store._writing.raw_connection()
    connection.execute(f"PRAGMA query_only = {yes}")
    connection.close()


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("disk I/O error", "disk_error"),
        ("database disk image is malformed", "damaged"),
        ("something nobody foresaw", "store"),
    ],
)
def test_what_sqlite_says_is_passed_on_and_survived(sqlite_rooms: Rooms, tmp_path, says, code):
    room = sqlite_rooms.new().code
    with sqlite3.connect(tmp_path / "rooms.db") as connection:
        connection.execute(
            "CREATE TRIGGER fault BEFORE INSERT ON riskier_participants "
            f"BEGIN SELECT RAISE(FAIL, '{says}'); END"
        )
    with pytest.raises(StoreError) as caught:
        sqlite_rooms.join(room)
    assert caught.value.code == code
    with sqlite3.connect(tmp_path / "rooms.db") as connection:
        connection.execute("DROP TRIGGER fault")
    sqlite_rooms.join(room)
    assert sqlite_rooms.get(room).joined == 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("{folder}", "is a folder. Give the name of a file"),
        ("{folder}/text.txt", "is not a store of this kit"),
        ("{folder}/text.txt/rooms.db", "is a file, so nothing can be put into it"),
        ("mysql://somewhere/rooms", "is no store. Give a file name, sqlite:///FILE or postgresql:"),
        ("sqlite://", "is no store"),
        ("http://[", "is no store"),
    ],
)
def test_a_place_that_is_no_store_says_so(tmp_path: Path, place, words):
    (tmp_path / "text.txt").write_text("This is a letter, not a database. " * 100)
    with pytest.raises(StoreError, match=words):
        open_store(place.format(folder=tmp_path))


def test_a_database_that_cannot_be_reached():
    with pytest.raises(StoreError, match=r"cannot be reached: .* Check that it runs") as caught:
        open_store("postgresql://user:secret@127.0.0.1:1/none")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_a_restarted_database_is_survived(rooms: Rooms, store_url: str):
    group = Group(rooms, rooms.new().code)
    group.join(1)
    group.ask("gut-check")
    for side in (-1, 0, 1):
        end_connections(store_url)
        answer = {"ratings": {"side": side}}
        group.say(0, answer)
        end_connections(store_url)
        assert rooms.own(group.code, group.people[0])["answer"] == answer


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_faults_of_a_database_name_the_way_out(rooms: Rooms, store_url: str):
    code = rooms.new().code
    with pytest.raises(StoreError, match=r"cannot be reached: .*not_there.* Check that it runs"):
        open_store(store_url.replace("?", "_not_there?", 1))
    with psycopg.connect(store_url) as holder:
        holder.execute("LOCK TABLE riskier_rooms IN EXCLUSIVE MODE")
        with pytest.raises(StoreError, match=r"keeps .* locked") as caught:
            rooms.join(code)
    assert caught.value.code == "busy"
    rooms.join(code)
    assert rooms.get(code).joined == 1


def test_answers_given_before_closing_are_kept(store_url: str, pack):
    rooms = Rooms(open_store(store_url), pack)
    group = Group(rooms, rooms.new().code)
    group.join(3)
    group.ask("gut-check")
    futures = [rooms.submit_soon(group.code, who, "gut-check", 1, GUT) for who in group.people]
    rooms.store.close()
    assert all(future.done() for future in futures)
    again = Rooms(open_store(store_url), pack)
    assert counts(again, group.code) == (3, 3)
    again.store.close()
