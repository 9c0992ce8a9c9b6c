"""The made-up group's answers to any questions, the same for the same seed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskier.pack import Pack
from riskier.sample import picks, ranges, ratings, writing
from riskier.sample.persons import Persons, persons

Key = tuple[str, int]
View = Mapping[str, Any]
Given = list[dict[str, Any] | None]

PEOPLE = 24
SEED = 1
KEPT_PRIVATE = "(kept private)"


@dataclass(frozen=True)
class SampleGroup:
    """Made-up people: their answers by activity and round, and the texts they wrote."""

    people: tuple[dict[Key, dict[str, Any]], ...]
    written: Mapping[str, Sequence[dict[str, Any]]]

    def texts(self, activity: str) -> Sequence[dict[str, Any]]:
        """Return the texts of an activity as a room lists them, with their votes."""
        return self.written.get(activity, ())


def sample_group(
    pack: Pack, views: Mapping[Key, View], people: int = PEOPLE, seed: int = SEED
) -> SampleGroup:
    """Return the made-up group's answers to the questions in `views`.

    `views` holds each question as it is asked, by activity and round.
    """
    who = persons(people, seed)
    answers: list[dict[Key, dict[str, Any]]] = [{} for _ in range(people)]
    written: dict[str, list[dict[str, Any]]] = {}
    for name in dict.fromkeys(activity for activity, _ in views):
        rounds = {number: view for (each, number), view in views.items() if each == name}
        for number, given in _answers(pack, who, rounds, written).items():
            for person, answer in enumerate(given):
                if answer is not None:
                    answers[person][name, number] = answer
    return SampleGroup(tuple(answers), written)


def _answers(
    pack: Pack, who: Persons, views: Mapping[int, View], written: dict[str, list[dict[str, Any]]]
) -> Mapping[int, Given]:
    """Return the answers of every round of one activity."""
    first = next(iter(views.values()))
    name = first["id"]
    match first["kind"]:
        case "scale":
            return ratings.scale_answers(pack, who, name, views)
        case "estimate":
            return ranges.estimate_answers(pack, who, views)
        case "text":
            return _texts(pack, who, views, written)
        case _:
            return {number: _alone(pack, who, view) for number, view in views.items()}


def _alone(pack: Pack, who: Persons, view: View) -> Given:
    """Return the answers of a kind whose rounds have nothing to do with each other."""
    match view["kind"]:
        case "rank":
            return picks.rank_answers(pack, who, view)
        case "sort":
            return picks.sort_answers(pack, who, view)
        case "plan":
            return _plans(who)
        case _:
            return picks.choice_answers(who, view)


def _texts(
    pack: Pack, who: Persons, views: Mapping[int, View], written: dict[str, list[dict[str, Any]]]
) -> Mapping[int, Given]:
    rounds: dict[int, Given] = {}
    for number, view in views.items():
        if not view["vote"]:
            rounds[number] = writing.written(pack, who, view)
            written[view["id"]] = writing.listing(view, rounds[number])
            continue
        texts = written.get(view["id"], [])
        rounds[number] = writing.votes(who, view, texts)
        liked = Counter(name for answer in rounds[number] if answer for name in answer["votes"])
        written[view["id"]] = [{**text, "votes": liked[text["id"]]} for text in texts]
    return rounds


def _plans(who: Persons) -> Given:
    rng = who.rng("plan")
    plan = {"cue": KEPT_PRIVATE, "act": KEPT_PRIVATE, "tell": KEPT_PRIVATE}
    return [dict(plan) if rng.random() < 0.8 else None for _ in range(who.count)]
