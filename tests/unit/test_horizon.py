"""Risk over time: crossings worked out by hand, and what moves them."""

from dataclasses import replace

import numpy as np
import pytest
from risk_examples import Facts, answers, certain, shipped_beliefs

from riskier.analysis import read_estimates
from riskier.analysis.cycle import Loop, Push, solve
from riskier.analysis.horizon import (
    crossing_month,
    horizon,
    least_experience_scale,
    levers,
    practice_while_engaging,
)

FACTS = (Facts("one", experience_effect=0.5),)


def sure(engage, stay_away, facts=FACTS):
    """Return beliefs in certain yearly losses: 12 events a year of the given cost / 12."""
    one = answers((certain(12), certain(engage / 12)), (certain(12), certain(stay_away / 12)))
    return read_estimates([one], facts)


def drawn(beliefs, practice, seed=1, **settings):
    return horizon(beliefs, practice, np.random.default_rng(seed), **settings)


def test_crossing_by_hand():
    # Engaging: 120 a year, half that with full practice; staying away: 96. Practice comes
    # at once after 12 months: 24 dearer by then, then 36 a year cheaper: 8 months on.
    practice = [0.0] * 13 + [1.0] * 24
    practice[12] = 0.0
    month = crossing_month(sure(120, 96), practice)
    # Month 13 is half practised (from 0 to 1): 10 x 0.75 - 8 = -0.5, then -3 a month.
    assert month == pytest.approx(13 + (24 - 0.5) / 3)


def test_crossing_of_the_shipped_numbers_with_their_practice_by_year():
    # The pack's practice levels 0, 0.5, 0.8 held through years one to three; losses with
    # rates at best: 136.9, 121.5, 112.3 against 124.3 a year.
    beliefs = shipped_beliefs()
    yearly = beliefs.expected_staff_days().mean(axis=0)
    learnt = yearly[:, 0] @ beliefs.experience_effect
    gaps = [yearly[:, 0].sum() - p * learnt - yearly[:, 1].sum() for p in (0, 0.5, 0.8)]
    assert gaps[0] > 0 > gaps[2]
    practice = np.repeat([0, 0.5, 0.8, 0.8, 0.8], 12)
    stepped = crossing_month(beliefs, np.append(practice, 0.8))
    # Months 12 and 24 are half way between two levels, which moves it a little.
    by_hand = 24 + 12 * (gaps[0] + gaps[1]) / -gaps[2]
    assert stepped == pytest.approx(by_hand, abs=1.5)


def test_expected_curves_follow_practice_exactly():
    practice = np.linspace(0, 0.6, 25)
    found = drawn(sure(120, 96), practice)
    during = (practice[:-1] + practice[1:]) / 2
    engage = np.append(0, np.cumsum(10 * (1 - 0.5 * during)))
    assert found.expected[0] == pytest.approx(engage)
    assert found.expected[1] == pytest.approx(8 * np.arange(25))
    assert found.months.tolist() == list(range(25))


def test_simulated_paths_surround_the_expected_curve():
    found = drawn(shipped_beliefs(), practice_while_engaging(Loop(), Push(0.5, 24)), paths=8000)
    assert (found.low[:, 1:] < found.expected[:, 1:]).all()
    assert (found.expected[:, 12:] < found.high[:, 12:]).all()
    assert (np.diff(found.low, axis=1) >= -1e-9).all()


def test_paths_of_a_certain_rate_have_poisson_bands():
    one = answers((certain(24), certain(1)), (certain(24), certain(1)))
    found = drawn(read_estimates([one], (Facts("one"),)), np.zeros(13), paths=20_000)
    # 24 events a year, one staff day each: Poisson quantiles 18 and 30 after a year.
    assert found.low[0, 12] == pytest.approx(18, abs=1)
    assert found.high[0, 12] == pytest.approx(30, abs=1)


def test_engaging_that_is_cheaper_from_the_start_does_not_cross():
    found = drawn(sure(80, 96), np.full(25, 0.2)).crossing
    assert found.month is None
    assert (found.dearer_first, found.share_stay_away_dearer) == ("stay_away", 1.0)
    assert np.isnan(found.month_quantiles).all()


def test_no_experience_effect_no_crossing():
    found = drawn(sure(120, 96, (Facts("one"),)), np.ones(25)).crossing
    assert (found.month, found.dearer_first, found.share_engage_dearer) == (None, "engage", 1.0)


def test_shares_of_worlds_add_up_and_quantiles_rise():
    practice = practice_while_engaging(Loop(), Push(0.5, 36), months=36)
    found = drawn(shipped_beliefs(), practice).crossing
    total = found.share_crossing + found.share_engage_dearer + found.share_stay_away_dearer
    assert total == pytest.approx(1)
    assert found.share_crossing > 0
    assert (np.diff(found.month_quantiles) > 0).all()
    assert found.month == pytest.approx(crossing_month(shipped_beliefs(), practice))


def test_certain_people_have_no_uncertainty_about_the_month():
    found = drawn(sure(120, 96), np.linspace(0, 1, 37)).crossing
    assert found.share_crossing == 1
    assert found.month_quantiles == pytest.approx(np.full(3, found.month))


def test_a_pilot_costs_what_engaging_costs_until_it_ends():
    found = drawn(shipped_beliefs(), np.linspace(0, 0.5, 25), pilot_months=6)
    assert found.expected[2, :7] == pytest.approx(found.expected[0, :7])
    assert 0 < found.pilot_goes_on < 1


def test_a_pilot_that_can_learn_saves_and_one_that_cannot_does_not():
    # Half the group expects 30 events a year when engaging, half 1; staying away costs 10.
    views = [answers((certain(n), certain(1)), (certain(10), certain(1))) for n in (30, 1)]
    unsure = read_estimates(views, (Facts("one"),))
    found = drawn(unsure, np.zeros(25), pilot_months=3)
    # Staying away loses 20; a pilot loses 31 / 2 / 4 = 3.9 and then 1.75 or 17.5.
    assert found.pilot_saves == pytest.approx(20 - (15.5 / 4 + (1.75 + 17.5) / 2), abs=0.4)
    assert found.pilot_goes_on == pytest.approx(0.5, abs=0.03)
    known = drawn(sure(120, 96), np.zeros(25), pilot_months=3)
    assert known.pilot_goes_on == 0
    assert known.pilot_saves == pytest.approx(-6)


def test_levers_remove_and_advance_the_crossing():
    found = {
        one.name: one.month for one in levers(shipped_beliefs(), Loop(), Push(0.5, 36), months=36)
    }
    now = found["as things are"]
    assert found["practice makes no event cheaper"] is None
    assert found["the push ends after three months"] is None
    assert found["practice helps half as much again"] < now
    assert found["practice comes and goes twice as fast"] < now
    assert found["twice the share of the team takes part"] < now


def test_least_experience_scale_crosses_at_the_last_month():
    practice = practice_while_engaging(Loop(), Push(0.5, 24))
    scale = least_experience_scale(shipped_beliefs(), practice)
    assert crossing_month(shipped_beliefs(), practice, experience_scale=scale * 0.99) is None
    at = crossing_month(shipped_beliefs(), practice, experience_scale=scale * 1.001)
    assert at == pytest.approx(24, abs=0.2)
    assert least_experience_scale(sure(80, 96), practice) is None
    assert least_experience_scale(sure(120, 96), np.zeros(25)) is None


def test_more_practice_never_crosses_later():
    slow, fast = (solve(Loop(), Push(level, 36), months=36).experience for level in (0.5, 0.9))
    assert crossing_month(shipped_beliefs(), fast) < crossing_month(shipped_beliefs(), slow)


def test_seeds_move_the_bands_only_a_little():
    practice = practice_while_engaging(Loop(), Push(0.5, 24))
    one, other = (drawn(shipped_beliefs(), practice, seed) for seed in (1, 2))
    assert one.high[:, 24] == pytest.approx(other.high[:, 24], rel=0.08)
    assert one.expected[:2] == pytest.approx(other.expected[:2])
    again = drawn(shipped_beliefs(), practice, 1)
    assert (again.high == one.high).all()


def test_averaged_views_have_a_horizon_too():
    beliefs = replace(shipped_beliefs())
    found = drawn(beliefs, np.linspace(0, 0.5, 13), pooling="quantile", pilot_months=2)
    assert found.expected.shape == (3, 13)


@pytest.mark.parametrize(
    ("practice", "settings", "message"),
    [
        ([0.1], {}, r"at least one month; got shape \(1,\)"),
        ([0.1, 1.4], {}, r"practice must be from 0 to 1; got 1.4"),
        ([0.1, 0.2, 0.3], {"pilot_months": 2}, "pilot_months must be from 1 to 1; got 2"),
    ],
)
def test_bad_settings_are_refused(practice, settings, message):
    with pytest.raises(ValueError, match=message):
        drawn(shipped_beliefs(), practice, **settings)
