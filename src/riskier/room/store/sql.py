"""A store in a relational database: everything that SQLite and PostgreSQL share."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    case,
    func,
    select,
    tuple_,
)
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from typing_extensions import override

from riskier.room.errors import StoreError, UnknownRoomError
from riskier.room.records import AnswerRow, Json, Kind, Receipt, RoomRecord
from riskier.room.store import tables
from riskier.room.store.contract import Change, Guard, Store, Watcher
from riskier.room.store.feed import Feed
from riskier.room.store.migrations import migrate
from riskier.room.store.writer import Chore, Job, Writer

_ROOM = select(tables.rooms).where(tables.rooms.c.code == bindparam("in_room"))
_PEOPLE = tables.participants.c
_PARTICIPANT = select(_PEOPLE.id).where(
    _PEOPLE.room == bindparam("in_room"), _PEOPLE.id == bindparam("who")
)
_ANSWERS_OF = select(tables.answers.c.round, tables.answers.c.body).where(
    tables.answers.c.room == bindparam("in_room"),
    tables.answers.c.activity == bindparam("in_activity"),
    tables.answers.c.participant == bindparam("who"),
)


class SqlStore(Store):
    """A store over two engines: one to read from many threads, one for the writer."""

    def __init__(self, url: URL, place: str, reading: Engine, writing: Engine, feed: Feed) -> None:
        self._url = url
        self._place = place
        self._reading = reading
        self._writing = writing
        self._feed = feed
        self._writer = Writer(writing, self._fault, self._note, feed.tell)

    @property
    @override
    def url(self) -> str:
        return self._url.render_as_string(hide_password=False)

    @property
    @override
    def place(self) -> str:
        return self._place

    @override
    def add(
        self, record: RoomRecord, participants: Sequence[str], answers: Iterable[AnswerRow]
    ) -> None:
        rows = list(answers)
        self._write(record.code, lambda batch: batch.add(record, participants, rows)).result()

    @override
    def room(self, code: str) -> RoomRecord:
        found = self._found(code)
        if not found:
            raise UnknownRoomError(code)
        return found[0]

    @override
    def rooms(self, kind: Kind | None = None) -> list[RoomRecord]:
        query = select(tables.rooms).order_by(tables.rooms.c.code)
        if kind is not None:
            query = query.where(tables.rooms.c.kind == kind)
        return [tables.to_record(row._mapping) for row in self._rows(query)]

    @override
    def change(self, code: str, change: Change) -> RoomRecord:
        future: Future[RoomRecord] = self._write(code, lambda batch: batch.change(code, change))
        return future.result()

    @override
    def join(self, code: str, participant: str, guard: Guard) -> Future[int]:
        return self._write(code, lambda batch: batch.join(code, participant, guard))

    @override
    def has_participant(self, code: str, participant: str) -> bool:
        which = {"in_room": code, "who": participant}
        return bool(self._rows(_PARTICIPANT, which))

    @override
    def participants(self, code: str) -> list[str]:
        query = select(_PEOPLE.id).where(_PEOPLE.room == code).order_by(_PEOPLE.id)
        return [row.id for row in self._rows(query)]

    @override
    def put(
        self, code: str, answer: AnswerRow, guard: Guard, if_missing: RoomRecord | None = None
    ) -> Future[int]:
        work = Job(code, lambda batch: batch.put(code, answer, guard, if_missing), answer)
        return self._writer.ask(work)

    @override
    def enter(
        self, code: str, answers: Sequence[AnswerRow], change: Change, *, replace: bool
    ) -> Future[int]:
        rows = list(answers)
        return self._write(code, lambda batch: batch.enter(code, rows, change, anew=replace))

    @override
    def withdraw(
        self, code: str, which: tuple[str, int], participants: Sequence[str], guard: Guard
    ) -> Future[int]:
        people = list(participants)
        return self._write(code, lambda batch: batch.withdraw(code, which, people, guard))

    @override
    def answers_of(self, code: str, participant: str, activity: str) -> dict[int, Json]:
        which = {"in_room": code, "in_activity": activity, "who": participant}
        return {row.round: row.body for row in self._rows(_ANSWERS_OF, which)}

    @override
    def answers(self, code: str, keys: Sequence[tuple[str, int]] | None = None) -> list[AnswerRow]:
        return self._answers(code, keys, tables.answers.c.body)

    @override
    def shown(
        self, room: RoomRecord, keys: Sequence[tuple[str, int]] | None = None
    ) -> list[AnswerRow]:
        seen = [key.rpartition("/") for key in room.late]
        if not seen:
            return self.answers(room.code, keys)
        given = tables.answers.c
        questions = [(activity, int(number)) for activity, _, number in seen]
        was_shown = tuple_(given.activity, given.round).in_(questions)
        return self._answers(room.code, keys, case((was_shown, given.shown), else_=given.body))

    def _answers(
        self, code: str, keys: Sequence[tuple[str, int]] | None, body: ColumnElement[Any]
    ) -> list[AnswerRow]:
        given = tables.answers
        columns = (given.c.participant, given.c.activity, given.c.round, body)
        query = select(*columns).where(given.c.room == code, body.is_not(None))
        if keys is not None:
            query = query.where(tuple_(given.c.activity, given.c.round).in_(keys))
        # By participant: a hash, which says nothing about when.
        return [AnswerRow._make(row) for row in self._rows(query.order_by(given.c.participant))]

    @override
    def delete(self, code: str) -> Receipt:
        done: Future[Receipt] = self._write(code, lambda batch: batch.delete(code))
        receipt = done.result()
        return self._between(lambda: self._wipe(receipt))

    @override
    def watch(self, watcher: Watcher) -> Callable[[], None]:
        try:
            return self._feed.watch(watcher)
        except Exception as error:
            raise self._fault(error) from error

    @override
    def close(self) -> None:
        self._feed.close()
        self._writer.close()
        self._reading.dispose()
        self._writing.dispose()

    @abstractmethod
    def _fault(self, error: Exception) -> StoreError:
        """Say in one sentence what the database's error means, and the way out."""

    @abstractmethod
    def _wipe(self, receipt: Receipt) -> Receipt:
        """Remove the traces of deleted rows; note on the receipt what could not be."""

    @abstractmethod
    def _note(self, connection: Connection, changed: dict[str, int]) -> None:
        """Tell other processes, from inside the transaction, which rooms change."""

    def _found(self, code: str) -> Sequence[RoomRecord]:
        """Return the room of that code; nothing when there is none."""
        return [tables.to_record(row._mapping) for row in self._rows(_ROOM, {"in_room": code})]

    def _rows(self, query: Select[Any], values: Json | None = None) -> Sequence[Row[Any]]:
        try:
            return self._fetch(query, values)
        except SQLAlchemyError as error:
            raise self._fault(error) from error

    def _fetch(self, query: Select[Any], values: Json | None) -> Sequence[Row[Any]]:
        try:
            with self._reading.connect() as connection:
                return connection.execute(query, values).all()
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        # The server was restarted: the pool has dropped its old connections by now.
        with self._reading.connect() as connection:
            return connection.execute(query, values).all()

    def _write(self, code: str, work: Callable[[Any], Any]) -> Future[Any]:
        return self._writer.ask(Job(code, work))

    def _between(self, work: Callable[[], Receipt]) -> Receipt:
        future: Future[Receipt] = self._writer.ask(Chore(work))
        return future.result()


def current_seqs(connection: Connection) -> dict[str, int]:
    """Return every room's sequence number."""
    rows = connection.execute(select(tables.rooms.c.code, tables.rooms.c.seq))
    return {code: seq for code, seq in rows}  # noqa: C416 - rows are not pairs to mypy


def prepare(connection: Connection, place: str, *, upgrade: bool = False) -> None:
    """Make the tables in an empty database, or check that we know those that are there.

    With `upgrade`, older tables become those of today; nothing in them is lost. The caller
    holds a lock that keeps other processes from doing the same.

    Raises:
        StoreError: when the tables are those of another version of the kit.

    """
    tables.metadata.create_all(connection)
    if upgrade:
        migrate(connection)
    version = select(tables.meta.c.value).where(tables.meta.c.key == "schema_version")
    found = connection.execute(version).scalar()
    if found is None:
        if connection.execute(select(func.count()).select_from(tables.rooms)).scalar_one():
            raise _other_schema(place, "none")
        row = {"key": "schema_version", "value": str(tables.SCHEMA_VERSION)}
        connection.execute(tables.meta.insert(), row)
    elif found != str(tables.SCHEMA_VERSION):
        raise _other_schema(place, found)


def _other_schema(place: str, found: str) -> StoreError:
    if found.isdecimal() and int(found) < tables.SCHEMA_VERSION:
        return StoreError(
            "schema",
            f"The store {place} has schema version {found}; this kit reads version "
            f"{tables.SCHEMA_VERSION}. Stop every program that uses it, then run "
            f"`riskier room upgrade --store {place}`.",
        )
    return StoreError(
        "schema",
        f"The store {place} has schema version {found}; this kit reads version "
        f"{tables.SCHEMA_VERSION}. Install the kit that wrote it "
        "(`pip install --upgrade riskier`), or give another store with --store.",
    )
