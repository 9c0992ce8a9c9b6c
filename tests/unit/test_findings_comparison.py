"""The comparison says what the numbers say, whichever way they come out."""

import gc
import re
from dataclasses import replace
from weakref import ref

import numpy as np
import pytest
from finding_examples import context, ranges, shipped

from riskier.analysis import comparison
from riskier.findings import build
from riskier.findings.compared import compared as simulated
from riskier.findings.compared import varied
from riskier.findings.comparison import hundred, verdict
from riskier.findings.group import beliefs_of

HAZARD = "staff-abuse"  # asked on the 45-minute sheet, with events on each side


def person(engage, stay_away, events=(2, 4, 3, 80)):
    """Return one person's estimates: staff days for each event under both stances."""
    return {
        ("estimates", 1): ranges(
            **{
                f"{HAZARD}.engage.events": events,
                f"{HAZARD}.stay_away.events": events,
                f"{HAZARD}.engage.cost": engage,
                f"{HAZARD}.stay_away.cost": stay_away,
            }
        )
    }


def compared(people, **more):
    return build(context("comparison", people, run_sheet="45", **more))


SMALL, LARGE = (2, 4, 3, 80), (40, 80, 60, 80)


@pytest.mark.parametrize(
    ("engage", "stay_away", "said"),
    [
        (LARGE, SMALL, "On these numbers, taking part is riskier: it costs more in"),
        (SMALL, LARGE, "On these numbers, staying away is riskier: it costs more in"),
        (SMALL, SMALL, "Too close to call: taking part costs more in"),
    ],
)
def test_it_comes_out_either_way(engage, stay_away, said):
    found = compared([person(engage, stay_away)] * 5)
    assert found.n == 5
    assert found.headline.startswith(said)


def test_rare_bad_years_are_told_apart_from_the_average():
    often_small = {"events": (5, 9, 7, 80), "cost": (3, 5, 4, 80)}
    rare_large = {"events": (0.05, 0.2, 0.1, 80), "cost": (500, 2000, 1000, 80)}
    answer = ranges(
        **{
            f"{HAZARD}.engage.events": often_small["events"],
            f"{HAZARD}.engage.cost": often_small["cost"],
            f"{HAZARD}.stay_away.events": rare_large["events"],
            f"{HAZARD}.stay_away.cost": rare_large["cost"],
        }
    )
    found = compared([{("estimates", 1): answer}] * 5)
    assert found.headline.startswith("It depends: taking part costs more in")
    assert found.headline.endswith("staying away more on average.")
    assert "because its bad years are worse" in found.notes[0]


def test_an_even_count_of_years_names_no_side():
    people = [person(LARGE, (8, 190, 39, 80))] * 5
    found = compared(people)
    engage, stay_away = found.rows[0][1:]
    assert abs(engage - stay_away) <= 5
    assert found.headline.startswith(
        f"It depends: taking part costs more in {engage} of 100 years, staying away in"
        f" {stay_away}, about even; on average staying away costs more."
    )
    assert found.notes[0].startswith("Staying away costs ")


def result_of(**numbers):
    """Return a comparison of made-up results: shares of years, and expected losses."""
    beliefs = beliefs_of(context("comparison", [person(SMALL, LARGE)] * 5, run_sheet="45"))
    plain = comparison(beliefs, np.random.default_rng(1), 1_000)
    return replace(plain, years=20_000, gap_standard_error=0.1, **numbers)


def shares(engage, stay_away):
    return {
        "p_engage_worse": engage,
        "p_stay_away_worse": stay_away,
        "p_tie": 1 - engage - stay_away,
    }


def losses(engage, stay_away):
    expected = np.array([engage, stay_away], dtype=float)
    return {"expected_staff_days": expected, "expected_gap": float(engage - stay_away)}


@pytest.mark.parametrize(
    ("years", "days", "answer", "said"),
    [
        # As often: up to 5 of 100 years in which they differ, ties left out.
        ((0.49, 0.48), (40, 40), "too_close", "Too close to call: taking part costs more in 49"),
        ((0.48, 0.49), (40, 41.9), "too_close", "Too close to call"),
        (
            (0.49, 0.48),
            (50, 40),
            "split",
            "in 49 of 100 years, staying away in 48, about even; on average taking part",
        ),
        (
            (0.48, 0.49),
            (50, 40),
            "split",
            "in 48 of 100 years, staying away in 49, about even; on average taking part",
        ),
        (
            (0.53, 0.47),
            (48, 40),
            "engage",
            "taking part is slightly riskier: it costs more in 53 of 100",
        ),
        (
            (0.47, 0.53),
            (40, 48),
            "stay_away",
            "staying away is slightly riskier: it costs more in 53",
        ),
        ((0.47, 0.53), (40, 80), "stay_away", "staying away is riskier: it costs more in 53"),
        ((0.60, 0.30), (48, 40), "engage", "taking part is riskier: it costs more in 60"),
        (
            (0.06, 0.02),
            (48, 40),
            "engage",
            "taking part is slightly riskier: it costs more in 6 of 100",
        ),
        # Clear in years, equal on average, and the other way round.
        (
            (0.60, 0.30),
            (40, 40),
            "split",
            "staying away in 30; on average both cost about the same",
        ),
        ((0.60, 0.30), (40, 60), "split", "taking part costs more in 60 of 100 simulated years, s"),
        ((0.30, 0.60), (60, 40), "split", "years, taking part more on average"),
        # Nothing ever happens.
        ((0, 0), (0, 0), "too_close", "Too close to call"),
    ],
)
def test_a_side_is_named_only_when_both_measures_name_it(years, days, answer, said):
    result = result_of(**shares(*years), **losses(*days))
    assert result.answer == answer
    assert said in verdict(shipped(), result)[0]


def test_chance_alone_names_no_side():
    few = replace(result_of(**shares(0.56, 0.44), **losses(50, 40)), years=100)
    assert few.answer == "split"
    unsure = replace(result_of(**shares(0.6, 0.4), **losses(50, 40)), gap_standard_error=5.1)
    assert unsure.answer == "split"


def test_headline_table_and_picture_agree():
    found = compared([person(LARGE, SMALL)] * 5)
    engage = int(re.search(r"costs more in (\d+) of 100", found.headline)[1])
    stay_away = int(re.search(r"costs more in (\d+) of 100", found.notes[0])[1])
    assert found.rows[0] == ("Costs more, years in 100", engage, stay_away)
    years = found.picture.options["years"]
    assert (years["engage"], years["stay_away"]) == (engage, stay_away)
    assert sum(years.values()) == 100
    gap = found.rows[1][1] - found.rows[1][2]
    said = float(re.search(r"and ([\d.,]+) staff", found.headline)[1].replace(",", ""))
    assert said == pytest.approx(gap, rel=0.05)


def test_the_order_of_people_changes_no_digit():
    people = [person((n, 4 * n, 2 * n, 80), (3, 9 + n, 5, 70)) for n in range(1, 9)]
    assert compared(people) == compared(people[::-1]) == compared(people[3:] + people[:3])


def test_a_hazard_with_too_few_estimates_is_left_out():
    found = compared(
        [person(LARGE, SMALL)] * 4
        + [
            {
                ("estimates", 1): {
                    "estimates": {
                        "rumour-gap.both.events": {
                            "lowest": 1,
                            "highest": 2,
                            "best": 1,
                            "confidence": 80,
                        }
                    }
                }
            }
        ]
    )
    assert found.headline.startswith("No hazard has enough estimates on both sides yet")
    assert found.picture is None


def test_a_second_round_replaces_the_first():
    people = [{**person(SMALL, LARGE), ("estimates", 2): person(LARGE, SMALL)["estimates", 1]}] * 5
    assert "taking part is riskier" in compared(people).headline


def test_one_s_own_numbers_follow_the_group_s():
    found = compared([person(LARGE, SMALL)] * 5, synthetic=True, own=person(SMALL, LARGE))
    group, own = found.headline.split(" Your own numbers: ")
    assert "taking part is riskier" in group
    assert own.startswith("On these numbers, staying away is riskier")


class Shares:
    p_engage_worse, p_stay_away_worse, p_tie = 1 / 3, 1 / 3, 1 / 3


def test_shares_add_up_to_a_hundred():
    assert sum(hundred(Shares()).values()) == 100


def test_the_grid_names_what_it_ties():
    people = [person((6, 12, 8, 80), (6, 12, 8, 80), (0.3, 0.6, 0.4, 80))] * 5
    events = f"{HAZARD}.stay_away.events"
    for each in people:
        ends = {"lowest": 0.7, "highest": 1.2, "best": 0.95, "confidence": 80}
        each["estimates", 1]["estimates"][events] = ends
    found = build(context("matrix", people, run_sheet="45"))
    assert "Staff are abused or targeted" in found.headline
    ratings = [row[4] for row in found.rows]
    assert ratings == ["medium", "medium"]
    assert found.headline.startswith(
        "The grid calls “Staff are abused or targeted” medium for both"
    )


def test_the_same_beliefs_are_simulated_once():
    ctx = context("comparison", [person(LARGE, SMALL)] * 5, run_sheet="45")
    result = simulated(beliefs_of(ctx))
    assert simulated(beliefs_of(ctx)) is result
    assert simulated(beliefs_of(ctx), "quantile").pooling == "quantile"
    other = simulated(beliefs_of(ctx).with_factors(cost_factor=2))
    assert other.expected_staff_days == pytest.approx(2 * result.expected_staff_days)


def test_what_was_worked_out_does_not_keep_what_each_person_said():
    beliefs = beliefs_of(context("comparison", [person(SMALL, LARGE)] * 6, run_sheet="45"))
    kept, gone = (simulated(beliefs), varied(beliefs)), ref(beliefs)
    del beliefs
    gc.collect()
    assert gone() is None
    assert all(kept)
