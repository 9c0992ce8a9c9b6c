"""Hidden gems: tools that fit what matters to a group and that few of it have heard of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from riskier.pack import Pack
from riskier.pack.tools import Fit, Tool

GOOD_FIT = 2
LITTLE_KNOWN = 0.5
MOST = 4


@dataclass(frozen=True)
class Gem:
    """A tool, the score that speaks for it, and how many of those asked had heard of it."""

    tool: Tool
    fit: Fit
    heard: int | None
    asked: int


def gems(
    pack: Pack, tasks: Sequence[str], ratings: Sequence[Mapping[str, float]], *, never: float
) -> tuple[Gem, ...]:
    """Return lesser-known tools that fit one of some tasks well.

    The tasks take turns, the most important first, each with the tools that fit it best. A
    tool counts as little known when fewer than half of those who rated it had heard of it,
    or, where nobody was asked, when the catalogue calls it lesser known.

    Args:
        pack: The catalogue and its scores.
        tasks: The tasks that matter, the most important first.
        ratings: Each person's awareness of some tools.
        never: The rating that means "never heard of it".

    """
    fitting = [_hidden_for(pack, task, ratings, never) for task in tasks]
    found: dict[str, Gem] = {}
    for gem in filter(None, chain.from_iterable(zip_longest(*fitting))):
        found.setdefault(gem.tool.id, gem)
    return tuple(found.values())[:MOST]


def reason(pack: Pack, gem: Gem) -> str:
    """Return why a tool is called a hidden gem, in two or three sentences."""
    how = "Made for" if gem.fit.fit > GOOD_FIT else "A good fit for"
    task = pack.tasks[gem.fit.task_id].label
    return f"{how} “{task}”: {gem.fit.why.rstrip('.')}. {_known(gem)}"


def _known(gem: Gem) -> str:
    if gem.heard is None:
        return "Few know it, by our list."
    if gem.asked == 1:
        return "You had not heard of it."
    return f"{gem.heard or 'None'} of {gem.asked} had heard of it."


def _hidden_for(
    pack: Pack, task: str, ratings: Sequence[Mapping[str, float]], never: float
) -> list[Gem]:
    """Return the little-known tools that fit a task well, the best fit first."""
    scores = [fit for fit in pack.fit if fit.task_id == task and fit.fit >= GOOD_FIT]
    ranked = sorted(scores, key=lambda one: -one.fit)
    return [gem for gem in (_gem(pack, fit, ratings, never) for fit in ranked) if _is_hidden(gem)]


def _gem(pack: Pack, fit: Fit, ratings: Sequence[Mapping[str, float]], never: float) -> Gem:
    given = [each[fit.tool_id] for each in ratings if fit.tool_id in each]
    heard = sum(rating > never for rating in given) if given else None
    return Gem(pack.tools[fit.tool_id], fit, heard, len(given))


def _is_hidden(gem: Gem) -> bool:
    if gem.tool.status == "sunset":
        return False
    if gem.heard is None:
        return not gem.tool.well_known
    return gem.heard < LITTLE_KNOWN * gem.asked
