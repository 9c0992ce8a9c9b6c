"""Write the table that holds the Python and the JavaScript toy model to the same values.

`python tests/data/make_cycle_paths.py` integrates the equations with SciPy's `solve_ivp`,
apart from both, and writes `cycle_paths.json`.
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

DEFAULT = {
    "U0": 0.1,
    "K": 0.35,
    "tau_u": 2.0,
    "theta": 0.5,
    "n": 6.0,
    "S": 0.02,
    "tau_e": 1.0,
    "tau_x": 9.0,
    "push_level": 0.0,
    "push_months": 0.0,
}
CASES = [
    {},
    {"push_level": 0.1, "push_months": 0.25},
    {"push_level": 0.6, "push_months": 0.5},
    {"push_level": 0.5, "push_months": 3.0},
    {"push_level": 0.5, "push_months": 4.0},
    {"S": 0.12},
    {"K": 0.6, "theta": 0.65, "push_level": 0.6, "push_months": 12.0},
    {"n": 1.0, "S": 0.0},
    {"tau_e": 0.25, "tau_x": 3.0, "U0": 0.4, "push_level": 1.0, "push_months": 2.6},
    {"theta": 0.2},
]
# Begun where the usual loop rests: the places to break it.
LEVERS = [
    {"U0": 0.2},
    {"push_level": 0.25, "push_months": 6.0},
    {"K": 0.125},
    {"S": 0.095},
    {"theta": 0.35},
]


def understanding(p, x):
    return p["U0"] + (1 - p["U0"]) * x / (x + p["K"])


def engagement(p, u):
    above = max(u, 0.0) ** p["n"]
    return p["S"] + (1 - p["S"]) * above / (above + p["theta"] ** p["n"])


def rests(p):
    """Return resting and tipping points: experience where engagement equals it."""

    def gap(x):
        return engagement(p, understanding(p, x)) - x

    grid = np.linspace(0, 1, 5001)
    return [float(brentq(gap, a, b, xtol=1e-14)) for a, b in pairwise(grid) if gap(a) * gap(b) < 0]


def path(p, start):
    """Return the state at months 0, 6, 12, 18, 24, the push and the rest apart."""

    def change(_, s, floor):
        return [
            (understanding(p, s[2]) - s[0]) / p["tau_u"],
            (max(engagement(p, s[0]), floor) - s[1]) / p["tau_e"],
            (s[1] - s[2]) / p["tau_x"],
        ]

    months, state, now, found = [0, 6, 12, 18, 24], start, 0.0, []
    for month in months:
        for end, floor in ((min(month, p["push_months"]), p["push_level"]), (month, 0.0)):
            if end > now:
                run = solve_ivp(change, (now, end), state, args=(floor,), rtol=1e-11, atol=1e-13)
                state, now = run.y[:, -1].tolist(), end
        found.append([round(each, 9) for each in state])
    return months, found


def case(changed, *, own):
    """Return one row of the table; `own` begins where these settings rest, else the usual."""
    p = {**DEFAULT, **changed}
    begun = p if own else DEFAULT
    low = rests(begun)[0]
    months, states = path(p, [understanding(begun, low), low, low])
    return {
        "settings": p,
        "rests": [round(x, 9) for x in rests(p)],
        "starts_at_own_rest": own,
        "months": months,
        "path": states,
    }


if __name__ == "__main__":
    table = {
        "about": "The toy model integrated by SciPy. Path: understanding, engagement, experience.",
        "cases": [
            *(case(changed, own=True) for changed in CASES),
            *(case(changed, own=False) for changed in LEVERS),
        ],
    }
    target = Path(__file__).with_name("cycle_paths.json")
    target.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
