"""Safeguards and the best set within a budget."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from risk_examples import ONE, answers, best_rates, certain, shipped_beliefs, shipped_hazards

from riskier.analysis import read_estimates
from riskier.analysis.mitigation import (
    Safeguard,
    best_set,
    effect_of,
    least_loss,
    mitigated,
    safeguards_of,
)

SHIPPED = safeguards_of(shipped_hazards())


def safeguard(events=1.0, cost=1.0, effort=1.0, stance="engage", hazard="one"):
    return Safeguard(
        hazard, "A safeguard", stance, (events, events), (cost, cost), (effort, effort)
    )


def losing(engage, stay_away=1):
    """Return beliefs in a certain yearly loss under each stance."""
    return read_estimates(
        [answers((certain(1), certain(engage)), (certain(1), certain(stay_away)))], ONE
    )


def test_the_pack_names_its_safeguards():
    assert len(SHIPPED) == sum(len(hazard.mitigations) for hazard in shipped_hazards())
    assert SHIPPED[0].hazard == shipped_hazards()[0].id
    assert sum(one.helps("engage") for one in SHIPPED) == 28
    assert sum(one.helps("stay_away") for one in SHIPPED) == 24


def test_all_safeguards_at_mid_range_reproduce_the_pack():
    # Staff days with rates at best: engage 53.3 left and 106.2 of effort; 55.1 and 100.8.
    beliefs = shipped_beliefs()
    for column, (stance, left, effort) in enumerate(
        [("engage", 53.3, 106.2), ("stay_away", 55.1, 100.8)]
    ):
        used = [one for one in SHIPPED if one.helps(stance)]
        found = mitigated(beliefs, used)
        rates = (best_rates() * found.events_factor)[:, column]
        assert (rates * found.expected_cost()[0, :, column]).sum() == pytest.approx(left, abs=0.1)
        assert sum(sum(one.effort_staff_days) / 2 for one in used) == pytest.approx(effort, abs=0.1)


@pytest.mark.parametrize(
    ("stance", "paying", "offered"), [("engage", 16, 28), ("stay_away", 12, 24)]
)
def test_how_many_safeguards_of_the_pack_pay_for_themselves_in_year_one(stance, paying, offered):
    # The pack's count takes rates at best, which are a little below the means.
    beliefs = shipped_beliefs()
    factor = best_rates() / beliefs.expected_events()[0]
    used = [one for one in SHIPPED if one.helps(stance)]
    found = [best_set(beliefs.with_factors(factor), [one], stance, 1000) for one in used]
    assert len(used) == offered
    assert sum(one.saved > one.effort for one in found) == paying


def test_multipliers_of_one_hazard_multiply():
    found = mitigated(losing(10), [safeguard(events=0.5), safeguard(cost=0.8, stance="both")])
    assert found.events_factor.tolist() == [[0.5, 1.0]]
    assert found.cost_factor.tolist() == [[0.8, 0.8]]
    assert found.expected_staff_days()[0] == pytest.approx(np.array([[4.0, 0.8]]))


def test_a_safeguard_for_a_hazard_that_nobody_estimated_changes_nothing():
    found = mitigated(losing(10), [safeguard(events=0.1, hazard="other")])
    assert found.expected_staff_days()[0] == pytest.approx(np.array([[10.0, 1.0]]))
    assert best_set(losing(10), [safeguard(events=0.1, hazard="other")], "engage", 9).chosen == ()


def test_best_set_by_hand():
    # 10 staff days: A halves for 3, B takes a fifth off for 1, C is dear. Budget 4: A and B.
    offered = [safeguard(events=0.5, effort=3), safeguard(cost=0.8, effort=1), safeguard(0.1, 1, 9)]
    found = best_set(losing(10), offered, "engage", 4)
    assert found.chosen == (0, 1)
    assert (found.staff_days, found.saved, found.effort) == pytest.approx((4, 6, 4))
    assert best_set(losing(10), offered, "engage", 3.5).chosen == (0,)
    assert best_set(losing(10), offered, "engage", 0).chosen == ()
    assert best_set(losing(10), offered, "engage", 100).chosen == (0, 1, 2)
    assert best_set(losing(10), offered, "stay_away", 100).chosen == ()


def test_saved_range_follows_the_ranges_of_the_factors():
    one = Safeguard("one", "A", "engage", (0.4, 0.8), (1.0, 1.0), (1.0, 3.0))
    found = best_set(losing(10), [one], "engage", 2)
    assert found.saved == pytest.approx(10 * (1 - (0.4 * 0.8) ** 0.5))
    assert found.saved_range == pytest.approx((2, 6))


def test_what_does_not_help_is_not_chosen():
    assert best_set(losing(10), [safeguard(effort=0)], "engage", 5).chosen == ()


def by_trying_all(loss, rows, factors, effort, budget):
    best = np.inf
    for size in range(len(rows) + 1):
        for chosen in combinations(range(len(rows)), size):
            if sum(effort[i] for i in chosen) <= budget + 1e-9:
                left = np.array(loss, dtype=float)
                for i in chosen:
                    left[rows[i]] *= factors[i]
                best = min(best, left.sum())
    return best


offers = st.lists(
    st.tuples(st.integers(0, 3), st.floats(0.1, 1), st.integers(0, 900)), min_size=1, max_size=8
)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), offers, st.integers(0, 2500))
def test_the_best_set_is_exact(loss, offered, budget):
    rows, factors, hundredths = (list(part) for part in zip(*offered, strict=True))
    effort = [one / 100 for one in hundredths]
    chosen = least_loss(np.array(loss), rows, factors, effort, budget / 100)
    left = np.array(loss)
    for i in chosen:
        left[rows[i]] *= factors[i]
    assert sum(effort[i] for i in chosen) <= budget / 100 + 1e-9
    assert left.sum() == pytest.approx(by_trying_all(loss, rows, factors, effort, budget / 100))


def test_a_larger_budget_never_leaves_more_loss_on_the_shipped_pack():
    left = [
        best_set(shipped_beliefs(), SHIPPED, "engage", budget).staff_days
        for budget in (0, 5, 10, 20, 40, 80, 200)
    ]
    assert left == sorted(left, reverse=True)


def test_bad_requests_are_refused():
    with pytest.raises(ValueError, match="stance must be one of engage, stay_away; got 'both'"):
        best_set(losing(10), [], "both", 5)
    with pytest.raises(ValueError, match="effort budget must not be negative; got -1"):
        best_set(losing(10), [], "engage", -1)
    with pytest.raises(ValueError, match="at most 60 safeguards can be compared; got 61"):
        best_set(losing(10), [safeguard()] * 61, "engage", 5)


def test_the_effect_of_a_set_counts_what_helps_under_the_stance():
    beliefs = losing(100, 40)
    chosen = [
        safeguard(events=0.5, effort=3),
        safeguard(cost=0.8, effort=2, stance="both"),
        safeguard(events=0.1, effort=9, stance="stay_away"),
        safeguard(events=0.1, hazard="elsewhere"),
    ]
    found = effect_of(beliefs, chosen, "engage")
    # 100 times 0.5 times 0.8 leaves 40.
    assert found.chosen == (0, 1)
    assert (found.staff_days, found.saved, found.effort) == pytest.approx((40, 60, 5))
    assert effect_of(beliefs, [], "stay_away").saved == 0
