"""Where the room's gut feeling began and where it ended."""

from dataclasses import dataclass

from riskier.export.report.snapshot import Snapshot
from riskier.findings.diverging import ratings
from riskier.findings.shift import vote_of
from riskier.findings.words import of_people


@dataclass(frozen=True)
class Gut:
    """One vote: how many stood on each side, in words of the pack."""

    n: int
    low: int
    middle: int
    high: int
    sides: tuple[str, str]

    @property
    def words(self) -> str:
        """The vote as a clause, the larger side first."""
        sides = ((self.high, self.sides[1]), (self.low, self.sides[0]))
        (more, first), (less, second) = sorted(sides, key=lambda side: -side[0])
        if self.middle > more:
            middle = f"{of_people(self.middle, self.n)} stood in the middle"
            return f"{middle}, {more} said “{first}” and {less} “{second}”"
        between = f", {self.middle} in the middle" if self.middle else ""
        return f"{of_people(more, self.n)} said “{first}” and {less} “{second}”{between}"


def gut_votes(snapshot: Snapshot) -> dict[int, Gut]:
    """Return the votes that enough people gave, by round."""
    activity = snapshot.activity("shift")
    if activity is None:
        return {}
    numbers = [asked.number for asked in snapshot.pack.activity(activity).rounds]
    votes = ((number, _vote(snapshot, activity, number)) for number in numbers)
    return {number: vote for number, vote in votes if vote is not None}


def gut_sentence(snapshot: Snapshot) -> str:
    """Return the votes at the start and at the end, as far as they may be told."""
    votes = list(gut_votes(snapshot).values())
    if not votes:
        return ""
    if len(votes) == 1:
        return f"As a gut feeling, {votes[0].words}."
    return f"As a gut feeling, at the end {votes[-1].words}; at the start {votes[0].words}."


def _vote(snapshot: Snapshot, activity: str, number: int) -> Gut | None:
    ctx = snapshot.context(activity, number)
    vote = vote_of(ctx, (activity, number))
    given = ratings(ctx.answers, vote.item)
    if not given or snapshot.too_few(len(given)):
        return None
    return Gut(len(given), *vote.split(given), vote.sides)
