import pytest
from tests.pages.answers import fitting

from riskier.cli.sweeper import GRACE_S
from riskier.pages.steering import Console
from riskier.room.keeping import KEEP

SETTINGS = {"topic": "x", "k_min": 5, "run_sheet": "90", "keep": "until-deleted"}


@pytest.fixture
def console(rooms, live):
    return Console(rooms, live, "http://example.org/join/TESTER")


def send(console, command, **details):
    return console.answer({"id": 1, "command": command, **details})


def do(console, command, **details):
    reply = send(console, command, **details)
    assert reply["ok"], reply["message"]
    return reply


def add_people(rooms, code, count, answer=None):
    room = rooms.get(code)
    answer = answer or fitting(rooms.view(code, room.activity, room.round))
    for _ in range(count):
        person = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, person, room.activity, room.round, answer)


def actions(console):
    return {action["command"]: action for action in console.here()["actions"]}


def primary(console):
    return [action["command"] for action in console.here()["actions"] if action["primary"]]


def test_it_begins_with_how_to_join(console):
    here = console.here()
    assert here["title"] == "People are joining"
    assert here["join_address"] == "http://example.org/join/TESTER"
    assert primary(console) == ["next"]
    assert actions(console)["next"]["label"] == "Begin"
    assert here["script"]["do"]


def test_one_thing_stands_out_at_each_phase(console, rooms):
    do(console, "jump", step="barriers")
    assert primary(console) == ["open"]
    do(console, "open")
    assert primary(console) == ["close"]
    add_people(rooms, console.code, 6)
    do(console, "close")
    assert primary(console) == ["reveal"]
    do(console, "reveal")
    assert primary(console) == ["next"]


def test_what_cannot_be_says_why(console):
    do(console, "jump", step="barriers")
    reasons = {name: action["why_not"] for name, action in actions(console).items()}
    assert reasons == {
        "open": "",
        "close": "Nothing is open.",
        "reveal": "Close it first.",
        "next": "",
    }


def test_every_step_of_every_run_sheet_offers_a_way_on(console, pack):
    for step in pack.agenda.steps[:-1]:
        do(console, "jump", step=step.id)
        assert len(primary(console)) == 1, step.id


def test_a_private_plan_has_no_result(console):
    do(console, "jump", step="plan")
    assert actions(console)["reveal"]["why_not"] == "These answers stay private."
    assert not console.here()["can_have_finding"]


def test_a_private_question_promises_no_result_when_it_closes(console):
    do(console, "jump", step="plan")
    do(console, "open")
    do(console, "close")
    assert console.here()["phase_words"] == "Closed. Nobody else sees these answers."


def test_an_exhibit_is_shown_not_opened(console):
    do(console, "jump", step="two-88s")
    assert primary(console) == ["reveal"]
    assert actions(console)["reveal"]["label"] == "Show it"
    do(console, "reveal")
    assert console.here()["phase_words"] == "Shown to everybody."


def test_what_a_later_step_shows_is_not_what_comes_next(console, rooms):
    do(console, "jump", step="last-thought")
    do(console, "open")
    add_people(rooms, console.code, 6)
    do(console, "close")
    assert primary(console) == ["next"]
    assert actions(console)["reveal"]["hint"] == "Not now: a later step shows it."
    assert actions(console)["reveal"]["why_not"] == ""


def test_the_questions_of_the_run_sheet_are_there(console, pack):
    do(console, "jump", step="barriers")
    assert console.here()["script"]["questions"] == pack.activity("barriers").discussion
    do(console, "jump", step="comparison")
    assert console.here()["script"]["questions"] == pack.exhibit("comparison").discussion


@pytest.mark.parametrize("step", ["estimates-first", "estimates-talk", "estimates-second"])
def test_what_counts_is_at_hand_while_it_is_estimated(console, pack, step):
    do(console, "jump", step=step)
    rules = console.here()["script"]["rules"]
    hazards = {hazard.title: hazard for hazard in pack.hazards}
    assert len(rules) == 4
    for rule in rules:
        assert rule["rule"] == f"What counts: {hazards[rule['about']].counts_as_one_event}"


def test_the_warm_up_has_no_rules(console):
    do(console, "jump", step="calibration")
    assert console.here()["script"]["rules"] == []


def test_the_agenda_says_how_long_each_step_takes(console, pack):
    times = {line["step"]: line["time"] for line in console.agenda()}
    assert times["barriers"] == "2 min 30 s"
    assert times["follow-up"] == "later"


def test_next_goes_through_the_run_sheet_to_its_end(console, pack):
    steps = pack.steps("90")
    for step in steps:
        do(console, "next")
        assert console.here()["step"] == step.id
    assert actions(console)["next"]["why_not"] == "This is the last step."
    assert "last step" in send(console, "next")["message"]


def test_the_count_is_a_count(console, rooms):
    do(console, "jump", step="barriers")
    do(console, "open")
    add_people(rooms, console.code, 3)
    rooms.join(console.code)
    assert console.here()["answered_words"] == "3 of 4 have answered"


def test_a_look_waits_until_it_is_closed(console, rooms):
    do(console, "jump", step="barriers")
    do(console, "open")
    add_people(rooms, console.code, 6)
    refused = send(console, "look")
    assert not refused["ok"]
    assert "give somebody away" in refused["message"]
    do(console, "close")
    do(console, "look")
    assert console.finding().n == 6
    do(console, "unlook")
    assert console.finding() is None


def test_a_look_ends_when_the_room_is_moved_from_elsewhere(console, rooms):
    do(console, "jump", step="barriers")
    do(console, "open")
    add_people(rooms, console.code, 6)
    do(console, "close")
    do(console, "look")
    assert console.here()
    assert console.finding() is not None
    rooms.move(console.code, activity="stop")
    assert console.here()
    assert console.finding() is None


def test_few_answers_are_announced_before_the_reveal(console, rooms):
    do(console, "jump", step="barriers")
    do(console, "open")
    add_people(rooms, console.code, 2)
    do(console, "close")
    assert actions(console)["reveal"]["hint"].startswith("Fewer than 5 answered")


def test_the_timer_can_be_extended_and_cleared(console):
    do(console, "timer", seconds=60)
    first = console.here()["timer_ends_at"]
    do(console, "timer", add=60)
    assert console.here()["timer_ends_at"] - first == pytest.approx(60, abs=1)
    do(console, "timer", seconds=None)
    assert console.here()["timer_ends_at"] is None


def test_a_text_can_be_hidden_and_shown(console, rooms):
    do(console, "jump", step="stop")
    do(console, "open")
    add_people(rooms, console.code, 4)
    do(console, "close")
    assert console.texts() == [], "too few to be anybody's"
    do(console, "open")
    assert not actions(console)["open"]["hint"]
    add_people(rooms, console.code, 1)
    assert console.texts() == []
    do(console, "close")
    assert actions(console)["open"]["hint"].endswith("counts once there are 5 more.")
    text = console.texts()[0]
    do(console, "hide", text=text["id"])
    assert [each["hidden"] for each in console.texts() if each["id"] == text["id"]] == [True]
    do(console, "unhide", text=text["id"])
    assert not any(each["hidden"] for each in console.texts())


def test_blank_sheets_make_no_crowd_to_hide_a_text_in(console, rooms):
    do(console, "jump", step="stop")
    do(console, "open")
    add_people(rooms, console.code, 4)
    add_people(rooms, console.code, 3, {"texts": [""]})
    do(console, "close")
    assert console.texts() == []


def test_settings_change_what_is_different_only(console):
    same = SETTINGS | {"topic": console.here()["topic"]}
    assert do(console, "settings", **same)["message"] == "Nothing was different."
    do(console, "settings", **(same | {"run_sheet": "45", "topic": "our wiki"}))
    assert console.here()["run_sheet"] == "45"
    assert len(console.agenda()) < 31


def test_a_setting_that_cannot_be_says_why(console):
    reply = send(console, "settings", **(SETTINGS | {"k_min": 99}))
    assert not reply["ok"]
    assert "to 50" in reply["message"]


def test_how_long_answers_are_kept_is_told_and_never_grows(console, rooms):
    def offered():
        return [each["id"] for each in console.here()["keeps"]]

    assert console.here()["keep"] == "until-deleted"
    assert offered() == list(KEEP)
    do(console, "settings", **(SETTINGS | {"keep": "30-days"}))
    assert rooms.get(console.code).settings["keep"] == "30-days"
    do(console, "settings", **(SETTINGS | {"keep": "tables"}))
    rooms.join(console.code)
    assert offered() == ["tables", "until-end"]
    refused = send(console, "settings", **SETTINGS)
    assert not refused["ok"]
    assert "stricter, not looser" in refused["message"]
    assert console.here()["keep"] == "tables"


def test_the_end_says_what_becomes_of_the_answers(console):
    assert "stay until you delete them" in do(console, "end")["message"]
    shorter = do(console, "settings", **(SETTINGS | {"keep": "until-end"}))
    assert "In ten minutes the answers are deleted" in shorter["message"]
    assert console.here()["script"]["output"] in shorter["message"]
    do(console, "reopen")
    assert "In ten minutes" in do(console, "end")["message"]


def test_ten_minutes_are_what_the_server_waits():
    assert GRACE_S == 600


def test_the_export_is_a_file(console, rooms):
    do(console, "jump", step="barriers")
    do(console, "open")
    add_people(rooms, console.code, 6)
    do(console, "close")
    file = do(console, "export")["file"]
    assert file["name"] == "riskier-TESTER-answers.csv"
    assert len(file["text"].splitlines()) == 7


def test_deleting_needs_the_code_and_leaves_a_receipt(console, rooms):
    assert not send(console, "delete", confirmation="yes")["ok"]
    assert rooms.get(console.code)
    assert "deleted" in do(console, "delete", confirmation=" tester ")["message"]
    assert "deleted" in console.here()["gone"]
    assert console.agenda() == []
    assert console.texts() == []


def test_a_room_deleted_elsewhere_is_said_to_be_gone(console, rooms):
    rooms.delete(console.code)
    assert console.here()["gone"]
    assert not send(console, "open")["ok"]


def test_an_ended_room_can_go_on(console):
    do(console, "next")
    do(console, "end")
    assert console.here()["title"] == "The room has ended"
    assert primary(console) == []
    do(console, "reopen")
    assert primary(console) == ["next"]


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "open",
        {},
        {"id": 1},
        {"id": 1, "command": "explode"},
        {"id": 1, "command": "jump"},
        {"id": 1, "command": "jump", "step": 7},
        {"id": 1, "command": "jump", "step": "nowhere"},
        {"id": 1, "command": "open", "extra": True},
        {"id": "1", "command": "open"},
        {"id": 1, "command": "timer", "seconds": -5},
        {"id": 1, "command": "timer", "seconds": float("nan")},
        {"id": 1, "command": "timer", "add": 1e9},
        {"id": 1, "command": "hide", "text": "unknown"},
        {"id": 1, "command": "settings"} | SETTINGS | {"k_min": "5"},
        {"id": 1, "command": "settings"} | SETTINGS | {"keep": "for ever"},
        {"id": 1, "command": "reveal"},
        {"id": 1, "command": "_delete"},
    ],
)
def test_a_page_may_send_anything_and_nothing_happens(console, rooms, sent):
    before = rooms.get(console.code).seq
    reply = console.answer(sent)
    assert reply["ok"] is False
    assert reply["message"]
    assert rooms.get(console.code).seq == before
