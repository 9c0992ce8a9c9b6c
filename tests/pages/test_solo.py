import pytest
from tests.pages.answers import fitting

from riskier.pages.errors import NotYetError
from riskier.pages.solo import Asked, Me, Series, Shown, rounds_of
from riskier.room import RoomError


def answered(asked):
    asked.take(fitting(asked.view))
    return asked


def test_nothing_is_kept_before_the_first_answer(me):
    assert me.rooms.all() == []
    answered(Asked(me, "barriers", 1))
    assert [room.kind for room in me.rooms.all()] == ["solo"]


def test_the_group_comes_after_the_answer(me):
    asked = Asked(me, "barriers", 1)
    assert asked.why_not_yet() == "Answer first. Then you can see the group."
    with pytest.raises(NotYetError, match="Answer first"):
        asked.show_group()
    answered(asked).show_group()
    assert asked.is_shown


def test_the_group_is_called_made_up(me):
    finding = answered(Asked(me, "barriers", 1)).finding()
    assert finding.synthetic
    assert finding.headline.startswith("Made-up sample group")


def test_advice_for_one_person_comes_with_the_first_round(me):
    told = Asked(me, "gut-check", 1).advice
    assert told.startswith("Answer, and write one line on why.")
    assert Asked(me, "gut-check", 2).advice == ""


def test_answers_are_there_on_the_next_page(me):
    answered(Asked(me, "barriers", 1))
    again = Me(me.rooms, me.rooms.solo(me.solo.resume_code))
    assert again.has_answered("barriers")


@pytest.mark.parametrize("sent", [None, [], "yes", 7, True])
def test_what_is_no_answer_is_refused(me, sent):
    with pytest.raises(RoomError, match="not an answer"):
        Asked(me, "barriers", 1).take(sent)


def test_a_refusal_names_the_field(me):
    with pytest.raises(RoomError) as refused:
        Asked(me, "barriers", 1).take({"selected": ["nonsense"]})
    assert refused.value.field == "selected"
    assert not me.has_answered("barriers")


@pytest.mark.parametrize(
    ("activity", "stage", "rounds"),
    [
        ("gut-check", "welcome", [1]),
        ("gut-check", "commitments", [2]),
        ("relevance", "relevance", [1]),
        ("relevance", "commitments", [2, 3]),
        ("estimates", "risk", [1, 2]),
        ("translate", "relevance", [1, 2]),
    ],
)
def test_a_stage_has_the_rounds_of_its_steps(pack, activity, stage, rounds):
    assert rounds_of(pack, activity, stage) == rounds


def test_nobody_votes_alone(pack):
    assert rounds_of(pack, "translate", "relevance", alone=True) == [1]


def test_a_second_estimate_waits_for_the_group(me):
    series = Series(me, "estimates", "risk")
    first, second = series.rounds
    answered(first)
    assert series.opened() == [first]
    first.show_group()
    assert series.opened() == [first, second]


def test_another_asking_only_waits_for_the_answer(me):
    series = Series(me, "relevance", "commitments")
    answered(series.rounds[0])
    assert series.opened() == series.rounds


def test_a_second_estimate_given_earlier_is_still_there(me):
    answered(Asked(me, "estimates", 1))
    answered(Asked(me, "estimates", 2))
    assert len(Series(me, "estimates", "risk").opened()) == 2


def test_an_exhibit_waits_for_what_it_answers(me):
    loop = Shown(me, "loop")
    assert "Build the loop" in loop.why_not_yet()
    answered(Asked(me, "build-loop", 1))
    assert loop.why_not_yet() == ""


def test_an_exhibit_of_its_own_waits_for_nothing(me):
    assert Shown(me, "two-88s").why_not_yet() == ""


def test_every_activity_can_be_answered_alone(me, pack):
    for activity in pack.activities:
        for number in rounds_of(pack, activity.id, activity.stage, alone=True):
            answered(Asked(me, activity.id, number))
    assert all(me.has_answered(activity.id) for activity in pack.activities)


def test_a_translation_can_be_compared_with_model_answers(me):
    asked = Asked(me, "translate", 1)
    examples = asked.model_answers()
    assert len(examples) == len(asked.view["items"])
    assert all(len(texts) == 4 for _example, texts in examples)
    assert Asked(me, "barriers", 1).model_answers() == []
