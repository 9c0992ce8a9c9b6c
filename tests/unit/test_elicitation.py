"""Elicitation against published and hand-computed values."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from riskier.analysis.elicitation import (
    brier_score,
    coverage,
    interval_score,
    logit_normal,
    lognormal_from_interval,
    pert,
    standardise_interval,
)

TABLE = Path(__file__).parents[1] / "data" / "standardise_interval.json"
CASES = json.loads(TABLE.read_text(encoding="utf-8"))["cases"]

positive = st.floats(0.01, 1e6)
shares = st.floats(0.5, 0.99)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_standardise_interval_agrees_with_the_table_shared_with_the_page(case):
    parts = [case[name] for name in ("lowest", "best", "highest", "confidence")]
    result = standardise_interval(*parts, target=case["target"], bounds=tuple(case["bounds"]))
    assert result.lowest == pytest.approx(case["expected"]["lowest"], rel=1e-9)
    assert result.highest == pytest.approx(case["expected"]["highest"], rel=1e-9)


def test_a_range_of_hundreds_of_powers_of_ten_stays_one_of_numbers():
    least, most = standardise_interval(1e-300, 1.0, 1e300, 0.5)
    assert least >= 0
    assert np.isfinite(most)
    assert np.isfinite(lognormal_from_interval(1e-3, most).sigma)


def test_the_linear_rule_leaves_the_range_of_a_positive_quantity():
    # The trap that the log scale avoids: -0.4 to 32, and 0.54 to 147.
    linear = standardise_interval(2, 5, 20, 0.50, 0.90, scale="linear")
    assert linear == (pytest.approx(-0.4), pytest.approx(32))
    log = standardise_interval(2, 5, 20, 0.50, 0.90)
    assert log == (pytest.approx(0.54, abs=0.005), pytest.approx(147, abs=0.5))


def test_percent_and_share_are_the_same_confidence():
    assert standardise_interval(1, 3, 9, 60) == standardise_interval(1, 3, 9, 0.60)


def test_many_ranges_at_once():
    low, high = standardise_interval([1, 0, 4], [2, 1, 4], [4, 3, 4], [0.5, 0.8, 0.9])
    assert low.shape == high.shape == (3,)
    assert low[1:] == pytest.approx([0, 4])


@pytest.mark.parametrize(
    ("given_parts", "message"),
    [
        ((1, 9, 3, 0.8), "best must lie from lowest to highest; got 9"),
        ((1, 2, np.inf, 0.8), "range ends must be finite"),
        ((1, 2, 3, -5), "a confidence must be from 0 to 100 percent; got -5"),
    ],
)
def test_bad_ranges_are_refused_with_reasons(given_parts, message):
    with pytest.raises(ValueError, match=message):
        standardise_interval(*given_parts)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lognormal_from_interval(1, np.inf), "highest must be finite; got inf"),
        (lambda: interval_score(20, 10, 15), "lowest must not be above highest; got 20"),
        (lambda: interval_score(10, 20, 15, 100), "confidence must be below 100 percent; got 1"),
        (lambda: brier_score([0.9], [2]), "an outcome must be 0 or 1; got 2"),
    ],
)
def test_what_cannot_be_scored_or_fitted_is_refused_with_reasons(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_without_forecasts_or_ranges_there_is_no_score():
    assert np.isnan(brier_score([], []))
    assert np.isnan(coverage([], [], []))


def test_no_bounds_are_no_limit():
    assert standardise_interval(0, 1, 9, 60, bounds=None) == standardise_interval(0, 1, 9, 60)


def test_an_unknown_scale_is_refused():
    with pytest.raises(ValueError, match="'log' or 'linear'"):
        standardise_interval(1, 2, 3, 0.8, scale="square")


@settings(deadline=None, max_examples=40)
@given(positive, st.floats(1, 50), st.floats(1, 50), shares, st.floats(0.01, 100))
def test_log_scaling_commutes_with_units(best, down, up, confidence, unit):
    low, high = standardise_interval(best / down, best, best * up, confidence)
    scaled = standardise_interval(unit * best / down, unit * best, unit * best * up, confidence)
    assert scaled.lowest == pytest.approx(unit * low, rel=1e-9)
    assert scaled.highest == pytest.approx(unit * high, rel=1e-9)
    assert low > 0


@settings(deadline=None, max_examples=40)
@given(positive, st.floats(1.01, 50), st.floats(1.01, 50), shares, shares)
def test_standardising_there_and_back_changes_nothing(best, down, up, confidence, target):
    there = standardise_interval(best / down, best, best * up, confidence, target)
    back = standardise_interval(there.lowest, best, there.highest, target, confidence)
    assert back.lowest == pytest.approx(best / down, rel=1e-6)
    assert back.highest == pytest.approx(best * up, rel=1e-6)


@settings(deadline=None, max_examples=40)
@given(positive, st.floats(1.01, 50), shares, shares)
def test_a_surer_person_gets_a_narrower_range(best, factor, one, other):
    less, more = sorted((one, other))
    wide = standardise_interval(best / factor, best, best * factor, less)
    narrow = standardise_interval(best / factor, best, best * factor, more)
    assert narrow.highest <= wide.highest * (1 + 1e-12)
    assert narrow.lowest >= wide.lowest * (1 - 1e-12)


def test_lognormal_from_ten_to_a_thousand_has_median_100_and_mean_266():
    found = lognormal_from_interval(10, 1000, 0.90)
    assert found.ppf(0.5) == pytest.approx(100)
    assert found.mean() == pytest.approx(266.0, abs=0.5)


def test_riskquant_readme_figure():
    # README of Netflix riskquant: frequency 0.1, 90 % range 100,000 to 1,000,000 -> $40,400.13
    expected_loss = 0.1 * lognormal_from_interval(100_000, 1_000_000, 0.90).mean()
    assert expected_loss == pytest.approx(40_400.13, abs=0.01)


@settings(deadline=None, max_examples=40)
@given(positive, st.floats(1.01, 1000), shares)
def test_lognormal_gives_back_its_range(lowest, factor, confidence):
    found = lognormal_from_interval(lowest, lowest * factor, confidence)
    tail = (1 - confidence) / 2
    assert found.ppf([tail, 1 - tail]) == pytest.approx([lowest, lowest * factor], rel=1e-9)
    assert found.cdf(lowest * factor) == pytest.approx(1 - tail)


def test_a_lognormal_takes_any_confidence_as_it_is():
    for share in (0.2, 0.995):
        found = lognormal_from_interval(2, 50, share)
        assert found.cdf(50) - found.cdf(2) == pytest.approx(share)
    with pytest.raises(ValueError, match=r"must be between 0 and 1; got 1\."):
        lognormal_from_interval(2, 50, 100)


def test_lognormal_at_its_limits():
    found = lognormal_from_interval([0, 0, 5], [2, 0, 5])
    assert found.ppf(0.1) == pytest.approx([0.02, 0, 5])
    assert found.mean()[1:] == pytest.approx([0, 5])
    assert found.cdf(4.9)[1:] == pytest.approx([1, 0])
    with pytest.raises(ValueError, match="must not be negative; got -1"):
        lognormal_from_interval(-1, 2)
    with pytest.raises(ValueError, match="lowest must not be above highest; got 3"):
        lognormal_from_interval(3, 2)


def test_limited_mean_of_a_lognormal():
    found = lognormal_from_interval(10, 1000, 0.90)
    scipy_twin = stats.lognorm(found.sigma, scale=np.exp(found.mu))
    expected = scipy_twin.expect(lambda x: np.minimum(x, 300.0))
    assert found.capped_mean(300.0) == pytest.approx(expected, rel=1e-6)
    assert lognormal_from_interval([5, 0], [5, 0]).capped_mean(3.0) == pytest.approx([3, 0])


def test_modified_pert_values():
    found = pert(0, 2, 10)
    assert (found.alpha, found.beta) == (pytest.approx(1.8), pytest.approx(4.2))
    assert found.mean() == pytest.approx((0 + 4 * 2 + 10) / 6)
    assert found.variance() == pytest.approx(stats.beta(1.8, 4.2, scale=10).var())
    assert found.ppf([0.1, 0.9]) == pytest.approx(stats.beta(1.8, 4.2, scale=10).ppf([0.1, 0.9]))
    assert found.cdf(found.ppf(0.3)) == pytest.approx(0.3)


def test_pert_without_width_is_a_certain_value():
    found = pert(3, 3, 3)
    assert found.mean() == found.ppf(0.9) == 3
    assert (found.cdf(2.9), found.cdf(3)) == (0, 1)
    with pytest.raises(ValueError, match="mode must lie from lowest to highest; got 4"):
        pert(1, 4, 3)


def test_logit_normal_keeps_its_range_and_survives_certainty():
    found = logit_normal(0.2, 0.6, 0.80)
    assert found.ppf([0.1, 0.9]) == pytest.approx([0.2, 0.6])
    assert found.cdf(0.2) == pytest.approx(0.1)
    draws = found.ppf(np.linspace(0, 1, 20_001)[1:-1])
    assert found.mean() == pytest.approx(draws.mean(), rel=1e-4)
    certain = logit_normal([0, 1], [0, 1])
    assert certain.mean() == pytest.approx([0.01, 0.99])


def test_interval_score_by_hand():
    # Width 4; at 80 % a miss costs 2 / 0.2 = 10 per unit.
    assert interval_score(2, 6, [4, 1, 9]) == pytest.approx([4, 14, 34])
    assert interval_score(2, 6, 9, 0.90) == pytest.approx(4 + 20 * 3)
    assert interval_score(2, 6, 9, 0.20) == pytest.approx(4 + 2.5 * 3)


def test_interval_score_does_not_reward_zero_to_infinity():
    assert interval_score(0, 1e12, 5) > interval_score(6, 7, 5)


def test_brier_score_by_hand():
    assert brier_score([0.5, 0.5], [0, 1]) == 0.25
    assert brier_score([1, 0, 0.8], [1, 0, 0]) == pytest.approx(0.64 / 3)
    with pytest.raises(ValueError, match=r"from 0 to 1; got 1.2"):
        brier_score([1.2], [1])


def test_coverage_counts_ends_and_leaves_out_missing_ranges():
    assert coverage([1, 1, 1, np.nan], [2, 2, 2, 3], [1, 2, 3, 2]) == pytest.approx(2 / 3)
    assert np.isnan(coverage([np.nan], [1], [1]))
