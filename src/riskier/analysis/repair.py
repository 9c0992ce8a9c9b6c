"""The stated treatments of awkward ranges, each counted in words.

Arrays are people x hazards x stances x drivers, NaN where nothing was said. The reasons
for each treatment are in docs/methods.md ("Bad input").
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.distributions import FloatArray, Lognormal
from riskier.analysis.elicitation import (
    LEAST_CONFIDENCE,
    MOST_CONFIDENCE,
    lognormal_from_interval,
    standardise_interval,
)

USUAL_CONFIDENCE = 80.0
FAR_ABOVE = 100.0
FEWEST_FOR_OUTLIERS = 3
WIDEST_FOLDS = 1000.0

BoolArray = NDArray[np.bool_]


@dataclass
class Notes:
    """Sentences on what was done. `own` marks cells that are an answer of their own.

    (The events of a common cause fill two cells, one for each stance, and count once.)
    """

    own: BoolArray
    lines: list[str] = field(default_factory=list)

    def count(self, where: BoolArray, what: str, noun: str = "range") -> None:
        """Add "3 ranges …" when `where` holds for any answer."""
        number = int((where & self.own).sum())
        if number:
            self.lines.append(f"{number} {noun if number == 1 else noun + 's'} {what}.")


@dataclass(frozen=True)
class Ranges:
    """What people said, in numbers. `confidence` is in percent."""

    lowest: FloatArray
    best: FloatArray
    highest: FloatArray
    confidence: FloatArray


def repaired(raw: Ranges, notes: Notes) -> Ranges:
    """Return ranges with 0 <= lowest <= best <= highest and confidence from 50 to 99.

    A range without two ends becomes NaN throughout.
    """
    some = ~np.isnan(raw.lowest) | ~np.isnan(raw.highest) | ~np.isnan(raw.best)
    whole = ~np.isnan(raw.lowest) & ~np.isnan(raw.highest)
    notes.count(some & ~whole, "lacked a lowest or a highest and could not be used")
    low, high = (np.where(whole, end, np.nan) for end in (raw.lowest, raw.highest))
    notes.count(low > high, "had lowest above highest; the two were swapped")
    low, high = np.minimum(low, high), np.maximum(low, high)
    notes.count(low < 0, "went below zero and began at zero instead")
    low, high = np.maximum(low, 0), np.maximum(high, 0)
    best = _best(low, np.where(whole, raw.best, np.nan), high, notes)
    _describe_zeros(low, high, notes)
    return Ranges(low, best, high, _confidence(raw.confidence, whole, notes))


def _best(low: FloatArray, best: FloatArray, high: FloatArray, notes: Notes) -> FloatArray:
    outside = (best < low) | (best > high)
    notes.count(outside, "lay outside its range and moved to the nearer end", "best value")
    middle = np.where(low > 0, np.sqrt(low) * np.sqrt(high), (low + high) / 2)
    return np.clip(np.where(np.isnan(best), middle, best), low, high)


def _confidence(given: FloatArray, whole: BoolArray, notes: Notes) -> FloatArray:
    sure = np.where(np.isnan(given), USUAL_CONFIDENCE, given)
    least, most = 100 * LEAST_CONFIDENCE, 100 * MOST_CONFIDENCE
    notes.count(
        whole & (sure < least), f"below {least:g}% counted as {least:g}%", "confidence value"
    )
    notes.count(whole & (sure > most), f"above {most:g}% counted as {most:g}%", "confidence value")
    return np.clip(sure, least, most)


def _describe_zeros(low: FloatArray, high: FloatArray, notes: Notes) -> None:
    from_zero = "began at zero; for the calculation the lowest is one hundredth of the highest"
    notes.count((low == 0) & (high > 0), from_zero)
    notes.count((low == 0) & (high == 0), "said zero throughout, taken as never")
    notes.count((low == high) & (high > 0), "had no width and counted as certain")


def fitted(ranges: Ranges, limits: FloatArray, target: float, notes: Notes) -> Lognormal:
    """Return the lognormals behind repaired ranges, NaN where there is none.

    Ranges are standardised to `target`, answers far above the group's are set aside, what
    is above `limits` (hazards x 1 x drivers) is cut off there, and no range is wider than
    a thousandfold.
    """
    known = ~np.isnan(ranges.lowest)
    low, best, high = (
        np.where(known, a, 1.0) for a in (ranges.lowest, ranges.best, ranges.highest)
    )
    low, high = standardise_interval(
        low, best, high, ranges.confidence / 100, target, bounds=(0, None)
    )
    means = lognormal_from_interval(low, high, target).mean()
    known &= ~_far_above(np.where(known, means, np.nan), notes)
    notes.count(known & (high > limits), "reached above what is possible and stopped there")
    low, high = np.minimum(low, limits), np.minimum(high, limits)
    too_wide = known & (low > 0) & (low * WIDEST_FOLDS < high)
    notes.count(
        too_wide, f"spanned more than {WIDEST_FOLDS:,.0f}-fold and counted as that, from the top"
    )
    cut = lognormal_from_interval(np.where(too_wide, high / WIDEST_FOLDS, low), high, target)
    return Lognormal(np.where(known, cut.mu, np.nan), np.where(known, cut.sigma, np.nan))


def _far_above(means: FloatArray, notes: Notes) -> BoolArray:
    """Return which answers have a mean above a hundred times the group's middle one."""
    if not len(means):
        return np.zeros(means.shape, dtype=bool)
    count = (~np.isnan(means)).sum(axis=0)
    middle = np.nanmedian(np.where(count == 0, 0.0, means), axis=0)
    enough = (count >= FEWEST_FOR_OUTLIERS) & (middle > 0)
    far = np.asarray(enough & (means > FAR_ABOVE * middle))
    notes.count(far, f"over {FAR_ABOVE:g} times the group's middle one set aside", "answer")
    return far
