"""The contract in `riskier.room.store.contract`, over every store."""

import threading
from concurrent.futures import Future, wait
from dataclasses import replace

import pytest

from riskier.room import RoomError, Store, StoreError, UnknownRoomError, open_store
from riskier.room.records import AnswerRow, RoomRecord

ROOM = RoomRecord(
    code="ABC234",
    kind="live",
    pack_id="pack",
    created="2026-01-31",
    run_sheet="90",
    topic="Straße 😀 شارع",
    k_min=5,
    key_hash="0" * 64,
    salt="0" * 32,
    stage="welcome",
)


def anything_goes(_: RoomRecord) -> None:
    """Refuse nothing."""


def answer_of(who, body=None, activity="a", number=1):
    return AnswerRow(who, activity, number, body or {"selected": []})


@pytest.fixture
def room(store: Store) -> RoomRecord:
    store.add(ROOM, ["p1", "p2"], [])
    return ROOM


def test_a_room_comes_back_as_it_went_in(store: Store):
    record = replace(
        ROOM,
        step="s",
        activity="a",
        round=2,
        timer_ends_at=1.5,
        ended=True,
        phases={"a/1": "open"},
        answered={"a/1": 3},
        chosen={"a": {"items": ["x"], "columns": None}},
        hidden=["t"],
        joined=7,
    )
    store.add(record, [], [])
    assert store.room("ABC234") == record
    assert store.rooms() == [record]
    assert store.rooms("solo") == []


def test_a_missing_room_is_an_error(store: Store):
    with pytest.raises(RoomError, match="no room “NONE22”") as caught:
        store.room("NONE22")
    assert (caught.value.code, caught.value.status) == ("unknown_room", 404)
    assert not store.has_participant("NONE22", "p1")
    assert store.answers("NONE22") == []
    for refused in (
        lambda: store.change("NONE22", lambda record: record),
        lambda: store.join("NONE22", "p1", anything_goes).result(),
        lambda: store.put("NONE22", answer_of("p1"), anything_goes).result(),
        lambda: store.delete("NONE22"),
    ):
        with pytest.raises(RoomError, match="no room"):
            refused()


def test_a_code_is_given_once(store: Store, room: RoomRecord):
    with pytest.raises(RoomError, match="ABC234 already") as caught:
        store.add(replace(room, topic="another"), [], [])
    assert caught.value.code == "code_taken"
    assert store.room("ABC234") == room


def test_a_change_counts_only_when_something_differs(store: Store, room: RoomRecord):
    assert store.change("ABC234", lambda record: record).seq == room.seq
    changed = store.change("ABC234", lambda record: replace(record, topic="new"))
    assert (changed.seq, changed.topic) == (room.seq + 1, "new")
    assert store.room("ABC234") == changed


def test_a_refused_change_leaves_everything_as_it_was(store: Store, room: RoomRecord):
    def refuse(_: RoomRecord) -> RoomRecord:
        raise RoomError("no", "No.")

    with pytest.raises(RoomError, match="No"):
        store.change("ABC234", refuse)
    assert store.room("ABC234") == room


def test_joining_counts(store: Store, room: RoomRecord):
    seq = store.join("ABC234", "p3", anything_goes).result()
    assert store.has_participant("ABC234", "p3")
    assert not store.has_participant("ABC234", "p4")
    assert "p3" in store.participants("ABC234")
    assert store.participants("NONE22") == []
    assert (store.room("ABC234").joined, store.room("ABC234").seq) == (1, seq)


def test_the_last_answer_stays(store: Store, room: RoomRecord):
    bodies = [{"selected": ["x"]}, {"selected": ["y"]}, {"selected": ["y"]}]
    seqs = [store.put("ABC234", answer_of("p1", b), anything_goes).result() for b in bodies]
    assert seqs == [2, 3, 3], "the same answer again changes nothing"
    assert store.answers_of("ABC234", "p1", "a") == {1: {"selected": ["y"]}}
    assert store.room("ABC234").answered == {"a/1": 1}


def test_answers_by_person_and_by_key(store: Store, room: RoomRecord):
    given = [
        answer_of("p1"),
        answer_of("p2"),
        answer_of("p1", number=2),
        answer_of("p2", None, "b"),
    ]
    for row in given:
        store.put("ABC234", row, anything_goes).result()
    assert sorted(store.answers("ABC234")) == sorted(given)
    assert sorted(store.answers("ABC234", [("a", 1), ("b", 1)])) == sorted(
        [given[0], given[1], given[3]]
    )
    assert store.answers("ABC234", []) == []
    assert set(store.answers_of("ABC234", "p1", "a")) == {1, 2}


def test_a_stranger_cannot_answer(store: Store, room: RoomRecord):
    with pytest.raises(RoomError, match="does not know you") as caught:
        store.put("ABC234", answer_of("stranger"), anything_goes).result()
    assert caught.value.code == "unknown_participant"


def test_one_refused_answer_refuses_no_other(store: Store, room: RoomRecord):
    def refuse(_: RoomRecord) -> None:
        raise RoomError("not_open", "Not open.")

    def write(number: int) -> Future[int]:
        guard = refuse if number % 3 == 0 else anything_goes
        return store.put("ABC234", answer_of("p1", None, "a", number), guard)

    futures = [write(number) for number in range(60)]
    wait(futures)
    refused = [number for number, future in enumerate(futures) if future.exception()]
    assert refused == [number for number in range(60) if number % 3 == 0]
    assert len(store.answers("ABC234")) == 40
    assert store.room("ABC234").seq == 41


def test_a_fault_in_a_guard_harms_only_its_own_write(store: Store, room: RoomRecord):
    def broken(_: RoomRecord) -> None:
        raise ZeroDivisionError

    guards = [broken if number == 7 else anything_goes for number in range(20)]
    rows = [answer_of("p1", None, "a", number) for number in range(20)]
    futures = [store.put("ABC234", row, guard) for row, guard in zip(rows, guards, strict=True)]
    wait(futures)
    assert isinstance(futures[7].exception(), ZeroDivisionError)
    assert len(store.answers("ABC234")) == 19
    assert store.room("ABC234").answered == {f"a/{n}": 1 for n in range(20) if n != 7}


def test_a_missing_room_is_made_with_the_first_answer(store: Store):
    for _ in range(2):
        store.put("ABC234", answer_of("p1"), anything_goes, ROOM).result()
    assert store.room("ABC234").joined == 1
    assert len(store.answers("ABC234")) == 1


def test_many_threads_lose_nothing(store: Store, room: RoomRecord):
    def work(who: str) -> None:
        for number in range(1, 26):
            store.put("ABC234", answer_of(who, None, "a", number), anything_goes).result()
            store.change("ABC234", lambda record: replace(record, k_min=record.k_min + 1))

    threads = [threading.Thread(target=work, args=(who,)) for who in ("p1", "p2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.answers("ABC234")) == 50
    assert store.room("ABC234").k_min == 55
    assert store.room("ABC234").seq == 101


def test_two_stores_of_the_same_place_see_each_other(store: Store, room: RoomRecord):
    other = open_store(store.url)
    try:
        other.change("ABC234", lambda record: replace(record, topic="from the other"))
        assert store.room("ABC234").topic == "from the other"
        store.put("ABC234", answer_of("p1"), anything_goes).result()
        assert other.room("ABC234").answered == {"a/1": 1}
    finally:
        other.close()


def test_that_there_is_no_room_holds_until_another_store_makes_it(store: Store):
    with pytest.raises(UnknownRoomError):
        store.room("ABC234")
    other = open_store(store.url)
    try:
        other.add(ROOM, [], [])
        assert store.room("ABC234") == ROOM
        other.delete("ABC234")
        with pytest.raises(UnknownRoomError):
            store.room("ABC234")
    finally:
        other.close()


def test_deletion_counts_what_went_and_takes_only_that(store: Store, room: RoomRecord):
    store.add(replace(room, code="OTHER2"), ["p1"], [answer_of("p1")])
    store.put(
        "ABC234", answer_of("p1", {"texts": ["one", ""], "votes": []}), anything_goes
    ).result()
    store.put("ABC234", answer_of("p2"), anything_goes).result()
    receipt = store.delete("ABC234")
    assert (receipt.code, receipt.answers, receipt.texts) == ("ABC234", 2, 1)
    assert receipt.as_dict()["message"].startswith("Room ABC234 is deleted:")
    assert [each.code for each in store.rooms()] == ["OTHER2"]
    assert len(store.answers("OTHER2")) == 1
    assert not store.has_participant("ABC234", "p1")


def test_a_store_of_another_version_names_the_way_out(store: Store):
    with store._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE riskier_meta SET value = '99'")
    with pytest.raises(StoreError, match=r"schema version 99.*pip install --upgrade riskier"):
        open_store(store.url)


def test_a_closed_store_says_so(store: Store, room: RoomRecord):
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.change("ABC234", lambda record: record)
