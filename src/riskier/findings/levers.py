"""Where the room would break the loop, and what the toy model makes of each place."""

from dataclasses import dataclass
from functools import lru_cache

from riskier.analysis.cycle import Loop, Path, Push, resting_state, settles_at, solve
from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.counts import Counted, own_sentence, picks
from riskier.findings.finding import Finding
from riskier.findings.words import counted, listed, of_people, quoted, sentence, sharing
from riskier.pack import Pack
from riskier.pack.cycle import Lever


@dataclass(frozen=True)
class Outcome:
    """What a place to push leads to: month by month, and in the long run (a share)."""

    path: Path
    settles: float
    push_months: float

    @property
    def ends(self) -> float:
        """The share that takes part at the end of the path."""
        return float(self.path.engagement[-1])


def build(ctx: Context) -> Finding:
    """Return the votes, the most first, each with how the toy model goes on from there."""
    n, ranked = len(ctx.answers), picks(ctx)
    months = ctx.pack.cycle.model.horizon_months
    runs = {item["id"]: outcome(ctx.pack, ctx.pack.levers.get(item["id"])) for item, _ in ranked}
    headline = _headline(ctx, ranked, n)
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline + own_sentence(ctx),
        columns=("Place", "People", f"After {months} months, of 100", "In the long run, of 100"),
        rows=tuple(
            (item["label"], count, _hundred(run.ends), _hundred(run.settles))
            for (item, count), run in zip(ranked, runs.values(), strict=True)
        ),
        picture=_picture(ctx.pack, ranked, runs),
        alt=f"{headline} {_spoken(ranked, runs)}",
        notes=(_slow(ctx.pack, runs), ctx.pack.cycle.about.get("levers", "")),
    )


def outcome(pack: Pack, lever: Lever | None) -> Outcome:
    """Return how the toy model goes on when one pushes at a place; None is nowhere."""
    changed = lever.parameters if lever else {}
    return _outcome(
        tuple(sorted(pack.cycle.model.defaults.items())),
        tuple(sorted(changed.items())),
        pack.cycle.model.horizon_months,
    )


Settings = tuple[tuple[str, float], ...]


@lru_cache(maxsize=64)
def _outcome(usual: Settings, changed: Settings, months: int) -> Outcome:
    settings = dict(usual) | dict(changed)
    start = resting_state(Loop.of(dict(usual)))
    loop = Loop.of(settings)
    push = Push(settings.get("push_level", 0.0), settings.get("push_months", 0.0))
    path = solve(loop, push, months=months, start=start)
    return Outcome(path, settles_at(loop, push, start=start), push.months)


def _picture(pack: Pack, ranked: Counted, runs: dict[str, Outcome]) -> Picture:
    lasting = pack.cycle.model.lasting_share
    rows = [
        {
            "label": f"{item['label']} · {counted(count, 'vote')}",
            "path": _points(run.path),
            "push_months": run.push_months,
            "said": f"{_hundred(run.ends)} of 100",
            "strong": run.ends > lasting,
        }
        for (item, count), run in zip(ranked, runs.values(), strict=True)
    ]
    note = (
        "Toy model. Height: share of the team that takes part."
        f" It lasts if it is above {_hundred(lasting)} of 100 at the end."
    )
    return Picture(
        "toy_model", tuple(rows), {"months": pack.cycle.model.horizon_months, "note": note}
    )


def _headline(ctx: Context, ranked: Counted, n: int) -> str:
    top = ranked[0][1] if ranked else 0
    if not top:
        return "Nobody chose a place to break the loop."
    first = [item for item, count in ranked if count == top]
    names = sharing([item["label"] for item in first], "place", 40)
    if len(first) > 1:
        return f"{names} share first place, with {counted(top, 'vote')} each."
    who = sentence(of_people(top, n))
    ends = _hundred(outcome(ctx.pack, ctx.pack.levers.get(first[0]["id"])).ends)
    months = ctx.pack.cycle.model.horizon_months
    return f"{who} chose {names}. In the toy model {ends} of 100 take part after {months} months."


def _slow(pack: Pack, runs: dict[str, Outcome]) -> str:
    """Return which places lead far up, but only after the months shown."""
    lasting = pack.cycle.model.lasting_share
    slow = [
        pack.levers[name].label
        for name, run in runs.items()
        if name in pack.levers and run.ends <= lasting < run.settles
    ]
    if not slow:
        return "Nothing that is below the mark at the end climbs above it later."
    names = listed([quoted(label, 40) for label in slow])
    return f"Slow, not lost: left alone for years, the model climbs with {names}, too."


def _points(path: Path) -> tuple[tuple[float, float], ...]:
    pairs = zip(path.month, path.engagement, strict=True)
    return tuple((float(month), round(float(share), 4)) for month, share in pairs)


def _hundred(share: float) -> int:
    return round(share * 100)


def _spoken(ranked: Counted, runs: dict[str, Outcome]) -> str:
    said = [
        f"{item['label']}: {counted(count, 'vote')}, {_hundred(run.ends)} of 100"
        for (item, count), run in zip(ranked, runs.values(), strict=True)
    ]
    return "; ".join(said) + "."
