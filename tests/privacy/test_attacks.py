"""Attacks on what people said, by somebody who sees all that the kit gives out."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.export.report.snapshot import Snapshot
from riskier.export.report.votes import votes_section
from riskier.findings import finding_of
from riskier.findings.of import build
from tests.store.conftest import Group

SIDES = st.lists(st.integers(-3, 3), min_size=5, max_size=12)
ORDERS = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MARK = "Q7ZXJW"


@pytest.fixture(scope="module")
def rooms(lasting_rooms):
    return lasting_rooms


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


def again(group, *said, activity="barriers"):
    """Open a closed question once more for some answers, close it, and look."""
    group.rooms.move(group.code, phase="open")
    for who, answer in said:
        group.say(who, answer)
    group.rooms.move(group.code, phase="closed")
    return everything_of(group, activity)


def everything_of(group, activity):
    """Return all that leaves a room about a question, but for counts."""
    rooms, code = group.rooms, group.code
    found = finding_of(rooms, code, activity, 1)
    told = [found.n, found.headline, found.rows, found.withheld]
    people = sorted(json.dumps(each[activity, 1]) for each in rooms.people(code, [(activity, 1)]))
    return [told, people, rooms.export(code)["people"]]


@pytest.fixture
def looked(rooms):
    """A question that was closed after six answers, then looked at; seven more may answer."""
    group = Group(rooms, rooms.new().code)
    group.join(13)
    group.ask("barriers")
    chosen = [item["id"] for item in rooms.state(group.code)["activity"]["items"]]
    for who in range(6):
        group.say(who, {"selected": chosen[:1]})
    rooms.move(group.code, phase="closed")
    return group, chosen, everything_of(group, "barriers")


@pytest.mark.parametrize("who", [0, 6], ids=["changed", "new"])
def test_a_second_look_after_one_more_answer_tells_nothing_of_that_person(looked, who):
    group, chosen, first = looked
    assert again(group, (who, {"selected": chosen[1:2]})) == first
    found = finding_of(group.rooms, group.code, "barriers", 1)
    assert "1 more answer came in or changed" in found.notes[-1]
    group.rooms.move(group.code, phase="revealed")
    assert everything_of(group, "barriers") == first, "nor does the final table"


@pytest.mark.parametrize("who", [0, 6], ids=["taken back", "new"])
def test_blank_answers_hide_nobody(rooms, who):
    group = Group(rooms, rooms.new().code)
    group.join(16)
    group.ask("gut-check")
    for each in range(6):
        group.say(each, {"ratings": {"side": -3, "sure": 90}})
    rooms.move(group.code, phase="closed")
    first = everything_of(group, "gut-check")
    new = {"ratings": {} if who == 0 else {"side": 3, "sure": 50}}
    blanks = [(each, {"ratings": {}}) for each in range(7, 12)]
    assert again(group, (who, new), *blanks, activity="gut-check") == first
    enough = [(each, {"ratings": {"side": 3, "sure": 60}}) for each in range(12, 16)]
    assert again(group, *enough, activity="gut-check") != first


def test_many_looks_tell_no_more_than_one(looked):
    group, chosen, first = looked
    for who in range(6, 10):
        assert again(group, (who, {"selected": chosen[1:2]})) == first


def test_enough_more_answers_are_shown(looked):
    group, chosen, first = looked
    last = again(group, *[(who, {"selected": chosen[1:2]}) for who in range(6, 11)])
    assert last != first
    assert finding_of(group.rooms, group.code, "barriers", 1).n == 11


def test_raising_how_many_it_takes_opens_no_way_round(looked):
    group, chosen, _ = looked
    group.rooms.move(group.code, settings={"k_min": 7})
    again(group, (6, {"selected": chosen[1:2]}))
    assert finding_of(group.rooms, group.code, "barriers", 1).withheld
    assert len(group.rooms.people(group.code, [("barriers", 1)])) == 6


def test_a_file_that_comes_back_opens_no_way_round(looked, rooms):
    group, chosen, _ = looked
    code = rooms.load(rooms.export(group.code), key="another key")
    rooms.move(code, activity="barriers")
    copy = Group(rooms, code)
    copy.join(1)
    first = everything_of(copy, "barriers")
    assert again(copy, (0, {"selected": chosen[1:2]})) == first


def test_a_comparison_of_questions_rests_on_what_was_shown_of_each(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(7)
    for number in (1, 2):
        group.ask("gut-check", number)
        for who in range(6):
            group.say(who, {"ratings": {"side": who - 4 + number, "sure": 60}})
        rooms.move(group.code, phase="closed")
    first = shown(finding_of(rooms, group.code, "moved", 1))
    for number in (1, 2):
        rooms.move(group.code, activity="gut-check", round=number, phase="open")
        group.say(6, {"ratings": {"side": 3, "sure": 100}})
        rooms.move(group.code, phase="closed")
    found = finding_of(rooms, group.code, "moved", 1)
    assert shown(found) == first
    assert "2 more answers came in or changed" in found.notes[-1]


# Of questions that go line by line: what answers hold, and two ways to fill in a line.
LINES = {
    "awareness": ("ratings", 0, 3),
    "case-sort": ("placed", "engaging-harmed", "absence-harmed"),
    "estimates": (
        "estimates",
        {"lowest": 1, "best": 2, "highest": 3, "confidence": 80},
        {"lowest": 3, "best": 4, "highest": 90, "confidence": 80},
    ),
}


def lines_of(group, activity):
    """Return the table of a question, and of the same in a report, by the label of its lines."""
    snapshot = Snapshot.of(group.rooms, group.code)
    told = (finding_of(group.rooms, group.code, activity), build(snapshot.context(activity)))
    first, second = ({row[0]: row[1:] for row in found.rows} for found in told)
    assert first == second
    return first


@pytest.mark.parametrize("activity", LINES)
def test_five_more_answers_do_not_tell_the_one_that_fills_in_a_line(rooms, activity):
    part, former, later = LINES[activity]
    group = Group(rooms, rooms.new().code)
    group.join(15)
    group.ask(activity)
    names = [item["id"] for item in rooms.state(group.code)["activity"]["items"]]
    for who in range(6):
        group.say(who, {part: dict.fromkeys(names, former)})
    rooms.move(group.code, phase="closed")
    first = lines_of(group, activity)
    whole = {part: dict.fromkeys(names, later)}
    most = {part: dict.fromkeys(names[:-1], later)}
    again(group, (6, whole), *((who, most) for who in range(7, 11)), activity=activity)
    second = lines_of(group, activity)
    assert sum(first[label] == second[label] for label in first) == 1, "the last line alone"
    people = rooms.export(group.code)["people"]
    assert sum(names[-1] in json.dumps(person) for person in people) == 6
    assert finding_of(rooms, group.code, activity).notes[-1].startswith("1 more answer came in")
    again(group, *((who, whole) for who in range(11, 15)), activity=activity)
    third = lines_of(group, activity)
    assert not any(third[label] == first[label] for label in first), "five by now"


def test_more_answers_to_a_second_round_do_not_tell_the_one_who_was_in_the_first(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(13)
    for number, people in ((1, 8), (2, 6)):
        group.ask("gut-check", number)
        for who in range(people):
            group.say(who, {"ratings": {"side": number, "sure": 60}})
        rooms.move(group.code, phase="closed")
    both = [("gut-check", 2), ("moved", 1)]
    first = [shown(finding_of(rooms, group.code, *each)) for each in both]
    alone = Snapshot.of(rooms, group.code)
    rooms.move(group.code, phase="open")
    for who in range(6, 13):
        if who != 7:
            group.say(who, {"ratings": {"side": -3, "sure": 60}})
    rooms.move(group.code, phase="closed")
    assert len(rooms.people(group.code, [("gut-check", 2)])) == 11, "five were not in the first"
    assert [shown(finding_of(rooms, group.code, *each)) for each in both] == first
    votes = votes_section([alone, Snapshot.of(rooms, group.code)])
    before, after = (row for row in votes.blocks[-1].rows if row[0].endswith("at the end"))
    assert (before[1:], after[1:]) == ((0, 0, 6, 6), (5, 0, 6, 11)), "of all, five more"


def estimated(group, who, best):
    """Answer each quantity of the estimates with a narrow range."""
    items = group.rooms.state(group.code)["activity"]["items"]
    each = {"lowest": best, "best": best + 1, "highest": best + 2, "confidence": 80}
    group.say(who, {"estimates": {item["id"]: each for item in items}})


def told_of_estimates(group, about):
    """Return what an exhibit says of a room, and what it says in a report."""
    found = finding_of(group.rooms, group.code, about, 1)
    return shown(found), shown(build(Snapshot.of(group.rooms, group.code).context(about)))


@pytest.mark.parametrize("about", ["comparison", "disagreement"])
def test_a_round_that_is_open_or_has_few_answers_is_in_no_exhibit(rooms, about):
    group = Group(rooms, rooms.new().code)
    group.join(7)
    group.ask("estimates")
    for who in range(7):
        estimated(group, who, who)
    group.reveal()
    first = told_of_estimates(group, about)
    assert first[0] == first[1]
    group.ask("estimates", 2)
    for who in range(4):
        estimated(group, who, 40)
        assert told_of_estimates(group, about) == first, "open"
        rooms.move(group.code, phase="closed")
        assert told_of_estimates(group, about) == first, "closed"
        assert finding_of(rooms, group.code, about).notes[-1].endswith("is not in this.")
        rooms.move(group.code, phase="open")
    estimated(group, 4, 40)
    rooms.move(group.code, phase="closed")
    last = told_of_estimates(group, about)
    assert last[0] == last[1] != first[0]


def test_two_rounds_of_few_people_are_still_few(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(6)
    for number in (1, 2):
        group.ask("estimates", number)
        for who in range(3 * number - 3, 3 * number):
            estimated(group, who, who)
        rooms.move(group.code, phase="closed")
    for n, headline, rows, why in told_of_estimates(group, "comparison"):
        assert (n, headline, rows) == (0, "Too few answers to show.", ())
        assert "Fewer than 5 people answered" in why


def test_the_texts_to_vote_on_are_those_that_were_shown(rooms):
    group = Group(rooms, rooms.new().code)
    group.join(7)
    group.ask("translate")
    for who in range(6):
        group.say(who, {"texts": [f"text {who}"]})
    rooms.move(group.code, phase="closed")
    rooms.move(group.code, phase="open")
    group.say(6, {"texts": [MARK]})
    rooms.move(group.code, phase="closed")
    group.ask("translate", 2)
    seen = str([rooms.own(group.code, who)["candidates"] for who in group.people])
    assert "text 0" in seen
    assert MARK not in seen + str(rooms.texts(group.code, "translate"))
