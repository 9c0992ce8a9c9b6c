"""Thirty days later: the same room, three questions, counts beside the plans."""

import pytest

from riskier.findings import finding_of

PLAN = {"cue": "Monday", "act": "look", "tell": "Sam"}


@pytest.fixture
def ended(rooms):
    """A room of seven, five of them with a plan, that has ended."""
    return ended_room(rooms, people=7, plans=5)


def ended_room(rooms, people, plans):
    code = rooms.new(code="LATER7").code
    joined = [rooms.join(code) for _ in range(people)]
    rooms.move(code, activity="plan", phase="open")
    for each in joined[:plans]:
        rooms.submit(code, rooms.participant(code, each.token), "plan", 1, PLAN)
    rooms.move(code, phase="closed")
    rooms.move(code, ended=True)
    return code, joined


def come_back(rooms, code, people, ratings):
    rooms.move(code, ended=False)
    rooms.move(code, step="follow-up", phase="open")
    for joined, given in zip(people, ratings, strict=False):
        again = rooms.resume(code, joined.resume_code)
        person = rooms.participant(code, again.token)
        rooms.submit(code, person, "follow-up", 1, {"ratings": given})
    rooms.move(code, phase="closed")
    return finding_of(rooms, code, "follow-up")


def test_the_same_room_counts_what_became_of_the_plans(rooms, ended):
    ratings = [
        *[{"done": 2, "told": 1}] * 3,
        {"done": 0, "told": 0},
        {"done": 3, "again": 0},
        {"told": 0},
    ]
    found = come_back(rooms, *ended, ratings)
    assert found.headline == "3 of 5 people who came back did what they had planned."
    assert found.n == 6
    assert ("Did you tell the person?", "Yes", 3) in found.rows
    assert "5 plans had been written" in found.notes[0]
    assert "look" not in str(found.public())


def test_a_question_that_too_few_answered_is_not_shown(rooms, ended):
    ratings = [{"done": 2, "told": 1}] * 4 + [{"told": 1}, {"told": 0, "again": 0}]
    found = come_back(rooms, *ended, ratings)
    assert found.headline == (
        "6 people came back; too few say whether the plan was done to show it."
    )
    assert found.picture is None
    assert {row[0] for row in found.rows} == {"Did you tell the person?"}
    assert "Too few answered “Would you make the same plan again?” to show it." in found.notes


def test_so_few_plans_are_not_counted(rooms):
    found = come_back(rooms, *ended_room(rooms, people=6, plans=2), [{"done": 2}] * 6)
    assert found.notes[0].startswith("Fewer than 5 plans had been written.")


def test_too_few_who_came_back_are_not_shown(rooms, ended):
    found = come_back(rooms, *ended, [{"done": 2}] * 4)
    assert found.withheld
    assert found.rows == ()


def test_a_step_for_later_is_on_no_run_sheet_but_can_be_chosen(rooms):
    pack = rooms.pack
    assert all("follow-up" not in [step.id for step in pack.steps(s)] for s in ("45", "90", "180"))
    code = rooms.new().code
    lines = {line["step"]: line for line in rooms.facilitator_view(code)["agenda"]}
    assert lines["follow-up"]["later"]
    assert not lines["follow-up"]["on_run_sheet"]
    assert rooms.move(code, step="follow-up").activity == "follow-up"


def test_alone_it_stands_beside_the_sample(rooms):
    me = rooms.solo()
    rooms.submit(me.code, me.participant, "follow-up", 1, {"ratings": {"done": 2}})
    assert finding_of(rooms, me.code, "follow-up").synthetic
