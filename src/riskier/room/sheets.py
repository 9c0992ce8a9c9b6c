"""One person's side of an activity: what they said, said before, and may vote on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from riskier.room.answers import check_answer
from riskier.room.errors import RoomError, shown
from riskier.room.kept import Kept
from riskier.room.records import Json, RoomRecord, asked
from riskier.room.state import Views
from riskier.room.store.contract import Store
from riskier.room.texts import Written, candidates, text_id, written

_KEPT = 32


class Sheets:
    """The answer sheets of everyone. Texts to vote on are read once for all."""

    def __init__(self, store: Store, views: Views) -> None:
        self._store = store
        self._views = views
        self._texts: Kept[tuple[list[Written], int]] = Kept(_KEPT)

    def of(self, record: RoomRecord, participant: str, activity: str | None, number: int) -> Json:
        """Return a person's `answer`, `previous` and, where they vote, `candidates`."""
        if activity is None:
            return {"answer": None, "previous": None}
        given = self._store.answers_of(record.code, participant, activity)
        return self._sheet(record, participant, activity, number, given)

    def of_many(self, record: RoomRecord, participants: Iterable[str]) -> dict[str, Json]:
        """Return many people's sheets of what the room is at."""
        activity, number = record.activity, record.round
        if activity is None:
            return {each: {"answer": None, "previous": None} for each in participants}
        given: dict[str, dict[int, Json]] = defaultdict(dict)
        keys = [(activity, number - 1), (activity, number)]
        for row in self._store.answers(record.code, keys):
            given[row.participant][row.round] = row.body
        return {
            each: self._sheet(record, each, activity, number, given.get(each, {}))
            for each in participants
        }

    def asked(self, record: RoomRecord, participant: str, activity: str, number: int) -> Json:
        """Return what this person is asked, with the texts to vote on where they vote."""
        view = self._views.of(record, activity, number)
        if not view.get("vote"):
            return view
        return {**view, "candidates": self._candidates(record, participant, activity, number)}

    def recheck(self, view: Json, now: RoomRecord, answers: Iterable[object]) -> None:
        """Raise `AnswerError` if answers to `view` do not fit what the room asks by now.

        Nothing is read from the store: a transaction of it may be under way.
        """
        latest = self._views.of(now, view["id"], view["round"])
        if latest is view:
            return
        asked_now = {**latest, "candidates": view.get("candidates")}
        for answer in answers:
            check_answer(asked_now, answer)

    def read_out(self, record: RoomRecord, activity: str, number: int) -> list[Json]:
        """Return all texts that may be voted on when they are read out, in a lasting order."""
        found, writers = self._all_texts(record, activity, number - 1)
        if writers < record.k_min:
            return []
        return [{"id": text.id, "text": text.text} for text in found if not text.hidden]

    def writers(self, record: RoomRecord, activity: str, number: int) -> int:
        """Return how many wrote something, blank sheets left out."""
        return self._all_texts(record, activity, number)[1]

    def require_texts(self, record: RoomRecord, names: Sequence[str], field: str) -> None:
        """Raise `RoomError("unknown_text")`, about a field, unless every name is a text's id."""
        rows = self._store.answers(record.code)
        known = {text.id for text in written(record, rows)}.union(record.hidden)
        for name in names:
            if name not in known:
                raise RoomError(
                    "unknown_text",
                    f"There is no text {shown(name)} in this room. Take an id from its texts.",
                    field=field,
                    status=422,
                )

    def _sheet(
        self,
        record: RoomRecord,
        participant: str,
        activity: str,
        number: int,
        given: Mapping[int, Json],
    ) -> Json:
        sheet: Json = {"answer": given.get(number), "previous": given.get(number - 1)}
        if self._views.of(record, activity, number).get("vote"):
            sheet["candidates"] = self._candidates(record, participant, activity, number)
        return sheet

    def _candidates(
        self, record: RoomRecord, participant: str, activity: str, number: int
    ) -> list[Json]:
        """Return the texts to vote on; none as long as fewer than `k_min` wrote one."""
        before = number - 1
        found, writers = self._all_texts(record, activity, before)
        if record.kind == "live" and writers < record.k_min:
            return []
        slots = range(self._views.of(record, activity, before)["max_texts"])
        own = (text_id(record.salt, participant, activity, before, slot) for slot in slots)
        return candidates(record, found, frozenset(own), participant)

    def _all_texts(
        self, record: RoomRecord, activity: str, number: int
    ) -> tuple[list[Written], int]:
        version = record.versions.get(asked(activity, number), 0)
        key = (record.code, record.salt, activity, number, version, str(record.hidden))
        return self._texts.get(key, lambda: self._written(record, activity, number))

    def _written(self, record: RoomRecord, activity: str, number: int) -> tuple[list[Written], int]:
        rows = self._store.shown(record, [(activity, number)])
        writers = sum(1 for row in rows if any(row.body.get("texts", ())))
        # By id, which never changes: what is drawn from them stays the same, too.
        return sorted(written(record, rows)), writers
