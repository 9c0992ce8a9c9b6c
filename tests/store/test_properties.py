"""What holds for any sequence of events in a room, over every store."""

import threading
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.room import RoomError, Rooms
from tests.store.conftest import Group, counts

QUICK = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SAYINGS = st.tuples(st.just("say"), st.integers(0, 3), st.integers(-3, 3))
PHASES = st.tuples(st.just("phase"), st.just(0), st.integers(0, 1))
JOINS = st.tuples(st.just("join"), st.just(0), st.just(0))


@QUICK
@given(st.lists(st.one_of(SAYINGS, SAYINGS, SAYINGS, PHASES, JOINS), max_size=40))
def test_the_last_answer_while_open_counts(rooms: Rooms, events):
    group = Group(rooms, rooms.new().code)
    group.join(4)
    group.ask("gut-check")
    is_open, said, joined = True, {}, 4
    for event, who, value in events:
        before = rooms.get(group.code).seq
        if event == "join":
            rooms.join(group.code)
            joined += 1
        elif event == "phase":
            is_open = value == 1
            rooms.move(group.code, phase="open" if is_open else "closed")
        else:
            answer = {"ratings": {"side": value}}
            try:
                seq = group.say(who, answer)
            except RoomError as refused:
                assert (refused.code, is_open) == ("not_open", False)  # noqa: PT017 - one of many
                continue
            assert is_open
            assert seq == before + (said.get(who) != answer)
            said[who] = answer
        assert counts(rooms, group.code) == (joined, len(said))
    given_now = [rooms.own(group.code, person)["answer"] for person in group.people]
    assert given_now == [said.get(who) for who in range(4)]
    people = rooms.people(group.code, [("gut-check", 1)])
    assert sorted(str(person["gut-check", 1]) for person in people) == sorted(
        map(str, said.values())
    )


def test_no_answer_slips_in_after_the_close(group: Group):
    group.join(4)
    group.ask("gut-check")
    acknowledged: list[int] = []
    refused: list[str] = []

    def keep_answering(who: int) -> None:
        for number in range(10_000):
            try:
                acknowledged.append(group.say(who, {"ratings": {"side": number % 7 - 3}}))
            except RoomError as error:
                refused.append(error.code)
                return

    threads = [threading.Thread(target=keep_answering, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 50:
        time.sleep(0.001)
    closed = group.rooms.move(group.code, phase="closed").seq
    for thread in threads:
        thread.join()
    assert refused == ["not_open"] * 4
    assert max(acknowledged) < closed
    assert group.rooms.get(group.code).seq == closed
    assert group.rooms.store.room(group.code).versions["gut-check/1"] == len(acknowledged) + 1
    assert len(set(acknowledged)) == len(acknowledged), "every change has a number of its own"
