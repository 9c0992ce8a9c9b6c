"""Guesses at a figure, places to break the loop, the landscape and its hidden gems."""

import json
from pathlib import Path

import pytest
from finding_examples import context, finding, items, selected, shipped

from riskier.findings import build, finding_of
from riskier.findings.levers import outcome
from riskier.pack.tools import AUDIENCES, DEGREES

FIGURE = "aps-2014-not-for-work"
TABLE = json.loads(
    (Path(__file__).parents[1] / "data" / "cycle_paths.json").read_text(encoding="utf-8")
)
MODEL = shipped().cycle.model


def guess(*numbers):
    return [{"estimates": {FIGURE: {"best": number}}} for number in numbers]


def test_a_guess_stands_beside_the_figure():
    found = finding("guess-figure", guess(20, 40, 45, 60, 100))
    assert found.headline == "Our middle guess was 45 of 100; the survey found 88."
    [row] = found.rows
    assert row == ("Australia, 2014", 45, 88, 5)
    columns = {each["label"]: each["value"] for each in found.picture.rows}
    assert columns["20"] == columns["40"] - 1 == columns["90"] == 1
    assert [each["label"] for each in found.picture.rows if each["strong"]] == ["80"]
    assert "Australia, 2014" in found.notes[0]
    assert "https://" in found.notes[0]


def test_a_guess_alone_is_told_ones_own():
    own = {("guess-figure", 1): guess(30)[0]}
    people = [{("guess-figure", 1): answer} for answer in guess(50, 60)]
    found = build(context("guess-figure", people, synthetic=True, own=own))
    assert found.headline.endswith("the survey found 88. You guessed 30.")


def table_end(settings):
    """Return the share taking part after 24 months, and in the long run, by SciPy."""
    usual = {one.symbol: one.default for one in MODEL.parameters}
    [case] = [
        case
        for case in TABLE["cases"]
        if case["settings"] == usual | settings and not case["starts_at_own_rest"]
    ]
    return case["path"][-1][1], case["rests"]


@pytest.mark.parametrize("lever", shipped().levers, ids=lambda lever: lever.id)
def test_a_place_to_break_the_loop_is_worked_out_right(lever):
    found = outcome(shipped(), lever)
    end, rests = table_end(lever.parameters)
    assert found.ends == pytest.approx(end, abs=1e-4)
    assert min(abs(found.settles - rest) for rest in rests) < 1e-4


def test_every_place_gets_a_step_of_the_same_size():
    limits = {one.symbol: one for one in MODEL.parameters}
    for lever in shipped().levers:
        for symbol, value in lever.parameters.items():
            one = limits[symbol]
            moved = abs(value - one.default)
            assert moved == pytest.approx((one.max - one.min) / 4), lever.id


def test_the_choice_of_the_room_is_held_against_the_model():
    votes = [selected("lower-the-bar")] * 4 + [selected("give-permission")] * 2 + [selected()]
    found = finding("break-loop", votes)
    assert found.headline == (
        "4 of 7 people chose “Lower the bar”. In the toy model 3 of 100 take part after 24 months."
    )
    assert found.rows[0] == ("Lower the bar", 4, 3, 99)
    assert found.rows[1] == ("Give permission that stays", 2, 14, 93)
    strong = [row["label"] for row in found.picture.rows if row["strong"]]
    assert strong == ["Give permission that stays · 2 votes"]
    assert "“Lower the bar”" in found.notes[0]
    assert "permission" not in found.notes[0]
    assert ("Nowhere: leave the loop as it is", 0, 2, 2) in found.rows


@pytest.mark.parametrize(
    ("votes", "headline"),
    [
        ([selected()] * 5, "Nobody chose a place to break the loop."),
        (
            [selected("nowhere")] * 3 + [selected("run-a-trial")] * 3,
            "“Run a trial” and “Nowhere: leave the loop as it is” share first place,"
            " with 3 votes each.",
        ),
        ([selected("nowhere")] * 5, "All 5 people chose “Nowhere: leave the loop as it is”."),
    ],
)
def test_votes_in_any_number(votes, headline):
    assert finding("break-loop", votes).headline.startswith(headline)


def test_the_landscape_counts_every_tool_that_still_runs():
    found = build(context("landscape", []))
    running = [tool for tool in shipped().tools if tool.status != "sunset"]
    for row, audience in zip(found.rows, AUDIENCES, strict=True):
        served = [tool for tool in running if audience in tool.audience]
        assert row[1:] == tuple(sum(t.openness == degree for t in served) for degree in DEGREES)
    everyone = sum(tool.openness == "public" for tool in running)
    assert found.headline.startswith(f"{everyone} of {len(running)} tools are open to all")


def ranked_by(count, order, heard=None):
    ratings = {"awareness": heard} if heard else {}
    return [
        {("task-ranking", 1): {"order": order}}
        | {(name, 1): {"ratings": each} for name, each in ratings.items()}
        for _ in range(count)
    ]


def test_gems_fit_the_first_tasks_and_are_little_known():
    heard = {"citizen-space": 0, "discourse": 3}
    found = build(context("gems", ranked_by(6, ["consult-draft"], heard)))
    assert found.n == 6
    names = [row[0] for row in found.rows]
    assert "Citizen Space" in names
    assert "Discourse" not in names
    assert found.headline == f"{len(names)} little-known tools fit the task that came first."
    [why] = [row[1] for row in found.rows if row[0] == "Citizen Space"]
    assert why.endswith("None of 6 had heard of it.")
    assert "Consult on a draft" in found.notes[0]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_gems_serve_each_of_the_tasks_that_came_first(count):
    tasks = [task.id for task in shipped().tasks][:count]
    found = build(context("gems", ranked_by(6, tasks)))
    served = [row[1].partition("“")[2].partition("”")[0] for row in found.rows]
    assert len(found.rows) == 4
    assert list(dict.fromkeys(served)) == [shipped().tasks[task].label for task in tasks]


def test_what_was_not_revealed_decides_nothing_in_another_exhibit(rooms):
    code = rooms.new().code
    given = {
        "task-ranking": {"order": ["consult-draft"]},
        "awareness": {"ratings": {"citizen-space": 0}},
        "relevance": {"ratings": {item["id"]: 4 for item in items("relevance")}},
    }
    for about, answer in given.items():
        rooms.move(code, activity=about, phase="open")
        for _ in range(5):
            person = rooms.participant(code, rooms.join(code).token)
            rooms.submit(code, person, about, 1, answer)
        rooms.move(code, phase="closed")

    def told():
        [why] = [r[1] for r in finding_of(rooms, code, "gems").rows if r[0] == "Citizen Space"]
        return why, finding_of(rooms, code, "toy-model").play.traits["start"]

    why, start = told()
    assert why.endswith("Few know it, by our list.")
    assert start is None
    versions = {about: rooms.finding_version(code, about) for about in ("gems", "toy-model")}
    for about in ("awareness", "relevance"):
        rooms.move(code, activity=about, phase="revealed")
    why, start = told()
    assert why.endswith("None of 5 had heard of it.")
    assert "the answers of 5 people" in start["words"]
    for about, version in versions.items():
        assert rooms.finding_version(code, about) != version


def test_what_moved_is_where_later_rounds_are_first_seen(rooms):
    code = rooms.new().code
    people = [rooms.participant(code, rooms.join(code).token) for _ in range(5)]
    for number, rating in ((1, 3), (2, 5)):
        rooms.move(code, activity="relevance", round=number, phase="open")
        for person in people:
            rooms.submit(code, person, "relevance", number, {"ratings": {"useful": rating}})
        rooms.move(code, phase="closed")
    assert "from 3.0 to 5.0" in finding_of(rooms, code, "moved").headline


def test_a_tool_that_too_few_rated_is_told_of_by_the_catalogue():
    people = [
        {("task-ranking", 1): {"order": ["consult-draft"]}, ("awareness", 1): {"ratings": rated}}
        for rated in [{"discourse": 3}] * 5 + [{"discourse": 3, "citizen-space": 0}]
    ]
    found = build(context("gems", people))
    [why] = [row[1] for row in found.rows if row[0] == "Citizen Space"]
    assert why.endswith("Few know it, by our list.")


def test_too_few_rankings_name_no_gems():
    assert build(context("gems", ranked_by(4, ["consult-draft"]))).withheld


def test_a_task_for_which_all_is_well_known():
    known = {tool.id: 3 for tool in shipped().tools}
    found = build(context("gems", ranked_by(5, ["consult-draft"], known)))
    assert found.rows == ()
    assert found.headline.startswith("No lesser-known tool of the catalogue fits “Consult")
