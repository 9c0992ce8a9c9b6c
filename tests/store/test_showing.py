"""What may be shown of a question that is opened, closed and opened again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.room import Rooms, open_store
from tests.store.conftest import Group

KEY = ("gut-check", 1)
# Each turn: who answers what before the question is closed again; None is a blank.
TURNS = st.lists(
    st.dictionaries(st.integers(0, 9), st.none() | st.integers(-3, 3), max_size=7),
    min_size=1,
    max_size=6,
)


def shown(group):
    """Return who is shown with which answer."""
    return {
        row.participant: row.body["ratings"].get("side")
        for row in group.rooms.store.shown(group.rooms.store.room(group.code), [KEY])
    }


@given(turns=TURNS, k_min=st.integers(1, 6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_two_looks_differ_by_fewer_than_it_takes(rooms, turns, k_min):
    group = Group(rooms, rooms.new(k_min=k_min).code)
    group.join(10)
    rooms.move(group.code, activity="gut-check")
    said, before = {}, {}
    for turn in turns:
        rooms.move(group.code, phase="open")
        for who, side in turn.items():
            group.say(who, {"ratings": {} if side is None else {"side": side, "sure": 60}})
            said[group.people[who]] = side
        rooms.move(group.code, phase="closed")
        now = shown(group)
        late = rooms.get(group.code).late.get("gut-check/1")
        if late is None:
            assert len(now) == len(said) < k_min or not said, "a finding is withheld"
            continue
        waiting = {who for who in said if said[who] != before.get(who)}
        assert len(now) >= k_min
        count = len(waiting) if before else len(said)
        is_told = count == 0 or count >= k_min
        assert (late, now) == ((0, said) if is_told else (count, before))
        before = now


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
