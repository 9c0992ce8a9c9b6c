"""What may be shown of a question that is opened, closed and opened again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.room import Rooms, open_store
from tests.store.conftest import Group

KEY = ("gut-check", 1)
# Each turn: who rates what before the question is closed again; nothing is a blank.
RATINGS = st.fixed_dictionaries(
    {}, optional={"side": st.integers(-3, 3), "sure": st.sampled_from([50, 60, 90])}
)
TURNS = st.lists(
    st.dictionaries(st.integers(0, 9), RATINGS, max_size=8),
    min_size=1,
    max_size=6,
)


def shown(group):
    """Return who is shown with which ratings."""
    return {
        row.participant: row.body["ratings"]
        for row in group.rooms.store.shown(group.rooms.store.room(group.code), [KEY])
    }


def differing(some, others, line):
    """Return who is there with another rating of a line."""
    return {
        who
        for who in {**some, **others}
        if some.get(who, {}).get(line) != others.get(who, {}).get(line)
    }


@given(turns=TURNS, k_min=st.integers(1, 6))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_line_differs_between_two_looks_by_fewer_than_it_takes(rooms, turns, k_min):
    group = Group(rooms, rooms.new(k_min=k_min).code)
    group.join(10)
    rooms.move(group.code, activity="gut-check")
    said, before = {}, {}
    for turn in turns:
        rooms.move(group.code, phase="open")
        for who, ratings in turn.items():
            group.say(who, {"ratings": ratings})
            said[group.people[who]] = ratings
        rooms.move(group.code, phase="closed")
        now = shown(group)
        late = rooms.get(group.code).late.get("gut-check/1")
        if late is None:
            assert len(now) == len(said) < k_min or not said, "a finding is withheld"
            continue
        waiting = set()
        for line in ("side", "sure"):
            changed, left = differing(now, before, line), differing(said, now, line)
            if before:
                assert not changed or len(changed) >= k_min
                assert len(left) < k_min, "what enough people changed is shown"
                assert not changed or not left, "all of a line, or nothing"
            waiting |= left
        assert late == len(waiting)
        assert len(now) >= k_min
        before = now


def test_what_enough_people_changed_is_shown_though_the_rest_waits(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(11)
    group.ask("gut-check")
    for who in range(6):
        group.say(who, {"ratings": {"side": 0, "sure": 50}})
    rooms.move(group.code, phase="closed")
    rooms.move(group.code, phase="open")
    group.say(0, {"ratings": {"side": 0, "sure": 90}})
    for who in range(6, 11):
        group.say(who, {"ratings": {"side": 3}})
    rooms.move(group.code, phase="closed")
    now = shown(group)
    assert [now[who] for who in group.people[6:]] == [{"side": 3}] * 5
    assert now[group.people[0]] == {"side": 0, "sure": 50}, "as it was"
    assert rooms.get(group.code).late == {"gut-check/1": 1}


def test_two_servers_and_a_restart_know_what_was_shown(store_url, pack):
    first, second = open_store(store_url), open_store(store_url)
    group = Group(Rooms(first, pack), Rooms(first, pack).new().code)
    group.join(7)
    group.ask("gut-check")
    for who in range(6):
        group.say(who, {"ratings": {"side": 0}})
    group.rooms.move(group.code, phase="closed")
    other = Group(Rooms(second, pack), group.code, group.people)
    other.rooms.move(group.code, phase="open")
    other.say(6, {"ratings": {"side": 3}})
    group.rooms.move(group.code, phase="closed")
    first.close()
    third = open_store(store_url)
    for store in (second, third):
        record = store.room(group.code)
        assert {row.body["ratings"]["side"] for row in store.shown(record, [KEY])} == {0}
        assert record.late == {"gut-check/1": 1}
        store.close()


def test_a_persons_own_room_always_shows_the_newest(rooms):
    solo = rooms.solo()
    for side in (1, 2):
        rooms.submit(solo.code, solo.participant, "gut-check", 1, {"ratings": {"side": side}})
        assert rooms.people(solo.code, [KEY])[0][KEY] == {"ratings": {"side": side}}
