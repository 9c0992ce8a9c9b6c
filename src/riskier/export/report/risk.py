"""The numbers behind the answer: what the group believes, and both choices compared."""

from dataclasses import dataclass

from riskier.analysis import Beliefs, Comparison
from riskier.export.report.snapshot import Snapshot
from riskier.findings.compared import compared
from riskier.findings.comparison import hundred
from riskier.findings.context import Context
from riskier.findings.group import beliefs_of, rests_on


@dataclass(frozen=True)
class Risk:
    """A group's comparison: the same that screens and phones show.

    Attributes:
        ctx: The answers it comes from.
        beliefs: Everyone's beliefs.
        result: The comparison.

    """

    ctx: Context
    beliefs: Beliefs
    result: Comparison

    @property
    def years(self) -> dict[str, int]:
        """Of 100 simulated years, how many cost more under each choice, or the same."""
        return hundred(self.result)

    @property
    def sides(self) -> dict[str, int]:
        """For how many people, by their own numbers alone, each stance costs more."""
        gaps = self.result.person_gaps
        return {"engage": int((gaps > 0).sum()), "stay_away": int((gaps < 0).sum())}


def risk_of(snapshot: Snapshot) -> Risk | str:
    """Return a group's comparison, or a sentence that says why there is none."""
    exhibit = snapshot.exhibit("comparison")
    if exhibit is None:
        return "This workshop compares no risks."
    ctx = snapshot.context(exhibit)
    estimated = rests_on(ctx)
    if not estimated and not ctx.few:
        still = "" if snapshot.ended else ", or the question was still open"
        return f"Nobody put numbers on the hazards{still}, so there is nothing to compare."
    if snapshot.too_few(estimated):
        return (
            f"Fewer than {snapshot.k_min} people put numbers on the hazards; so few are not shown."
        )
    beliefs = beliefs_of(ctx)
    if not beliefs.can_be_compared:
        return "No hazard was estimated by enough people on both sides, so nothing can be compared."
    return Risk(ctx, beliefs, compared(beliefs))
