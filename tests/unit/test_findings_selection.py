"""What a room's ranking hands on to the next activity."""

import pytest
from finding_examples import selected, shipped, views_for

from riskier.findings.selection import choices_for
from riskier.pack.handed_on import ranking, taken_from


def room_with(rooms, activity, answers, **more):
    code = rooms.new(**more).code
    rooms.move(code, activity=activity, phase="open")
    for answer in answers:
        joined = rooms.join(code)
        person = rooms.participant(code, joined.token)
        rooms.submit(code, person, activity, 1, answer)
    return code


def test_the_vote_picks_what_is_estimated(rooms):
    votes = [selected("late-signal", "records-gap")] * 3 + [selected("records-gap")] * 2
    code = room_with(rooms, "hazard-vote", votes)
    items, columns = choices_for(rooms, code, "estimates")
    assert items[:2] == ["records-gap", "late-signal"]
    assert len(items) == 4
    assert items[2:] == ["open-invite", "rumour-gap"], "the rest comes from the pack's list"
    assert columns is None


def test_tasks_become_columns_and_tools_stay(rooms):
    orders = [{"order": ["warn-emergency", "find-peers"]}] * 5
    code = room_with(rooms, "task-ranking", orders)
    items, columns = choices_for(rooms, code, "tool-fit")
    assert columns[:2] == ["warn-emergency", "find-peers"]
    assert len(columns) == 3
    assert items == [item["id"] for item in views_for("tool-fit")["tool-fit", 1]["items"]]
    rooms.choose(code, "tool-fit", items, columns)


def test_too_few_votes_leave_the_pack_s_list(rooms):
    code = room_with(rooms, "hazard-vote", [selected("late-signal")] * 4)
    assert choices_for(rooms, code, "estimates") is None


def test_alone_one_s_own_vote_picks(rooms):
    solo = rooms.solo()
    rooms.submit(solo.code, solo.participant, "hazard-vote", 1, selected("late-signal"))
    items, _ = choices_for(rooms, solo.code, "estimates")
    assert items[0] == "late-signal"


def test_a_run_sheet_with_a_list_of_its_own_keeps_it(rooms):
    code = room_with(rooms, "hazard-vote", [selected("late-signal")] * 5, run_sheet="45")
    assert choices_for(rooms, code, "estimates") is None


@pytest.mark.parametrize("activity", ["barriers", "calibration", "stop"])
def test_most_activities_choose_nothing(rooms, activity):
    assert choices_for(rooms, rooms.new().code, activity) is None


def test_ties_go_by_first_places_then_by_the_list():
    view = views_for("task-ranking")["task-ranking", 1]
    one, two, three = (item["id"] for item in view["items"][:3])
    # one: 3 + 1 = 4 points, one first place; two: 2 + 2 = 4, none; three: 1 + 3 = 4, one.
    answers = [{"order": [one, two, three]}, {"order": [three, two, one]}]
    assert [item["id"] for item, *_ in ranking(view, answers)[:3]] == [one, three, two]


def test_what_nobody_picked_is_not_handed_on():
    ranked = [({"id": "rumour-gap"}, 2), ({"id": "open-invite"}, 0)]
    assert taken_from(shipped(), "hazard-vote", "90", ranked) == ("rumour-gap",)
    assert taken_from(shipped(), "barriers", "90", ranked) == ()
