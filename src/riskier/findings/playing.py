"""What a room may play with: the toy model, from where its own answers put it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from riskier.analysis.cycle_start import start_from
from riskier.findings.finding import Play
from riskier.pack import Pack

Json = dict[str, Any]
Ratings = Sequence[Mapping[str, float]]
RELUCTANT = "more reluctance"


def toy_model(pack: Pack, ratings: Ratings, *, alone: bool) -> Play:
    """Return the toy model to play with.

    Args:
        pack: The content.
        ratings: Each person's ratings of the statements on relevance, or none.
        alone: They are the reader's own.

    """
    start = start_of(pack, ratings, alone=alone)
    return Play("toymodel", "Play with it", {**pack.cycle.playable(), "start": start})


def start_of(pack: Pack, ratings: Ratings, *, alone: bool) -> Json | None:
    """Return where ratings of the statements on relevance put a group, as the widget takes it.

    None when they say nothing of one side of the rule (`analysis.cycle_start`), or when the
    pack asks no such question.
    """
    scale = points_of(pack, "relevance")
    theta = next((one for one in pack.cycle.model.parameters if one.symbol == "theta"), None)
    if scale is None or theta is None:
        return None
    low, high = scale
    shares = {
        name: [(given[name] - low) / (high - low) for given in ratings if name in given]
        for name in pack.relevance.ids
    }
    start = start_from(
        shares,
        {one.id: one.measures for one in pack.relevance},
        frozenset(one.id for one in pack.relevance if one.higher_means == RELUCTANT),
        lowest_theta=theta.min,
        highest_theta=theta.max,
        step=theta.step,
    )
    if start is None:
        return None
    whose = "your own answers" if alone else f"the answers of {len(ratings)} people"
    return {
        "label": "Start from my answers" if alone else "Start from our answers",
        "words": (
            f"From {whose} on relevance: understanding begins at"
            f" {round(start.state[0] * 100)} of 100, and the bar lies at"
            f" {round(start.theta * 100)}. A rule of thumb for a toy; it measures nothing."
        ),
        "settings": {"theta": start.theta},
        "state": list(start.state),
    }


def of_enough(ratings: Ratings, too_few: Callable[[int], bool]) -> list[dict[str, float]]:
    """Return ratings without the lines that too few people rated, and who rated only those."""
    counts = Counter(name for given in ratings for name in given)
    kept = (
        {name: rating for name, rating in given.items() if not too_few(counts[name])}
        for given in ratings
    )
    return [given for given in kept if given]


def points_of(pack: Pack, about: str) -> tuple[float, float] | None:
    """Return the lowest and the highest point of an activity's scale, if it has one."""
    activity = pack.activities.get(about)
    scale = getattr(activity, "scale", None)
    if scale is None:
        return None
    values = [point.value for point in scale.points]
    return min(values), max(values)
