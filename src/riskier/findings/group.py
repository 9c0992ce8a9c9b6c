"""The group's beliefs about hazards, from the estimates of its last round."""

from collections.abc import Sequence
from typing import Any

from riskier.analysis import Beliefs, read_estimates
from riskier.findings.context import Context, Key, Person
from riskier.pack.hazards import Hazard


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
    kept = [
        name
        for name, count in zip(beliefs.hazards, counts, strict=True)
        if not ctx.too_few(int(count))
    ]
    return beliefs.only(kept)


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
