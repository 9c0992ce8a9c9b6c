"""The shipped content: balanced, labelled, sourced, and within its minutes."""

import json
import math
import re
from collections import Counter
from dataclasses import fields
from typing import get_args

import pytest

from riskier.pack import load_pack
from riskier.pack.agenda import RunSheet
from riskier.pack.effort import seconds_for
from riskier.pack.pack import Files
from riskier.paths import pack_dir

PACK = load_pack()
RUN_SHEETS = get_args(RunSheet)
MINUTES = {
    "45": {"welcome": 4, "relevance": 7, "cycle": 6.5, "risk": 18.5, "commitments": 9},
    "90": {
        "welcome": 6,
        "relevance": 15,
        "cycle": 12,
        "tools": 12,
        "risk": 34.5,
        "commitments": 10.5,
    },
    "180": {
        "welcome": 10,
        "relevance": 25.5,
        "cycle": 24.5,
        "tools": 24.5 + 15,  # with the break
        "risk": 65,
        "commitments": 15.5,
    },
}
TEXTS = [pack_dir() / f"{field.name}.json" for field in fields(Files) if field.name != "fit"]
WORDS_A_SECOND = 2.5
REVEALING_SECONDS = 20
Z_80 = 1.2815515655446004


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_minutes_by_stage(run_sheet):
    found = Counter()
    for step in PACK.steps(run_sheet):
        found[step.stage] += step.minutes[run_sheet]
    assert found == MINUTES[run_sheet]


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_there_is_time_to_say_it_to_answer_and_to_reveal(run_sheet):
    for step in PACK.steps(run_sheet):
        saying = sum(len(line.split()) for line in step.say) / WORDS_A_SECOND
        answering = revealing = 0.0
        if step.activity:
            shown = PACK.activity(step.activity).reveal != "never" and not step.hold
            revealing = REVEALING_SECONDS if shown else 0
            asked = PACK.round(step.activity, step.round)
            answering = seconds_for(PACK, PACK.activity(step.activity), asked, run_sheet)
        assert saying + answering + revealing <= step.minutes[run_sheet] * 60, step.id


def test_the_longer_the_run_sheet_the_more_is_asked():
    short, standard, long = ({step.id for step in PACK.steps(sheet)} for sheet in RUN_SHEETS)
    assert len(short) < len(standard) < len(long)
    assert standard <= long
    assert not any(step.stage == "tools" for step in PACK.steps("45"))


def test_every_run_sheet_ends_in_an_answer():
    for run_sheet in RUN_SHEETS:
        shown = {step.exhibit for step in PACK.steps(run_sheet)}
        assert {"loop", "toy-model", "comparison", "moved"} <= shown


def test_there_is_time_for_what_stands_behind_the_answer():
    behind = {"flips", "exceedance", "disagreement", "horizon", "matrix"}
    shown = {sheet: {step.exhibit for step in PACK.steps(sheet)} for sheet in RUN_SHEETS}
    assert behind & shown["90"] == {"flips", "horizon"}
    assert behind <= shown["180"]
    order = [step.id for step in PACK.steps("180")]
    # People say which number they think decides before they see which does.
    assert order.index("comparison") < order.index("flip") < order.index("flips")


def cost_of(hazard, stance):
    """Expected staff days in the first year."""
    driver = getattr(hazard.drivers, stance)
    low, high = driver.cost_per_event.lowest, driver.cost_per_event.highest
    spread = math.log(high / low) / (2 * Z_80)
    return driver.events_per_year.best * math.sqrt(low * high) * math.exp(spread**2 / 2)


def ratio(hazard_ids, practice=0.0):
    hazards = [PACK.hazards[one] for one in hazard_ids]
    engage = sum(cost_of(one, "engage") * (1 - one.experience_effect * practice) for one in hazards)
    return engage / sum(cost_of(one, "stay_away") for one in hazards)


def test_the_sample_numbers_let_neither_side_win_by_design():
    assert ratio(PACK.hazards.ids) == pytest.approx(1.10, abs=0.02)
    assert ratio(PACK.hazards.ids, practice=0.8) == pytest.approx(0.90, abs=0.02)


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_the_suggested_hazards_are_balanced(run_sheet):
    ids = PACK.activity("estimates").items_from.ids.of(run_sheet)
    assert 0.9 <= ratio(ids) <= 1.1
    leans = Counter(PACK.hazards[one].leans for one in ids)
    assert leans["engage"] == leans["stay_away"]


def test_the_side_a_hazard_leans_to_is_the_one_that_costs_more():
    for hazard in PACK.hazards:
        engage, away = cost_of(hazard, "engage"), cost_of(hazard, "stay_away")
        leans = (
            "engage" if engage >= 1.5 * away else "stay_away" if away >= 1.5 * engage else "both"
        )
        assert hazard.leans == leans, hazard.id


def test_both_sides_get_as_many_hazards_and_as_many_words():
    leans = Counter(hazard.leans for hazard in PACK.hazards)
    assert leans == {"engage": 5, "stay_away": 5, "both": 4}
    engage = sum(len(one.why_engaging_changes_it.split()) for one in PACK.hazards)
    away = sum(len(one.why_staying_away_changes_it.split()) for one in PACK.hazards)
    assert 0.85 <= engage / away <= 1.18


def test_every_hazard_can_be_made_smaller_on_both_sides():
    for hazard in PACK.hazards:
        sides = {mitigation.stance for mitigation in hazard.mitigations}
        assert "both" in sides or sides == {"engage", "stay_away"}, hazard.id


def test_an_outside_event_cannot_be_made_rarer():
    for hazard in PACK.hazards:
        for mitigation in hazard.mitigations if hazard.common_cause else ():
            assert mitigation.frequency_multiplier.lowest == 1


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_cases_to_sort_come_from_all_four_sides_alike(run_sheet):
    sides = Counter(PACK.cases[item.id].quadrant for item in PACK.items("case-sort", run_sheet))
    assert sorted(sides) == sorted(column.id for column in PACK.columns("case-sort"))
    assert len(set(sides.values())) == 1


def test_every_case_is_used_by_a_hazard():
    assert {one for hazard in PACK.hazards for one in hazard.case_ids} == set(PACK.cases.ids)


@pytest.mark.parametrize("run_sheet", ["90", "180"])
def test_no_answer_of_the_warm_up_is_shown_before_it(run_sheet):
    asked = [PACK.calibration[item.id] for item in PACK.items("calibration", run_sheet)]
    spoilt = {ref.partition(":")[2] for question in asked for ref in question.refs}
    assert not spoilt & {item.id for item in PACK.items("case-sort", run_sheet)}
    assert not spoilt & set(PACK.exhibit("two-88s").evidence)


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_tools_to_know_are_a_mixed_sample(run_sheet):
    known = Counter(PACK.tools[item.id].well_known for item in PACK.items("awareness", run_sheet))
    assert known[True] >= 3
    assert known[False] >= known[True]


@pytest.mark.parametrize("activity_id", ["awareness", "tool-fit"])
def test_nobody_is_asked_about_a_closed_tool(activity_id):
    for run_sheet in RUN_SHEETS:
        for item in PACK.items(activity_id, run_sheet):
            assert PACK.tools[item.id].status != "sunset"


def test_tools_of_a_translation_fit_its_task():
    for translation in PACK.translations:
        for tool in translation.tool_ids:
            assert PACK.fit_of(tool, translation.task_id) >= 2, (translation.id, tool)


def test_the_toy_model_is_called_one_wherever_it_speaks():
    exhibit = PACK.exhibit("toy-model")
    assert exhibit.text.startswith("A toy model with made-up numbers")
    assert "toy model" in PACK.round("guess-pilot", 1).help
    assert "toy" in PACK.step("toy-model").say[0]
    assert PACK.cycle.about["status"].startswith("A toy model.")


def test_made_up_numbers_are_called_illustrative():
    about = PACK.files.hazards.about
    assert about["status"].startswith("Every number in this file is illustrative.")
    for scale in PACK.scales.likelihood:
        assert bool(scale.sources) != scale.made_for_kit


def simulated(settings, start, months, step=0.01):
    """Yield engagement and experience at the end of each month, by Euler's method."""
    seen, joined, practice = start.understanding, start.engagement, start.experience
    for tick in range(round(months / step)):
        if tick % round(1 / step) == 0:
            yield joined, practice
        pull = seen ** settings["n"] / (seen ** settings["n"] + settings["theta"] ** settings["n"])
        goal = settings["S"] + (1 - settings["S"]) * pull
        if tick * step < settings["push_months"] - 1e-9:
            goal = max(goal, settings["push_level"])
        sight = settings["U0"] + (1 - settings["U0"]) * practice / (practice + settings["K"])
        seen, joined, practice = (
            seen + step * (sight - seen) / settings["tau_u"],
            joined + step * (goal - joined) / settings["tau_e"],
            practice + step * (joined - practice) / settings["tau_x"],
        )
    yield joined, practice


def test_a_path_of_the_toy_model_is_what_its_equations_give():
    model = PACK.cycle.model
    for scenario in PACK.scenarios:
        months = list(simulated(scenario.parameters, model.start, model.horizon_months))
        for moment in scenario.path:
            found = months[int(moment.month)]
            assert found == pytest.approx((moment.engagement, moment.experience), abs=0.002)


def test_a_path_of_the_toy_model_ends_where_its_summary_says():
    for scenario in PACK.scenarios:
        last = scenario.path[-1]
        assert last.month == PACK.cycle.model.horizon_months
        assert last.engagement == scenario.end_state_24_months.engagement
        assert last.experience == scenario.end_state_24_months.experience


def test_settings_of_a_scenario_differ_from_the_defaults_where_it_says_so():
    defaults = {one.symbol: one.default for one in PACK.cycle.model.parameters}
    for scenario in PACK.scenarios:
        changed = {name for name, value in scenario.parameters.items() if value != defaults[name]}
        assert changed == set(scenario.changed), scenario.id


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_files_are_written_alike(path):
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_slips_of_the_pen(path):
    text = path.read_text(encoding="utf-8")
    doubled = re.search(r"\b(\w{2,}) \1\b", text)
    assert doubled is None or doubled[0] in {"that that", "had had"}, doubled
    assert "  " not in re.sub(r"(?m)^ +", "", text)
    assert not re.search(r" [,.;:?!](?:\s|\")", text)
    assert not re.search(r"[\u2013\u2014]", text)


def test_the_sides_are_named_in_the_same_breath():
    said = " ".join(line for step in PACK.agenda.steps for line in step.say).lower()
    assert said.count("staying away") >= 0.7 * said.count("taking part")
