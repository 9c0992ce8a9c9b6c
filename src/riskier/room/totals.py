"""From counted totals to answers: so many people chose this.

A total does not say who chose what together. So picks are dealt out by chance, and totals
are only taken where a finding counts each line by itself.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from riskier.pack.agenda import Activity
from riskier.room.errors import AnswerError, shown
from riskier.room.records import Json

MOST_PEOPLE = 1000
_COUNTED_BY_LINE = ("counts", "pareto", "diverging", "awareness", "heatmap", "cases")
_PARTS = {"choice": "selected", "scale": "ratings", "sort": "placed"}


def takes_totals(activity: Activity) -> bool:
    """Say whether counted totals tell as much of an activity as its sheets would."""
    return activity.kind in _PARTS and activity.finding in _COUNTED_BY_LINE


def dealt(view: Mapping[str, Any], people: object, counts: object, random: Random) -> list[Json]:
    """Return one answer a person, unchecked, that together make the totals.

    Args:
        view: what was asked.
        people: how many sheets were counted.
        counts: for a choice, how many picked each option; else for each line how many
            chose each point or column.
        random: who gets which pick.

    Raises:
        AnswerError: when the totals cannot be those of so many people.

    """
    number = _whole(people, "people", 1, MOST_PEOPLE)
    if view["kind"] == "choice":
        return _picks(view["max_selected"], number, _table(counts, "counts"), random)
    answers: list[Json] = [{} for _ in range(number)]
    for line, given in _table(counts, "counts").items():
        values = _values(given, number, f"counts.{line}", labels(view, line))
        for answer, value in zip(answers, _mixed(values, number, random), strict=True):
            if value is not None:
                answer[line] = value
    return [{_PARTS[view["kind"]]: answer} for answer in answers]


def labels(view: Mapping[str, Any], line: str) -> dict[str, Any]:
    """Return what each name in the totals of a line stands for."""
    if view["kind"] == "sort":
        return {column["id"]: column["id"] for column in view["columns"]}
    own = {item["id"]: item["scale"] for item in view["items"] if "scale" in item}
    points = own.get(line, view["scale"])["points"]
    return {f"{point['value']:g}": point["value"] for point in points}


def _picks(most: int, people: int, counts: Mapping[str, Any], random: Random) -> list[Json]:
    selected: list[list[str]] = [[] for _ in range(people)]
    wanted = {name: _whole(count, f"counts.{name}", 0, people) for name, count in counts.items()}
    if sum(wanted.values()) > most * people:
        raise AnswerError(
            "too_many",
            f"{sum(wanted.values())} picks are counted; {people} people have at most "
            f"{most * people}. Check the counts, or how many sheets there are.",
            "people",
        )
    for name, count in sorted(wanted.items(), key=lambda pair: -pair[1]):
        # Always those with the fewest picks so far: then nobody ever gets too many.
        order = sorted(selected, key=lambda picks: (len(picks), random.random()))
        for picks in order[:count]:
            picks.append(name)
    return [{"selected": picks} for picks in selected]


def _values(given: object, people: int, field: str, known: Mapping[str, Any]) -> list[Any]:
    values: list[Any] = []
    for name, count in _table(given, field).items():
        if name not in known:
            raise AnswerError("unknown_id", f"{shown(name)} cannot be chosen here.", field)
        values += [known[name]] * _whole(count, field, 0, people)
    if len(values) > people:
        raise AnswerError(
            "too_many",
            f"{len(values)} are counted on this line, of {people} sheets. Check the counts.",
            field,
        )
    return values


def _mixed(values: Sequence[Any], people: int, random: Random) -> list[Any]:
    mixed = [*values, *[None] * (people - len(values))]
    random.shuffle(mixed)
    return mixed


def _table(given: object, field: str) -> Mapping[str, Any]:
    if not isinstance(given, dict) or len(given) > 200:
        raise AnswerError("wrong_shape", "Give a count for each name.", field)
    return given


def _whole(given: object, field: str, least: int, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
        message = f"{shown(given)} was given. Give a whole number from {least} to {most}."
        raise AnswerError("bad_count", message, field)
    return given
