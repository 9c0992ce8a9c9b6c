"""The four numbers, the comparison that shows them, and what would flip it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from risk_examples import ONE, Facts, answers, certain, cohort, shipped_beliefs

from riskier.analysis import comparison, read_estimates
from riskier.analysis.distributions import Lognormal
from riskier.analysis.risk import (
    Odds,
    evpi,
    exceedance_curve,
    expected_gap,
    expected_regret,
    flip_point,
    p_worse,
    simulate,
    tornado,
)
from riskier.analysis.sensitivity import sensitivity
from riskier.analysis.worlds import value_of_finding_out

FIRST, SECOND = [0, 10, 4, 0], [0, 2, 8, 3]


def test_the_four_numbers_by_hand():
    assert p_worse(FIRST, SECOND) == Odds(0.25, 0.5, 0.25)
    assert expected_gap(FIRST, SECOND) == pytest.approx((14 - 13) / 4)
    assert expected_regret(FIRST, SECOND) == pytest.approx((8 / 4, 7 / 4))
    assert evpi(FIRST, SECOND) == pytest.approx(13 / 4 - 6 / 4)


def test_a_fat_tail_splits_how_often_from_how_much():
    rare = np.array([0.0] * 99 + [1000.0])
    steady = np.full(100, 5.0)
    assert p_worse(rare, steady).second_worse == 0.99
    assert expected_gap(rare, steady) > 0


def test_exceedance_curve_by_hand():
    assert exceedance_curve([0, 0, 5, 10], [0, 4, 5, 10]) == pytest.approx([0.5, 0.5, 0.25, 0])


def test_losses_of_different_years_are_refused():
    with pytest.raises(ValueError, match=r"of the same years.*\(2,\) and \(3,\)"):
        p_worse([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="at least one year; got none"):
        exceedance_curve([], [1])


def test_what_is_no_number_is_refused():
    for number in (p_worse, expected_gap, expected_regret, evpi):
        with pytest.raises(ValueError, match="losses must be numbers; got nan"):
            number([1, np.nan], [2, 1])
    with pytest.raises(ValueError, match="losses must be numbers; got nan"):
        exceedance_curve([1, np.nan], 2)


pairs = arrays.arrays(
    float, st.tuples(st.just(2), st.integers(1, 40)), elements=st.floats(0, 1e6, width=32)
)


@settings(deadline=None, max_examples=60)
@given(pairs)
def test_evpi_is_the_regret_of_the_better_option(losses):
    first, second = losses
    regret = expected_regret(first, second)
    assert evpi(first, second) == pytest.approx(min(regret), abs=1e-6)
    assert expected_gap(first, second) == pytest.approx(regret[0] - regret[1], abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(pairs)
def test_swapping_options_mirrors_every_number(losses):
    first, second = losses
    there, back = p_worse(first, second), p_worse(second, first)
    assert there == Odds(back.second_worse, back.first_worse, back.tie)
    assert there.first_worse + there.second_worse + there.tie == pytest.approx(1)
    assert expected_gap(first, second) == pytest.approx(-expected_gap(second, first))
    assert expected_regret(first, second) == expected_regret(second, first)[::-1]
    assert evpi(first, second) == pytest.approx(evpi(second, first), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(pairs, st.floats(0, 1e5))
def test_a_loss_that_both_bear_changes_no_difference(losses, extra):
    first, second = losses
    assert expected_gap(first + extra, second + extra) == pytest.approx(
        expected_gap(first, second), rel=1e-6, abs=1e-6
    )
    curve = exceedance_curve(first, np.linspace(0, 1e6, 20))
    assert (np.diff(curve) <= 0).all()


def test_tornado_and_flips_of_a_known_function():
    # 3x - y: at base 3 - 2 = 1; y flips it at 3, x at 2/3.
    found = tornado(lambda v: 3 * v[0] - v[1], [0.5, 1.0], [1.0, 2.0], [2.0, 2.5])
    assert found.base == 1
    assert found.at_low == pytest.approx([-0.5, 2])
    assert found.at_high == pytest.approx([4, 0.5])
    assert found.flips.tolist() == [True, False]
    assert found.order.tolist() == [0, 1]
    with pytest.raises(ValueError, match="one value for each input; got 1, 2 and 2"):
        tornado(lambda v: v[0], [1], [1, 2], [1, 2])


def test_flip_point_by_root_finding():
    assert flip_point(lambda x: x**2 - 2, 0.1, 10) == pytest.approx(np.sqrt(2))
    assert flip_point(lambda x: x - 3, -5, 10) == pytest.approx(3)
    assert flip_point(lambda x: x + 1, 0.1, 10) is None
    assert flip_point(lambda x: x - 10, 0.1, 10) == 10
    with pytest.raises(ValueError, match="lowest must be below highest; got 3 and 1"):
        flip_point(lambda x: x, 3, 1)


def compared(beliefs, years=40_000, seed=1, **settings):
    return comparison(beliefs, np.random.default_rng(seed), years, **settings)


def test_the_comparison_agrees_with_the_plain_functions():
    beliefs = shipped_beliefs()
    result = compared(beliefs)
    engage, stay_away = result.staff_days
    odds = p_worse(engage, stay_away)
    shown = (result.p_engage_worse, result.p_stay_away_worse, result.p_tie)
    assert shown == pytest.approx((odds.first_worse, odds.second_worse, odds.tie))
    assert result.expected_gap == pytest.approx(expected_gap(engage, stay_away))
    assert result.regret == pytest.approx(expected_regret(engage, stay_away))
    assert result.evpi == pytest.approx(min(result.regret))
    assert result.quantiles_staff_days[0] == pytest.approx(np.quantile(engage, [0.1, 0.5, 0.9]))
    assert result.exceedance[1] == pytest.approx(
        exceedance_curve(stay_away, result.thresholds_staff_days)
    )
    assert result.hazard_staff_days.sum(axis=0) == pytest.approx(result.expected_staff_days)
    standard_error = (engage - stay_away).std() / np.sqrt(engage.size)
    assert result.gap_standard_error == pytest.approx(standard_error)


def test_all_years_count_but_only_some_are_kept():
    beliefs = cohort(5, 2, (1, 5), (1, 5))
    result = compared(beliefs, 260_000)
    chunks = simulate(beliefs, np.random.default_rng(1), 260_000)
    totals = np.concatenate([chunk.staff_days for chunk in chunks], axis=1)
    assert (result.years, result.staff_days.shape) == (260_000, (2, 200_000))
    assert result.expected_staff_days == pytest.approx(totals.mean(axis=1))
    assert (result.staff_days == totals[:, :200_000]).all()


ENGAGING_HURTS = ((2, 20), (0.5, 8))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("pooling", ["linear", "quantile"])
def test_the_panel_can_come_out_either_way(seed, pooling):
    engaging_hurts = compared(cohort(12, seed, *ENGAGING_HURTS), seed=seed, pooling=pooling)
    staying_away_hurts = compared(
        cohort(12, seed, *ENGAGING_HURTS[::-1]), seed=seed, pooling=pooling
    )
    assert engaging_hurts.answer == "engage"
    assert staying_away_hurts.answer == "stay_away"
    assert engaging_hurts.expected_gap > 0 > staying_away_hurts.expected_gap


def test_a_tie_is_called_a_tie():
    same = ((1, 2, 4), (3, 9, 27))
    group = [answers(same, same)] * 8
    result = compared(read_estimates(group, ONE))
    assert result.answer == "too_close"
    assert result.p_engage_worse == pytest.approx(result.p_stay_away_worse, abs=0.02)
    assert result.regret[0] == pytest.approx(result.regret[1], rel=0.1)


def test_a_rare_large_loss_against_a_steady_small_one_is_called_split():
    rare, steady = (certain(0.02), certain(900)), (certain(5), certain(1))
    result = compared(read_estimates([answers(rare, steady)], ONE))
    assert result.answer == "split"
    assert result.expected_gap > 0
    assert result.p_stay_away_worse > 0.9


def test_swapping_the_stances_mirrors_the_comparison():
    there = compared(cohort(9, 5, *ENGAGING_HURTS), 100_000)
    group = cohort(9, 5, *ENGAGING_HURTS)
    turned = replace(
        group,
        events_per_year=_turned(group.events_per_year),
        staff_days_per_event=_turned(group.staff_days_per_event),
    )
    back = compared(turned, 100_000)
    assert back.expected_gap == pytest.approx(-there.expected_gap, abs=6 * there.gap_standard_error)
    assert back.p_engage_worse == pytest.approx(there.p_stay_away_worse, abs=0.01)
    assert back.regret == pytest.approx(there.regret[::-1], rel=0.05)
    assert back.person_gaps == pytest.approx(-there.person_gaps)


def _turned(values):
    return Lognormal(values.mu[..., ::-1], values.sigma[..., ::-1])


def test_how_many_people_each_number_rests_on():
    facts = (Facts("one"), Facts("two"))
    usual = ((0.5, 1, 2), (2, 6, 20))
    both = answers(usual, usual) | answers(usual, usual, "two")
    result = compared(read_estimates([both, answers(usual, usual)], facts), 1000)
    assert result.people == 2
    assert result.people_by_hazard.tolist() == [2, 1]
    assert result.person_gaps.shape == (2,)


def test_sensitivity_base_is_the_expected_gap():
    beliefs = shipped_beliefs()
    found = sensitivity(beliefs)
    result = compared(beliefs, 200_000)
    assert found.tornado.base == pytest.approx(
        result.expected_gap, abs=4 * result.gap_standard_error
    )
    # Fourteen hazards: four inputs each, three for the three common causes.
    assert len(found.inputs) == 14 * 4 - 3


def test_a_flip_really_flips_the_answer():
    beliefs = shipped_beliefs()
    found = sensitivity(beliefs)
    checked = 0
    for index, (one, value) in enumerate(zip(found.inputs, found.flips_at, strict=True)):
        if np.isnan(value):
            continue
        stance = "engage" if one.stance == "both" else one.stance
        there = beliefs.with_estimate(one.hazard, stance, one.driver, value, value)
        gap = there.expected_staff_days().mean(axis=0) @ (1, -1)
        assert gap.sum() == pytest.approx(0, abs=0.6)  # the cap on events bends some lines
        assert found.flip_folds[index] >= found.flip_folds[found.nearest_flip]
        checked += 1
    assert checked > 10


def test_swings_are_those_of_the_changed_input():
    beliefs = cohort(6, 8, (1, 5), (1, 6))
    found = sensitivity(beliefs)
    for index, one in enumerate(found.inputs):
        for value, shown in ((one.low, found.tornado.at_low), (one.high, found.tornado.at_high)):
            there = beliefs.with_estimate("one", one.stance, one.driver, value, value)
            gap = (there.expected_staff_days().mean(axis=0) @ (1, -1)).sum()
            assert shown[index] == pytest.approx(gap, rel=1e-6)
        signs = {np.sign(found.tornado.at_low[index]), np.sign(found.tornado.at_high[index])}
        assert found.tornado.flips[index] == (signs != {np.sign(found.tornado.base)})


def test_no_input_flips_what_is_far_apart():
    far = answers((certain(100), certain(100)), (certain(0.001), certain(0.001)))
    found = sensitivity(read_estimates([far], ONE))
    assert found.nearest_flip is None
    assert not found.tornado.flips.any()


def test_finding_out_is_worth_less_than_foreseeing_the_year():
    beliefs = shipped_beliefs()
    value = value_of_finding_out(beliefs, np.random.default_rng(1))
    assert 0 < value < compared(beliefs).evpi


def test_finding_out_is_worth_nothing_to_those_who_know():
    known = answers((certain(1), certain(5)), (certain(2), certain(4)))
    assert value_of_finding_out(read_estimates([known], ONE), np.random.default_rng(1)) == 0


def test_who_is_right_has_a_value_by_hand():
    # Two certain people: gaps of +4 and -2. Engage loses 6 or 2, stay away 2 or 4: known
    # first, the better is 2 either way; unknown, both expect at least 3.
    one = answers((certain(6), certain(1)), (certain(2), certain(1)))
    two = answers((certain(2), certain(1)), (certain(4), certain(1)))
    value = value_of_finding_out(read_estimates([one, two], ONE), np.random.default_rng(1))
    assert value == pytest.approx(1)
