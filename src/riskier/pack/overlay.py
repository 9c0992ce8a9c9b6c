"""Lay a small pack over a whole one: what it adds, changes and takes away.

A list of records goes by id: a known id changes that record's keys, a new one is added.
An object goes key by key, anything else is replaced. `sources` are added, never lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from riskier.pack.faults import Fault, shown
from riskier.pack.lists import Document

AFTER = "after"


@dataclass(frozen=True)
class Change:
    """One thing that an overlay does: to a record of a list, or to a key of a file."""

    does: Literal["adds", "changes", "removes"]
    file: str
    key: str
    record: str | None = None
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the change as one line."""
        place = f"{self.key}[{self.record}]" if self.record else self.key
        fields = f": {', '.join(self.fields)}" if self.fields else ""
        return f"{self.does} {self.file} {place}".rstrip() + fields


@dataclass(frozen=True)
class Laid:
    """A file with an overlay on it, what that changed, and what is wrong with the overlay."""

    document: Document
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]


def laid_over(file: str, base: Document, over: Document) -> Laid:
    """Return the file `base` with the file `over` laid over it; neither is changed."""
    result, changes, faults = dict(base), list[Change](), list[Fault]()
    for key, value in over.items():
        below = base.get(key)
        if _by_id(below):
            records = _Records(file, key, below)
            records.lay(value)
            result[key] = records.result
            changes += records.changes
            faults += records.faults
        else:
            result[key] = _one_laid(key, below, value)
            changes.append(Change("changes", file, key, fields=_fields(value)))
    return Laid(result, tuple(changes), tuple(faults))


def _by_id(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _one_laid(key: str, below: object, value: object) -> object:
    if isinstance(below, dict) and isinstance(value, dict):
        return {**below, **value}
    if key == "sources" and isinstance(below, list) and isinstance(value, list):
        return [*below, *value]
    return value


def _fields(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, dict) else ()


class _Records:
    """A list of records on its way to another."""

    def __init__(self, file: str, key: str, below: Any) -> None:
        self.file, self.key = file, key
        self.result: list[Document] = list(below)
        self.changes: list[Change] = []
        self.faults: list[Fault] = []

    def lay(self, value: object) -> None:
        """Add or change each of the records in `value`."""
        if not isinstance(value, list):
            self._fault("", value, "a list of records")
            return
        seen: set[str] = set()
        for place, record in enumerate(value):
            name = record.get("id") if isinstance(record, dict) else None
            if not isinstance(name, str):
                self._fault(f"[{place}]", record, "a record with an id")
            elif name in seen:
                self._fault(f"[{name}]", name, "each id once")
            else:
                seen.add(name)
                self._lay_one(name, record)

    def _lay_one(self, name: str, record: Document) -> None:
        own = {key: value for key, value in record.items() if key != AFTER}
        place = self._find(name)
        if place is None:
            self._insert(own, record.get(AFTER, self._usual_place(own)))
            self.changes.append(Change("adds", self.file, self.key, name))
            return
        changed = {**self.result[place], **own}
        fields = tuple(key for key in record if key != "id")
        self.changes.append(Change("changes", self.file, self.key, name, fields))
        if AFTER in record:
            del self.result[place]
            self._insert(changed, record[AFTER])
        else:
            self.result[place] = changed

    def _insert(self, record: Document, after: object) -> None:
        place = self._find(after) if after is not None else len(self.result) - 1
        if place is None:
            self._fault(f"[{record['id']}].{AFTER}", after, f"the id of another of {self.key}")
            place = len(self.result) - 1
        self.result.insert(place + 1, record)

    def _usual_place(self, record: Document) -> str | None:
        """Return the last record of the same stage, so that an agenda stays in order."""
        same = [
            one for one in self.result if "stage" in one and one["stage"] == record.get("stage")
        ]
        return str(same[-1]["id"]) if same else None

    def _find(self, name: object) -> int | None:
        places = (place for place, one in enumerate(self.result) if one["id"] == name)
        return next(places, None)

    def _fault(self, at: str, value: object, allowed: str) -> None:
        self.faults.append(Fault(f"{self.file}.json", f"{self.key}{at}", shown(value), allowed))


def concerns(changes: Iterable[Change], fault: Fault) -> bool:
    """Say whether a fault lies in something that one of the changes brought in."""
    changes = [one for one in changes if f"{one.file}." in fault.file and one.does != "removes"]
    if fault.file == "fit.csv":
        return any(_names(one, fault.value) for one in changes)
    if any(_at(fault.key, one) for one in changes):
        return True
    # The whole of a file (such as the minutes of a run sheet) is the newest layer's to keep.
    return bool(changes) and not fault.key.startswith(tuple(_lists(changes)))


def _names(change: Change, value: str) -> bool:
    return any(shown(name) == value for name in (change.record or "").split(", "))


def _lists(changes: Iterable[Change]) -> Iterator[str]:
    return (f"{one.key}[" for one in changes if one.record)


def _at(key: str, change: Change) -> bool:
    place = f"{change.key}[{change.record}]" if change.record else change.key
    return key == place or key.startswith((f"{place}.", f"{place}[", f"{place} "))
