"""A catalogue: records in order, found by id."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The record's id."""


R = TypeVar("R", bound=HasId)


class Catalogue(Generic[R]):
    """Records in the order of their file; `catalogue[id]` finds one."""

    def __init__(self, records: Iterable[R]) -> None:
        """Keep `records` in order; of two with the same id the first is found."""
        self._records = tuple(records)
        self._by_id: dict[str, R] = {}
        for record in self._records:
            self._by_id.setdefault(record.id, record)

    def __iter__(self) -> Iterator[R]:
        """Go through the records in order."""
        return iter(self._records)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._records)

    def __contains__(self, record_id: object) -> bool:
        """Say whether there is a record with this id."""
        return record_id in self._by_id

    def __getitem__(self, record_id: str) -> R:
        """Return the record with this id; a KeyError names the ids there are."""
        try:
            return self._by_id[record_id]
        except KeyError:
            known = ", ".join(self._by_id) or "none"
            msg = f"no record has the id {record_id!r}; there are: {known}"
            raise KeyError(msg) from None

    def get(self, record_id: str) -> R | None:
        """Return the record with this id, or None."""
        return self._by_id.get(record_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self._records)
