"""The group's beliefs about hazards, from the estimates of its last round."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from riskier.analysis import Beliefs, read_estimates
from riskier.findings.context import Context, Key, Person
from riskier.findings.finding import Finding
from riskier.findings.words import listed
from riskier.pack.hazards import Hazard


def rests_on(ctx: Context) -> int:
    """Return how many gave an estimate in any round."""
    return sum(any(ctx.answers_in([person], key) for key in ctx.views) for person in ctx.people)


def on_beliefs(ctx: Context, shown: Callable[[Context, Beliefs], Finding], nothing: str) -> Finding:
    """Return what an exhibit shows of the group's beliefs, and what was done with its answers.

    `nothing` says what follows where no hazard can be compared.
    """
    beliefs = beliefs_of(ctx)
    if beliefs.can_be_compared:
        found = shown(ctx, beliefs)
    else:
        headline = f"No hazard has enough estimates on both sides yet, so {nothing}."
        found = Finding(ctx.about, ctx.round, rests_on(ctx), headline)
    return replace(found, notes=(*found.notes, *beliefs.notes))


def beliefs_of(
    ctx: Context, people: Sequence[Person] | None = None, target: float = 0.80
) -> Beliefs:
    """Return the beliefs of everyone who estimated, in the last round each answered.

    Ranges are standardised to `target`. Hazards with fewer than `k_min` people on any of
    their numbers are left out. In a what-if, the group's beliefs are what is held instead.
    """
    if people is None and ctx.held is not None:
        return ctx.held
    keys = sorted(ctx.views, key=lambda key: key[1])
    hazards = hazards_of(ctx, keys[0])
    given = list(ctx.people if people is None else people)
    asked = [[_estimates(ctx, person, key) for key in keys] for person in given]
    latest = [answers[-1] or {} for answers in asked]
    earlier = [_merged(answers[:-1]) for answers in asked]
    earlier = earlier if len(keys) > 1 else []
    beliefs = read_estimates(latest, hazards, earlier=earlier, target=target)
    if people is not None:
        return beliefs
    counts = beliefs.answered().min(axis=(1, 2))
    few = [ctx.too_few(int(count)) for count in counts]
    titles = [title for title, is_few in zip(beliefs.titles, few, strict=True) if is_few]
    kept = beliefs.only(
        [name for name, is_few in zip(beliefs.hazards, few, strict=True) if not is_few]
    )
    return replace(kept, notes=(*_left_out(ctx, titles), *_no_difference(kept), *kept.notes))


def _left_out(ctx: Context, titles: Sequence[str]) -> tuple[str, ...]:
    if not titles:
        return ()
    names = listed([f"“{title}”" for title in titles])
    return (f"Left out, because fewer than {ctx.k_min} people estimated all of it: {names}.",)


def _no_difference(beliefs: Beliefs) -> tuple[str, ...]:
    """Return what to say where a group cannot disagree: one person, or all alike."""
    if beliefs.people == 1 and beliefs.hazards:
        return ("These are the numbers of one person, so there is no disagreement in them.",)
    if beliefs.all_alike and beliefs.hazards:
        return (f"All {beliefs.people} people gave the same ranges: nobody disagrees.",)
    return ()


def hazards_of(ctx: Context, key: Key) -> list[Hazard]:
    """Return the hazards that a room estimates, in its order."""
    ids = dict.fromkeys(item["id"].split(".")[0] for item in ctx.views[key]["items"])
    return [ctx.pack.hazards[name] for name in ids if name in ctx.pack.hazards]


def _estimates(ctx: Context, person: Person, key: Key) -> dict[str, Any] | None:
    found = ctx.answers_in([person], key)
    return dict(found[0]["estimates"]) if found else None


def _merged(answers: Sequence[dict[str, Any] | None]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for answer in answers:
        merged |= answer or {}
    return merged
