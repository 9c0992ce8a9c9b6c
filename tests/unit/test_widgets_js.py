"""The widgets' pure functions: Node's own test runner, and agreement with the analysis."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from riskier.analysis.elicitation import standardise_interval
from riskier.widgets import module_source

TESTS = Path(__file__).parents[1] / "js"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    NODE is None, reason="No Node.js found, so JavaScript tests are skipped: install nodejs."
)


def run_node(*args, text=""):
    return subprocess.run(
        [NODE, *args], input=text, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_javascript_tests_pass():
    done = run_node("--test", *map(str, sorted(TESTS.glob("*.test.mjs"))))
    assert done.returncode == 0, done.stdout


def ranges():
    rng = np.random.default_rng(1)
    for index in range(200):
        lowest, best, highest = sorted(rng.lognormal(1, 2, size=3).round(3))
        if index % 4 == 0:
            lowest = 0.0
        yield {
            "lowest": lowest,
            "best": best if index % 5 else highest,
            "highest": highest,
            "confidence": int(rng.integers(50, 101)),
        }


def test_the_page_and_the_analysis_standardise_alike():
    bounds = {"lowest": 0, "highest": 50}
    cases = [case for case in ranges() if case["highest"] <= bounds["highest"]]
    script = (
        module_source("interval")
        + f"""
const cases = {json.dumps(cases)};
console.log(JSON.stringify(cases.map((one) => standardiseInterval(one, {json.dumps(bounds)}))));
"""
    )
    done = run_node("--input-type=module", "-", text=script)
    shown = json.loads(done.stdout)
    parts = {name: [case[name] for case in cases] for name in cases[0]}
    expected = standardise_interval(**parts, bounds=(bounds["lowest"], bounds["highest"]))
    assert len(cases) > 100
    np.testing.assert_allclose([one["lowest"] for one in shown], expected.lowest, atol=1e-9)
    np.testing.assert_allclose([one["highest"] for one in shown], expected.highest, atol=1e-9)
