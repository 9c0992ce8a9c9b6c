"""Pools of distributions and probabilities."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from riskier.analysis.distributions import Lognormal
from riskier.analysis.elicitation import (
    lognormal_from_interval,
    pert,
    pool_linear,
    pool_log_odds,
    pool_mean,
    pool_median,
    pool_quantile,
)

TWO = stats.norm([10, 20], [2, 2])


def test_two_people_who_disagree():
    assert pool_linear(TWO, [0.05, 0.95]) == pytest.approx([7.4, 22.6], abs=0.05)
    assert pool_quantile(TWO, [0.05, 0.95]) == pytest.approx([11.7, 18.3], abs=0.05)


def test_distributions_of_different_kinds_pool():
    views = [stats.norm(10, 2), pert(5, 10, 20), lognormal_from_interval(5, 20)]
    for probability in (0.1, 0.5, 0.9):
        value = float(pool_linear(views, probability))
        assert np.mean([view.cdf(value) for view in views]) == pytest.approx(probability)
        assert pool_quantile(views, probability) == pytest.approx(
            np.mean([view.ppf(probability) for view in views])
        )


def test_one_person_is_the_pool():
    one = lognormal_from_interval([2], [20])
    for pool in (pool_linear, pool_quantile):
        assert pool(one, [0.1, 0.9]) == pytest.approx([2, 20])


def test_arrays_of_quantities_and_missing_people():
    views = lognormal_from_interval([[2, 1], [4, np.nan], [4, np.nan]], [[20, 3], [40, 1], [40, 1]])
    pooled = pool_linear(views, [0.1, 0.5, 0.9])
    assert pooled.shape == (3, 2)
    assert pooled[:, 1] == pytest.approx(lognormal_from_interval(1, 3).ppf([0.1, 0.5, 0.9]))
    nobody = Lognormal(np.full((2, 1), np.nan), np.full((2, 1), np.nan))
    assert np.isnan(pool_linear(nobody, 0.5)).all()
    assert np.isnan(pool_quantile(nobody, 0.5)).all()


def test_certain_people_make_steps():
    certain = Lognormal(np.log([1.0, 5.0, 9.0]), np.zeros(3))
    assert pool_linear(certain, [0.2, 0.5, 0.9]) == pytest.approx([1, 5, 9])
    assert pool_quantile(certain, [0.2, 0.5, 0.9]) == pytest.approx([5, 5, 5])


people = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=1, max_size=6)


@settings(deadline=None, max_examples=40)
@given(people)
def test_averaging_quantiles_never_spreads_more_than_the_linear_pool(parameters):
    mu, sigma = (np.array(part) for part in zip(*parameters, strict=True))
    normal = stats.norm(mu, sigma)
    grid = (np.arange(100) + 0.5) / 100
    linear, vincent = pool_linear(normal, grid), pool_quantile(normal, grid)
    assert vincent.var() <= linear.var() * (1 + 1e-6) + 1e-12
    assert vincent.mean() == pytest.approx(mu.mean(), abs=1e-6)


@settings(deadline=None, max_examples=40)
@given(people, st.floats(0.01, 0.98))
def test_pools_rise_and_lie_between_the_people(parameters, p):
    mu, sigma = (np.array(part) for part in zip(*parameters, strict=True))
    views = Lognormal(mu, sigma)
    for pool in (pool_linear, pool_quantile):
        low, high = pool(views, [p, p + 0.01])
        assert low <= high * (1 + 1e-9)
        assert views.ppf(p).min() * (1 - 1e-9) <= low <= views.ppf(p).max() * (1 + 1e-9)


@settings(deadline=None, max_examples=40)
@given(people, st.permutations(range(6)))
def test_the_order_of_people_does_not_matter(parameters, order):
    mu, sigma = (np.array(part) for part in zip(*parameters, strict=True))
    mixed = [i for i in order if i < len(mu)]
    for pool in (pool_linear, pool_quantile):
        assert pool(Lognormal(mu, sigma), 0.3) == pytest.approx(
            pool(Lognormal(mu[mixed], sigma[mixed]), 0.3)
        )


def test_one_zero_percent_does_not_wreck_the_group():
    group = [0.3, 0.3, 0.3, 0.3, 0.0]
    expected = 1 / (1 + np.exp(-(4 * np.log(0.3 / 0.7) + np.log(0.01 / 0.99)) / 5))
    assert pool_log_odds(group) == pytest.approx(expected)
    assert pool_log_odds(group, clip=0) == 0
    assert pool_log_odds(group, clip=1e-15) < 0.01
    assert pool_log_odds([1.0, 0.0]) == pytest.approx(0.5)


def test_log_odds_pool_of_columns_and_bad_values():
    assert pool_log_odds([[0.2, 0.5], [0.8, np.nan]]) == pytest.approx([0.5, 0.5])
    with pytest.raises(ValueError, match=r"from 0 to 1; got 1.5"):
        pool_log_odds([1.5])
    with pytest.raises(ValueError, match=r"clip must be from 0 to below 0.5; got 0.5"):
        pool_log_odds([0.5], clip=0.5)


def test_nobody_has_no_pool_and_opposite_certainties_without_a_clip_have_none():
    for pool in (pool_mean, pool_median, pool_log_odds):
        assert np.isnan(pool([]))
    assert np.isnan(pool_log_odds([0, 1], clip=0))


def test_mean_and_median_for_comparison():
    assert pool_mean([[1, np.nan], [2, np.nan], [9, np.nan]]) == pytest.approx(
        [4, np.nan], nan_ok=True
    )
    assert pool_median([[1, 5], [2, np.nan], [9, np.nan]]) == pytest.approx([2, 5])
    with pytest.raises(ValueError, match="at least one distribution"):
        pool_linear([], 0.5)
