"""A record taken out of the pack while a room's answers name it."""

import json

import pytest

from riskier.findings import finding_of
from riskier.findings.selection import choices_for
from riskier.pack import load_pack
from riskier.room import AnswerError, RoomError, Rooms, open_store

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


HAZARD = "rumour-gap"
ANSWERS = {
    "awareness": {"ratings": {"slido": 0, "github": 1}},
    "task-ranking": {"order": TASKS},
    "tool-fit": {"placed": {"slido": "learn-struggles", "reddit": "none"}},
}


@pytest.fixture
def less(tmp_path):
    """A pack that has lost a tool and a hazard."""
    folder = tmp_path / "mine"
    folder.mkdir()
    cover = {"extends": "shipped", "remove": {"tools": ["slido"], "hazards": [HAZARD]}}
    (folder / "pack.json").write_text(json.dumps(cover), encoding="utf-8")
    return load_pack(folder)


@pytest.fixture
def after(store, before, less):
    """The same rooms, with that pack."""
    return Rooms(store, less)


@pytest.fixture
def file(store, before):
    """The room's file, with estimates of what the pack is about to lose."""
    file = Rooms(store, load_pack()).export(before)
    file["chosen"]["estimates"] = {"items": [HAZARD, "late-signal"], "columns": None}
    parts = {"lowest": 1, "best": 2, "highest": 3, "confidence": 80}
    estimates = {f"{HAZARD}.both.events": parts, "late-signal.engage.cost": parts}
    file["people"][0]["answers"]["estimates/1"] = {"estimates": estimates}
    return file


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


def test_gems_name_a_first_task_that_is_gone(rooms, tmp_path):
    code = rooms.new().code
    rooms.move(code, activity="task-ranking", phase="open")
    for _ in range(5):
        person = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, person, "task-ranking", 1, {"order": ["follow-field", TASKS[0]]})
    rooms.move(code, phase="closed")
    cover = {"extends": "shipped", "remove": {"tasks": ["follow-field"]}}
    (tmp_path / "pack.json").write_text(json.dumps(cover), encoding="utf-8")
    found = finding_of(Rooms(rooms.store, load_pack(tmp_path)), code, "gems")
    assert found.notes[0].startswith("First came “Keep up with a policy field")


def test_nobody_can_answer_it_afresh(after):
    code = after.new().code
    after.move(code, activity="awareness", phase="open")
    person = after.participant(code, after.join(code).token)
    with pytest.raises(AnswerError, match="slido"):
        after.submit(code, person, "awareness", 1, ANSWERS["awareness"])


def test_a_file_that_names_it_is_loaded(after, file):
    code = after.load(file)
    rows = {row[0]: row for row in finding_of(after, code, "awareness").rows}
    assert rows["Slido (and Mentimeter) (no longer listed)"][2] == 5
    assert after.view(code, "tool-fit")["items"][0]["label"].endswith("(no longer listed)")
    assert finding_of(after, code, "tool-fit").n == 5
    [estimates] = [person for person in after.people(code, [("estimates", 1)]) if person]
    assert list(estimates["estimates", 1]["estimates"]) == ["late-signal.engage.cost"]


def test_what_a_file_leaves_goes_on_as_it_was(after, file):
    again = after.export(after.load(file))
    assert after.export(after.load(again)) == again


def test_a_file_of_another_version_may_name_what_nobody_here_has_heard_of(store, file):
    rooms = Rooms(store, load_pack())
    names = json.dumps(file).replace('"slido"', '"lost-tool"')
    with pytest.raises(RoomError, match=r"lost-tool.*give that with --pack") as refused:
        rooms.load(json.loads(names))
    assert refused.value.field == "chosen.tool-fit"
    other = {**json.loads(names), "pack": {**file["pack"], "version": "0.0.1"}}
    rows = {row[0]: row for row in finding_of(rooms, rooms.load(other), "awareness").rows}
    assert rows["lost-tool (no longer listed)"][2] == 5


@pytest.mark.parametrize("part", ["chosen", "people"])
def test_a_sentence_in_the_place_of_an_id_is_refused_in_words(store, file, part):
    said = json.loads(json.dumps(file[part]).replace('"slido"', '"Call this number now"'))
    other = {**file, part: said, "pack": {**file["pack"], "version": "0.0.1"}}
    with pytest.raises(RoomError) as refused:
        Rooms(store, load_pack()).load(other)
    assert refused.value.code == "bad_file"
    assert refused.value.field.startswith(part)


@pytest.mark.parametrize("odd", [5, "slido", None, [["slido"]], [{"slido": 1}], {"x" * 500: 1}])
def test_answers_of_any_shape_are_refused_in_words(after, file, odd):
    for part in ("selected", "order", "ratings", "placed", "estimates"):
        for about in ("awareness", "tool-fit", "task-ranking", "estimates", "barriers"):
            bad = {**file, "people": [{"answers": {f"{about}/1": {part: odd}}}]}
            with pytest.raises(RoomError):
                after.load({**bad, "pack": {**file["pack"], "version": "0.0.1"}})
