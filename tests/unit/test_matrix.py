"""The risk matrix and what it hides."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskier.analysis.matrix import (
    RATINGS,
    Pair,
    chance_of_any,
    matrix_of,
    place,
    what_the_grid_hides,
)
from riskier.pack import load_pack

SCALES = load_pack().scales
BY_ID = {scale.id: scale for scale in SCALES.likelihood}
EVERYDAY = matrix_of(SCALES, BY_ID["kit-frequency"])
REGISTER = matrix_of(SCALES, BY_ID["uk-nrr-2023"], period_years=2)


def test_chance_of_at_least_one_event():
    assert chance_of_any(0.3) == pytest.approx(0.26, abs=0.005)
    assert chance_of_any([0, 1], 2) == pytest.approx([0, 1 - np.exp(-2)])


def test_places_on_the_everyday_scale():
    found = place(EVERYDAY, [0.01, 0.4, 2, 8], [300, 4, 30, 4])
    assert found.likelihood_level.tolist() == [1, 3, 4, 5]
    assert found.consequence_level.tolist() == [5, 1, 3, 1]
    assert [RATINGS[rating] for rating in found.rating] == ["medium", "low", "high", "medium"]


def test_a_value_on_an_edge_belongs_to_the_band_above():
    found = place(EVERYDAY, [0.05, 1.0, 0.0], [5, 200, 0])
    assert found.likelihood_level.tolist() == [2, 4, 1]
    assert found.consequence_level.tolist() == [2, 5, 1]


def test_a_register_of_chances_puts_workshop_events_in_its_top_band():
    found = place(REGISTER, [0.15, 0.5, 3], [10, 10, 10])
    assert found.likelihood == pytest.approx(chance_of_any([0.15, 0.5, 3], 2))
    assert found.likelihood_level.tolist() == [5, 5, 5]


def test_negative_estimates_are_refused():
    with pytest.raises(ValueError, match="events a year must not be negative; got -1"):
        place(EVERYDAY, [-1], [1])
    with pytest.raises(ValueError, match="staff days must not be negative; got -2"):
        place(EVERYDAY, [1], [-2])


def test_reversed_and_tied_pairs_by_hand():
    # Ratings 2, 1, 1, 3 for losses 5, 20, 80, 81: 20 and 80 are ranked below 5; 20 and 80
    # tie though one is four times the other; 80 and 81 are too alike to count.
    found = what_the_grid_hides([2, 1, 1, 3], [5, 20, 80, 81])
    assert found.reversed == (Pair(2, 0, 16.0), Pair(1, 0, 4.0))
    assert found.tied == (Pair(2, 1, 4.0),)
    assert (found.pairs, found.ranked) == (5, 2)


def test_a_grid_ties_very_different_risks():
    # 1.1 events of 21 staff days against 2.9 of 59: 7.4 times the loss, one cell.
    rate, cost = np.array([1.1, 2.9]), np.array([21.0, 59.0])
    found = what_the_grid_hides(place(EVERYDAY, rate, cost).rating, rate * cost)
    assert found.tied == (Pair(1, 0, pytest.approx(7.41, abs=0.01)),)


def test_nothing_is_infinitely_smaller_than_something():
    found = what_the_grid_hides([1, 1, 1], [0, 3, 0])
    assert [pair.ratio for pair in found.tied] == [np.inf, np.inf]
    assert found.pairs == 2


def test_one_risk_or_none_hides_nothing():
    assert what_the_grid_hides([1], [5]).pairs == 0
    assert what_the_grid_hides([], []).pairs == 0


risks = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1e6)), max_size=12)


@settings(deadline=None)
@given(risks)
def test_every_unlike_pair_is_ranked_tied_or_reversed(group):
    rating, loss = zip(*group, strict=True) if group else ((), ())
    found = what_the_grid_hides(rating, loss)
    assert found.ranked + len(found.tied) + len(found.reversed) == found.pairs
    for pair in found.reversed:
        assert loss[pair.larger] >= 2 * loss[pair.smaller]
        assert rating[pair.larger] < rating[pair.smaller]


@settings(deadline=None)
@given(risks)
def test_rating_by_the_loss_itself_reverses_nothing(group):
    loss = np.array([loss for _, loss in group])
    assert what_the_grid_hides(loss, loss).reversed == ()
    assert what_the_grid_hides(loss, loss).tied == ()


def test_worse_is_never_rated_lower():
    rates, costs = np.geomspace(0.01, 30, 40), np.geomspace(0.5, 900, 40)
    for matrix in (EVERYDAY, REGISTER):
        rating = place(matrix, *np.meshgrid(rates, costs, indexing="ij")).rating
        assert (np.diff(rating, axis=0) >= 0).all()
        assert (np.diff(rating, axis=1) >= 0).all()
