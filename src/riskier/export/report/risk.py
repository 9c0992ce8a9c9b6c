"""The numbers behind the answer: both choices compared, how far people differ, what flips it."""

from dataclasses import dataclass

import numpy as np

from riskier.analysis import Beliefs, Comparison, comparison
from riskier.analysis.sensitivity import Sensitivity, sensitivity
from riskier.export.report.snapshot import Snapshot
from riskier.findings.comparison import SEED, YEARS, hundred
from riskier.findings.context import Context
from riskier.findings.group import beliefs_of


@dataclass(frozen=True)
class Risk:
    """A group's comparison, and what supports it.

    Attributes:
        ctx: The answers it comes from.
        beliefs: Everyone's beliefs.
        result: The comparison that screens and phones show, too.
        other: The same with quantiles averaged instead of chances.
        levers: Which single number would turn the expected difference around.

    """

    ctx: Context
    beliefs: Beliefs
    result: Comparison
    other: Comparison
    levers: Sensitivity

    @property
    def years(self) -> dict[str, int]:
        """Of 100 simulated years, how many cost more under each choice, or the same."""
        return hundred(self.result)

    @property
    def dearer(self) -> str:
        """The stance with the higher expected loss."""
        return "engage" if self.result.expected_gap > 0 else "stay_away"

    @property
    def sides(self) -> dict[str, int]:
        """For how many people, by their own numbers alone, each stance costs more."""
        gaps = self.result.person_gaps
        return {"engage": int((gaps > 0).sum()), "stay_away": int((gaps < 0).sum())}


def risk_of(snapshot: Snapshot) -> Risk | str:
    """Return a group's comparison, or a sentence that says why there is none."""
    exhibit = snapshot.exhibit("comparison")
    if exhibit is None:
        return "This workshop's pack compares no risks."
    ctx = snapshot.context(exhibit)
    estimated = sum(any(ctx.answers_in([one], key) for key in ctx.views) for one in ctx.people)
    if not estimated:
        return "Nobody put numbers on the hazards, so there is nothing to compare."
    if snapshot.too_few(estimated):
        return (
            f"Fewer than {snapshot.k_min} people put numbers on the hazards; so few are not shown."
        )
    beliefs = beliefs_of(ctx)
    if not beliefs.hazards or not beliefs.people:
        return "No hazard was estimated by enough people on both sides, so nothing can be compared."
    return Risk(
        ctx,
        beliefs,
        comparison(beliefs, np.random.default_rng(SEED), YEARS),
        comparison(beliefs, np.random.default_rng(SEED), YEARS, pooling="quantile"),
        sensitivity(beliefs),
    )
