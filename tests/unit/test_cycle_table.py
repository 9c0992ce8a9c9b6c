"""The Python toy model agrees with the table that the page's own model is held to."""

import json
from pathlib import Path

import numpy as np
import pytest

from riskier.analysis.cycle import Loop, Push, equilibria, solve

TABLE = Path(__file__).parents[1] / "data" / "cycle_paths.json"
CASES = json.loads(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES)
def test_python_agrees_with_an_independent_integration(case):
    settings = dict(case["settings"])
    push = Push(settings.pop("push_level"), settings.pop("push_months"))
    loop = Loop(**settings)
    np.testing.assert_allclose(equilibria(loop).experience, case["rests"], atol=1e-7)
    start = None if case["starts_at_own_rest"] else tuple(case["path"][0])
    path = solve(loop, push, months=24, start=start)
    found = np.stack([path.understanding, path.engagement, path.experience], axis=1)
    np.testing.assert_allclose(found[case["months"]], case["path"], atol=1e-5)
