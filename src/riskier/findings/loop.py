"""The loop drawn in the room's own words, the step where it is stuck standing out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskier.charts import Picture
from riskier.findings.context import Answer, Context, Key
from riskier.findings.finding import Finding
from riskier.findings.words import counted, listed, people, quoted
from riskier.pack import Pack

rests_on = None

STEPS = ("understanding", "engagement", "experience", "permission")
_QUOTED = 2


@dataclass(frozen=True)
class Stage:
    """One step of the loop: its words when stuck, who is held back there, what they wrote."""

    step: str
    title: str
    people: int
    barrier: str
    wrote: tuple[str, ...]
    own: str

    @property
    def shown(self) -> tuple[str, ...]:
        """The words that are quoted: the reader's own, then the shortest, which can be read."""
        return self.wrote[: _QUOTED - bool(self.own)]


def build(ctx: Context) -> Finding:
    """Return the loop; with the room's barriers and words when enough people gave them."""
    answers = [answer for key in _asked(ctx, "choice") for answer in ctx.answers_to(key)]
    n = 0 if ctx.too_few(len(answers)) else len(answers)
    picked = [answer["selected"] for answer in answers] if n else []
    wrote = _wrote(ctx)
    words, own = _words(ctx, wrote), _own_words(ctx)
    stages = [_stage(ctx.pack, step, picked, words.get(step, ()), own) for step in STEPS]
    most = max(stage.people for stage in stages)
    strong = [stage for stage in stages if most and stage.people == most]
    headline = _headline(strong, n)
    quoted_any = any(stage.wrote or stage.own for stage in stages)
    return Finding(
        ctx.about,
        ctx.round,
        max(n, *map(len, wrote.values()), 0),
        headline,
        columns=("Step", "People", "Barrier picked most", *(("In our own words",) * quoted_any)),
        rows=tuple(
            (
                stage.title,
                stage.people if n else None,
                stage.barrier,
                *((_written(stage),) * quoted_any),
            )
            for stage in stages
        ),
        picture=Picture(
            "loop",
            tuple(_box(stage, n, strong) for stage in stages),
            {"stuck": "the most"},
        ),
        alt=f"{headline} {_spoken(stages, n)}",
        notes=_notes(ctx, stages, n, asked=bool(answers)),
    )


def node_titles(pack: Pack) -> Mapping[str, str]:
    """Return for each step the words of the loop's node that stands for it, when stuck."""
    found = {}
    for step in STEPS:
        nodes = [node for node in pack.cycle.nodes if step in node.in_model]
        found[step] = nodes[0].when_stuck if nodes else step
    return found


def shows(_pack: Pack, _own: Sequence[str]) -> list[str]:
    """Return no question: all that it draws is what `once_seen` names."""
    return []


def once_seen(pack: Pack) -> list[str]:
    """Return what asks about barriers, and what lets people write under the loop's steps."""
    written = [
        activity.id
        for activity in pack.agenda.activities
        if activity.kind == "text" and {item.id for item in activity.items or ()} == set(STEPS)
    ]
    return [*pack.asking_about("barriers"), *written]


def _asked(ctx: Context, kind: str) -> list[Key]:
    return [key for key, view in ctx.views.items() if view["kind"] == kind]


def _wrote(ctx: Context) -> Mapping[Key, Sequence[Answer]]:
    """Return the answers of those who wrote something, where enough did."""
    wrote = {
        key: [answer for answer in ctx.answers_to(key) if any(answer.get("texts", ()))]
        for key in _asked(ctx, "text")
    }
    return {key: answers for key, answers in wrote.items() if not ctx.too_few(len(answers))}


def _words(ctx: Context, wrote: Mapping[Key, Sequence[Answer]]) -> Mapping[str, tuple[str, ...]]:
    """Return what people wrote under each step, the shortest first."""
    found: dict[str, list[str]] = {step: [] for step in STEPS}
    for key, answers in wrote.items():
        for answer in answers:
            for item, text in zip(ctx.views[key]["items"], answer["texts"], strict=False):
                found[item["id"]] += [text] if text else []
    return {
        step: tuple(sorted(dict.fromkeys(texts), key=lambda text: (len(text), text)))
        for step, texts in found.items()
    }


def _own_words(ctx: Context) -> Mapping[str, str]:
    """Return what the reader, who is alone, wrote under each step."""
    found: dict[str, str] = {}
    for key in _asked(ctx, "text"):
        for answer in ctx.answers_in([ctx.own or {}], key):
            items = [item["id"] for item in ctx.views[key]["items"]]
            found |= dict(zip(items, answer.get("texts", ()), strict=False))
    return found


def _stage(
    pack: Pack,
    step: str,
    picked: Sequence[Sequence[str]],
    wrote: tuple[str, ...],
    own: Mapping[str, str],
) -> Stage:
    labels = {barrier.id: barrier.label for barrier in pack.barriers if barrier.loop_step == step}
    counts = {label: sum(name in each for each in picked) for name, label in labels.items()}
    barrier = max(counts, key=lambda label: counts[label], default="")
    people = sum(not labels.keys().isdisjoint(each) for each in picked)
    said = barrier if counts.get(barrier) else ""
    return Stage(step, node_titles(pack)[step], people, said, wrote, own.get(step, ""))


def _headline(strong: Sequence[Stage], n: int) -> str:
    if not strong:
        return (
            "The loop feeds itself: who cannot see how it fits does not take part, gets no"
            " practice, and still cannot see how it fits."
        )
    if len(strong) == len(STEPS):
        return f"The room is held back at every step alike: {_of(strong[0].people, n)} each."
    several = f"{len(strong)} steps of the loop alike"
    names = several if len(strong) > 2 else listed([quoted(stage.title) for stage in strong])
    each = " each" if len(strong) > 1 else ""
    return f"The room is held back most at {names}: {_of(strong[0].people, n)}{each}."


def _of(part: int, n: int) -> str:
    return f"{part:,} of {people(n)}"


def _box(stage: Stage, n: int, strong: Sequence[Stage]) -> dict[str, object]:
    quotes = [f"You: “{stage.own}”"] if stage.own else []
    quotes += [f"“{text}”" for text in stage.shown]
    if not quotes and stage.barrier:
        quotes = [f"Picked most: {stage.barrier}"]
    return {
        "step": stage.step,
        "title": stage.title,
        "count": _of(stage.people, n) if n else "",
        "quotes": tuple(quotes),
        "strong": stage in strong,
    }


def _written(stage: Stage) -> str:
    quotes = [f"“{text}”" for text in (*filter(None, (stage.own,)), *stage.shown)]
    more = len(stage.wrote) - len(stage.shown)
    return " ".join(quotes) + (f" and {more:,} more" if more else "")


def _spoken(stages: Sequence[Stage], n: int) -> str:
    around = "Seeing no use leads to not taking part, then to no practice, and back to the start."
    said = [f"{quoted(stage.title)} {_of(stage.people, n)}" for stage in stages] if n else []
    wrote = [f"at {quoted(each.title)} {_written(each)}" for each in stages if _written(each)]
    return " ".join(
        (
            around,
            *([f"{'; '.join(said)}."] if said else ()),
            *([f"In people's own words: {'; '.join(wrote)}."] if wrote else ()),
        )
    )


def _notes(ctx: Context, stages: Sequence[Stage], n: int, *, asked: bool) -> tuple[str, ...]:
    notes = ["People are counted at each step at which they picked a barrier."] if n else []
    notes += _words_note(stages)
    sources = "; ".join(source.url for source in ctx.pack.cycle.sources)
    notes.append(f"The loop is a paraphrase of the 2011 post. Source: {sources}")
    if asked and not n:
        notes.append(f"Fewer than {ctx.k_min} people picked barriers, so no counts are shown.")
    return tuple(notes)


def _words_note(stages: Sequence[Stage]) -> list[str]:
    wrote = sum(len(stage.wrote) for stage in stages)
    shown = sum(len(stage.shown) for stage in stages)
    if not wrote:
        return []
    which = f" (the shortest at each step, {shown} of {counted(wrote, 'text')})"
    return [f"In quotation marks: what people wrote themselves{which if shown < wrote else ''}."]
