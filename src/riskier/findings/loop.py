"""The loop drawn in the room's own words, the step where it is stuck standing out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import listed, quoted
from riskier.pack import Pack

rests_on = None

STEPS = ("understanding", "engagement", "experience", "permission")


@dataclass(frozen=True)
class Stage:
    """One step of the loop: its words when stuck, the picks, the barrier picked most."""

    step: str
    title: str
    picks: int
    barrier: str


def build(ctx: Context) -> Finding:
    """Return the loop; with the room's barriers when enough people named theirs."""
    key = next(iter(ctx.views), None)
    answers = ctx.answers_to(key) if key else []
    counted = bool(answers) and not ctx.too_few(len(answers))
    picked = [name for answer in answers for name in answer["selected"]] if counted else []
    stages = [_stage(ctx.pack, step, picked) for step in STEPS]
    total, most = len(picked), max(stage.picks for stage in stages)
    strong = [stage for stage in stages if most and stage.picks == most]
    headline = _headline(strong, total, len(answers))
    return Finding(
        ctx.about,
        ctx.round,
        len(answers) if counted else 0,
        headline,
        columns=("Step", "Picks", "Barrier picked most"),
        rows=tuple(
            (stage.title, stage.picks if counted else None, stage.barrier) for stage in stages
        ),
        picture=Picture(
            "loop",
            tuple(_box(stage, total, strong) for stage in stages),
            {"stuck": "held back here most"},
        ),
        alt=f"{headline} {_spoken(stages, total)}",
        notes=_notes(ctx, counted=counted, asked=bool(answers)),
    )


def node_titles(pack: Pack) -> Mapping[str, str]:
    """Return for each step the words of the loop's node that stands for it, when stuck."""
    found = {}
    for step in STEPS:
        nodes = [node for node in pack.cycle.nodes if step in node.in_model]
        found[step] = nodes[0].when_stuck if nodes else step
    return found


def _stage(pack: Pack, step: str, picked: Sequence[str]) -> Stage:
    own = [barrier for barrier in pack.barriers if barrier.loop_step == step]
    counts = {barrier.label: picked.count(barrier.id) for barrier in own}
    barrier = max(counts, key=lambda label: counts[label], default="")
    said = barrier if counts.get(barrier) else ""
    return Stage(step, node_titles(pack)[step], sum(counts.values()), said)


def _headline(strong: Sequence[Stage], total: int, n: int) -> str:
    if not strong:
        return (
            "The loop feeds itself: who cannot see how it fits does not take part, gets no"
            " practice, and still cannot see how it fits."
        )
    names = listed([quoted(stage.title) for stage in strong])
    if len(strong) > 1:
        return f"The room is held back most at {names}: {strong[0].picks} of {total} picks each."
    return (
        f"The room is held back most at {names}: {strong[0].picks} of {total} picks, by {n} people."
    )


def _box(stage: Stage, total: int, strong: Sequence[Stage]) -> dict[str, object]:
    return {
        "step": stage.step,
        "title": stage.title,
        "count": f"{stage.picks} of {total} picks" if total else "",
        "quote": f"“{stage.barrier}”" if stage.barrier else "",
        "strong": stage in strong,
    }


def _spoken(stages: Sequence[Stage], total: int) -> str:
    around = "Seeing no use leads to not taking part, then to no practice, and back to the start."
    if not total:
        return around
    said = [f"{quoted(stage.title)} {stage.picks} picks" for stage in stages]
    return f"{around} {'; '.join(said)}."


def _notes(ctx: Context, *, counted: bool, asked: bool) -> tuple[str, ...]:
    sources = "; ".join(source.url for source in ctx.pack.cycle.sources)
    notes = [f"The loop is a paraphrase of the 2011 post. Source: {sources}"]
    if asked and not counted:
        notes.append(f"Fewer than {ctx.k_min} people picked barriers, so no counts are shown.")
    return tuple(notes)
