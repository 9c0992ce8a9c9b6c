"""People's estimates as arrays: standardised ranges, and the group's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.elicitation import lognormal_from_interval, pool_linear, standardise_interval
from riskier.findings.context import Answer

Array = NDArray[np.float64]
TARGET = 0.80
_MOST = 1e12
_PARTS = ("lowest", "best", "highest", "confidence")


@dataclass(frozen=True)
class Ranges:
    """Everyone's 80 % range of one quantity, in the order of their best values.

    `person` holds the place of each among the answers given.
    """

    low: Array
    best: Array
    high: Array
    person: NDArray[np.int64]

    @property
    def n(self) -> int:
        """How many gave a range."""
        return int(self.best.size)

    def pooled(self) -> tuple[float, float, float]:
        """Return the ends and the middle of the group's 80 % range (low, middle, high).

        Distributions are averaged first and read after; see `analysis.elicitation`.
        """
        views = lognormal_from_interval(self.low, self.high, TARGET)
        low, middle, high = pool_linear(views, [(1 - TARGET) / 2, 0.5, (1 + TARGET) / 2])
        return float(low), float(middle), float(high)


def spread(bests: Array) -> float:
    """Return by what factor best values differ, the outer tenths left out; 1 is none."""
    positive = bests[bests > 0]
    if positive.size < 2:
        return 1.0
    low, high = np.quantile(np.log(positive), [0.1, 0.9])
    return float(np.exp(min(high - low, 700.0)))


def bests_of(answers: Sequence[Answer], name: str) -> Array:
    """Return everyone's best value of one item, those who gave none left out."""
    given = (answer["estimates"].get(name, {}).get("best") for answer in answers)
    return np.array([best for best in given if best is not None], dtype=float)


def ranges_of(answers: Sequence[Answer], item: Mapping[str, Any], confidence: float) -> Ranges:
    """Return everyone's range of one item, standardised to 80 %.

    A range without a best value gets its middle on the log scale; without a confidence,
    `confidence`. Those who gave no range are left out.
    """
    given = [answer["estimates"].get(item["id"], {}) for answer in answers]
    # Columns, not people: a room of thousands is read in a fraction of the time.
    said = {part: np.array([each.get(part) for each in given], dtype=float) for part in _PARTS}
    person = np.flatnonzero(~(np.isnan(said["lowest"]) | np.isnan(said["highest"])))
    if not person.size:
        empty = np.empty(0)
        return Ranges(empty, empty, empty, person)
    low, best, high, sure = (said[part][person] for part in _PARTS)
    middle = np.where(low > 0, np.sqrt(np.abs(low * high)), (low + high) / 2)
    best = np.clip(np.where(np.isnan(best), middle, best), low, high)
    sure = np.where(np.isnan(sure), confidence, sure)
    most = max((item.get("bounds") or {}).get("highest", _MOST), float(high.max()))
    floor = min(0.0, float(low.min()))
    ends = standardise_interval(low, best, high, sure / 100, TARGET, bounds=(floor, most))
    order = np.lexsort((ends.highest, ends.lowest, best))
    return Ranges(
        np.maximum(ends.lowest[order], 0),
        np.maximum(best[order], 0),
        np.maximum(ends.highest[order], 0),
        person[order],
    )
