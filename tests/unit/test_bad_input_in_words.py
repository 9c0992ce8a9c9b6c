"""Awkward numbers in a room: refused in words where typed, or told beside the answer."""

import math

import pytest
from finding_examples import shipped

from riskier.findings import finding_of
from riskier.findings.group import beliefs_of
from riskier.findings.of import context_of
from riskier.room import AnswerError

COST = "staff-abuse.engage.cost"
USUAL = {"lowest": 2, "best": 4, "highest": 8, "confidence": 80}
EXHIBITS = ("comparison", "exceedance", "flips", "horizon", "disagreement", "matrix")


@pytest.fixture(scope="module")
def rooms(lasting_rooms):
    return lasting_rooms


@pytest.fixture(scope="module")
def usual(rooms):
    """Return one person's usual ranges for everything that is asked."""
    asked = shipped().view("estimates", 1, "45")["items"]
    return {item["id"]: dict(USUAL) for item in asked}


def somewhat_else(usual, person):
    """Return ranges that differ a little from person to person."""
    more = 1 + 0.1 * person
    return {item: {**parts, "highest": parts["highest"] * more} for item, parts in usual.items()}


def told(rooms, first, second=(), k_min=5):
    """Return what the comparison of a room says, and check that every exhibit says it too.

    What was done with the answers comes last, under each exhibit that rests on them.
    """
    code = room_with(rooms, first, second, k_min)
    done = beliefs_of(context_of(rooms, code, "comparison")).notes
    for about in EXHIBITS:
        found = finding_of(rooms, code, about)
        assert found.notes[len(found.notes) - len(done) :] == done
        assert found.headline
        assert "nan" not in str(found.rows)
        assert "inf" not in str(found.rows)
    return finding_of(rooms, code, "comparison")


def room_with(rooms, first, second=(), k_min=5):
    code = rooms.new(run_sheet="45", k_min=k_min).code
    people = [rooms.participant(code, rooms.join(code).token) for _ in first]
    for number, answers in ((1, first), (2, second)):
        rooms.move(code, activity="estimates", round=number, phase="open")
        for person, estimates in zip(people, answers, strict=False):
            rooms.submit(code, person, "estimates", number, {"estimates": estimates})
        rooms.move(code, phase="closed")
    return code


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        (
            {"lowest": 0},
            "1 range began at zero; for the calculation the lowest is one hundredth of the highest",
        ),
        ({"lowest": 0, "best": 0, "highest": 0}, "1 range said zero throughout, taken as never."),
        ({"lowest": 4, "highest": 4}, "1 range had no width and counted as certain."),
        ({"confidence": 100}, "1 confidence value above 99% counted as 99%."),
        ({"lowest": 0.01, "highest": 30}, "1 range spanned more than 1,000-fold"),
        ({"best": 900, "highest": 100_000}, "1 answer over 100 times the group's middle one set"),
    ],
)
def test_the_page_says_what_was_done(rooms, usual, changed, note):
    group = [somewhat_else(usual, person) for person in range(6)]
    group[2][COST] = {**USUAL, **changed}
    found = told(rooms, group)
    assert any(line.startswith(note) for line in found.notes), found.notes
    assert found.n == 6


def test_nothing_is_said_when_nothing_was_done(rooms, usual):
    group = [somewhat_else(usual, person) for person in range(6)]
    found = told(rooms, group, group)
    treated = ("range", "confidence", "answer over", "Left out", "blanks", "the same ranges")
    assert not [line for line in found.notes if any(word in line for word in treated)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"lowest": -1}, "Lowest is -1; the least possible is 0."),
        ({"confidence": 49}, "Confidence is 49. Give a number from 50 to 100."),
        ({"confidence": 101}, "Confidence is 101. Give a number from 50 to 100."),
        ({"lowest": 9}, "Highest is 8, which is below lowest, 9. Give a highest of 9 or more."),
        ({"best": 1}, "Best guess is 1, which is below lowest, 2."),
        ({"highest": 1e9}, "Highest is 1,000,000,000; the most possible is 100,000."),
        ({"highest": None}, "Highest is missing. Give a number."),
        ({"highest": math.nan}, "finite"),
    ],
)
def test_the_control_says_what_is_allowed(rooms, usual, changed, message):
    wrong = {**usual, COST: {**USUAL, **changed}}
    with pytest.raises(AnswerError) as refused:
        room_with(rooms, [wrong])
    assert message in refused.value.message
    assert COST in str(refused.value.field)


def test_a_missing_second_round_is_filled_and_told(rooms, usual):
    first = [somewhat_else(usual, person) for person in range(7)]
    dearer = {**usual, COST: {**USUAL, "highest": 80, "best": 40}}
    found = told(rooms, first, [dearer] * 5)
    count = 2 * len(usual)
    assert f"{count} ranges came from the round before, because the latest had none." in found.notes
    assert found.n == 7


def test_hazards_nobody_estimated_are_named(rooms, usual):
    title = shipped().hazards["rumour-gap"].title
    some = {item: parts for item, parts in usual.items() if not item.startswith("rumour-gap")}
    group = [somewhat_else(some, person) for person in range(5)]
    found = told(rooms, group)
    assert f"Left out, because nobody estimated both sides: “{title}”." in found.notes
    assert not any(title in str(row[0]) for row in found.rows)


def test_hazards_that_too_few_estimated_are_named(rooms, usual):
    title = shipped().hazards["rumour-gap"].title
    some = {item: parts for item, parts in usual.items() if not item.startswith("rumour-gap")}
    group = [somewhat_else(usual, 1)] * 2 + [somewhat_else(some, person) for person in range(4)]
    found = told(rooms, group)
    assert (
        f"Left out, because fewer than 5 people estimated all of it: “{title}”." in found.notes
    ), found.notes
    assert not any(title in str(row[0]) for row in found.rows)


def test_one_participant_alone_is_not_shown(rooms, usual):
    code = room_with(rooms, [usual])
    for about in EXHIBITS:
        found = finding_of(rooms, code, about)
        assert found.withheld.startswith("Fewer than 5 people answered, so nothing is shown.")
        assert found.picture is None


def test_one_participant_who_may_be_shown_cannot_disagree(rooms, usual):
    found = told(rooms, [usual], k_min=1)
    assert (
        "These are the numbers of one person, so there is no disagreement in them." in found.notes
    )


def test_people_who_all_say_the_same_are_told_so(rooms, usual):
    found = told(rooms, [usual] * 5)
    assert "All 5 people gave the same ranges: nobody disagrees." in found.notes
