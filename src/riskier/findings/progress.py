"""How many are done. What they wrote is nobody else's business."""

from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import people

rests_on = None


def build(ctx: Context) -> Finding:
    """Return only a count."""
    n = len(ctx.answers)
    verb = "has" if n == 1 else "have"
    headline = f"{people(n)} {verb} written a plan. Plans are shown to nobody else."
    if n == 0:
        headline = "Nobody has written a plan yet. Plans are shown to nobody else."
    return Finding(ctx.about, ctx.round, n, headline)
