"""The parts of the decision panel say what the numbers say, whichever way they come out."""

import re
import subprocess
import sys

import numpy as np
import pytest
from finding_examples import context, ranges, shipped

from riskier.analysis.whatif import Changes, changed
from riskier.findings import build
from riskier.findings.group import beliefs_of
from riskier.findings.horizon import over_time
from riskier.findings.panel import panel_of

HAZARD = "staff-abuse"
SMALL, LARGE = (2, 4, 3, 80), (40, 80, 60, 80)
PARTS = ("exceedance", "flips", "horizon", "disagreement")


def person(engage, stay_away, events=(2, 4, 3, 80)):
    parts = {f"{HAZARD}.{stance}.events": events for stance in ("engage", "stay_away")}
    costs = {f"{HAZARD}.engage.cost": engage, f"{HAZARD}.stay_away.cost": stay_away}
    return {("estimates", 1): ranges(**parts, **costs)}


def shown(about, people, **more):
    return build(context(about, people, run_sheet="45", **more))


@pytest.mark.parametrize(
    ("engage", "stay_away", "said"),
    [
        (LARGE, SMALL, "taking part is riskier"),
        (SMALL, LARGE, "staying away is riskier"),
        (SMALL, SMALL, "Too close to call"),
    ],
)
def test_the_answer_comes_out_either_way(engage, stay_away, said):
    panel = panel_of(context("comparison", [person(engage, stay_away)] * 5, run_sheet="45"))
    assert said in panel.answer
    assert len(panel.figures) == 4
    assert all(figure.rests_on for figure in panel.figures)
    assert ("the answer would flip" in panel.answer) == (engage != stay_away)


def test_the_panel_tells_of_answers_that_are_not_in_it_yet():
    group = context("comparison", [person(LARGE, SMALL)] * 5, run_sheet="45", late=2)
    [line] = [note for note in panel_of(group).finding.notes if "came in or changed" in note]
    assert line.startswith("2 more answers came in")
    assert line == build(group).notes[-1]


def test_the_number_that_flips_makes_both_sides_cost_the_same():
    beliefs = beliefs_of(context("flips", [person(LARGE, SMALL)] * 5, run_sheet="45"))
    found = shown("flips", [person(LARGE, SMALL)] * 5)
    row = next(row for row in found.rows if row[0].endswith("staff days each time, taking part"))
    at = float(row[5])
    same = changed(beliefs, Changes({(HAZARD, "engage", "cost"): (at, at)}))
    engage, stay_away = same.expected_staff_days().mean(axis=0)[0]
    assert engage == pytest.approx(stay_away, rel=0.05)
    assert f"cost {row[5]} rather than" in found.notes[0] or "came" in found.notes[0]


def test_the_headline_names_the_number_that_flips_nearest():
    # Staff days differ by half; the ranges of both sides reach well over that.
    found = shown("flips", [person((2, 8, 4, 80), (3, 12, 6, 80))] * 5)
    assert "could each change which side costs more; the nearest: “Staff are" in found.headline
    named = re.search(r"at (\S+) (?:staff days|times a year), not (\S+)\.$", found.headline)
    at, now = named.groups()
    rows = [row for row in found.rows if (row[5], row[1]) == (at, now)]
    assert rows
    folds = [max(float(row[5]) / float(row[1]), float(row[1]) / float(row[5])) for row in rows]
    others = [
        max(float(row[5]) / float(row[1]), float(row[1]) / float(row[5]))
        for row in found.rows
        if row[5] != "no flip" and row[3][0] != row[4][0]
    ]
    assert min(folds) <= min(others) * 1.05


def test_where_both_cost_the_same_no_number_is_named():
    found = shown("flips", [person(SMALL, SMALL)] * 5)
    assert found.headline.endswith("change which side costs more, within the group's own range.")


def test_ones_own_numbers_are_not_called_a_groups():
    found = shown("flips", [person(SMALL, SMALL)], k_min=1)
    assert found.headline.endswith("change which side costs more, within its own range.")
    for about in PARTS:
        found = shown(about, [person(LARGE, SMALL)], k_min=1)
        assert "roup's" not in f"{found.headline} {found.columns} {found.notes} {found.alt}", about


def test_few_people_see_none_of_it():
    for about in PARTS:
        found = shown(about, [person(LARGE, SMALL)] * 4)
        assert found.withheld
        assert not found.rows
        assert found.picture is None


def test_without_numbers_on_both_sides_it_says_so():
    one_side = {("estimates", 1): ranges(**{f"{HAZARD}.engage.cost": SMALL})}
    for about in PARTS:
        assert shown(about, [one_side] * 5).headline.startswith("No hazard has enough estimates")


def test_bad_years_are_those_of_the_numbers():
    found = shown("exceedance", [person(LARGE, SMALL)] * 5)
    for _, engage, stay_away in found.rows:
        assert engage > stay_away
    ten = dict(zip(("engage", "stay_away"), found.rows[2][1:], strict=True))
    said = re.findall(r"over ([\d.,]+)", found.headline)
    assert [float(each) for each in said] == pytest.approx(list(ten.values()), rel=0.05)
    assert found.picture.options["guide"]["at"] == pytest.approx(list(ten.values()), rel=0.01)
    spans = found.picture.options
    for row in found.picture.rows:
        assert row["points"][0][0] == 0
        assert row["points"][-1][0] == pytest.approx(spans["x_most"])


def test_bad_years_are_rarer_where_events_are():
    rare = [person(LARGE, SMALL, (0.02, 0.04, 0.03, 80))] * 5
    found = shown("exceedance", rare)
    assert found.headline.startswith("One year in a hundred: taking part costs over")
    assert "guide" not in found.picture.options


def test_one_side_may_hardly_ever_cost_anything():
    people = [person(LARGE, (0, 0, 0, 80), (0.5, 2, 1, 80))] * 5
    found = shown("exceedance", people)
    assert re.fullmatch(
        r"One year in ten: taking part costs over [\d,]+ staff days; staying away hardly"
        r" ever costs anything\.",
        found.headline,
    )


def test_a_hazard_that_never_comes_has_no_bad_years():
    found = shown("exceedance", [person(LARGE, SMALL, (0, 0, 0, 80))] * 5)
    assert found.headline == (
        "Fewer than one year in a hundred costs anything, whichever choice is made."
    )
    assert found.picture is None


def test_people_who_disagree_are_counted():
    people = [person(LARGE, SMALL)] * 4 + [person(SMALL, LARGE)] * 2
    found = shown("disagreement", people)
    assert found.headline == (
        "4 of 6 people put the higher cost on taking part, 2 on staying away."
    )
    assert found.picture.options["people"] == {"engage": 4, "stay_away": 2, "same": 0}
    wide, narrow = (row[3] for row in found.rows[::2])
    assert wide != narrow


def test_many_people_are_drawn_as_a_hundred():
    people = [person(LARGE, SMALL)] * 149 + [person(SMALL, LARGE)] * 1
    options = shown("disagreement", people).picture.options
    assert options["people"] == {"engage": 99, "stay_away": 1, "same": 0}
    assert options["title"].startswith("Of 100 people")


SURE_LOW, SURE_HIGH, UNSURE = (2, 3, 2.5, 80), (90, 110, 100, 80), (1, 300, 16, 80)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([person(SURE_LOW, SURE_LOW)] * 3 + [person(SURE_HIGH, SURE_HIGH)] * 3, "worth talking"),
        ([person(UNSURE, UNSURE)] * 6, "most of it is not knowing, and luck"),
    ],
)
def test_disagreement_is_told_from_not_knowing(people, said):
    found = shown("disagreement", people)
    assert said in found.notes[0]
    shorter = re.search(r"(\d+)% shorter", found.notes[0])
    widths = [_width(row[3]) for row in found.rows]
    exact = 1 - sum(widths[2:]) / sum(widths[:2])
    assert shorter is None or int(shorter[1]) == pytest.approx(100 * exact, abs=2)
    assert (shorter is None) == (exact < 0.15)


def _width(said):
    low, high = (float(each.replace(",", "")) for each in said.split(" to "))
    return high - low


def test_time_brings_a_crossing_only_where_practice_does():
    # Dearer at first, and by less than practice can save.
    people = [person((5.05, 6.05, 5.55, 80), (5, 6, 5.5, 80))] * 5
    found = shown("horizon", people)
    assert "has cost more until month" in found.headline
    assert "mark" in found.picture.options
    beliefs = beliefs_of(context("horizon", people, run_sheet="45"))
    without = changed(beliefs, Changes(experience_scale=0))
    assert over_time(shipped(), without, 24).crossing.month is None


def test_time_takes_no_side_where_both_cost_the_same():
    found = shown("horizon", [person(SMALL, SMALL)] * 5)
    assert found.headline == "On these numbers, the two are too close to call up to month 24."


def test_the_time_drawing_begins_at_zero_and_cuts_nothing():
    found = shown("horizon", [person(LARGE, SMALL)] * 5)
    most = found.picture.options["y_most"]
    for row in found.picture.rows:
        assert row["points"][0] == (0, 0)
        highs = [high for _, _, high in row.get("band", ())] + [y for _, y in row["points"]]
        assert max(highs) <= most + 0.001


@pytest.mark.parametrize(
    "changes",
    [
        Changes({(HAZARD, "engage", "cost"): (5, 2)}),
        Changes({(HAZARD, "engage", "cost"): (0, 2)}),
        Changes({("no-hazard", "engage", "cost"): (1, 2)}),
        Changes(experience_scale=11),
    ],
)
def test_a_change_that_is_none_is_refused(changes):
    beliefs = beliefs_of(context("flips", [person(LARGE, SMALL)] * 5, run_sheet="45"))
    with pytest.raises(ValueError, match=r"must be|hazard"):
        changed(beliefs, changes)


def test_no_change_changes_no_number():
    beliefs = beliefs_of(context("flips", [person(LARGE, SMALL)] * 5, run_sheet="45"))
    same = changed(beliefs, Changes()).expected_staff_days()
    assert np.array_equal(same, beliefs.expected_staff_days())


PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from test_findings_panel import PARTS, people, shown
from riskier.findings.panel import panel_of
from finding_examples import context
print(panel_of(context("comparison", people()[::-1], run_sheet="45")).figures)
print([(shown(about, people()[::-1]).headline, shown(about, people()).rows) for about in PARTS])
"""


def people():
    return [person((n, 4 * n, 2 * n, 80), (3, 9 + n, 5, 70)) for n in range(1, 9)]


def test_another_process_and_order_give_the_same_digits(request):
    program = PROGRAM.format(folder=str(request.path.parent))
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    panel = panel_of(context("comparison", people(), run_sheet="45"))
    parts = [(shown(about, people()).headline, shown(about, people()).rows) for about in PARTS]
    assert ran.stdout.splitlines() == [str(panel.figures), str(parts)]
