"""The rules by which a room moves: pure, so tried with any sequence of moves."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskier.pack import load_pack
from riskier.room import RoomError
from riskier.room.making import live_record
from riskier.room.moves import moved, read_move
from riskier.room.records import RoomRecord
from riskier.room.route import Route

PACK = load_pack()
ROUTE = Route(PACK)
START = live_record(PACK, ROUTE, "ABC234", "key", {})
NOW = 1_000.0

ACTIVITIES = ["gut-check", "barriers", "translate", "relevance", "plan"]
POSITIONS = st.one_of(
    st.builds(lambda name: {"activity": name}, st.sampled_from(ACTIVITIES)),
    st.builds(lambda number: {"round": number}, st.integers(1, 3)),
    st.builds(lambda name: {"exhibit": name}, st.sampled_from(["loop", "comparison"])),
    st.builds(lambda name: {"step": name}, st.sampled_from([s.id for s in ROUTE.steps])),
    st.builds(lambda name: {"stage": name}, st.sampled_from(ROUTE.stages)),
    st.just({"activity": None}),
)
PHASES = st.builds(
    lambda phase: {"phase": phase}, st.sampled_from(["waiting", "open", "closed", "revealed"])
)
OTHERS = st.one_of(
    st.builds(lambda ended: {"ended": ended}, st.booleans()),
    st.builds(lambda seconds: {"timer_seconds": seconds}, st.sampled_from([None, 0, 30, 90.5])),
)
MOVES = st.one_of(POSITIONS, PHASES, st.builds(lambda a, b: a | b, POSITIONS, PHASES), OTHERS)
STEPS = {"waiting": {"open"}, "open": {"closed"}, "closed": {"open", "revealed"}, "revealed": set()}


def go(record: RoomRecord, **wanted: object) -> RoomRecord:
    return moved(ROUTE, record, read_move(wanted), NOW)


@settings(max_examples=300)
@given(st.lists(MOVES, max_size=30))
def test_any_moves_keep_the_rules(moves: list[dict]):
    record = START
    for move in moves:
        before = record
        with contextlib.suppress(RoomError):
            record = go(record, **move)
        open_ones = [key for key, phase in record.phases.items() if phase == "open"]
        assert open_ones in ([], [record.here]), "only what is looked at is open"
        assert not (record.ended and open_ones)
        for key, phase in record.phases.items():
            was = before.phases.get(key, "waiting")
            if key.startswith("exhibit/"):
                assert (was, phase) in {("waiting", "revealed"), ("revealed", "revealed")}
            elif phase != was:
                assert phase in STEPS[was] or "activity" in move or "step" in move
        assert record.activity is None or record.exhibit is None
        if record.step is not None:
            step = PACK.step(record.step)
            assert (step.activity, step.exhibit, step.stage) == (
                record.activity,
                record.exhibit,
                record.stage,
            )


@pytest.mark.parametrize(
    ("path", "phase", "allowed"),
    [
        ([], "closed", ("open",)),
        ([], "revealed", ("open",)),
        (["open"], "revealed", ("closed",)),
        (["open"], "waiting", ("closed",)),
        (["open", "closed"], "waiting", ("open", "revealed")),
        (["open", "closed", "revealed"], "open", ()),
    ],
)
def test_an_impossible_phase_names_the_possible_ones(path, phase, allowed):
    record = go(START, activity="barriers")
    for each in path:
        record = go(record, phase=each)
    with pytest.raises(RoomError, match="barriers, round 1, is") as caught:
        go(record, phase=phase)
    assert (caught.value.code, caught.value.status) == ("impossible_move", 409)
    assert caught.value.allowed == allowed
    assert all(each in caught.value.message for each in allowed)


def test_a_closed_question_may_be_opened_again():
    record = go(go(go(START, activity="barriers", phase="open"), phase="closed"), phase="open")
    assert record.phase == "open"


def test_the_same_phase_again_is_no_move():
    record = go(START, activity="barriers", phase="open")
    assert go(record, phase="open") == record
    assert go(record, activity="barriers", phase="open") == record


def test_moving_on_closes_what_was_open():
    record = go(START, activity="barriers", phase="open", timer_seconds=60)
    record = go(record, activity="gut-check")
    assert record.phases["barriers/1"] == "closed"
    assert record.timer_ends_at is None
    assert (record.stage, record.round, record.phase) == ("welcome", 1, "waiting")


def test_an_activity_finds_its_step_and_stage():
    record = go(START, activity="gut-check", round=2)
    assert (record.stage, PACK.step(str(record.step)).round) == ("commitments", 2)
    again = go(record, stage="commitments", activity="gut-check")
    assert again == record, "the stage tells which round is meant"
    with pytest.raises(RoomError, match="belongs to: welcome, commitments") as caught:
        go(START, stage="risk", activity="gut-check")
    assert caught.value.allowed == ("welcome", "commitments")


def test_another_round_of_the_same_activity():
    record = go(START, activity="estimates", phase="open")
    record = go(record, round=2)
    assert (record.activity, record.round, record.phase) == ("estimates", 2, "waiting")
    with pytest.raises(RoomError, match="has no round 3"):
        go(record, round=3)
    with pytest.raises(RoomError, match="no activity to take another round of"):
        go(START, round=2)


def test_a_stage_by_itself_is_between_activities():
    record = go(go(START, activity="barriers", phase="open"), stage="tools")
    assert (record.stage, record.activity, record.step, record.phase) == (
        "tools",
        None,
        None,
        "waiting",
    )
    with pytest.raises(RoomError, match="Choose an activity first"):
        go(record, phase="open")


@pytest.mark.parametrize(
    "wanted",
    [
        {"activity": "barriers", "exhibit": "loop"},
        {"step": "rules", "activity": "barriers"},
        {"step": "rules", "stage": "risk"},
        {"step": "rules", "round": 2},
        {"exhibit": "loop", "round": 2},
    ],
)
def test_a_move_that_contradicts_itself(wanted):
    with pytest.raises(RoomError, match="Leave one of them out") as caught:
        go(START, **wanted)
    assert caught.value.code == "impossible_move"


def test_a_move_may_say_the_same_twice():
    wanted = {"step": "last-thought", "activity": "gut-check", "round": 2, "stage": "commitments"}
    assert go(START, **wanted) == go(START, step="last-thought")


def test_an_exhibit_waits_and_is_revealed():
    record = go(START, exhibit="loop")
    assert record.phase == "waiting"
    with pytest.raises(RoomError, match="Possible now: revealed"):
        go(record, phase="open")
    assert go(record, phase="revealed").phases == {"exhibit/loop": "revealed"}


def test_opening_a_vote_reveals_what_is_voted_on():
    record = go(go(START, activity="translate", phase="open"), phase="closed")
    record = go(record, activity="translate", round=2, phase="open")
    assert record.phases == {"translate/1": "revealed", "translate/2": "open"}


def test_timers_start_extend_and_stop():
    record = go(START, activity="barriers", phase="open", timer_seconds=90)
    assert record.timer_ends_at == NOW + 90
    assert go(record, timer_seconds=150).timer_ends_at == NOW + 150
    assert go(record, timer_seconds=None).timer_ends_at is None
    assert go(record, phase="closed").timer_ends_at is None


def test_an_ended_room_stays_where_it_is():
    record = go(go(START, activity="barriers", phase="open"), ended=True)
    assert record.phases["barriers/1"] == "closed"
    with pytest.raises(RoomError, match="Set ended to false"):
        go(record, phase="open")
    assert go(record, ended=False, phase="open").phase == "open"


def test_settings():
    record = go(START, settings={"topic": "AI ", "k_min": 10, "run_sheet": "45"})
    assert (record.topic, record.k_min, record.run_sheet) == ("AI", 10, "45")
    assert go(record, settings={"topic": " "}).topic == "AI"
    joined = replace(record, joined=1)
    assert go(joined, settings={"k_min": 12}).k_min == 12
    with pytest.raises(RoomError, match="raised now, not lowered"):
        go(joined, settings={"k_min": 5})
    with pytest.raises(RoomError, match="45-minute"):
        go(replace(record, answered={"gut-check/1": 1}), settings={"run_sheet": "90"})


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"phase": "opened"}, "phase"),
        ({"colour": "red"}, "colour"),
        ({"round": "2"}, "round"),
        ({"round": True}, "round"),
        ({"timer_seconds": -1}, "timer_seconds"),
        ({"timer_seconds": float("nan")}, "timer_seconds"),
        ({"timer_seconds": 1e9}, "timer_seconds"),
        ({"settings": {"k": 1}}, "settings.k"),
        ({"settings": []}, "settings"),
        ({"ended": "yes"}, "ended"),
        ({"activity": 5}, "activity"),
        ({"phase": None}, "phase"),
    ],
)
def test_a_malformed_move_names_its_field(wanted, field):
    with pytest.raises(RoomError) as caught:
        read_move(wanted)
    assert (caught.value.code, caught.value.status) == ("bad_move", 422)
    assert (caught.value.field or "").startswith(field)
    assert "pydantic" not in caught.value.message


@pytest.mark.parametrize("what", ["activity", "exhibit", "stage", "step"])
def test_unknown_names_list_the_known(what):
    with pytest.raises(RoomError, match=f"no {what} “nothing”. Known here: ") as caught:
        go(START, **{what: "nothing"})
    assert (caught.value.code, caught.value.status) == (f"unknown_{what}", 422)
    assert caught.value.field == what
