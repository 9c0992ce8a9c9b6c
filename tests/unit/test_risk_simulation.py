"""Simulated years against closed forms."""

from dataclasses import replace

import numpy as np
import pytest
from risk_examples import (
    ONE,
    Facts,
    answers,
    best_rates,
    certain,
    cohort,
    shipped_answers,
    shipped_beliefs,
    shipped_hazards,
)
from scipy import stats

from riskier.analysis import read_estimates
from riskier.analysis.beliefs import capped_poisson_mean
from riskier.analysis.counts import counts_table, event_years, event_years_from, normal_scores
from riskier.analysis.distributions import Lognormal
from riskier.analysis.risk import CHUNK_YEARS, simulate

YEARS = 400_000
USUAL = ((0.5, 1, 2), (2, 6, 20))


def losses(beliefs, years=YEARS, seed=1, **settings):
    chunks = list(simulate(beliefs, np.random.default_rng(seed), years, **settings))
    return np.concatenate([chunk.staff_days for chunk in chunks], axis=1)


def within_error(sample, mean, errors=4):
    """Return whether a sample mean is within so many standard errors of its expectation."""
    return abs(sample.mean() - mean) <= errors * sample.std() / np.sqrt(sample.size) + 1e-12


@pytest.mark.parametrize("rate", [0.02, 0.7, 3.0, 15.9, 16.1, 60.0])
def test_event_counts_are_poisson(rate):
    rng = np.random.default_rng(7)
    years = 100_000
    counts = np.bincount(event_years(np.full(years, rate), 1000, rng), minlength=years)
    top = int(stats.poisson.isf(1e-3, rate))
    expected = stats.poisson.pmf(np.arange(top), rate)
    expected = np.append(expected, 1 - expected.sum()) * years
    seen = np.append(np.bincount(counts, minlength=top)[:top], (counts >= top).sum())
    enough = expected > 5
    chi2 = ((seen - expected)[enough] ** 2 / expected[enough]).sum()
    assert chi2 < stats.chi2.isf(1e-4, enough.sum() - 1)


def test_counts_of_an_uncertain_rate_are_poisson_lognormal():
    # Two people: rates exp(0.3 z - 0.4) and exp(1.2 z + 0.5), integrated by scipy.
    scores, weights = normal_scores(10)
    mu, sigma = np.array([-0.4, 0.5]), np.array([0.3, 1.2])
    table = counts_table(np.exp(mu[:, None] + sigma[:, None] * scores), weights, 500)
    for person in (0, 1):
        rate = stats.lognorm(sigma[person], scale=np.exp(mu[person]))
        for most in (0, 1, 3, 8):
            expected = rate.expect(lambda r, most=most: stats.poisson.cdf(most, r))
            assert table[most, person] == pytest.approx(expected, abs=1e-6)
    people = np.tile([0, 1], 100_000)
    counts = np.bincount(
        event_years_from(table, people, np.random.default_rng(4)), minlength=people.size
    )
    for person in (0, 1):
        own = counts[people == person]
        assert within_error(own, np.exp(mu[person] + sigma[person] ** 2 / 2))
        for most in (0, 1, 3):
            assert within_error(own <= most, table[most, person])


def test_rates_drawn_or_integrated_make_the_same_years():
    # A correlation needs each year's rate; a tiny one must change nothing visible.
    beliefs = cohort(7, 11, (1.5, 5), (0.3, 9))
    integrated, drawn = losses(beliefs), losses(beliefs, correlation=1e-12, seed=2)
    assert drawn.mean(axis=1) == pytest.approx(integrated.mean(axis=1), rel=0.015)
    levels = [0.3, 0.5, 0.9, 0.99]
    assert np.quantile(drawn, levels) == pytest.approx(np.quantile(integrated, levels), rel=0.03)


def test_event_counts_stop_at_the_cap():
    rng = np.random.default_rng(3)
    rate = np.repeat([0.5, 5.0, 50.0], 20_000)
    counts = np.bincount(event_years(rate, 4, rng), minlength=rate.size)
    assert counts.max() == 4
    for value, part in zip([0.5, 5.0, 50.0], np.split(counts, 3), strict=True):
        assert within_error(part, capped_poisson_mean(value, 4))


def test_capped_poisson_mean_by_hand():
    # min(N, 1) is whether anything happens; min(N, 2) by adding up.
    assert capped_poisson_mean(0.7, 1) == pytest.approx(1 - np.exp(-0.7))
    two = stats.poisson.pmf(1, 3) + 2 * stats.poisson.sf(1, 3)
    assert capped_poisson_mean(3, 2) == pytest.approx(two)
    assert capped_poisson_mean([0.4, 300], 500) == pytest.approx([0.4, 300])


def test_compound_poisson_with_a_certain_rate():
    # Mean rate E[X], variance rate E[X squared]: the textbook aggregate loss.
    beliefs = read_estimates([answers((certain(1.5), (2, 6, 20)), (certain(0.2), certain(3)))], ONE)
    engage, stay_away = losses(beliefs)
    cost = beliefs.staff_days_per_event
    mu, sigma = cost.mu[0, 0, 0], cost.sigma[0, 0, 0]
    assert within_error(engage, 1.5 * np.exp(mu + sigma**2 / 2))
    assert engage.var() == pytest.approx(1.5 * np.exp(2 * mu + 2 * sigma**2), rel=0.05)
    assert within_error(stay_away, 0.6)
    assert stay_away.var() == pytest.approx(0.2 * 9, rel=0.02)
    assert (stay_away == 0).mean() == pytest.approx(np.exp(-0.2), abs=0.003)


def test_an_uncertain_rate_adds_its_variance():
    # Var = E[rate] E[X squared] + Var[rate] E[X] squared.
    beliefs = read_estimates([answers(((0.5, 1, 2), certain(4)), (certain(1), certain(4)))], ONE)
    engage, _ = losses(beliefs)
    rate = Lognormal(beliefs.events_per_year.mu[0, 0, 0], beliefs.events_per_year.sigma[0, 0, 0])
    variance_of_rate = (np.exp(rate.sigma**2) - 1) * rate.mean() ** 2
    assert within_error(engage, 4 * rate.mean())
    assert engage.var() == pytest.approx(16 * rate.mean() + 16 * variance_of_rate, rel=0.03)


def test_the_shipped_numbers_reproduce_their_balance_table():
    totals = (best_rates() * shipped_beliefs().expected_cost()[0]).sum(axis=0)
    assert totals == pytest.approx([136.9, 124.3], abs=0.05)


@pytest.mark.parametrize(
    ("practice", "ratio", "engage_worse"), [(0.0, 1.12, 0.59), (0.5, 1.00, 0.52), (0.8, 0.92, 0.47)]
)
def test_the_shipped_numbers_year_by_year(practice, ratio, engage_worse):
    beliefs = shipped_beliefs()
    factor = np.ones((len(beliefs.hazards), 2))
    factor[:, 0] -= practice * beliefs.experience_effect
    engage, stay_away = losses(beliefs.with_factors(cost_factor=factor), 200_000)
    assert engage.mean() / stay_away.mean() == pytest.approx(ratio, abs=0.012)
    # The table's shares came from another simulation, with costs of shared events apart.
    assert (engage > stay_away).mean() == pytest.approx(engage_worse, abs=0.02)


def test_many_people_are_a_mixture_of_whole_views():
    # One person expects 10 events, another none: years are one or the other, never 5.
    views = [answers((certain(rate), certain(1)), (certain(1), certain(1))) for rate in (10, 0)]
    engage, _ = losses(read_estimates(views, ONE), 20_000)
    assert within_error(engage[0::2], 10)
    assert (engage[1::2] == 0).all()


def test_every_person_gets_the_same_years_whatever_their_number():
    views = [answers((certain(0), certain(1)), (certain(1), certain(1))) for _ in range(7)]
    result = losses(read_estimates(views, ONE), 1001)
    assert result.shape == (2, 1001)
    assert losses(read_estimates(views, ONE), 3).shape == (2, 3)


def test_chunks_of_any_number_of_years_join_up():
    beliefs = cohort(6, 1, (1, 5), (1, 5))
    years = 2 * CHUNK_YEARS + 77
    chunks = list(simulate(beliefs, np.random.default_rng(5), years))
    assert sum(chunk.staff_days.shape[1] for chunk in chunks) == years
    for chunk in chunks:
        assert chunk.hazard_totals.sum(axis=0) == pytest.approx(chunk.staff_days.sum(axis=1))


def common(engage_cost, stay_away_cost):
    own = {
        "one.both.events": {"lowest": 0.5, "best": 1, "highest": 2},
        "one.engage.cost": dict(zip(("lowest", "best", "highest"), engage_cost, strict=True)),
        "one.stay_away.cost": dict(zip(("lowest", "best", "highest"), stay_away_cost, strict=True)),
    }
    return read_estimates([own], (Facts("one", common_cause=True),))


def test_a_common_cause_strikes_both_stances_in_the_same_years():
    engage, stay_away = losses(common((2, 6, 20), (4, 12, 40)), 50_000)
    assert ((engage > 0) == (stay_away > 0)).all()
    # The same events, each as grave in its own scale: twice the cost throughout.
    assert stay_away == pytest.approx(2 * engage)


def test_equal_preparedness_for_a_common_cause_is_a_tie_every_year():
    engage, stay_away = losses(common((2, 6, 20), (2, 6, 20)), 20_000)
    assert (engage == stay_away).all()


def test_a_safeguard_may_stop_shared_events_for_one_stance_only():
    beliefs = common((2, 6, 20), (2, 6, 20)).with_factors(events_factor=[[1.0, 0.4]])
    engage, stay_away = losses(beliefs, 200_000)
    assert (stay_away <= engage + 1e-9).all()
    assert stay_away.mean() / engage.mean() == pytest.approx(0.4, abs=0.01)
    none = common((2, 6, 20), (2, 6, 20)).with_factors(events_factor=0.0)
    assert losses(none, 1000).sum() == 0


def test_factors_multiply_events_and_costs():
    beliefs = cohort(5, 3, (1, 5), (1, 5))
    plain = beliefs.expected_staff_days().mean(axis=0)
    changed = beliefs.with_factors(events_factor=[[0.5, 1.0]], cost_factor=[[0.8, 2.0]])
    expected = changed.expected_staff_days().mean(axis=0)
    assert expected == pytest.approx(plain * [[0.4, 2.0]], rel=1e-3)
    engage, stay_away = losses(changed)
    assert within_error(engage, 0.4 * plain[0, 0])
    assert within_error(stay_away, 2.0 * plain[0, 1])
    with pytest.raises(ValueError, match="a factor must not be negative; got -1"):
        beliefs.with_factors(cost_factor=-1)


def test_simulation_and_closed_form_agree_for_a_group_with_blanks():
    facts = (Facts("one"), Facts("two", common_cause=True), Facts("three", events_cap=2))
    group = []
    for person in range(6):
        own = answers(((0.5, 1 + person, 9), (2, 6, 20)), ((0.5, 1, 2), (1, 2 + person, 9)))
        if person != 2:
            own["two.both.events"] = {"lowest": 0.2, "best": 0.5, "highest": 1 + person}
            own["two.engage.cost"] = {"lowest": 1, "best": 2, "highest": 3 + person}
        if person % 2:
            own["two.stay_away.cost"] = {"lowest": 2, "best": 4, "highest": 6}
            own |= answers(((0.5, 1, 2 + person), (2, 6, 20)), ((1, 2, 4), (1, 2, 9)), "three")
        if person == 3:
            del own["three.engage.cost"]
        group.append(own)
    beliefs = read_estimates(group, facts)
    assert beliefs.left_out == ()
    expected = beliefs.expected_staff_days().mean(axis=0)
    chunks = list(simulate(beliefs, np.random.default_rng(2), YEARS))
    totals = sum(chunk.hazard_totals for chunk in chunks) / YEARS
    assert totals == pytest.approx(expected, rel=0.02)


def test_seeds_change_results_only_within_monte_carlo_error():
    beliefs = cohort(12, 4, (1, 5), (0.8, 7))
    means = np.array([losses(beliefs, 50_000, seed).mean(axis=1) for seed in range(6)])
    error = losses(beliefs, 50_000).std(axis=1) / np.sqrt(50_000)
    assert (np.abs(means - means.mean(axis=0)) < 4 * error).all()
    assert (losses(beliefs, 1000, 5) == losses(beliefs, 1000, 5)).all()
    assert (losses(beliefs, 1000, 5) != losses(beliefs, 1000, 6)).any()


def test_changing_one_hazard_leaves_the_draws_of_the_others_alone():
    beliefs = shipped_beliefs()
    changed = beliefs.with_estimate("misfire-post", "engage", "events", 3, 9)
    before, after = (
        np.sum([c.hazard_totals for c in simulate(b, np.random.default_rng(1), 30_000)], axis=0)
        for b in (beliefs, changed)
    )
    row = beliefs.hazards.index("misfire-post")
    same = before == after
    assert same[:row].all()
    assert same[row + 1 :].all()
    assert after[row, 0] > 2 * before[row, 0]


def test_averaging_quantiles_keeps_the_mean_and_narrows_the_spread():
    views = [answers(((r / 3, r, r * 3), (2, 6, 20)), USUAL) for r in (0.2, 0.5, 2, 6)]
    beliefs = read_estimates(views, ONE)
    linear, averaged = losses(beliefs)[0], losses(beliefs, pooling="quantile")[0]
    assert averaged.mean() == pytest.approx(linear.mean(), rel=0.02)
    assert averaged.std() < 0.8 * linear.std()


def test_averaged_events_and_costs_are_independent():
    # Who expects more events expects cheaper ones: a mixture of views knows, averages do not.
    views = [answers((certain(n), certain(10 / n)), USUAL) for n in (1, 10)]
    beliefs = read_estimates(views, ONE)
    assert within_error(losses(beliefs)[0], 10)
    assert within_error(losses(beliefs, pooling="quantile")[0], 5.5 * 5.5)


def test_one_person_is_the_same_in_both_pools():
    beliefs = shipped_beliefs()
    linear, averaged = losses(beliefs, 100_000), losses(beliefs, 100_000, pooling="quantile")
    assert averaged.mean(axis=1) == pytest.approx(linear.mean(axis=1), rel=1e-3)
    assert np.quantile(averaged, 0.9, axis=1) == pytest.approx(
        np.quantile(linear, 0.9, axis=1), rel=1e-2
    )


def test_bad_years_come_together_when_asked_for():
    beliefs = shipped_beliefs()
    apart, together = losses(beliefs, 100_000), losses(beliefs, 100_000, correlation=0.8)
    assert together.mean(axis=1) == pytest.approx(apart.mean(axis=1), rel=0.03)
    assert (together.std(axis=1) > 1.05 * apart.std(axis=1)).all()
    assert np.corrcoef(together)[0, 1] > np.corrcoef(apart)[0, 1] + 0.05


@pytest.mark.parametrize("people", [1, 40])  # counts from tables, and from drawn rates
def test_very_many_events_a_year_fit_in_portions(people):
    one = answers((certain(900), certain(1)), (certain(400), certain(1)))
    beliefs = read_estimates([one] * people, ONE)
    engage, stay_away = losses(beliefs, 10_000)
    # Counts and rates are cut at 500 a year, the most that is taken for possible.
    assert within_error(engage, capped_poisson_mean(500, 500), errors=5)
    assert within_error(stay_away, 400)
    assert stay_away.var() == pytest.approx(400, rel=0.05)


def test_what_if_estimates_and_subsets():
    beliefs = shipped_beliefs()
    one = beliefs.only(["rumour-gap", "misfire-post"])
    assert one.hazards == ("rumour-gap", "misfire-post")
    shared = one.with_estimate("rumour-gap", "engage", "events", 2, 8)
    assert shared.events_per_year.ppf(0.5)[0, 0] == pytest.approx([4, 4])
    alone = one.with_estimate("misfire-post", "stay_away", "cost", 2, 8)
    assert alone.staff_days_per_event.ppf(0.5)[0, 1, 1] == pytest.approx(4)
    with pytest.raises(ValueError, match=r"no hazard 'x' here\. Use one of: rumour-gap, misfire"):
        one.with_estimate("x", "engage", "cost", 1, 2)
    with pytest.raises(ValueError, match=r"no driver 'price' here\. Use one of: events, cost"):
        one.with_estimate("rumour-gap", "engage", "price", 1, 2)


def test_the_order_of_hazards_does_not_matter():
    beliefs = shipped_beliefs()
    turned = beliefs.only(beliefs.hazards[::-1])
    assert turned.expected_staff_days()[:, ::-1] == pytest.approx(beliefs.expected_staff_days())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"years": 0}, "years must be at least 1; got 0"),
        ({"pooling": "best"}, "pooling must be 'linear' or 'quantile'; got 'best'"),
        ({"correlation": 1.0}, r"correlation must be from 0 to 0.95; got 1"),
    ],
)
def test_bad_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        simulate(shipped_beliefs(), np.random.default_rng(1), **({"years": 10} | settings))


def test_more_practice_or_fewer_events_never_cost_more():
    beliefs = shipped_beliefs()
    totals = [
        beliefs.with_factors(events_factor=factor).expected_staff_days().sum()
        for factor in (1.0, 0.7, 0.3)
    ]
    assert totals == sorted(totals, reverse=True)
    stronger = replace(beliefs, events_cap=np.ones(len(beliefs.hazards)))
    assert stronger.expected_staff_days().sum() < totals[0]


def test_shipped_answers_need_no_repair():
    assert shipped_beliefs().notes == ()
    assert len(shipped_answers()) == len(shipped_hazards()) * 4 - 3
