"""Made-up ratings: each item's own level, the person's traits, and chance."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from riskier.pack import Pack
from riskier.sample.persons import Array, Persons

View = Mapping[str, Any]
Given = list[dict[str, Any] | None]

_SKIPS_ITEM = 0.03
# A workshop moves people a little: towards relevance, away from fear, either way in the vote.
_MOVES = {2: 0.2, 3: -0.15}


def scale_answers(
    pack: Pack, who: Persons, activity: str, views: Mapping[int, View]
) -> dict[int, Given]:
    """Return ratings for each round; later rounds keep most of what was said before."""
    first = next(iter(views.values()))
    levels = {item["id"]: _level(pack, who, activity, item) for item in first["items"]}
    return {number: _round(who, view, levels, number) for number, view in views.items()}


def _round(who: Persons, view: View, levels: Mapping[str, Array], number: int) -> Given:
    rng = who.rng(f"{view['id']}/{number}")
    answers: Given = []
    columns = {item["id"]: _points(view, item) for item in view["items"]}
    # The vote may move either way: the sample must not speak for a side.
    mean = 0.0 if view["id"] == "gut-check" else _MOVES.get(number, 0.0)
    drift = mean + 0.4 * rng.normal(size=who.count)
    for person in range(who.count):
        ratings = {}
        for name, points in columns.items():
            sign = -1 if name == "fear-of-error" else 1
            at = levels[name][person] + (sign * drift[person] if number > 1 else 0.0)
            if rng.random() >= _SKIPS_ITEM:
                ratings[name] = _nearest(points, at)
        answers.append({"ratings": ratings} if ratings else None)
    return answers


def _level(pack: Pack, who: Persons, activity: str, item: Mapping[str, Any]) -> Array:
    """Return where each person stands on an item, in deviations from its middle."""
    name = item["id"]
    rng = who.rng(f"{activity}/{name}")
    own = 0.55 * rng.normal(size=who.count)
    if name in pack.tools:
        known = 0.8 if pack.tools[name].well_known else -1.5
        return known + 0.5 * who.skilled + own + 0.35 * rng.normal()
    _, dot, use = name.rpartition(".")
    return _leaning(who, use if dot else name) + own + (0.5 * rng.normal() if dot else 0.0)


def _leaning(who: Persons, name: str) -> Array:
    """Return what a person's traits say to an item."""
    leanings = {
        "private": 0.5 + 0.7 * who.private,
        "work": -0.8 + 0.5 * who.keen,
        "fear-of-error": 0.1 + 0.7 * who.wary - 0.2 * who.keen,
        "sure": 0.4 + 0.8 * np.abs(who.keen),
        "easy-to-learn": 0.1 + 0.7 * who.skilled,
        "know-how": 0.1 + 0.7 * who.skilled,
    }
    return leanings.get(name, -0.1 + 0.8 * who.keen)


def _points(view: View, item: Mapping[str, Any]) -> Sequence[float]:
    return [point["value"] for point in (item.get("scale") or view["scale"])["points"]]


def _nearest(points: Sequence[float], at: float) -> float:
    """Return the point for a place: two deviations each way span the scale."""
    place = round((at + 1.8) / 3.6 * (len(points) - 1))
    return points[min(max(place, 0), len(points) - 1)]
