"""Where the room's gut feeling began and where it ended."""

from riskier.export.report.snapshot import Snapshot
from riskier.findings.diverging import ratings
from riskier.findings.shift import Vote, standing, vote_of

Gut = tuple[str, Vote, list[float]]


def gut_votes(snapshot: Snapshot) -> list[Gut]:
    """Return the votes that enough people gave: the round's name, the question, the answers."""
    activity = snapshot.activity("shift")
    if activity is None:
        return []
    found = []
    for asked in snapshot.pack.activity(activity).rounds:
        ctx = snapshot.context(activity, asked.number)
        vote = vote_of(ctx, (activity, asked.number))
        given = ratings(ctx.answers, vote.item)
        if given and not snapshot.too_few(len(given)):
            found.append((asked.name, vote, given))
    return found


def gut_sentence(snapshot: Snapshot) -> str:
    """Return the votes at the start and at the end, as far as they may be told."""
    stands = [standing(vote, given) for _, vote, given in gut_votes(snapshot)]
    if not stands:
        return ""
    if len(stands) == 1:
        return f"As a gut feeling, {stands[0]}."
    return f"As a gut feeling, at the end {stands[-1]}; at the start {stands[0]}."
