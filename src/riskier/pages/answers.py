"""A room's answers as one flat table, for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Json = dict[str, Any]
Cell = str | int | float
Part = tuple[str, str, Cell]
COLUMNS = ("person", "activity", "round", "item", "part", "value")

# A spreadsheet would take such a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answers_csv(export: Json) -> str:
    """Return what `Rooms.export` gave as CSV, one line for each part of each answer.

    `person` numbers the people of this file, in an order that tells nothing; a text stands
    under a number of its own, so that it leads to nobody's ratings.
    """
    page = io.StringIO()
    # The mark tells spreadsheets that this is UTF-8.
    page.write("\ufeff")
    table = csv.writer(page)
    table.writerow(COLUMNS)
    for number, person in enumerate(export["people"], 1):
        for key, answer in person["answers"].items():
            activity, _, round_ = key.rpartition("/")
            for item, part, value in _parts(answer):
                table.writerow([number, activity, round_, item, part, _safe(value)])
    return page.getvalue()


def _parts(answer: Json) -> Iterator[Part]:
    parts = list(_filled(answer))
    yield from parts or [("", "nothing", "")]


def _filled(answer: Json) -> Iterator[Part]:
    for name, value in answer.items():
        yield from _PARTS.get(name, _plain)(name, value)


def _plain(name: str, value: Any) -> list[Part]:
    return [("", name, value)] if value else []


_PARTS: dict[str, Callable[[str, Any], Iterable[Part]]] = {
    "selected": lambda _, items: [(item, "selected", 1) for item in items],
    "ratings": lambda _, ratings: [(item, "rating", each) for item, each in ratings.items()],
    "order": lambda _, items: [(item, "place", place) for place, item in enumerate(items, 1)],
    "placed": lambda _, placed: [(card, "column", column) for card, column in placed.items()],
    "estimates": lambda _, estimates: [
        (item, part, value) for item, parts in estimates.items() for part, value in parts.items()
    ],
    "texts": lambda _, texts: [(str(n), "text", text) for n, text in enumerate(texts, 1) if text],
    "votes": lambda _, texts: [(text, "vote", 1) for text in texts],
}


def _safe(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
