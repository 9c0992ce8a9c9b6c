"""Made-up picks, orders and placings: some things draw most people, and chance does the rest."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskier.pack import Pack
from riskier.sample.persons import Array, Persons

View = Mapping[str, Any]
Given = list[dict[str, Any] | None]


def choice_answers(who: Persons, view: View) -> Given:
    """Return picks; a few people pick nothing."""
    items, most = [item["id"] for item in view["items"]], view["max_selected"]
    rng = who.rng(view["id"])
    pull = _pull(who, view["id"], len(items))
    answers: Given = []
    for person in range(who.count):
        count = min(int(rng.choice([0, 1, 2, 3, 3, 3])), most, len(items)) if most > 1 else 1
        order = _order(rng, pull[person])
        answers.append({"selected": [items[index] for index in sorted(order[:count])]})
    return answers


def rank_answers(pack: Pack, who: Persons, view: View) -> Given:
    """Return orders; cards of the loop mostly follow each other as in the post."""
    items = [item["id"] for item in view["items"]]
    rng = who.rng(view["id"])
    if all(name in pack.links for name in items):
        return [_loop_order(pack, rng, items, keen) for keen in who.keen]
    pull = _pull(who, view["id"], len(items))
    top = view.get("top") or len(items)
    return [
        {"order": [items[index] for index in _order(rng, pull[person])[:top]]}
        for person in range(who.count)
    ]


def sort_answers(pack: Pack, who: Persons, view: View) -> Given:
    """Return placings that lean towards the record, or towards the catalogue's fit."""
    rng = who.rng(view["id"])
    columns = [column["id"] for column in view["columns"]]
    answers: Given = []
    for person in range(who.count):
        placed = {}
        for item in view["items"]:
            lean = _lean(pack, item["id"], columns) * (1 + 0.3 * who.skilled[person])
            if rng.random() > 0.05:
                placed[item["id"]] = columns[_order(rng, lean)[0]]
        answers.append({"placed": placed} if placed else None)
    return answers


def _lean(pack: Pack, card: str, columns: list[str]) -> Array:
    if card in pack.cases:
        record = pack.cases[card].quadrant
        return np.array([1.6 * (column == record) for column in columns])
    fits = [float(pack.fit_of(card, column)) for column in columns]
    return np.array([0.8 * fit if fit else 0.4 for fit in fits])


def _pull(who: Persons, name: str, items: int) -> NDArray[np.float64]:
    """Return how much each item draws each person (people x items)."""
    rng = who.rng(f"{name}/pull")
    shared = 1.1 * rng.normal(size=items)
    leaning = 0.5 * rng.normal(size=items)
    return np.asarray(shared + np.outer(who.keen, leaning))


def _order(rng: np.random.Generator, pull: Array) -> list[int]:
    """Return indexes from the most drawn to, by the Plackett-Luce rule."""
    return [int(index) for index in np.argsort(-(pull + rng.gumbel(size=pull.size)))]


def _loop_order(
    pack: Pack, rng: np.random.Generator, items: list[str], keen: float
) -> dict[str, Any]:
    """Follow the arrows from a card at random; now and then take any other card."""
    left = list(items)
    order = [left.pop(int(rng.integers(len(left))))]
    while left:
        end = pack.links[order[-1]].end
        onward = [name for name in left if pack.links[name].start == end]
        follow = onward and rng.random() < 0.75 + 0.05 * keen
        order.append(
            (onward if follow else left)[int(rng.integers(len(onward if follow else left)))]
        )
        left.remove(order[-1])
    kept = len(order) - int(rng.random() < 0.3 and len(order) > 3)
    return {"order": order[:kept]}
