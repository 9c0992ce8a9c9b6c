"""What people do in a room: join, come back, answer, vote; and what they get to see."""

import re
import time

import pytest

from riskier.room import AnswerError, RoomError, Rooms
from tests.store.conftest import GUT, Group, counts


def test_a_new_room_begins_before_the_first_stage(rooms: Rooms):
    new = rooms.new(topic="  AI at work ", run_sheet="45", k_min=8)
    room = rooms.get(new.code)
    assert re.fullmatch(r"[2-9B-DF-HJ-NP-TV-Z]{6}", new.code)
    assert (room.kind, room.stage, room.activity, room.phase) == (
        "live",
        "welcome",
        None,
        "waiting",
    )
    assert room.settings == {
        "topic": "AI at work",
        "k_min": 8,
        "run_sheet": "45",
        "keep": "until-deleted",
    }
    assert rooms.all("live") == [room]


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        ({"code": "a!"}, "code", "3 to 24 letters A to Z and digits"),
        ({"key": "abc"}, "key", "has 3 characters"),
        ({"k_min": 0}, "k_min", "from 1 to 50"),
        ({"k_min": "5"}, "k_min", "was given"),
        ({"run_sheet": "60"}, "run_sheet", "Known here: 45, 90, 180"),
        ({"run_sheet": 90}, "run_sheet", "was given"),
        ({"topic": "x" * 200}, "topic", "Shorten it by 80"),
        ({"topic": ["x"]}, "topic", "was given"),
    ],
)
def test_a_room_that_cannot_be_made_says_why(rooms: Rooms, wanted, field, words):
    with pytest.raises(RoomError, match=words) as caught:
        rooms.new(**wanted)
    assert (caught.value.field, caught.value.status) == (field, 422)
    assert rooms.all() == []


def test_own_code_and_key(rooms: Rooms):
    new = rooms.new(code="demo-1", key="open sesame")
    assert new == ("DEMO1", "open sesame")
    assert rooms.key_opens(" demo 1", "open sesame ")
    assert not rooms.key_opens("DEMO1", "open Sesame")
    assert not rooms.key_opens("DEMO2", "open sesame")
    assert not rooms.key_opens("<script>", "")
    with pytest.raises(RoomError, match="DEMO1 already"):
        rooms.new(code="Demo1")


def test_codes_may_be_typed_any_way(rooms: Rooms):
    code = rooms.new().code
    assert rooms.get(f" {code[:3].lower()}-{code[3:]} ").code == code
    for wrong in ("", "nope", "💥" * 10, "a" * 1000, "../etc"):
        with pytest.raises(RoomError, match="There is no room") as caught:
            rooms.get(wrong)
        assert len(caught.value.message) < 160


def test_joining_and_coming_back(rooms: Rooms):
    code = rooms.new().code
    joined = rooms.join(code)
    person = rooms.participant(code, joined.token)
    assert person is not None
    assert person not in joined.token
    assert rooms.participant(code, "another") is None
    typed = joined.resume_code.lower().replace("-", " ")
    assert rooms.resume(code, typed) == joined
    assert counts(rooms, code) == (1, 0)


@pytest.mark.parametrize("wrong", ["", "AAAAA-AAAAA-AAAAA", "💥", "x" * 500])
def test_a_wrong_resume_code(rooms: Rooms, wrong):
    code = rooms.new().code
    with pytest.raises(RoomError, match="three groups of five") as caught:
        rooms.resume(code, wrong)
    assert caught.value.code == "unknown_resume_code"
    rooms.join(code)
    other = rooms.join(rooms.new().code)
    with pytest.raises(RoomError, match="leads nowhere"):
        rooms.resume(code, other.resume_code)


def test_nobody_joins_a_room_that_has_ended(group: Group):
    group.rooms.move(group.code, ended=True)
    with pytest.raises(RoomError, match="has ended"):
        group.rooms.join(group.code)


def test_the_last_answer_counts(group: Group):
    group.join(2)
    group.ask("gut-check")
    first = group.say(0, GUT)
    assert group.say(0, GUT) == first, "the same answer again changes nothing"
    assert group.say(0, {"ratings": {"side": 2, "sure": 70}}) == first + 1
    own = group.rooms.own(group.code, group.people[0])
    assert own == {"answer": {"ratings": {"side": 2, "sure": 70}}, "previous": None}
    assert group.rooms.own(group.code, group.people[1])["answer"] is None
    assert counts(group.rooms, group.code) == (2, 1)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ({"phase": "waiting"}, "not open yet"),
        ({"phase": "closed"}, "closed"),
        ({"activity": "barriers"}, "moved on"),
        ({"activity": "gut-check", "round": 2}, "moved on"),
        ({"activity": None}, "moved on"),
        ({"ended": True}, "ended"),
    ],
)
def test_an_answer_at_the_wrong_time(group: Group, before, words):
    group.join(1)
    if before == {"phase": "waiting"}:
        group.rooms.move(group.code, activity="gut-check")
    else:
        group.ask("gut-check")
        group.rooms.move(group.code, **before)
    with pytest.raises(RoomError, match=words) as caught:
        group.rooms.submit(group.code, group.people[0], "gut-check", 1, GUT)
    assert (caught.value.code, caught.value.status) == ("not_open", 409)
    assert group.rooms.people(group.code, [("gut-check", 1)]) == []


def test_an_answer_that_arrives_after_the_close_is_refused(group: Group, monkeypatch):
    """The check that counts is the one inside the transaction."""
    group.join(1)
    group.ask("gut-check")
    open_record = group.rooms.store.room(group.code)
    group.rooms.move(group.code, phase="closed")
    monkeypatch.setattr(group.rooms, "_record", lambda _: open_record)
    late = group.rooms.submit_soon(group.code, group.people[0], "gut-check", 1, GUT)
    with pytest.raises(RoomError, match="closed") as caught:
        late.result()
    assert caught.value.code == "not_open"


def test_what_cannot_be_answered(group: Group):
    group.join(1)
    group.ask("gut-check")
    person = group.people[0]
    cases = [
        ("nothing", 1, "unknown_activity", "Known here: ground-rules, gut-check"),
        ("gut-check", 9, "unknown_round", "It has: 1, 2"),
    ]
    for activity, number, code, words in cases:
        with pytest.raises(RoomError, match=words) as caught:
            group.rooms.submit(group.code, person, activity, number, GUT)
        assert (caught.value.code, caught.value.status) == (code, 422)
    with pytest.raises(AnswerError, match="9 is not on this scale"):
        group.say(0, {"ratings": {"side": 9}})
    with pytest.raises(RoomError, match="does not know you"):
        group.rooms.submit(group.code, "0" * 32, "gut-check", 1, GUT)


def test_the_round_before_comes_along(group: Group):
    group.join(1)
    group.ask("gut-check")
    group.say(0, GUT)
    group.ask("gut-check", 2)
    assert group.rooms.own(group.code, group.people[0]) == {"answer": None, "previous": GUT}
    assert group.rooms.get(group.code).stage == "commitments"


def test_state_is_what_everyone_may_know(group: Group):
    group.join(3)
    group.ask("gut-check")
    group.say(0, GUT)
    state = group.rooms.state(group.code)
    assert state["activity"]["id"] == "gut-check"
    assert (state["phase"], state["joined"], state["answered"]) == ("open", 3, 1)
    assert state["seq"] == group.rooms.get(group.code).seq
    assert state["progress"]["index"] <= state["progress"]["of"]
    assert not {"answer", "agenda", "settings"} & set(state)
    group.rooms.move(group.code, timer_seconds=60)
    timer = group.rooms.state(group.code)["timer"]
    assert 55 < timer["ends_at"] - state["server_time"] < 70


def test_the_facilitator_sees_the_way(group: Group):
    group.rooms.move(group.code, step="rules")
    view = group.rooms.facilitator_view(group.code)
    assert view["step_words"]["id"] == "rules"
    assert view["next"] in [line["step"] for line in view["agenda"]]
    lines = {line["step"]: line for line in view["agenda"]}
    assert lines["rules"]["phase"] == "waiting"
    assert view["settings"]["k_min"] == 5


def test_votes_go_to_others_texts(group: Group):
    group.join(9)
    group.ask("translate")
    for who in range(8):
        group.say(who, {"texts": [f"text {who}"]})
    group.rooms.move(group.code, phase="closed")
    group.ask("translate", 2)
    assert group.rooms.phase(group.code, "translate", 1) == "revealed", "voters have seen them"
    seen = [group.rooms.own(group.code, person)["candidates"] for person in group.people]
    assert all(len(candidates) == 6 for candidates in seen)
    for who, candidates in enumerate(seen[:8]):
        assert f"text {who}" not in [text["text"] for text in candidates]
    assert seen[0] == group.rooms.own(group.code, group.people[0])["candidates"]
    assert len({str(candidates) for candidates in seen}) > 1, "not all see the same order"
    chosen = seen[0][0]
    group.say(0, {"votes": [chosen["id"]]})
    votes = {text["text"]: text["votes"] for text in group.rooms.texts(group.code, "translate")}
    assert votes[chosen["text"]] == 1
    assert sum(votes.values()) == 1
    own = next(
        text["id"]
        for text in group.rooms.texts(group.code, "translate")
        if text["text"] == "text 0"
    )
    with pytest.raises(AnswerError, match="is not part of this"):
        group.say(0, {"votes": [own]})


def test_too_few_texts_are_not_put_to_the_vote(group: Group):
    group.join(4)
    group.ask("translate")
    for who in range(4):
        group.say(who, {"texts": [f"text {who}"]})
    group.ask("translate", 2)
    assert group.rooms.own(group.code, group.people[0])["candidates"] == []


def test_hidden_texts_are_gone_until_shown_again(group: Group):
    group.join(6)
    group.ask("translate")
    for who in range(6):
        group.say(who, {"texts": [f"text {who}"]})
    group.rooms.move(group.code, phase="closed")
    name = next(
        text["id"]
        for text in group.rooms.texts(group.code, "translate")
        if text["text"] == "text 3"
    )
    before = group.rooms.finding_version(group.code, "translate", 1)
    group.rooms.move(group.code, hide=name)
    assert group.rooms.finding_version(group.code, "translate", 1) != before
    hidden = [text for text in group.rooms.texts(group.code, "translate") if text["hidden"]]
    assert [text["text"] for text in hidden] == ["text 3"]
    told = group.rooms.people(group.code, [("translate", 1)])
    assert sorted(person["translate", 1]["texts"][0] for person in told) == [
        "",
        "text 0",
        "text 1",
        "text 2",
        "text 4",
        "text 5",
    ]
    group.ask("translate", 2)
    for person in group.people:
        shown = group.rooms.own(group.code, person)["candidates"]
        assert "text 3" not in [text["text"] for text in shown]
    group.rooms.move(group.code, unhide=[name])
    assert not any(text["hidden"] for text in group.rooms.texts(group.code, "translate"))
    with pytest.raises(RoomError, match="no text “nothing”"):
        group.rooms.move(group.code, hide="nothing")


def test_what_is_chosen_stays_once_answered(group: Group):
    group.join(1)
    rooms, code = group.rooms, group.code
    hazards = [item["id"] for item in rooms.view(code, "hazard-vote")["items"]][:3]
    rooms.choose(code, "estimates", hazards[:2])
    group.ask("estimates")
    items = [item["id"] for item in rooms.state(code)["activity"]["items"]]
    assert {item.split(".")[0] for item in items} == set(hazards[:2])
    group.say(0, {"estimates": {}})
    rooms.choose(code, "estimates", hazards[2:])
    assert [item["id"] for item in rooms.view(code, "estimates", 2)["items"]] == items
    with pytest.raises(RoomError, match="nothing-of-the-kind") as caught:
        rooms.choose(code, "case-sort", ["nothing-of-the-kind"])
    assert caught.value.code == "unknown_item"


def test_an_answer_to_items_that_changed_on_the_way_is_checked_again(group: Group, monkeypatch):
    group.join(1)
    rooms, code = group.rooms, group.code
    group.ask("estimates")
    record = rooms.store.room(code)
    item = rooms.view(code, "estimates")["items"][0]["id"]
    others = [
        h["id"] for h in rooms.view(code, "hazard-vote")["items"] if not item.startswith(h["id"])
    ]
    rooms.choose(code, "estimates", others[:2])
    monkeypatch.setattr(rooms, "_record", lambda _: record)
    parts = {"lowest": 1, "highest": 3, "best": 2, "confidence": 80}
    late = rooms.submit_soon(code, group.people[0], "estimates", 1, {"estimates": {item: parts}})
    with pytest.raises(AnswerError, match="is not part of this"):
        late.result()


def test_a_room_of_ones_own(rooms: Rooms):
    solo = rooms.solo()
    assert rooms.solo(solo.resume_code.lower()) == solo
    assert rooms.all() == []
    assert rooms.get(solo.code).phase == "open"
    assert rooms.state(solo.code)["kind"] == "solo"
    assert rooms.people(solo.code, [("gut-check", 1)]) == []
    rooms.submit(solo.code, solo.participant, "gut-check", 2, GUT)
    rooms.submit(solo.code, solo.participant, "stop", 1, {"texts": ["one"]})
    assert rooms.own(solo.code, solo.participant, "gut-check", 2)["answer"] == GUT
    assert rooms.people(solo.code, [("gut-check", 2)]) == [{("gut-check", 2): GUT}]
    assert [room.kind for room in rooms.all()] == ["solo"]
    assert rooms.delete(solo.code).answers == 2


def test_a_room_of_ones_own_is_nobody_elses(rooms: Rooms):
    mine, other = rooms.solo(), rooms.solo()
    rooms.submit(mine.code, mine.participant, "gut-check", 1, GUT)
    with pytest.raises(RoomError, match="does not know you"):
        rooms.submit(mine.code, other.participant, "gut-check", 1, GUT)
    with pytest.raises(RoomError, match="no room"):
        rooms.join(mine.code)
    assert rooms.participant(mine.code, mine.participant) is None
    assert not rooms.key_opens(mine.code, "")
    with pytest.raises(RoomError, match="always open"):
        rooms.move(mine.code, phase="closed")
    with pytest.raises(RoomError, match="leads nowhere"):
        rooms.solo("mistyped")


def test_alone_one_votes_on_ones_own_text(rooms: Rooms):
    solo = rooms.solo()
    rooms.submit(solo.code, solo.participant, "translate", 1, {"texts": ["mine"]})
    own = rooms.own(solo.code, solo.participant, "translate", 2)
    assert [text["text"] for text in own["candidates"]] == ["mine"]


def test_versions_tell_findings_apart(group: Group):
    rooms, code = group.rooms, group.code
    group.join(2)
    group.ask("gut-check")
    versions = [rooms.finding_version(code, "gut-check", 1)]
    group.say(0, GUT)
    versions.append(rooms.finding_version(code, "gut-check", 1))
    group.say(0, {"ratings": {"side": 0}})
    versions.append(rooms.finding_version(code, "gut-check", 1))
    assert len(set(versions)) == 3
    group.ask("barriers")
    closed = rooms.finding_version(code, "gut-check", 1)
    exhibit = rooms.finding_version(code, "comparison", 1)
    group.say(1, {"selected": []})
    assert rooms.finding_version(code, "gut-check", 1) == closed, "nothing of it changed"
    assert rooms.finding_version(code, "comparison", 1) != exhibit


def test_many_sheets_at_once_are_the_same_as_one_by_one(group: Group):
    group.join(6)
    assert set(group.rooms.owns(group.code, group.people)) == set(group.people)
    group.ask("translate")
    group.all_say(*({"texts": [f"text {who}"]} for who in range(5)))
    for ask in (None, 2):
        if ask:
            group.ask("translate", ask)
            votes = [sheet["candidates"][0]["id"] for sheet in _each(group)]
            group.say(0, {"votes": votes[:1]})
        assert list(group.rooms.owns(group.code, group.people).values()) == _each(group)


def _each(group: Group) -> list[dict]:
    return [group.rooms.own(group.code, person) for person in group.people]


def test_setting_the_machines_clock_moves_no_timer(group: Group, monkeypatch):
    rooms, code = group.rooms, group.code
    group.join(1)
    group.ask("gut-check")
    rooms.move(code, timer_seconds=120)
    rooms.move(code, settings={"keep": "30-days"})
    real = time.time
    for jump in (86_400.0 * 40, -7200.0):
        monkeypatch.setattr(time, "time", lambda jump=jump: real() + jump)
        state = rooms.state(code)
        assert 0 < state["timer"]["ends_at"] - state["server_time"] < 121
        rooms.move(code, timer_seconds=60)
        assert abs(rooms.get(code).timer_ends_at - real() - 60) < 30
        assert rooms.due() == []
