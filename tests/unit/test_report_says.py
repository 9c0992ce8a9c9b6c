"""What a report says, and what it must not say."""

import pytest
from tests.unit.report_rooms import (
    estimators,
    one_sided,
    room_file,
    said,
    sample,
    snapshot_of,
    vote,
)

from riskier.export.report.answer import answer_section, verdict
from riskier.export.report.gut import gut_sentence
from riskier.export.report.places import placed
from riskier.export.report.results import results_of
from riskier.export.report.risk import risk_of
from riskier.export.report.snapshot import Snapshot
from riskier.export.report.whole import document_of
from riskier.findings import finding_of
from riskier.findings.of import build
from riskier.room import RoomError


@pytest.mark.parametrize(
    ("engage", "stay_away", "expected"),
    [
        (40, 4, "Taking part is riskier, on this group's numbers."),
        (4, 40, "Staying away is riskier, on this group's numbers."),
        (10, 10, "Too close to call, on this group's numbers."),
    ],
)
def test_the_answer_comes_out_either_way(rooms, engage, stay_away, expected):
    snapshot = snapshot_of(rooms, room_file(estimators(6, engage, stay_away)))
    assert verdict(snapshot, risk_of(snapshot)) == expected
    section = answer_section(snapshot, risk_of(snapshot), results_of(snapshot, lambda _: None))
    assert section.blocks[0].words == expected
    assert "6 people put numbers on 1 hazard over the next 12 months" in section.blocks[1].words


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([], "Nobody put numbers on the hazards"),
        (estimators(4, 40, 4), "Fewer than 5 people put numbers on the hazards"),
        ([{"gut-check/1": vote(1)}] * 6, "Nobody put numbers on the hazards"),
        (one_sided(6), "No hazard was estimated by enough people on both sides"),
    ],
)
def test_no_answer_is_said_kindly(rooms, answers, why):
    snapshot = snapshot_of(rooms, room_file(answers))
    words = said(snapshot)
    assert "The group has no answer in numbers." in words
    assert why in words
    assert "That is no failing" in words


def test_a_room_that_nobody_joined_makes_a_report(rooms):
    code = rooms.new().code
    words = said(Snapshot.of(rooms, code))
    assert "Nobody joined." in words
    assert "had not been ended" in words


def test_one_person_is_not_shown(rooms):
    answers = {"gut-check/1": vote(3), "stop/1": {"texts": ["only I would say this"]}}
    words = said(snapshot_of(rooms, room_file([answers])))
    assert "Fewer than 5 people joined." in words
    assert "only I would say this" not in words
    assert "gut feeling" not in words
    assert "fewer than 5" in words


def test_four_people_are_as_good_as_none(rooms):
    picked = {"selected": ["one-bad-day"]}
    answers = [{"gut-check/1": vote(side), "barriers/1": picked} for side in range(4)]
    words = said(snapshot_of(rooms, room_file(answers)))
    assert "4 people" not in words
    assert "of 4" not in words
    assert "bad day" not in words
    assert words.count("Fewer than 5 people answered, so not shown: What holds us back") == 1
    assert "Part(id='barriers'" not in words


def test_what_moved_says_who_was_too_few(rooms):
    both = {"gut-check/1": vote(1), "gut-check/2": vote(2)}
    words = said(snapshot_of(rooms, room_file([both] * 2 + [{"gut-check/1": vote(1)}] * 6)))
    few = "Fewer than 5 people answered both at the start and at the end, so not shown: "
    assert words.count(few) == 1


def test_a_lower_limit_shows_more(rooms):
    answers = [{"gut-check/1": vote(side)} for side in (-1, 1, 2)]
    words = gut_sentence(snapshot_of(rooms, room_file(answers, room={"k_min": 3})))
    assert words == (
        "As a gut feeling, 2 of 3 people said “staying away is riskier” and 1 “taking part is"
        " riskier”."
    )


def test_most_in_the_middle_are_told_first(rooms):
    answers = [{"gut-check/1": vote(side)} for side in (0, 0, 0, 0, 0, 1)]
    assert gut_sentence(snapshot_of(rooms, room_file(answers))) == (
        "As a gut feeling, 5 of 6 people stood in the middle, 1 said “staying away is riskier” and"
        " 0 “taking part is riskier”."
    )


def test_what_is_still_open_is_left_out(rooms):
    code = rooms.new().code
    people = [rooms.participant(code, rooms.join(code).token) for _ in range(6)]
    for number in (1, 2):
        rooms.move(code, activity="gut-check", round=number, phase="open")
        for who in people:
            rooms.submit(code, who, "gut-check", number, vote(-3 if number == 1 else 3))
    words = said(Snapshot.of(rooms, code))
    assert "without an answer here or still open: " in words
    assert "Nobody put numbers on the hazards, or the question was still open, so" in words
    assert "all 6 people said “taking part is riskier”." in words
    assert "at the end" not in gut_sentence(Snapshot.of(rooms, code))
    rooms.move(code, phase="closed")
    assert "at the end all 6 people said “staying away" in gut_sentence(Snapshot.of(rooms, code))


def test_a_hidden_text_is_in_no_part_of_it(rooms):
    answers = [{"stop/1": {"texts": [f"sentence {who}"]}} for who in range(6)]
    code = rooms.load(room_file(answers))
    assert "sentence 3" in said(Snapshot.of(rooms, code))
    hidden = next(t["id"] for t in rooms.texts(code, "stop") if t["text"] == "sentence 3")
    rooms.move(code, hide=hidden)
    words = said(Snapshot.of(rooms, code))
    assert "sentence 3" not in words
    assert "5 people wrote 5 texts" in words


def test_plans_are_only_counted(rooms):
    plan = {"cue": "when I see it", "act": "I breathe", "tell": "my team"}
    words = said(snapshot_of(rooms, room_file([{"plan/1": plan}] * 6)))
    assert "6 people wrote a plan" in words
    assert "breathe" not in words
    few = said(snapshot_of(rooms, room_file([{"plan/1": plan}] * 4)))
    assert "Fewer than 5 people wrote a plan" in few


def test_every_finding_with_answers_is_there_once(rooms):
    snapshot = snapshot_of(rooms, sample())
    results = results_of(snapshot, lambda _: None)
    parts = [result for found in placed(snapshot, results).values() for result in found]
    assert sorted(result.id for result in parts) == sorted(result.id for result in results)
    keys = {key for person in sample()["people"] for key in person["answers"]}
    assert {f"{r.finding.activity}/{r.finding.round}" for r in results} >= keys
    document = document_of(snapshot, risk_of(snapshot), results)
    tables = [table.id for table in document.tables]
    assert len(tables) == len(set(tables))
    with_rows = {result.id for result in results if result.finding.rows}
    assert with_rows <= set(tables)


def test_report_screen_and_phone_agree_to_the_digit(rooms):
    code = rooms.load(sample())
    snapshot = Snapshot.of(rooms, code)
    for about, number in (("comparison", 1), ("estimates", 2), ("moved", 1), ("translate", 2)):
        ours = build(snapshot.context(about, number))
        theirs = finding_of(rooms, code, about, number)
        assert (ours.headline, ours.rows, ours.n) == (theirs.headline, theirs.rows, theirs.n)


def test_made_up_people_are_called_made_up(rooms):
    snapshot = snapshot_of(rooms, sample())
    document = document_of(snapshot, risk_of(snapshot), results_of(snapshot, lambda _: None))
    assert document.warning == "A made-up sample room: nobody said any of this."
    assert "this made-up group's numbers" in repr(document)


def test_what_stays_after_deletion_has_no_sentences(rooms):
    snapshot = snapshot_of(rooms, sample())
    results = results_of(snapshot, lambda _: None)
    document = repr(document_of(snapshot, risk_of(snapshot), results, whole=False))
    for person in sample()["people"]:
        for answer in person["answers"].values():
            assert not any(text and text in document for text in answer.get("texts", ()))
    assert "room.json" not in document
    assert "were deleted after this was made" in document


def test_one_persons_own_room_is_refused(rooms):
    solo = rooms.solo()
    rooms.submit(solo.code, solo.participant, "gut-check", 1, vote(1))
    with pytest.raises(RoomError, match="one person's own room"):
        Snapshot.of(rooms, solo.code)


def test_method_and_limits_are_said(rooms):
    words = said(snapshot_of(rooms, room_file(estimators(6, 40, 4))))
    for part in ("They are not a sample", "not measurements", "made up for the workshop", "IDEA"):
        assert part in words
