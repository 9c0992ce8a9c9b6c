import pytest
from tests.pages.answers import fitting

from riskier.pages.projection import Projection, qr_picture

ADDRESS = "https://workshop.example.org/kit/join/TESTER"


@pytest.fixture
def projection(rooms, live):
    return Projection(rooms, live, ADDRESS)


def test_it_begins_with_how_to_join(projection, pack):
    here = projection.here()
    assert here["view"] == "waiting"
    assert here["code"] == "TESTER"
    assert here["join_address"] == "workshop.example.org/kit"
    assert here["question"] == pack.question
    assert here["qr"].startswith("data:image/svg+xml")
    assert here["joined_words"] == "Nobody has joined yet"


def test_it_counts_who_joined(projection, rooms):
    rooms.join(projection.code)
    assert projection.here()["joined_words"] == "1 person has joined"
    rooms.join(projection.code)
    assert projection.here()["joined_words"] == "2 people have joined"


def test_it_goes_through_the_phases_of_a_question(projection, rooms):
    rooms.move(projection.code, step="barriers")
    assert projection.here()["phase_words"] == "Opens in a moment."
    rooms.move(projection.code, phase="open", timer_seconds=120)
    here = projection.here()
    assert (here["view"], here["title"]) == ("question", "What holds us back")
    assert here["timer_ends_at"] > here["server_time"]
    rooms.move(projection.code, phase="closed")
    assert projection.here()["phase_words"] == "Closed. Results in a moment."
    assert projection.about() is None
    rooms.move(projection.code, phase="revealed")
    assert projection.here()["view"] == "finding"
    assert projection.about()[:2] == ("barriers", 1)


def test_a_result_that_a_later_step_shows_is_not_announced(projection, rooms):
    rooms.move(projection.code, step="last-thought", phase="open")
    rooms.move(projection.code, phase="closed")
    assert projection.here()["phase_words"] == "Closed. A later step shows the result."


def test_it_counts_who_is_done(projection, rooms):
    rooms.move(projection.code, step="barriers", phase="open")
    person = rooms.participant(projection.code, rooms.join(projection.code).token)
    rooms.join(projection.code)
    answer = fitting(rooms.view(projection.code, "barriers"))
    rooms.submit(projection.code, person, "barriers", 1, answer)
    assert projection.here()["count_words"] == "1 of 2 done"


def test_a_hidden_text_makes_a_new_finding(projection, rooms):
    rooms.move(projection.code, step="stop", phase="open")
    person = rooms.participant(projection.code, rooms.join(projection.code).token)
    rooms.submit(projection.code, person, "stop", 1, {"texts": ["A meeting."]})
    rooms.move(projection.code, phase="closed")
    rooms.move(projection.code, phase="revealed")
    before = projection.about()
    text = rooms.texts(projection.code, "stop", 1)[0]["id"]
    rooms.move(projection.code, hide=text)
    assert projection.about() != before


def test_every_step_has_something_to_show(projection, rooms, pack):
    for step in pack.agenda.steps:
        rooms.move(projection.code, step=step.id)
        here = projection.here()
        assert here["view"] in {"waiting", "question", "talk"}, step.id
        assert here["title"], step.id


def test_talk_shows_the_questions_of_what_came_before(projection, rooms, pack):
    rooms.move(projection.code, step="estimates-talk")
    here = projection.here()
    assert here["view"] == "talk"
    assert here["prompts"] == list(pack.activity("estimates").discussion)
    assert projection.about() is None


def test_talk_keeps_the_newest_result_on_the_wall(projection, rooms):
    rooms.move(projection.code, step="estimates-first", phase="open")
    rooms.move(projection.code, phase="closed")
    rooms.move(projection.code, phase="revealed")
    rooms.move(projection.code, step="estimates-talk")
    assert projection.about()[:2] == ("estimates", 1)


def test_a_break_has_nothing_to_talk_about(projection, rooms):
    rooms.move(projection.code, step="break")
    assert projection.here()["prompts"] == []


def test_an_exhibit_gives_nothing_away_before_it_is_shown(projection, rooms, pack):
    rooms.move(projection.code, step="toy-model")
    here = projection.here()
    assert here["view"] == "talk"
    assert here["prompt"] == ""
    rooms.move(projection.code, phase="revealed")
    assert projection.about()[0] == "toy-model"


def test_a_plan_is_never_on_the_wall(projection, rooms):
    rooms.move(projection.code, step="plan", phase="open")
    rooms.move(projection.code, phase="closed")
    assert projection.about() is None
    assert projection.here()["view"] == "question"
    assert projection.here()["phase_words"] == "Closed. What you wrote stays with you."


def test_the_end_and_a_deleted_room_are_said(projection, rooms):
    rooms.move(projection.code, ended=True)
    assert projection.here()["view"] == "end"
    rooms.delete(projection.code)
    here = projection.here()
    assert (here["view"], here["title"]) == ("end", "This room is closed")
    assert projection.about() is None


def test_a_picture_of_an_address_is_a_picture():
    assert "svg" in qr_picture("http://127.0.0.1:8866/join/ABCDEF")
