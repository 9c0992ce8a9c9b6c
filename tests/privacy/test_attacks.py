"""Attacks on what people said, by somebody who sees all that the kit gives out."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.findings import finding_of
from riskier.room import Rooms, open_store
from tests.store.conftest import Group

SIDES = st.lists(st.integers(-3, 3), min_size=5, max_size=12)
ORDERS = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MARK = "Q7ZXJW"


@pytest.fixture(scope="module")
def pack():
    from riskier.pack import load_pack  # noqa: PLC0415

    return load_pack()


@pytest.fixture(scope="module")
def rooms(pack, tmp_path_factory):
    store = open_store(str(tmp_path_factory.mktemp("attacks") / "rooms.db"))
    yield Rooms(store, pack)
    store.close()


def gathered(rooms, sides, order):
    """Return a revealed room in which people answered in a given order."""
    group = Group(rooms, rooms.new().code)
    group.join(len(sides))
    group.ask("gut-check")
    for who in order:
        group.say(who, {"ratings": {"side": sides[who], "sure": 50 + 10 * (who % 6)}})
    group.reveal()
    return group


def shown(found):
    return (found.n, found.headline, found.rows, found.withheld)


@ORDERS
@given(SIDES, st.randoms())
def test_what_is_shown_does_not_depend_on_who_was_first(rooms, sides, random):
    order = list(range(len(sides)))
    first = gathered(rooms, sides, order)
    random.shuffle(order)
    second = gathered(rooms, sides, order)
    assert shown(finding_of(rooms, first.code, "gut-check", 1)) == shown(
        finding_of(rooms, second.code, "gut-check", 1)
    )


@ORDERS
@given(SIDES, st.randoms())
def test_an_exported_file_does_not_depend_on_who_was_first(rooms, sides, random):
    order = list(range(len(sides)))
    first = gathered(rooms, sides, order)
    random.shuffle(order)
    second = gathered(rooms, sides, order)
    assert rooms.export(first.code)["people"] == rooms.export(second.code)["people"]


def test_what_one_person_wrote_leads_to_no_rating_in_the_file(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(8)
    group.ask("gut-check")
    for who in range(8):
        group.say(who, {"ratings": {"side": who % 7 - 3, "sure": 60}})
    group.ask("stop")
    for who in range(8):
        group.say(who, {"texts": [f"{MARK} {who}"]})
    group.reveal()
    for person in rooms.export(group.code)["people"]:
        has_text = MARK in json.dumps(person)
        has_rating = "gut-check/1" in json.dumps(person)
        assert not (has_text and has_rating)


def test_the_live_counts_alone_move_while_a_question_is_open(rooms):
    """Two states around one answer differ in how many, never in what."""
    group = Group(rooms, rooms.new().code)
    group.join(9)
    group.ask("gut-check")
    before = dict(rooms.state(group.code))
    group.say(0, {"ratings": {"side": 3, "sure": 100}})
    after = dict(rooms.state(group.code))
    differing = {key for key in after if after[key] != before.get(key)}
    assert differing <= {"answered", "seq", "server_time"}


@pytest.mark.parametrize("people", range(1, 5))
@pytest.mark.parametrize("about", ["gut-check", "comparison", "moved", "matrix"])
def test_few_people_are_shown_nowhere(rooms, people, about):
    group = Group(rooms, rooms.new().code)
    group.join(people)
    for activity, number in (("gut-check", 1), ("gut-check", 2)):
        group.ask(activity, number)
        for who in range(people):
            group.say(who, {"ratings": {"side": 3, "sure": 100}})
    group.reveal()
    found = finding_of(rooms, group.code, about, 1)
    assert found.withheld
    assert found.rows == ()


def test_a_cross_of_two_rounds_needs_enough_who_answered_both(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(12)
    group.ask("gut-check", 1)
    for who in range(8):
        group.say(who, {"ratings": {"side": 1, "sure": 60}})
    group.ask("gut-check", 2)
    for who in range(6, 12):
        group.say(who, {"ratings": {"side": -2, "sure": 90}})
    group.reveal()
    found = finding_of(rooms, group.code, "gut-check", 2)
    told = json.dumps([found.headline, *found.notes, *map(list, found.rows)], ensure_ascii=False)
    assert "2 of 2" not in told, "the two who answered twice are not crossed"


def test_a_hidden_text_is_in_nothing_that_leaves(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(6)
    group.ask("stop")
    for who in range(6):
        group.say(who, {"texts": [f"{MARK} {who}"]})
    secret = rooms.texts(group.code, "stop")[0]
    rooms.move(group.code, hide=secret["id"])
    group.reveal()
    found = finding_of(rooms, group.code, "stop", 1)
    people = rooms.people(group.code, [("stop", 1)])
    spoken = str([shown(found), found.public("/c"), rooms.state(group.code), people])
    assert secret["text"] not in spoken


@pytest.mark.xfail(
    reason="closing, looking, opening again and looking once more is not withheld yet",
    strict=True,
)
def test_a_second_look_after_one_more_answer_tells_nothing_of_that_person(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(7)
    group.ask("barriers")
    chosen = [item["id"] for item in rooms.state(group.code)["activity"]["items"]]
    for who in range(6):
        group.say(who, {"selected": chosen[:1]})
    rooms.move(group.code, phase="closed")
    first = finding_of(rooms, group.code, "barriers", 1)
    rooms.move(group.code, phase="open")
    group.say(6, {"selected": chosen[1:2]})
    rooms.move(group.code, phase="closed")
    second = finding_of(rooms, group.code, "barriers", 1)
    assert second.withheld or second.rows == first.rows
