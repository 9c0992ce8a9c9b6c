"""The decision panel: the answer in one sentence, and four numbers with what they rest on."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskier.analysis import STANCES, Beliefs, Comparison
from riskier.analysis import comparison as compare
from riskier.analysis.risk import Pooling
from riskier.analysis.worlds import value_of_finding_out
from riskier.findings.compared import SEED, YEARS, compared
from riskier.findings.comparison import build, hundred, own_words, verdict
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.group import beliefs_of, rests_on
from riskier.findings.inputs import flip_sentence
from riskier.findings.of import context_of, in_order, labelled, whose_words, withheld
from riskier.findings.words import number, people, sentence
from riskier.pack import Pack

if TYPE_CHECKING:
    from riskier.room import Rooms


class Numbers(NamedTuple):
    """The arrays behind the panel: what the group believes, and the simulated years."""

    beliefs: Beliefs
    comparison: Comparison


@dataclass(frozen=True)
class Figure:
    """One of the four numbers: its name, its value in words, what it rests on."""

    name: str
    said: str
    rests_on: str


@dataclass(frozen=True)
class Panel:
    """What a group's numbers say.

    Attributes:
        answer: One honest sentence, and the change that would flip it.
        verdict: That sentence alone, without whose numbers it is about; none when there is
            nothing to compare.
        flip: The change that would flip it, if there is one to tell.
        figures: The four numbers; none when there is nothing to compare.
        finding: The comparison with its picture and table, or why it is withheld.
        own: What the reader's own numbers say, when alone and done.

    """

    answer: str
    figures: tuple[Figure, ...]
    finding: Finding
    own: str = ""
    verdict: str = ""
    flip: str = ""


def panel_of(ctx: Context) -> Panel:
    """Return the panel of a context."""
    ctx = replace(ctx, people=in_order(ctx))
    n = rests_on(ctx)
    if ctx.too_few(n) or n == 0:
        kept_back = withheld(ctx, n)
        return Panel(f"{kept_back.headline} {kept_back.withheld}", (), kept_back)
    held = beliefs_of(ctx)
    found = labelled(ctx, build(replace(ctx, held=held)))
    if not held.can_be_compared:
        return Panel(f"{found.headline} Talk it through instead.", (), found)
    result = compared(held)
    said, flip = verdict(ctx.pack, result)[0], flip_sentence(ctx.pack, held, result)
    answer = f"{whose_words(ctx, found.n)}{said} {flip}".strip()
    own = own_words(ctx).strip()
    return Panel(answer, figures(ctx.pack, held, result), found, own, said, flip)


def numbers_of(  # noqa: PLR0913 - each setting is an analyst's choice of its own
    rooms: "Rooms",
    code: str,
    about: str = "comparison",
    *,
    seed: int = SEED,
    pooling: Pooling = "linear",
    target: float = 0.80,
    years: int = YEARS,
) -> Numbers:
    """Return the beliefs and the comparison of a room, run in one's own way.

    Raises:
        ValueError: There is nothing to compare, too few people answered, or a setting is
            out of range.

    """
    ctx = context_of(rooms, code, about)
    if ctx.too_few(rests_on(ctx)):
        raise ValueError(withheld(ctx, rests_on(ctx)).withheld)
    beliefs = beliefs_of(ctx, target=target)
    rng = np.random.default_rng(seed)
    return Numbers(beliefs, compare(beliefs, rng, years, pooling=pooling))


def figures(pack: Pack, beliefs: Beliefs, result: Comparison) -> tuple[Figure, ...]:
    """Return the four numbers: how often, how much, regret, and what finding out is worth."""
    names = [pack.stances[stance].lower() for stance in STANCES]
    years, base = hundred(result), f"{result.years:,} simulated years"
    more, less = names if result.expected_gap > 0 else reversed(names)
    noise = number(2 * result.gap_standard_error)
    regret = [number(value) for value in result.regret]
    found_out = value_of_finding_out(beliefs, np.random.default_rng(SEED), pooling=result.pooling)
    return (
        Figure(
            "How often each costs more",
            f"Of 100 simulated years, {names[0]} costs more in {years['engage']},"
            f" {names[1]} in {years['stay_away']}, and {years['same']} come out the same",
            "A simulated year is one way the next twelve months could go, drawn by chance from"
            f" people's ranges. It rests on {base} from the ranges of {people(result.people)}.",
        ),
        Figure(
            "Expected difference",
            f"{sentence(more)} costs {number(abs(result.expected_gap))} staff days a year more"
            f" than {less}, on average",
            "The average of all simulated years, bad ones included. By chance in the simulation it"
            f" may be off by about {noise}; by ranges that are wrong, by much more.",
        ),
        Figure(
            "Expected regret",
            f"{sentence(names[0])}: {regret[0]}. {sentence(names[1])}: {regret[1]} staff days a"
            " year",
            "Regret is what you overpay in years in which the other choice would have been"
            " cheaper. In the other years it is 0. This is the average of all years.",
        ),
        Figure(
            "Worth of finding out",
            f"At most {number(found_out)} staff days a year",
            "What you would save if you knew the true numbers before you choose. To find out"
            " should not cost more than that. Knowing the luck of the year as well would save"
            f" {number(result.evpi)}, but nobody can.",
        ),
    )
