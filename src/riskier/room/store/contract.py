"""The contract that every store keeps. `tests/store` runs one suite over all of them.

Durability. A write has returned, or its future has a result, only once the data are on
disk. A write that raises has left nothing behind.

Concurrency. A store may be used from any thread, and the same data from any number of
processes at once; it may not be carried across a `fork` (open a new one in the child).
Writes of one process are committed in groups, in the order in which they were asked for.
Reads see everything that was committed before they began. A guard or change handed to a
write runs inside its transaction, on the newest record, while nobody else can change
that room; it must be quick and must not use the store.

Ownership. Records and rows may be shared with other callers: nobody changes them.

Errors. `UnknownRoomError` for a missing room, whatever a guard or change
raises, and `StoreError` when the store itself cannot do its work. After a `StoreError`
the store stays usable: the next call tries afresh.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future

from riskier.room.records import AnswerRow, Json, Kind, Receipt, RoomRecord

Guard = Callable[[RoomRecord], None]
Change = Callable[[RoomRecord], RoomRecord]
Watcher = Callable[[str, int], None]


class Store(ABC):
    """Rooms, participants and answers. See the module's text for the common promises."""

    @property
    @abstractmethod
    def url(self) -> str:
        """The address that opens the same store in another process; may hold a password."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Where the data are, fit to be shown: no password."""

    @abstractmethod
    def add(
        self, record: RoomRecord, participants: Sequence[str], answers: Iterable[AnswerRow]
    ) -> None:
        """Add a whole room in one transaction.

        Raises:
            RoomError: `code_taken` when the code is in use.

        """

    @abstractmethod
    def room(self, code: str) -> RoomRecord:
        """Return a room's record."""

    @abstractmethod
    def rooms(self, kind: Kind | None = None) -> list[RoomRecord]:
        """Return every room, or every room of one kind, by code."""

    @abstractmethod
    def change(self, code: str, change: Change) -> RoomRecord:
        """Replace a room's record by what `change` returns for it; return the new one.

        The sequence number grows by one, unless `change` returned an equal record.
        """

    @abstractmethod
    def join(self, code: str, participant: str, guard: Guard) -> Future[int]:
        """Add a participant; the future gives the room's new sequence number."""

    @abstractmethod
    def has_participant(self, code: str, participant: str) -> bool:
        """Tell whether a participant is in a room. False when there is no such room."""

    @abstractmethod
    def participants(self, code: str) -> list[str]:
        """Return everyone in a room, in an order that says nothing. Empty without a room."""

    @abstractmethod
    def put(
        self, code: str, answer: AnswerRow, guard: Guard, if_missing: RoomRecord | None = None
    ) -> Future[int]:
        """Keep an answer in place of the participant's former one, if any.

        The future gives the room's sequence number, which grows unless the same answer
        was there already. `if_missing` is added first, with this participant, when the
        room does not exist. Raises (in the future) `RoomError("unknown_participant")`.
        """

    @abstractmethod
    def enter(
        self, code: str, answers: Sequence[AnswerRow], change: Change, *, replace: bool
    ) -> Future[int]:
        """Keep answers for people who have no device; who is not in the room yet is added.

        `change` returns the record to go on from, or refuses by raising. All answers are
        kept or none. The future gives the room's sequence number, which stays when the
        same answers were there already. Raises (in the future) `RoomError("entered_already")`
        when a participant gave another answer before, unless `replace` says to put this in
        its place.
        """

    @abstractmethod
    def withdraw(
        self, code: str, which: tuple[str, int], participants: Sequence[str], guard: Guard
    ) -> Future[int]:
        """Take back participants' answers to an (activity, round) pair, all or none.

        Whoever has no other answer leaves the room. The future gives the new sequence
        number. Raises (in the future) `RoomError("not_entered")` when one of them gave none.
        """

    @abstractmethod
    def answers_of(self, code: str, participant: str, activity: str) -> dict[int, Json]:
        """Return one participant's answers to an activity, by round."""

    @abstractmethod
    def answers(self, code: str, keys: Sequence[tuple[str, int]] | None = None) -> list[AnswerRow]:
        """Return a room's answers, all or those to (activity, round) pairs.

        Their order says nothing about when they were given.
        """

    @abstractmethod
    def shown(
        self, room: RoomRecord, keys: Sequence[tuple[str, int]] | None = None
    ) -> list[AnswerRow]:
        """Return the answers from which findings and files are made, as `answers` does.

        Once a question was shown, what of each answer to it was: see `showing`. `room`
        is the record read before; it tells which questions were.
        """

    @abstractmethod
    def delete(self, code: str) -> Receipt:
        """Delete a room with everything in it, so that no byte of it can be read back."""

    @abstractmethod
    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher(code, seq)` after every change of a room, by any process.

        Changes in quick succession may come as one call with the last number; 0 stands
        for a room that was deleted. Calls come from one thread of the store, never two at
        once. Returns what ends the calls.
        """

    @abstractmethod
    def close(self) -> None:
        """Finish what was asked for, then let go of everything. May be called twice."""
