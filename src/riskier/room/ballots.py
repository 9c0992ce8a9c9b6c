"""What people may vote on: each person some of the texts that others wrote."""

from collections.abc import Sequence

from riskier.room.errors import RoomError, shown
from riskier.room.kept import Kept
from riskier.room.records import Json, RoomRecord, asked
from riskier.room.state import Views
from riskier.room.store.contract import Store
from riskier.room.texts import Written, candidates, text_id, written

_KEPT = 32


class Ballots:
    """Reads texts once for all who vote on them."""

    def __init__(self, store: Store, views: Views) -> None:
        self._store = store
        self._views = views
        self._texts: Kept[tuple[list[Written], int]] = Kept(_KEPT)

    def candidates(
        self, record: RoomRecord, participant: str, activity: str, number: int
    ) -> list[Json]:
        """Return the texts that a participant may vote on in a round.

        There are none as long as fewer than `k_min` wrote one.
        """
        before = number - 1
        version = record.versions.get(asked(activity, before), 0)
        key = (record.code, record.salt, activity, before, version, str(record.hidden))
        found, writers = self._texts.get(key, lambda: self._written(record, activity, before))
        if record.kind == "live" and writers < record.k_min:
            return []
        slots = range(self._views.of(record, activity, before)["max_texts"])
        own = (text_id(record.salt, participant, activity, before, slot) for slot in slots)
        return candidates(record, found, frozenset(own), participant)

    def require_texts(self, record: RoomRecord, names: Sequence[str]) -> None:
        """Raise `RoomError("unknown_text")` unless every name is a text's id."""
        rows = self._store.answers(record.code)
        known = {text.id for text in written(record, rows)}.union(record.hidden)
        for name in names:
            if name not in known:
                raise RoomError(
                    "unknown_text",
                    f"There is no text {shown(name)} in this room. Take an id from its texts.",
                    field="hide",
                    status=422,
                )

    def _written(self, record: RoomRecord, activity: str, number: int) -> tuple[list[Written], int]:
        rows = self._store.answers(record.code, [(activity, number)])
        writers = sum(1 for row in rows if any(row.body.get("texts", ())))
        return list(written(record, rows)), writers
