"""A record taken out of the pack while a room's answers name it."""

import json

import pytest

from riskier.findings import finding_of
from riskier.findings.selection import choices_for
from riskier.pack import load_pack
from riskier.room import AnswerError, Rooms, open_store

TASKS = ["learn-struggles", "consult-draft", "warn-emergency"]


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "rooms.db"))
    yield opened
    opened.close()


@pytest.fixture
def before(store):
    """A room that answered with the shipped pack."""
    rooms = Rooms(store, load_pack())
    code = rooms.new(code="MESA77").code
    for activity, columns in (("awareness", None), ("task-ranking", None), ("tool-fit", TASKS)):
        if columns:
            rooms.choose(code, activity, ["slido", "reddit"], columns)
        rooms.move(code, activity=activity, phase="open")
        for _ in range(5):
            token = rooms.join(code).token
            rooms.submit(code, rooms.participant(code, token), activity, 1, ANSWERS[activity])
        rooms.move(code, phase="closed")
        rooms.move(code, phase="revealed")
    return code


ANSWERS = {
    "awareness": {"ratings": {"slido": 0, "github": 1}},
    "task-ranking": {"order": TASKS},
    "tool-fit": {"placed": {"slido": "learn-struggles", "reddit": "none"}},
}


@pytest.fixture
def after(store, before, tmp_path):
    """The same rooms, with a pack that has lost a tool."""
    folder = tmp_path / "mine"
    folder.mkdir()
    cover = {"extends": "shipped", "remove": {"tools": ["slido"]}}
    (folder / "pack.json").write_text(json.dumps(cover), encoding="utf-8")
    return Rooms(store, load_pack(folder))


def test_what_was_said_about_it_still_counts(after, before):
    found = finding_of(after, before, "awareness")
    assert found.n == 5
    rows = {row[0]: row for row in found.rows}
    assert rows["Slido (and Mentimeter) (no longer listed)"][2] == 5


def test_a_room_goes_on_asking_what_it_asked(after, before):
    labels = [item["label"] for item in after.view(before, "tool-fit")["items"]]
    assert labels[0] == "Slido (and Mentimeter) (no longer listed)"
    assert finding_of(after, before, "tool-fit").n == 5


def test_the_next_question_builds_on_what_is_left(after, before):
    left = [item.id for item in after.pack.items("tool-fit")]
    assert "slido" not in left
    assert choices_for(after, before, "tool-fit") == (
        left,
        TASKS,
    )


def test_nobody_can_answer_it_afresh(after):
    code = after.new().code
    after.move(code, activity="awareness", phase="open")
    person = after.participant(code, after.join(code).token)
    with pytest.raises(AnswerError, match="slido"):
        after.submit(code, person, "awareness", 1, ANSWERS["awareness"])
