"""The pack as the rest of the kit uses it."""

import json
import re
from typing import get_args

import pytest

from riskier.pack import load_pack
from riskier.pack.agenda import RunSheet, Sort

PACK = load_pack()
RUN_SHEETS = get_args(RunSheet)
ACTIVITIES = [activity.id for activity in PACK.activities]
CONTRACT = {
    "welcome": ["ground-rules", "gut-check"],
    "relevance": [
        "private-and-work",
        "relevance",
        "guess-figure",
        "barriers",
        "barriers-own",
        "translate",
    ],
    "cycle": ["build-loop", "guess-pilot", "break-loop", "change-loop"],
    "tools": ["awareness", "task-ranking", "tool-fit", "first-step"],
    "risk": ["case-sort", "premortem", "hazard-vote", "calibration", "estimates", "flip"],
    "commitments": ["plan", "share-plan", "stop", "follow-up"],
}


def test_every_stage_has_its_activities():
    found = {stage: [] for stage in CONTRACT}
    for activity in PACK.activities:
        found[activity.stage].append(activity.id)
    assert {stage: set(ids) for stage, ids in found.items()} == {
        stage: set(ids) for stage, ids in CONTRACT.items()
    }


def test_cover():
    assert PACK.question == "Which is riskier for us: engagement or ignorance?"
    assert PACK.stances == {"engage": "Taking part", "stay_away": "Staying away"}
    assert PACK.files.pack.licence.name == "CC BY 4.0"


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
@pytest.mark.parametrize("activity_id", ACTIVITIES)
def test_every_view_is_json_and_complete(activity_id, run_sheet):
    activity = PACK.activity(activity_id)
    for asked in activity.rounds:
        view = json.loads(json.dumps(PACK.view(activity_id, asked.number, run_sheet)))
        assert view["kind"] == activity.kind
        assert view["round"] == asked.number
        assert view["rounds"] == len(activity.rounds)
        assert view["prompt"]
        assert all(item["label"] for item in view["items"])
        assert None not in view.values()
        assert "{topic}" not in json.dumps(view)
    if isinstance(activity, Sort):
        assert len(view["columns"]) >= 2


def test_the_topic_of_the_room_is_filled_in():
    view = PACK.view("relevance", topic="our staff network")
    assert view["items"][0]["label"] == "In my job, using our staff network is important."


def test_without_a_topic_the_first_one_of_the_pack_is_used():
    assert "social media at work" in PACK.view("gut-check")["prompt"]


def test_braces_in_a_topic_stay_as_they_are():
    assert "{0} %s {topic}" in PACK.view("gut-check", topic="{0} %s {topic}")["prompt"]


def test_gut_check_has_a_side_and_a_certainty():
    side, sure = PACK.view("gut-check")["items"]
    assert [point["value"] for point in side["scale"]["points"]] == [-3, -2, -1, 0, 1, 2, 3]
    assert [point["value"] for point in sure["scale"]["points"]] == [50, 60, 70, 80, 90, 100]


def test_private_use_stands_beside_use_at_work():
    items = PACK.view("private-and-work")["items"]
    assert [item["id"] for item in items[:2]] == ["messaging.private", "messaging.work"]
    assert items[0]["group"] == items[1]["group"] == "Messaging groups and channels"


def test_a_hazard_asks_for_four_ranges():
    ids = [item.id for item in PACK.items("estimates", chosen=["open-invite"])]
    assert ids == [
        "open-invite.engage.events",
        "open-invite.stay_away.events",
        "open-invite.engage.cost",
        "open-invite.stay_away.cost",
    ]


def test_a_common_cause_asks_how_often_only_once():
    ids = [item.id for item in PACK.items("estimates", chosen=["rumour-gap"])]
    assert ids == ["rumour-gap.both.events", "rumour-gap.engage.cost", "rumour-gap.stay_away.cost"]


def test_an_estimate_is_bounded_by_what_can_happen():
    events, *_, cost = PACK.items("estimates", chosen=["upkeep-overrun"])
    assert (events.bounds.lowest, events.bounds.highest) == (0, 12)
    assert (cost.bounds.lowest, cost.bounds.highest) == (0, 100_000)
    assert events.detail.startswith("What counts: One calendar month")


def test_chosen_ids_take_the_place_of_the_run_sheets_own():
    view = PACK.view("flip", chosen=["blind-choice"])
    assert [item["id"] for item in view["items"]] == ["blind-choice", "left-out", "nothing"]


def test_chosen_columns_keep_the_column_for_none():
    columns = PACK.view("tool-fit", chosen_columns=["recruit"])["columns"]
    assert [column["id"] for column in columns] == ["recruit", "none"]


def test_only_a_sort_has_columns():
    assert PACK.columns("barriers") == ()
    assert "columns" not in PACK.view("barriers")


def test_a_vote_round_says_so():
    assert PACK.view("translate", 1)["vote"] is False
    vote = PACK.view("translate", 2)
    assert (vote["vote"], vote["max_votes"], vote["candidates"]) == (True, 3, [])


def test_the_second_estimate_is_prefilled():
    assert not PACK.view("estimates", 1)["prefill"]
    assert PACK.view("estimates", 2)["prefill"]


def test_a_card_does_not_say_how_the_case_ended():
    for item in PACK.items("case-sort", "180"):
        case = PACK.cases[item.id]
        assert item.label != case.title
        assert case.quadrant not in item.model_dump_json()


@pytest.mark.parametrize(
    ("look_up", "said"),
    [
        (lambda: PACK.activity("nope"), "nope'; there are: ground-rules, gut-check"),
        (lambda: PACK.exhibit("nope"), "there are: two-88s"),
        (lambda: PACK.step("nope"), "there are: either-way"),
        (lambda: PACK.round("plan", 2), "plan has no round 2; it has 1"),
        (lambda: PACK.require("estimates", ["nope"]), "there are: misfire-post"),
    ],
)
def test_an_unknown_id_says_which_ones_there_are(look_up, said):
    with pytest.raises(KeyError, match=re.escape(said)):
        look_up()


def test_a_record_that_is_gone_keeps_its_place():
    items = PACK.items("tool-fit", chosen=["slido", "nope", "reddit"])
    assert [item.label for item in items] == [
        PACK.tools["slido"].name,
        "nope (no longer listed)",
        PACK.tools["reddit"].name,
    ]


def test_of_a_hazard_that_is_gone_nothing_is_asked():
    items = PACK.items("estimates", chosen=["nope", "rumour-gap"])
    assert {item.id.partition(".")[0] for item in items} == {"rumour-gap"}


def test_fit_of_a_pair():
    assert PACK.fit_of("mastodon", "follow-field") == 2
    assert PACK.fit_of("mastodon", "recruit") == 1
    assert PACK.fit_of("slido", "warn-emergency") == 0


def test_the_pilot_that_lasts():
    assert PACK.cycle.lasting() == ("small-permission",)
    assert {item.id for item in PACK.items("guess-pilot")} == set(PACK.scenarios.ids)


def test_steps_of_a_run_sheet_come_in_order():
    for run_sheet in RUN_SHEETS:
        steps = PACK.steps(run_sheet)
        assert all(run_sheet in step.minutes for step in steps)
        assert [PACK.step(step.id) for step in steps] == list(steps)


@pytest.mark.parametrize("name", ["cases.json", "fit.csv"])
def test_a_file_saved_by_a_program_on_windows(folder, name):
    before, file = load_pack(folder), folder / name
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    after = load_pack(folder)
    assert (list(after.cases), after.fit) == (list(before.cases), before.fit)
