"""Made-up texts and votes. Lines come from the pack or from `texts.json`."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from riskier.pack import Pack
from riskier.sample.persons import Persons

View = Mapping[str, Any]
Given = list[dict[str, Any] | None]
Line = dict[str, Any]

_KINDS = {"change-loop": "change", "stop": "stop"}


def written(pack: Pack, who: Persons, view: View) -> Given:
    """Return texts, one for each slot; many people leave one or all empty."""
    slots = [_lines(pack, view, item) for item in view["items"]]
    slots = slots or [_lines(pack, view, None)] * view["max_texts"]
    columns = [_handed_out(who, f"{view['id']}/{slot}", slots[slot]) for slot in range(len(slots))]
    return [
        {"texts": list(texts), "votes": []} if any(texts) else None
        for texts in zip(*columns, strict=True)
    ]


def _handed_out(who: Persons, name: str, lines: Sequence[str]) -> list[str]:
    """Return what each person wrote: every line once, more often in a large group."""
    texts = [""] * who.count
    writers = who.rng(name).permutation(who.count)[: max(len(lines), who.count // 3)]
    for place, person in enumerate(writers):
        texts[person] = lines[place % len(lines)] if lines else ""
    return texts


def listing(view: View, answers: Sequence[dict[str, Any] | None]) -> list[Line]:
    """Return the texts of some answers with ids, as rooms list them, without votes."""
    return [
        {
            "id": text_id(view["id"], person, slot),
            "text": text,
            "slot": slot,
            "hidden": False,
            "votes": 0,
        }
        for person, answer in enumerate(answers)
        for slot, text in enumerate(answer["texts"] if answer else ())
        if text
    ]


def text_id(activity: str, person: int, slot: int) -> str:
    """Return the id of a made-up text."""
    return f"sample-{activity}-{person}-{slot}"


def votes(who: Persons, view: View, texts: Sequence[Line]) -> Given:
    """Return votes: each person sees a few texts of others and likes some of them."""
    rng = who.rng(f"{view['id']}/vote")
    answers: Given = []
    for person in range(who.count):
        others = [text["id"] for text in texts if f"-{person}-" not in text["id"]]
        seen = rng.permutation(len(others))[:6]
        count = min(int(rng.integers(0, view["max_votes"] + 1)), len(seen))
        answers.append({"texts": [], "votes": [others[index] for index in seen[:count]]})
    return answers


def _lines(pack: Pack, view: View, item: Mapping[str, Any] | None) -> list[str]:
    """Return what people might write in a slot, cut to its length."""
    made_up = _made_up()
    name = item["id"] if item else ""
    lines = made_up.get(name) or made_up.get(_KINDS.get(view["id"], "change"), [])
    if name in pack.translations:
        answers = pack.translations[name].model_answers
        lines = [*made_up.get(name, []), answers.public_service, answers.corporate]
    return [line for line in lines if len(line) <= view["max_length"]]


@lru_cache(maxsize=1)
def _made_up() -> dict[str, list[str]]:
    lines = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
    return {name: texts for name, texts in lines.items() if name != "about"}
