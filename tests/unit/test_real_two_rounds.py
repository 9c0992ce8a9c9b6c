"""A real group's estimates in two rounds, against what another program makes of them."""

import json
from pathlib import Path

import numpy as np
import pytest

from riskier.analysis.elicitation import (
    brier_score,
    pool_linear,
    pool_log_odds,
    pool_mean,
    pool_median,
)

FILE = Path(__file__).parents[1] / "data" / "two_rounds.json"
DATA = json.loads(FILE.read_text(encoding="utf-8"))
SECOND = {part: np.array(rows) / 100 for part, rows in DATA["round_2"].items()}
POOLED = {name: np.array(values) for name, values in DATA["pooled"].items()}
TINY = np.finfo(float).eps


class Even:
    """A probability spread evenly between 0, its 5 %, 50 % and 95 % points, and 1."""

    shares = np.array([0, 0.05, 0.5, 0.95, 1])

    def __init__(self, lowest, best, highest):
        lowest, highest = np.minimum(lowest, best), np.maximum(highest, best)
        ends = np.clip(lowest, TINY, 1), best, np.clip(highest, 0, 1 - TINY)
        self.points = np.stack([np.zeros_like(best), *ends, np.ones_like(best)], axis=-1)

    def cdf(self, x):
        return self._read(x, lambda value, points: np.interp(value, points, self.shares))

    def ppf(self, p):
        return self._read(p, lambda value, points: np.interp(value, self.shares, points))

    def _read(self, values, one):
        shape = np.broadcast_shapes(np.shape(values), self.points.shape[:-1])
        every = np.broadcast_to(values, shape)
        points = np.broadcast_to(self.points, (*shape, 5))
        return np.array([one(every[at], points[at]) for at in np.ndindex(shape)]).reshape(shape)


def test_the_data_are_whole():
    assert all(part.shape == (25, 25) for part in SECOND.values())
    assert np.isfinite(np.stack(list(SECOND.values()))).all()


@pytest.mark.parametrize(
    ("name", "pool"),
    [
        ("ArMean", pool_mean),
        ("Median", pool_median),
        ("LOArMean", lambda best: pool_log_odds(best, clip=TINY)),
        # Nobody said 0 % or 100 % here, so that our wider clip changes nothing.
        ("LOArMean", pool_log_odds),
    ],
)
def test_pools_of_best_values_are_those_of_the_other_program(name, pool):
    assert pool(SECOND["best"]) == pytest.approx(POOLED[name], abs=1e-12)


def test_the_linear_pool_is_that_of_the_other_program():
    # It looks for the median by a search that stops at about 0.00005.
    found = pool_linear(Even(SECOND["lowest"], SECOND["best"], SECOND["highest"]), 0.5)
    assert found == pytest.approx(POOLED["DistribArMean"], abs=5e-5)


def test_the_brier_score_is_the_published_one():
    score = brier_score(pool_mean(SECOND["best"]), DATA["happened"])
    assert score == pytest.approx(DATA["brier_score_of_ArMean"], abs=0.0005)


def test_pooled_judgements_beat_most_people_and_discussion_helped():
    # Published of such groups in general, seen in this one: see the sources on the protocol.
    first, second = np.array(DATA["round_1"]["best"]) / 100, SECOND["best"]
    happened = np.array(DATA["happened"])
    alone = [brier_score(person, happened) for person in second]
    pooled = [brier_score(pool_log_odds(best), happened) for best in (first, second)]
    assert pooled[1] < pooled[0]
    assert np.mean(np.array(alone) > pooled[1]) > 0.5
