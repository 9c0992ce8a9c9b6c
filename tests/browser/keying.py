"""Keying in a paper sheet as a practised person does: keys only, in the order of print."""

from dataclasses import dataclass

SENTENCE = "Ask one forum a question before we publish."
RANGE = {"lowest": 2, "highest": 12, "best": 5}
SURE = {"confidence": 80}
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Keyed:
    """The keys of one sheet, and the answer that they are meant to make."""

    keys: tuple[str, ...]
    answer: dict


def keyed(view, person=0):
    """Return how one sheet is keyed in, after its mark; different people answer differently."""
    return _HOW["vote" if view.get("vote") else view["kind"]](view, person)


def _choice(view, person):
    picked = [(person + step) % len(view["items"]) for step in range(min(view["max_selected"], 2))]
    picked = sorted(set(picked))
    answer = {"selected": [view["items"][index]["id"] for index in picked]}
    return Keyed((*(KEYS[index] for index in picked), "Enter"), answer)


def _scale(view, person):
    keys, ratings = [], {}
    for line, item in enumerate(view["items"]):
        points = item.get("scale", view["scale"])["points"]
        index = (person + line) % len(points)
        keys.append(KEYS[index])
        ratings[item["id"]] = points[index]["value"]
    return Keyed((*keys, "Enter"), {"ratings": ratings})


def _sort(view, person):
    keys, placed = [], {}
    for line, item in enumerate(view["items"]):
        index = (person + line) % len(view["columns"])
        keys.append(KEYS[index])
        placed[item["id"]] = view["columns"][index]["id"]
    return Keyed((*keys, "Enter"), {"placed": placed})


def _rank(view, person):
    items = view["items"]
    places = view.get("top") or len(items)
    order = [items[(person + step) % len(items)]["id"] for step in range(places)]
    written = {name: str(place) for place, name in enumerate(order, 1)}
    keys = [written.get(item["id"], "0") for item in items]
    return Keyed((*keys, "Enter"), {"order": order})


def _estimate(view, person):
    if view["prefill"]:
        return _second_estimate(view)
    keys, estimates = [], {}
    for line, item in enumerate(view["items"]):
        least = int(item.get("bounds", {}).get("lowest") or 0)
        ends = {part: least + number for part, number in RANGE.items()}
        numbers = {part: (ends | SURE)[part] for part in view["asks"]}
        # How sure is carried on from the first line.
        typed = [number for part, number in numbers.items() if part != "confidence" or not line]
        keys += [key for number in typed for key in (*str(number), "Enter")]
        estimates[item["id"]] = numbers
    return Keyed(tuple(keys), {"estimates": estimates})


def _second_estimate(view):
    """Change the best guess of the line in the middle; all else stays."""
    best, line = view["asks"].index("best"), len(view["items"]) // 2
    keys = (*["ArrowDown"] * line, *["Enter"] * best, "6", "Control+Enter")
    return Keyed(keys, {"estimates": {view["items"][line]["id"]: {"best": 6}}})


def _text(view, person):
    slots = max(len(view["items"]), 1)
    texts = [f"{person} asked." if person else SENTENCE for _ in range(slots)]
    keys = [key for text in texts for key in (*text, "Enter")]
    blank = view["max_texts"] - slots
    return Keyed((*keys, *["Enter"] * blank), {"texts": [*texts, *[""] * blank]})


def _vote(view, person):
    picked = sorted({(person + step) % len(view["candidates"]) for step in range(2)})
    keys = [key for index in picked for key in (*str(index + 1), " ")]
    answer = {"votes": [view["candidates"][index]["id"] for index in picked]}
    return Keyed((*keys, "Enter"), answer)


_HOW = {
    "choice": _choice,
    "scale": _scale,
    "sort": _sort,
    "rank": _rank,
    "estimate": _estimate,
    "text": _text,
    "vote": _vote,
}
