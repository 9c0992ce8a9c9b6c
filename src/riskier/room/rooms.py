"""Rooms: what servers, notebooks and commands call. Joins pack, store and the rules."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from random import SystemRandom
from typing import Unpack

from riskier.pack import Pack
from riskier.room import clock, codes, making, texts, transfer
from riskier.room.answers import check_answer
from riskier.room.errors import RoomError, UnknownRoomError
from riskier.room.guards import may_answer
from riskier.room.keeping import Due, due, today
from riskier.room.kept import Kept
from riskier.room.loading import loaded
from riskier.room.members import Members
from riskier.room.moves import Move, moved, read_move, text_ids
from riskier.room.paper import Paper
from riskier.room.records import (
    AnswerRow,
    Joined,
    Json,
    Keep,
    Kind,
    NewRoom,
    Phase,
    Receipt,
    Room,
    RoomRecord,
    Solo,
)
from riskier.room.route import Route
from riskier.room.sheets import Sheets
from riskier.room.state import (
    Views,
    facilitator_state,
    finding_version,
    phase_of,
    shared_state,
    with_time,
)
from riskier.room.store.contract import Store, Watcher

_KEPT = 64
_random = SystemRandom()


class Rooms:
    """All rooms of one store that run one pack. May be used from any thread.

    A code may be given as people type it: case, spaces and dashes do not matter. Every
    method that takes one raises `UnknownRoomError` when there is no such room,
    but for solo rooms, which come into being with their first answer.
    """

    def __init__(self, store: Store, pack: Pack) -> None:
        self.store = store
        self.pack = pack
        self._route = Route(pack)
        self._views = Views(pack)
        self._states: Kept[Json] = Kept(_KEPT)
        self._members = Members(store)
        self._sheets = Sheets(store, self._views)
        self.paper = Paper(store, self._route, self._views, self._sheets)

    # Making, finding and deleting rooms

    def new(  # noqa: PLR0913 - each is a choice of its own
        self,
        *,
        run_sheet: str = "90",
        code: str | None = None,
        key: str | None = None,
        topic: str | None = None,
        k_min: int = 5,
        keep: Keep = "until-deleted",
    ) -> NewRoom:
        """Make a live room; return its code and the key that moves it.

        Raises:
            RoomError: `code_taken`, `bad_code`, `bad_key`, `bad_setting`, ….

        """
        settings: Json = {"run_sheet": run_sheet, "topic": topic, "k_min": k_min, "keep": keep}
        kept, key = making.checked_code(code), making.checked_key(key)
        record = making.live_record(self.pack, self._route, kept, key, settings)
        # A fresh code is one of 480 million: should it be taken, the error says so.
        self.store.add(record, [], [])
        return NewRoom(record.code, key)

    def get(self, code: str) -> Room:
        """Return where a room stands."""
        return Room.of(self._record(code))

    def all(self, kind: Kind | None = None) -> list[Room]:
        """Return every room, or every room of one kind, the oldest day first."""
        records = self.store.rooms(kind)
        return [Room.of(record) for record in sorted(records, key=lambda each: each.created)]

    def normal_code(self, code: str) -> str:
        """Return a room code as it is kept, whether or not there is such a room.

        Raises:
            RoomError: `unknown_room` when the text cannot be a code.

        """
        return _normal(code)

    def key_opens(self, code: str, key: str) -> bool:
        """Tell whether a facilitator key opens a room; False also when there is none."""
        try:
            record = self._record(code)
        except UnknownRoomError:
            return False
        return codes.same(making.key_hash(record.salt, key), record.key_hash)

    def due(self, day: date | None = None) -> list[tuple[str, Due]]:
        """Return the rooms whose answers have been kept as long as was promised."""
        found = ((each.code, due(each, day or today())) for each in self.store.rooms("live"))
        return [(code, what) for code, what in found if what is not None]

    def delete(self, code: str) -> Receipt:
        """Delete a room with all its answers, for good; return what went."""
        return self.store.delete(_normal(code))

    # Participants

    def join(self, code: str) -> Joined:
        """Add a participant to a live room."""
        return self.join_soon(code).result()

    def join_soon(self, code: str) -> "Future[Joined]":
        """Add a participant; the future has a result once that is on disk."""
        return self._members.join_soon(_normal(code))

    def resume(self, code: str, resume_code: str) -> Joined:
        """Return the secrets of a participant who comes back, on any device.

        Raises:
            RoomError: `unknown_resume_code`.

        """
        return self._members.resume(self._record(code).code, resume_code)

    def participant(self, code: str, token: str) -> str | None:
        """Return the id of the participant who holds a token; None for any other token."""
        kept = codes.room_code(code)
        if kept is None or codes.is_solo(kept):
            return None
        return self._members.participant(kept, token)

    def solo(self, resume_code: str | None = None) -> Solo:
        """Return one person's own room: a fresh one, or the one a resume code leads to.

        Nothing is stored before the first answer.

        Raises:
            RoomError: `unknown_resume_code` when the code is mistyped.

        """
        return self._members.solo(resume_code)

    # Answers

    def submit(
        self,
        code: str,
        participant: str,
        activity: str,
        round: int,  # noqa: A002 - the word of the contract
        answer: object,
    ) -> int:
        """Keep an answer in place of the former one; return the room's seq, once on disk.

        Raises:
            RoomError: `not_open`, `ended`, `unknown_activity`, `unknown_participant`, ….
            AnswerError: when the answer does not fit the activity.

        """
        return self.submit_soon(code, participant, activity, round, answer).result()

    def submit_soon(
        self,
        code: str,
        participant: str,
        activity: str,
        round: int,  # noqa: A002 - the word of the contract
        answer: object,
    ) -> "Future[int]":
        """Check an answer now and keep it soon: the future has a result once on disk.

        Raises what `submit` raises, at once where it is known at once, else in the future.
        """
        record = self._record(code)
        self._route.round(activity, round)
        # An answer to a question that is not open is not worth checking, and its items
        # may not be settled yet.
        may_answer(record, participant, activity, round)
        view = self._sheets.asked(record, participant, activity, round)
        body = check_answer(view, answer)

        def guard(now: RoomRecord) -> None:
            may_answer(now, participant, activity, round)
            self._sheets.recheck(view, now, [answer])

        row = AnswerRow(participant, activity, round, body)
        if_missing = record if record.kind == "solo" else None
        return self.store.put(record.code, row, guard, if_missing)

    def own(
        self,
        code: str,
        participant: str,
        activity: str | None = None,
        round: int | None = None,  # noqa: A002 - the word of the contract
    ) -> Json:
        """Return a participant's own `answer`, and `previous`: theirs of the round before.

        In a round of votes there are `candidates`, too: the texts this person may vote on.
        Without `activity`, the one the room is at is meant.
        """
        record = self._record(code)
        activity, number = activity or record.activity, round or record.round
        return self._sheets.of(record, participant, activity, number)

    def owns(self, code: str, participants: Iterable[str]) -> dict[str, Json]:
        """Return what `own` does for many participants, at the cost of one reading."""
        return self._sheets.of_many(self._record(code), participants)

    def people(
        self, code: str, keys: Sequence[tuple[str, int]]
    ) -> list[dict[tuple[str, int], Json]]:
        """Return the answers to some (activity, round) pairs, one dict a person.

        The order is made afresh at every call and there are no ids. A hidden text is an
        empty string, so that the other texts keep their slots.
        """
        record = self._record(code)
        by_person: dict[str, dict[tuple[str, int], Json]] = {}
        for row in self.store.shown(record, list(keys)):
            answers = by_person.setdefault(row.participant, {})
            answers[row.activity, row.round] = texts.without_hidden(record, row)
        people = list(by_person.values())
        _random.shuffle(people)
        return people

    def texts(self, code: str, activity: str, round: int = 1) -> list[Json]:  # noqa: A002
        """Return the texts of a round: `id`, `text`, `slot`, `hidden`, `votes`; shuffled.

        Votes are those of the round after.
        """
        record = self._record(code)
        rows = self.store.shown(record, [(activity, round)])
        votes = self.store.shown(record, [(activity, round + 1)])
        return texts.listing(record, rows, votes)

    def writers(self, code: str, activity: str, round: int = 1) -> int:  # noqa: A002
        """Return how many wrote the texts of a round, hidden ones counted."""
        return self._sheets.writers(self._record(code), activity, round)

    # The room's position

    def move(self, code: str, **wanted: Unpack[Move]) -> Room:
        """Move a room, set its phase, timer or settings, hide or show texts, end it.

        Raises:
            RoomError: `impossible_move` with `.allowed`, `bad_move`, `unknown_…`, `ended`.

        """
        change = self._change(code, wanted)
        return Room.of(self.store.change(_normal(code), change))

    def would_move(self, code: str, **wanted: Unpack[Move]) -> None:
        """Raise what `move` would raise, and change nothing."""
        self._change(code, wanted)(self._record(code))

    def _change(self, code: str, wanted: Move) -> Callable[[RoomRecord], RoomRecord]:
        move = read_move(wanted)
        for field, given in (("hide", move.get("hide")), ("unhide", move.get("unhide"))):
            if names := text_ids(given):
                self._sheets.require_texts(self._record(code), names, field)

        def change(record: RoomRecord) -> RoomRecord:
            after = moved(self._route, record, move, clock.now())
            return record if after == record else replace(after, moved_on=today().isoformat())

        return change

    def choose(
        self,
        code: str,
        activity: str,
        item_ids: Sequence[str],
        column_ids: Sequence[str] | None = None,
    ) -> Room:
        """Settle which records an activity asks about in this room.

        Once somebody has answered the activity, they stay: later calls change nothing.

        Raises:
            RoomError: `unknown_item`.

        """
        items, columns = list(item_ids), None if column_ids is None else list(column_ids)
        self._route.activity(activity)

        def change(record: RoomRecord) -> RoomRecord:
            if any(key.rpartition("/")[0] == activity for key in record.answered):
                return record
            chosen = {**record.chosen, activity: {"items": items, "columns": columns}}
            return replace(record, chosen=chosen)

        try:
            self.pack.require(activity, items, columns or ())
        except KeyError as error:
            raise RoomError("unknown_item", str(error.args[0]), status=422) from None
        return Room.of(self.store.change(_normal(code), change))

    def phase(self, code: str, about: str, round: int = 1) -> Phase:  # noqa: A002
        """Return the phase of any activity (in a round) or exhibit."""
        return phase_of(self._route, self._record(code), about, round)

    def state(self, code: str) -> Json:
        """Return what everyone in the room may know. Callers must not change its parts."""
        record = self._record(code)
        # The salt: a code may be used again for another room.
        state = self._states.get(
            (record.code, record.salt, record.seq),
            lambda: shared_state(self.pack, self._route, self._views, record),
        )
        return with_time(state)

    def view(self, code: str, activity: str, round: int = 1) -> Json:  # noqa: A002
        """Return any activity as this room asks it. Callers must not change it."""
        self._route.round(activity, round)
        return self._views.of(self._record(code), activity, round)

    def facilitator_view(self, code: str) -> Json:
        """Return what the facilitator sees beside the shared state."""
        return facilitator_state(self._route, self._record(code))

    def finding_version(self, code: str, about: str, round: int = 1) -> str:  # noqa: A002
        """Return a text that differs whenever a finding may: same version, same finding."""
        return finding_version(self._route, self._record(code), about, round)

    def watch(self, callback: Watcher) -> Callable[[], None]:
        """Call `callback(code, seq)` from a thread after changes by any process.

        A seq of 0 says that the room was deleted. Returns what ends the calls.
        """
        return self.store.watch(callback)

    # Files

    def export(self, code: str) -> Json:
        """Return a room as JSON, without ids and in no order; see `transfer`."""
        record = self._record(code)
        return transfer.export(self.pack, record, self.store.shown(record))

    def load(self, data: object, *, code: str | None = None, key: str | None = None) -> str:
        """Make a room of what `export` returned; return its code.

        Args:
            data: decoded JSON of any shape.
            code: the code to give it; without one it gets a fresh one.
            key: the facilitator key to give it; without one nobody can move the room.

        Raises:
            RoomError: `bad_file` with the field at fault; then nothing is stored.

        """
        file = transfer.read(self.pack, data)
        empty = making.empty_record(self.pack, making.checked_code(code), making.checked_key(key))
        room = loaded(self.pack, self._route, self._views, file, empty)
        self.store.add(room.record, room.participants, room.answers)
        return room.record.code

    # Inside

    def _record(self, code: str) -> RoomRecord:
        kept = _normal(code)
        try:
            return self.store.room(kept)
        except UnknownRoomError:
            if codes.is_solo(kept):
                return making.solo_record(self.pack, kept)
            raise


def _normal(code: str) -> str:
    kept = codes.room_code(code)
    if kept is None:
        raise UnknownRoomError(code)
    return kept
