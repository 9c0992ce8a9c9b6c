"""The rule that takes a group's answers on relevance to a start of the toy model."""

import pytest

from riskier.analysis.cycle_start import start_from

MEASURES = {
    "important": "job relevance",
    "useful": "perceived usefulness (performance expectancy)",
    "easy": "ease of use (effort expectancy)",
    "afraid": "anxiety",
}
RULE = {
    "measures": MEASURES,
    "reluctant": frozenset({"afraid"}),
    "lowest_theta": 0.2,
    "highest_theta": 0.8,
    "step": 0.05,
}


def test_the_middle_of_everything_is_the_usual_bar():
    start = start_from({name: [0.5] for name in MEASURES}, **RULE)
    assert start.theta == 0.5
    assert start.state[0] == 0.5
    assert start.state[1] == start.state[2] == pytest.approx(0.021, abs=1e-3)


def test_fear_raises_the_bar_and_use_the_understanding():
    shares = {"important": [1, 1], "useful": [0.5, 0.5], "easy": [0, 0], "afraid": [1, 1]}
    start = start_from(shares, **RULE)
    assert start.theta == 0.8
    assert start.state[0] == pytest.approx(0.75)


def test_no_hindrance_at_all():
    shares = {"useful": [1], "easy": [1], "afraid": [0]}
    assert start_from(shares, **RULE).theta == 0.2


@pytest.mark.parametrize("shares", [{}, {"useful": [1]}, {"afraid": [0.5]}, {"useful": []}])
def test_without_answers_of_both_kinds_there_is_no_start(shares):
    assert start_from(shares, **RULE) is None
