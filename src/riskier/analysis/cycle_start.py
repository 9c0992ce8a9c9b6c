"""Where a group's own answers on relevance put it in the toy model.

The rule, in docs/methods.md ("The cycle"), too: each statement's mean is taken to a share
from 0 to 1, turned round where agreement means reluctance. Understanding begins at the mean
of the statements on use for the job. The bar set by fear and effort lies as far up its range
as the mean of the statements on ease, know-how and fear says. Practice and taking part begin
where nothing has been tried. A rule of thumb for a toy: it measures nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskier.analysis.cycle import Loop, State, resting_state

USE = ("job relevance", "perceived usefulness (performance expectancy)")
HINDRANCE = ("ease of use (effort expectancy)", "know-how (facilitating conditions)", "anxiety")


@dataclass(frozen=True)
class Start:
    """A bar for the model, and the state in which it begins."""

    theta: float
    state: State


def start_from(  # noqa: PLR0913 - what the rule takes into account, each by its name
    shares: Mapping[str, Sequence[float]],
    measures: Mapping[str, str],
    reluctant: frozenset[str],
    *,
    lowest_theta: float,
    highest_theta: float,
    step: float,
) -> Start | None:
    """Return a group's start, or None when it rated nothing of one of the two kinds.

    Args:
        shares: each statement's ratings, from 0 (strongly disagree) to 1 (strongly agree).
        measures: what each statement measures.
        reluctant: the statements with which agreement means reluctance.
        lowest_theta: the bar when nothing hinders.
        highest_theta: the bar when everything does.
        step: the bar is rounded to a multiple of this.

    """
    agreement = {
        name: 1 - _mean(given) if name in reluctant else _mean(given)
        for name, given in shares.items()
        if given
    }
    use = [agreement[name] for name in agreement if measures[name] in USE]
    ease = [agreement[name] for name in agreement if measures[name] in HINDRANCE]
    if not use or not ease:
        return None
    bar = lowest_theta + (highest_theta - lowest_theta) * (1 - _mean(ease))
    theta = min(max(round(bar / step) * step, lowest_theta), highest_theta)
    _, engagement, experience = resting_state(Loop(theta=theta))
    return Start(round(theta, 6), (_mean(use), engagement, experience))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
