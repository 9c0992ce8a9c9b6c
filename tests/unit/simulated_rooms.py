"""Rooms of people with very different opinions, the same for the same seed."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from finding_examples import ASKED, context, views_for

from riskier.findings import Finding, build
from riskier.room import check_answer

Answer = dict[str, Any]
Person = dict[tuple[str, int], Answer]
View = Mapping[str, Any]
Pick = Callable[[int], int]

SHAPES = ("mixed", "agreed", "halves", "outlier", "ties", "middle", "skipped", "sparse")
WORDS = ("a", "b", "🙂🎉", "مرحبا", "<b>x</b>", "Ask them first")


BLANK = {"hidden": False, "votes": 0}


class Room:
    """What a made-up group answered, and its findings.

    In a `mixed` room everyone answers at random, in an `agreed` one all alike; `halves` pull
    to opposite ends, one `outlier` against all others; `ties` deal the options out in turn;
    all take the `middle`, or press on without an answer (`skipped`); a `sparse` room leaves
    most things out.
    """

    def __init__(self, shape: str, count: int, k_min: int = 5, seed: int = 1) -> None:
        self.shape, self.count, self.k_min = shape, count, k_min
        self.people: list[Person] = [{} for _ in range(count)]
        self.written: dict[str, list[dict[str, Any]]] = {}
        chances = [Random(f"{shape}/{count}/{seed}/{number}") for number in range(count)]
        for about, number in (*ASKED, ("follow-up", 1)):
            view = views_for(about)[about, number]
            for who, chance in enumerate(chances):
                if shape != "sparse" or chance.random() > 0.3:
                    answer = self._answer(view, who, chance)
                    self.people[who][about, number] = answer
            if view["kind"] == "text":
                self._list_texts(about, view)

    def finding(self, about: str, number: int = 1) -> Finding:
        """Return the finding of an activity or exhibit."""
        texts = self.written.get(about, ())
        return build(context(about, self.people, number, texts=texts, k_min=self.k_min))

    def given(self, about: str, number: int = 1) -> list[Answer]:
        """Return the raw answers to a question."""
        return [person[about, number] for person in self.people if (about, number) in person]

    def _answer(self, view: View, who: int, chance: Random) -> Answer:
        candidates = [each for each in self.written.get(view["id"], []) if each["by"] != who]
        view = {**view, "candidates": candidates[:6]} if view.get("vote") else view
        pick, keep = self._pick(who, chance), self._keep(chance)
        return check_answer(view, _KINDS[view["kind"]](view, pick, keep))

    def _pick(self, who: int, chance: Random) -> Pick:
        shared = Random(f"{self.shape}")
        return {
            "agreed": shared.randrange,
            "halves": lambda n: (who % 2) * (n - 1),
            "outlier": lambda n: (who == 0) * (n - 1),
            "ties": lambda n: who % n,
            "middle": lambda n: n // 2,
        }.get(self.shape, chance.randrange)

    def _keep(self, chance: Random) -> Callable[[], bool]:
        likely = {"skipped": 0.0, "sparse": 0.4}.get(self.shape, 1.0)
        return lambda: chance.random() < likely

    def _list_texts(self, about: str, view: View) -> None:
        if view["vote"]:
            given = self.given(about, view["round"])
            votes = Counter(vote for answer in given for vote in answer["votes"])
            for text in self.written[about]:
                text["votes"] = votes[text["id"]]
            return
        self.written[about] = [
            {
                "id": f"{who}-{slot}",
                "text": text,
                "slot": slot,
                "hidden": False,
                "votes": 0,
                "by": who,
            }
            for who, person in enumerate(self.people)
            for slot, text in enumerate(person.get((about, 1), {}).get("texts", ()))
            if text
        ]


def _choice(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    left = [item["id"] for item in view["items"]]
    most = min(view["max_selected"], 3)
    return {"selected": [left.pop(pick(len(left))) for _ in range(most) if keep()]}


def _rank(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    left = [item["id"] for item in view["items"]]
    most = view.get("top") or len(left)
    return {"order": [left.pop(pick(len(left))) for _ in range(most) if keep()]}


def _scale(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    points = {i["id"]: (i.get("scale") or view["scale"])["points"] for i in view["items"]}
    return {"ratings": {n: p[pick(len(p))]["value"] for n, p in points.items() if keep()}}


def _sort(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    columns = [column["id"] for column in view["columns"]]
    return {"placed": {i["id"]: columns[pick(len(columns))] for i in view["items"] if keep()}}


def _estimate(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    found = {}
    for item in view["items"]:
        bounds = item.get("bounds", {})
        low = max(bounds.get("lowest", 0), min(2.0 ** pick(6), bounds.get("highest", 64) / 2))
        best, confidence = low * 1.5, 50 + 10 * pick(6)
        parts = {"lowest": low, "best": best, "highest": low * 2, "confidence": confidence}
        if keep():
            found[item["id"]] = {name: parts[name] for name in view["asks"]}
    return {"estimates": found}


def _text(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    if view["vote"]:
        left = [each["id"] for each in view["candidates"]]
        votes = min(view["max_votes"], len(left))
        voted = [left.pop(pick(len(left))) for _ in range(votes) if keep()]
        return {"texts": [], "votes": voted}
    return {
        "texts": [WORDS[pick(6)] if keep() else "" for _ in range(view["max_texts"])],
        "votes": [],
    }


def _plan(view: View, pick: Pick, keep: Callable[[], bool]) -> Answer:
    return {part: WORDS[pick(6)] if keep() else "" for part in ("cue", "act", "tell")}


_KINDS = {
    "choice": _choice,
    "rank": _rank,
    "scale": _scale,
    "sort": _sort,
    "estimate": _estimate,
    "text": _text,
    "plan": _plan,
}


ROOMS = [
    *((shape, 12, 5) for shape in SHAPES),
    ("mixed", 3, 5),
    ("sparse", 3, 1),
    *(("skipped", 2, 1), ("agreed", 2, 1), ("mixed", 1, 1)),
    ("sparse", 40, 5),
    ("mixed", 400, 5),
]


def parts_said(text):
    """Return every `part of whole people` that a sentence says, in whichever words."""
    number = r"(\d[\d,]*)"
    found = [
        (int(part.replace(",", "")), int(whole.replace(",", "")))
        for part, whole in re.findall(rf"{number} of {number} people", text)
    ]
    found += [(int(n.replace(",", "")),) * 2 for n in re.findall(rf"[Aa]ll {number} people", text)]
    found += [(0, int(n.replace(",", ""))) for n in re.findall(rf"one of the {number} peo", text)]
    found += [(2, 2)] * len(re.findall("[Bb]oth people", text))
    found += [(0, 2)] * len(re.findall("[Nn]either of the 2 people", text))
    found += [(1, 1)] * len(re.findall("[Tt]he one person asked", text))
    return found + [(0, 1)] * len(re.findall("[Nn]obody", text))


def checked(room, about, number, n):
    """Return a finding that may be shown; check one that may not, and return None."""
    found = room.finding(about, number)
    assert found.n == n
    if 0 < n < room.k_min or n == 0:
        assert found.rows == ()
        assert found.picture is None
        assert found.withheld
        assert str(room.k_min) in found.withheld or n == 0
        return None
    assert found.withheld is None
    assert not re.search(r"\b1 (people|options|votes|texts|points|picks|places)\b", found.headline)
    return found


def rows_of(found, *columns):
    """Return a table's rows by their first cell."""
    places = [found.columns.index(name) for name in columns]
    return {row[0]: tuple(row[place] for place in places) for row in found.rows}


def labels(about, number=1):
    return {item["id"]: item["label"] for item in views_for(about)[about, number]["items"]}


def enough(room, values):
    return len(values) >= max(room.k_min, 1)
