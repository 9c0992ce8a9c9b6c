"""A room as a file: what leaves, what comes back, what is refused."""

import copy
import json

import pytest

from riskier.room import RoomError, Rooms
from tests.store.conftest import Group

ASKED = [("gut-check", 1), ("barriers", 1), ("translate", 1), ("translate", 2), ("plan", 1)]


@pytest.fixture
def full(group: Group) -> Group:
    """A room that answered some of everything, and hid one text."""
    rooms, code = group.rooms, group.code
    group.join(6)
    barriers = [item["id"] for item in rooms.view(code, "barriers")["items"]]
    group.ask("gut-check")
    for who in range(6):
        group.say(who, {"ratings": {"side": who - 3, "sure": 50 + 10 * (who % 6)}})
    group.reveal()
    group.ask("barriers")
    for who in range(5):
        group.say(who, {"selected": barriers[: who % 3]})
    group.ask("translate")
    for who in range(6):
        group.say(who, {"texts": [f"text {who}"]})
    rooms.move(code, phase="closed")
    hidden = next(t["id"] for t in rooms.texts(code, "translate") if t["text"] == "text 5")
    rooms.move(code, hide=hidden)
    group.ask("translate", 2)
    for who in range(3):
        choices = rooms.own(code, group.people[who])["candidates"]
        group.say(who, {"votes": [choices[0]["id"]]})
    group.ask("plan")
    group.say(0, {"cue": "when I feel watched", "act": "breathe", "tell": ""})
    rooms.move(code, phase="closed")
    return group


def said(rooms: Rooms, code: str, key: tuple[str, int]) -> list[str]:
    """Return what people said, comparable between rooms."""
    return sorted(
        json.dumps(person, sort_keys=True, default=str) for person in _bodies(rooms, code, key)
    )


def _bodies(rooms, code, key):
    for person in rooms.people(code, [key]):
        yield {name: value for name, value in person[key].items() if name != "votes"}


def test_what_leaves_comes_back(full: Group):
    rooms = full.rooms
    exported = json.loads(json.dumps(rooms.export(full.code)))
    loaded = rooms.load(exported, key="a new key")
    assert loaded != full.code
    assert rooms.key_opens(loaded, "a new key")
    for key in ASKED[:4]:
        assert said(rooms, loaded, key) == said(rooms, full.code, key)
    texts = [
        sorted((t["text"], t["hidden"], t["votes"]) for t in rooms.texts(code, "translate"))
        for code in (full.code, loaded)
    ]
    assert texts[0] == texts[1]
    before, after = rooms.get(full.code), rooms.get(loaded)
    assert (before.joined, before.settings, before.step) == (
        after.joined,
        after.settings,
        after.step,
    )
    for activity, number in ASKED:
        assert rooms.phase(loaded, activity, number) == rooms.phase(full.code, activity, number)
    assert json.dumps(rooms.export(loaded)) == json.dumps(exported), "the same to the byte"


def test_a_file_leads_to_nobody(full: Group):
    record = full.rooms.store.room(full.code)
    text = json.dumps(full.rooms.export(full.code))
    for secret in (*full.people, record.salt, record.key_hash, full.code):
        assert secret not in text
    assert "watched" not in text, "plans are private"
    for person in full.rooms.export(full.code)["people"]:
        writes = [key for key in person["answers"] if key.startswith("translate")]
        assert not writes or len(person["answers"]) == 1, "a text stands alone"


def test_a_file_says_nothing_of_who_came_first(rooms: Rooms):
    answers = [{"ratings": {"side": who % 7 - 3, "sure": 50}} for who in range(12)]
    files = set()
    for order in (answers, answers[::-1], answers[5:] + answers[:5]):
        group = Group(rooms, rooms.new().code)
        group.join(12)
        group.ask("gut-check")
        group.all_say(*order)
        group.reveal()
        files.add(json.dumps(rooms.export(group.code)["people"]))
    assert len(files) == 1
    sides = [p["answers"]["gut-check/1"]["ratings"]["side"] for p in json.loads(files.pop())]
    assert sides not in (sorted(sides), sorted(sides)[::-1])


def test_a_file_says_nothing_of_what_was_filled_in_first(rooms: Rooms):
    files = set()
    for names in (("side", "sure"), ("sure", "side")):
        group = Group(rooms, rooms.new().code)
        group.join(2)
        group.ask("gut-check")
        ratings = {"side": 1, "sure": 60}
        group.say(0, {"ratings": {name: ratings[name] for name in names}})
        group.say(1, {"ratings": ratings})
        group.reveal()
        files.add(json.dumps(rooms.export(group.code)["people"]))
    assert len(files) == 1


def test_the_same_words_twice_stay_two_texts(rooms: Rooms):
    group = Group(rooms, rooms.new(k_min=1).code)
    group.join(5)
    group.ask("translate")
    group.all_say(*[{"texts": [text]} for text in ("same", "same", "same", "other", "")])
    rooms.move(group.code, phase="closed")
    alike = [t["id"] for t in rooms.texts(group.code, "translate") if t["text"] == "same"]
    rooms.move(group.code, hide=alike[0])
    group.ask("translate", 2)
    for who in range(3):
        names = [c["id"] for c in rooms.own(group.code, group.people[who])["candidates"]]
        group.say(who, {"votes": [name for name in names if name in alike][:1]})
    rooms.move(group.code, phase="closed")
    first = json.dumps(rooms.export(group.code))
    copy_ = rooms.load(json.loads(first))
    assert json.dumps(rooms.export(copy_)) == first
    kept = [
        sorted((t["text"], t["hidden"], t["votes"]) for t in rooms.texts(code, "translate"))
        for code in (group.code, copy_)
    ]
    assert kept[0] == kept[1]


def test_a_vote_for_a_text_that_stays_behind_stays_behind(full: Group):
    by_hand = full.rooms.export(full.code)
    del by_hand["phases"]["translate/1"]
    file = full.rooms.export(full.rooms.load(by_hand))
    assert not file["hidden"]
    ballots = [p["answers"]["translate/2"] for p in file["people"] if "translate/2" in p["answers"]]
    assert ballots
    assert not any(ballot["votes"] for ballot in ballots)
    assert full.rooms.load(file)


def test_the_day_a_room_was_made_goes_with_it(full: Group):
    file = full.rooms.export(full.code)
    file["room"]["created"] = "2026-01-31"
    assert full.rooms.get(full.rooms.load(file)).created == "2026-01-31"


def test_what_is_still_open_stays_out(full: Group):
    full.ask("gut-check", 2)
    full.say(0, {"ratings": {"side": 0}})
    keys = {key for person in full.rooms.export(full.code)["people"] for key in person["answers"]}
    assert "gut-check/2" not in keys
    assert (
        full.rooms.phase(full.rooms.load(full.rooms.export(full.code)), "gut-check", 2) == "waiting"
    )


def test_a_file_by_hand_needs_little(rooms: Rooms):
    answers = {"gut-check/1": {"ratings": {"side": 2}}, "stop/1": {"texts": ["a"]}}
    code = rooms.load(
        {
            "format": "riskier-room",
            "version": 1,
            "synthetic": True,
            "pack": {"id": rooms.pack.id},
            "room": {"run_sheet": "45", "topic": "AI"},
            "phases": {"gut-check/1": "revealed", "exhibit/loop": "revealed"},
            "people": [{"answers": answers}],
        }
    )
    assert rooms.get(code).synthetic
    assert rooms.state(code)["synthetic"]
    assert rooms.texts(code, "stop")[0]["text"] == "a"
    assert rooms.phase(code, "loop") == "revealed"


def test_a_topic_from_a_file_is_one_line_like_any_other(full: Group):
    file = full.rooms.export(full.code)
    for topic, kept in [("a\0b\n<c>\uffff\u202e", "ab <c>"), ("\ufffe", full.rooms.pack.topics[0])]:
        file["room"]["topic"] = topic
        assert full.rooms.get(full.rooms.load(file)).topic == kept


FAULTS = [
    (lambda f: f.update(version=2), "newer_file", "pip install --upgrade riskier"),
    (lambda f: f.update(version="1"), "bad_file", "was given"),
    (lambda f: f.update(format="x"), "bad_file", "not a room written by"),
    (lambda f: f["pack"].update(id="other"), "other_pack", "“other”"),
    (lambda f: f.pop("people"), "bad_file", "“people” is missing"),
    (lambda f: f.update(extra=1), "bad_file", "not known here"),
    (lambda f: f["room"].update(kind="solo"), "bad_file", "resume code"),
    (lambda f: f["room"].update(run_sheet="60"), "bad_file", "no run sheet “60”"),
    (lambda f: f["room"].update(step="nowhere"), "bad_file", "no step “nowhere”"),
    (lambda f: f["room"].update(k_min=0), "bad_file", "greater than or equal to 1"),
    (lambda f: f["room"].update(topic="x" * 500), "bad_file", "at most 120"),
    (lambda f: f["phases"].update({"nothing/1": "open"}), "bad_file", "no activity “nothing”"),
    (lambda f: f["phases"].update({"gut-check/7": "open"}), "bad_file", "no round 7"),
    (lambda f: f["phases"].update({"gut-check/1": "ajar"}), "bad_file", "“ajar”"),
    (lambda f: f["chosen"].update(estimates={"items": ["nothing"]}), "bad_file", "nothing"),
    (
        lambda f: f["chosen"].update(estimates={"items": ["data-breach"] * 2}),
        "bad_file",
        "Each may be there once",
    ),
    (lambda f: f["room"].update(created="2026-02-30"), "bad_file", "no such day"),
    (lambda f: f["hidden"].append("0000"), "bad_file", "“0000” is not in the file"),
    (
        lambda f: f["people"].append({"answers": {"gut-check/1": {"ratings": {"side": 9}}}}),
        "bad_file",
        "9 is not on this scale",
    ),
    (lambda f: f["people"].append({"answers": {"plan/2": {}}}), "bad_file", "no round 2"),
    (
        lambda f: f["people"].append({"answers": {"translate/2": {"votes": ["0000"]}}}),
        "bad_file",
        "“0000” is not part of this",
    ),
    (lambda f: f["people"].append(_first_text(f)), "bad_file", "is there twice"),
    (
        lambda f: _first_text(f)["texts"].update({"translate/1": []}),
        "bad_file",
        "one id for each text",
    ),
    (lambda f: f["people"].append("somebody"), "bad_file", "“somebody” was given"),
]


def _first_text(file: dict) -> dict:
    return next(person for person in file["people"] if "translate/1" in person.get("texts", {}))


@pytest.mark.parametrize(("spoil", "code", "words"), FAULTS)
def test_a_spoilt_file_is_refused_whole(full: Group, spoil, code, words):
    file = copy.deepcopy(full.rooms.export(full.code))
    spoil(file)
    before = full.rooms.all()
    with pytest.raises(RoomError, match=words) as caught:
        full.rooms.load(file)
    assert (caught.value.code, caught.value.status) == (code, 422)
    assert full.rooms.all() == before


@pytest.mark.parametrize("data", [None, [], "x", 5, {}, {"format": "riskier-room"}])
def test_what_is_no_room_is_refused(rooms: Rooms, data):
    with pytest.raises(RoomError):
        rooms.load(data)
    assert rooms.all() == []
