"""The toy model of the cycle against its published landmarks and another solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from riskier.analysis.cycle import (
    Loop,
    Push,
    equilibria,
    permission_threshold,
    resting_state,
    settles_at,
    shortest_push,
    solve,
    tipping_point,
)
from riskier.pack import load_pack

MODEL = load_pack().cycle.model
SCENARIOS = load_pack().cycle.scenarios
START = (MODEL.start.understanding, MODEL.start.engagement, MODEL.start.experience)


def settings_of(scenario):
    values = dict(scenario.parameters)
    push = Push(values.pop("push_level"), values.pop("push_months"))
    return Loop(**values), push


def test_the_defaults_are_those_of_the_pack():
    defaults = {parameter.symbol: parameter.default for parameter in MODEL.parameters}
    del defaults["push_level"], defaults["push_months"]
    assert Loop(**defaults) == Loop()


def test_resting_points_and_tipping_point():
    found = equilibria(Loop())
    points = MODEL.resting_points_at_default
    assert found.experience == pytest.approx([0.021, 0.144, 0.922], abs=5e-4)
    assert found.experience == pytest.approx(
        [points.low, points.tipping_point, points.high], abs=5e-4
    )
    assert found.stable.tolist() == [True, False, True]
    assert tipping_point(Loop()) == pytest.approx(0.144, abs=5e-4)
    assert resting_state(Loop())[0] == pytest.approx(0.15, abs=5e-4)


def test_nothing_moves_at_a_resting_point():
    found = equilibria(Loop())
    for levels in zip(found.understanding, found.engagement, found.experience, strict=True):
        path = solve(Loop(), start=levels, months=6)
        assert path.experience == pytest.approx(levels[2], abs=1e-6)


def test_permission_above_six_in_a_hundred_removes_the_trap():
    threshold = permission_threshold(Loop())
    assert threshold == pytest.approx(0.059, abs=1e-3)
    assert tipping_point(Loop(S=threshold - 1e-4)) is not None
    assert tipping_point(Loop(S=threshold + 1e-4)) is None


def test_a_loop_that_never_sticks_has_no_threshold():
    assert permission_threshold(Loop(n=1)) is None
    assert tipping_point(Loop(n=1)) is None


@pytest.mark.parametrize("push", MODEL.push_needed_at_default.needed, ids=lambda p: str(p.level))
def test_shortest_pushes(push):
    assert shortest_push(Loop(), push.level) == pytest.approx(push.months, abs=0.05)


def test_half_the_team_for_three_months_fades_and_for_four_tips():
    low, _, high = equilibria(Loop()).experience
    assert settles_at(Loop(), Push(0.5, 3)) == pytest.approx(low)
    assert settles_at(Loop(), Push(0.5, 4)) == pytest.approx(high)
    assert settles_at(Loop(), Push(0.8, 3)) == pytest.approx(high)


def test_one_in_ten_never_tips_it_and_without_a_tipping_point_nothing_does():
    assert shortest_push(Loop(), 0.1) is None
    assert shortest_push(Loop(S=0.3), 0.5) is None


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_scenarios_follow_their_tables(scenario):
    loop, push = settings_of(scenario)
    path = solve(loop, push, start=START)
    for moment in scenario.path:
        at = int(moment.month)
        levels = (path.understanding[at], path.engagement[at], path.experience[at])
        shown = (moment.understanding, moment.engagement, moment.experience)
        assert levels == pytest.approx(shown, abs=2e-3)
    rest = settles_at(loop, push, start=START)
    assert rest == pytest.approx(scenario.rests_at.experience, abs=1e-3)


def test_the_solver_agrees_with_an_adaptive_one():
    loop, push = Loop(), Push(0.6, 2.3)

    def change(month, state):
        u, e, x = state
        h = u**loop.n / (u**loop.n + loop.theta**loop.n)
        drive = max(loop.S + (1 - loop.S) * h, push.level if month < push.months else 0)
        return [
            (loop.U0 + (1 - loop.U0) * x / (x + loop.K) - u) / loop.tau_u,
            (drive - e) / loop.tau_e,
            (e - x) / loop.tau_x,
        ]

    first = integrate.solve_ivp(change, (0, push.months), START, rtol=1e-10, atol=1e-12)
    second = integrate.solve_ivp(change, (push.months, 24), first.y[:, -1], rtol=1e-10, atol=1e-12)
    path = solve(loop, push, start=START)
    ours = (path.understanding[-1], path.engagement[-1], path.experience[-1])
    assert ours == pytest.approx(second.y[:, -1], abs=1e-5)


def test_small_permission_reaches_half_the_team_from_about_month_35():
    path = solve(Loop(S=0.12), start=START, months=48)
    assert np.interp(0.5, path.engagement, path.month) == pytest.approx(35, abs=0.5)


def test_points_per_month():
    coarse, fine = solve(Loop(), Push(0.5, 3)), solve(Loop(), Push(0.5, 3), points_per_month=4)
    assert fine.month[::4] == pytest.approx(coarse.month)
    assert fine.experience[::4] == pytest.approx(coarse.experience, abs=1e-5)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"S": 1.2}, "S must be from 0 to 1; got 1.2"),
        ({"U0": -0.1}, "U0 must be from 0 to 1; got -0.1"),
        ({"tau_x": 0}, "tau_x must be above 0; got 0"),
    ],
)
def test_settings_without_meaning_are_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        Loop(**changed)


def test_a_path_needs_months():
    with pytest.raises(ValueError, match="months must be above 0"):
        solve(Loop(), months=0)


@settings(deadline=None, max_examples=25)
@given(
    st.floats(0, 0.4), st.floats(0.1, 1), st.floats(0.2, 0.8), st.floats(1, 10), st.floats(0, 0.3)
)
def test_levels_stay_shares_and_more_push_never_gives_less(u0, k, theta, n, permission):
    loop = Loop(U0=u0, K=k, theta=theta, n=n, S=permission)
    less, more = (solve(loop, Push(level, 4), months=12) for level in (0.3, 0.7))
    for path in (less, more):
        for levels in (path.understanding, path.engagement, path.experience):
            assert ((levels >= -1e-9) & (levels <= 1 + 1e-9)).all()
    assert (more.experience >= less.experience - 1e-9).all()


@settings(deadline=None, max_examples=25)
@given(
    st.floats(0, 0.4), st.floats(0.1, 1), st.floats(0.2, 0.8), st.floats(1, 10), st.floats(0, 0.3)
)
def test_stable_and_tipping_points_alternate(u0, k, theta, n, permission):
    found = equilibria(Loop(U0=u0, K=k, theta=theta, n=n, S=permission))
    assert found.stable[-1]
    assert (found.stable[:-1] != found.stable[1:]).all()
