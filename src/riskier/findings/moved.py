"""What moved between the start and the end: the gut vote, and how relevant it looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.diverging import points_of
from riskier.findings.finding import Cell, Finding
from riskier.findings.shift import before_and_after, matched, movement, vote_of
from riskier.findings.words import counted, people, quoted
from riskier.pack import Pack

ANSWERED = "answered both at the start and at the end"
_BEFORE, _NOW, _BACK = 1, 2, 3


@dataclass(frozen=True)
class Change:
    """One statement: the means of the same people before, now, and thinking back."""

    label: str
    n: int
    before: float
    now: float
    back: float | None

    @property
    def by(self) -> float:
        """How far the mean moved."""
        return self.now - self.before


def shows(pack: Pack, own: Sequence[str]) -> list[str]:
    """Return the vote and the statements on relevance: here later rounds are first seen."""
    return [*own, *pack.asking_about("relevance")]


def rests_on(ctx: Context) -> int:
    """Return how many can be compared with themselves, on the vote or on a statement."""
    votes = len(_votes(ctx))
    return max([votes, *(change.n for change in _changes(ctx))], default=0)


def build(ctx: Context) -> Finding:
    """Return both shifts, of those who answered at the start and at the end."""
    votes = _votes(ctx)
    votes = [] if ctx.too_few(len(votes)) else votes
    changes = [change for change in _changes(ctx) if not ctx.too_few(change.n)]
    said = [*filter(None, (_vote_sentence(ctx, votes), _change_sentence(changes)))]
    headline, detail = said[0], said[1:]
    return Finding(
        ctx.about,
        ctx.round,
        rests_on(ctx),
        headline,
        columns=("Question", "Before", "Now", "Thinking back", "Answers"),
        rows=(*_vote_rows(ctx, votes), *(_row(change) for change in changes)),
        picture=_picture(ctx, votes, changes),
        alt=f"{' '.join(said)} {_spoken(changes)}",
        notes=(
            *detail,
            "A rise is no success and a fall no failure: either may come from having learned where"
            " it fits and where it does not.",
            "Only those who answered both times are counted. People may rate their former selves"
            " lower once they know more, and memory bends.",
        ),
    )


def _gut(ctx: Context) -> str | None:
    return ctx.pack.exhibit(ctx.about).of


def _votes(ctx: Context) -> list[tuple[float, float]]:
    gut = _gut(ctx)
    if gut is None or (gut, _NOW) not in ctx.views:
        return []
    return matched(ctx, vote_of(ctx, (gut, _NOW)), (gut, _BEFORE), (gut, _NOW))


def _statements(ctx: Context) -> str | None:
    names = [name for name, _ in ctx.views if name != _gut(ctx)]
    return names[0] if names else None


def _changes(ctx: Context) -> list[Change]:
    name = _statements(ctx)
    if name is None:
        return []
    pairs = [
        (first["ratings"], last["ratings"])
        for first, last in ctx.pairs((name, _BEFORE), (name, _NOW))
    ]
    back = [first["ratings"] for _, first in ctx.pairs((name, _NOW), (name, _BACK))]
    found = (_change(ctx, item, pairs, back) for item in ctx.views[name, _NOW]["items"])
    return [change for change in found if change is not None]


def _change(
    ctx: Context,
    item: Mapping[str, str],
    pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]],
    back: Sequence[Mapping[str, float]],
) -> Change | None:
    name = item["id"]
    both = [(first[name], last[name]) for first, last in pairs if name in first and name in last]
    if not both:
        return None
    then = [ratings[name] for ratings in back if name in ratings]
    return Change(
        item["label"],
        len(both),
        fmean(first for first, _ in both),
        fmean(last for _, last in both),
        fmean(then) if then and not ctx.too_few(len(then)) else None,
    )


def _vote_sentence(ctx: Context, votes: Sequence[tuple[float, float]]) -> str:
    gut = _gut(ctx)
    if not votes or gut is None:
        return ""
    return f"Since the first vote, {movement(vote_of(ctx, (gut, _NOW)), votes)}"


def _change_sentence(changes: Sequence[Change]) -> str:
    if not changes:
        return ""
    most = max(changes, key=lambda change: abs(change.by))
    if round(abs(most.by), 1) == 0:
        return f"No statement moved on average ({people(most.n)})."
    verb = "rose" if most.by > 0 else "fell"
    means = f"from {most.before:.1f} to {most.now:.1f} on average ({people(most.n)})"
    alike = sum(round(abs(change.by) - abs(most.by), 9) == 0 for change in changes) - 1
    if alike:
        others = counted(alike, "other statement")
        return f"{quoted(most.label, 60)} {verb} {means}; {others} moved as far."
    return f"{quoted(most.label, 90)} {verb} most, {means}."


def _vote_rows(ctx: Context, votes: Sequence[tuple[float, float]]) -> tuple[tuple[Cell, ...], ...]:
    gut = _gut(ctx)
    if not votes or gut is None:
        return ()
    vote = vote_of(ctx, (gut, _NOW))
    first = vote.split([before for before, _ in votes])
    last = vote.split([after for _, after in votes])
    labels = (vote.sides[0], "in the middle", vote.sides[1])
    return tuple(
        (f"Vote: {label} (people)", before, after, None, len(votes))
        for label, before, after in zip(labels, first, last, strict=True)
    )


def _row(change: Change) -> tuple[Cell, ...]:
    back = None if change.back is None else round(change.back, 1)
    means = (round(change.before, 1), round(change.now, 1), back)
    return (f"{change.label} (mean)", *means, change.n)


def _picture(
    ctx: Context, votes: Sequence[tuple[float, float]], changes: Sequence[Change]
) -> Picture | None:
    gut, name = _gut(ctx), _statements(ctx)
    if gut is None or not (votes or changes):
        return None
    vote = vote_of(ctx, (gut, _NOW))
    points = [1.0, 7.0]
    if name is not None:
        points = [float(each["value"]) for each in points_of(ctx.views[name, _NOW], {})]
    rows = [
        {"label": each.label, "before": each.before, "now": each.now, "back": each.back}
        for each in changes
    ]
    return Picture(
        "moved",
        tuple(rows),
        {
            "gut": before_and_after(vote, votes) if votes else [],
            "sides": vote.sides,
            "words": {"before": "before", "now": "now", "back": "thinking back"},
            "scale": (min(points), max(points)),
        },
    )


def _spoken(changes: Sequence[Change]) -> str:
    said = [f"{quoted(each.label)} {each.before:.1f}, now {each.now:.1f}" for each in changes]
    return f"Means before and now: {'; '.join(said)}." if said else ""
