"""The store for more than one machine: PostgreSQL, with LISTEN and NOTIFY as its feed.

One thing is weaker than in SQLite. PostgreSQL lays rows down as groups of writes arrive,
so somebody with access to the database itself could see roughly who was early and who
was late (not who they are). Nothing that this kit returns shows it.
"""

import contextlib
import time
from dataclasses import replace
from hashlib import sha256
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from typing_extensions import override

from riskier.room.errors import StoreError
from riskier.room.records import Receipt
from riskier.room.store import tables
from riskier.room.store.feed import GONE, Feed
from riskier.room.store.sql import SqlStore, current_seqs, prepare

_LOOK_EVERY_S = 3.0
_TURN_S = 0.5
# A peer that vanished without a word is noticed within a few seconds.
_LIVELY: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5_000,
    "application_name": "riskier",
}
_PREPARE_LOCK = int(sha256(b"riskier tables").hexdigest()[:15], 16)


class PostgresStore(SqlStore):
    """A store in a PostgreSQL database, shared by any number of machines."""

    def __init__(self, url: URL, *, upgrade: bool = False) -> None:
        address = url.set(drivername="postgresql+psycopg")
        self._shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
        # Reads are single statements: without a transaction each is one round trip.
        reading = _engine(address, isolation_level="AUTOCOMMIT")
        writing = _engine(address, pool_pre_ping=True)
        try:
            with writing.begin() as connection:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_PREPARE_LOCK})"))
                prepare(connection, self._shown, upgrade=upgrade)
                self._channel = _channel(connection)
        except DBAPIError as error:
            raise self._fault(error) from error
        feed = PostgresFeed(reading, self._channel)
        super().__init__(address, self._shown, reading, writing, feed)

    @override
    def _fault(self, error: Exception) -> StoreError:
        return _explain(error, self._shown)

    @override
    def _note(self, connection: Connection, changed: dict[str, int]) -> None:
        notes = [{"note": f"{code} {seq}", "on": self._channel} for code, seq in changed.items()]
        if notes:
            connection.execute(text("SELECT pg_notify(:on, :note)"), notes)

    @override
    def _wipe(self, receipt: Receipt) -> Receipt:
        # VACUUM FULL writes the tables anew, without the deleted rows. It needs each
        # table to itself for a moment; others wait for it no longer than it waits here.
        try:
            with self._writing.connect() as connection:
                outside = connection.execution_options(isolation_level="AUTOCOMMIT")
                for table in (tables.answers, tables.participants, tables.rooms):
                    outside.execute(text(f"VACUUM (FULL) {table.name}"))
        except SQLAlchemyError:
            return replace(receipt, stays=(_PAGES_STAY, _LOG_STAYS))
        return replace(receipt, stays=(_LOG_STAYS,))


_PAGES_STAY = (
    "The tables were in use: run VACUUM FULL on them to remove what the deleted rows left behind."
)
_LOG_STAYS = (
    "Copies may stay in PostgreSQL's own write-ahead log and in backups, "
    "for as long as its administrator keeps those."
)


class PostgresFeed(Feed):
    """Listens on a connection of its own; looks at all rooms after each interruption.

    It also looks every few seconds, in case a notice was lost on the way.
    """

    def __init__(self, reading: Engine, channel: str) -> None:
        super().__init__()
        self._reading = reading
        self._channel = channel

    @override
    def tell(self, changed: dict[str, int]) -> None:
        """Our own notices come back to us like everyone's."""

    @override
    def _look(self) -> dict[str, int]:
        with self._reading.connect() as connection:
            return current_seqs(connection)

    @override
    def _run(self) -> None:
        while not self._closed.is_set():
            # Whatever ends the connection: wait a little, connect again, look at all.
            with contextlib.suppress(psycopg.Error, SQLAlchemyError, OSError):
                self._listen()
            self._closed.wait(_TURN_S)

    def _listen(self) -> None:
        address = self._reading.url.set(drivername="postgresql")
        plain = address.render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True, **_LIVELY) as connection:
            connection.execute(f'LISTEN "{self._channel}"')
            looked = 0.0
            while not self._closed.is_set():
                if time.monotonic() - looked > _LOOK_EVERY_S:
                    self._compare(self._look())
                    looked = time.monotonic()
                for notice in connection.notifies(timeout=_TURN_S):
                    self._hear(notice.payload)
                    if self._closed.is_set():
                        return

    def _hear(self, note: str) -> None:
        code, _, number = note.partition(" ")
        seq = int(number)
        # A look at all rooms may have been ahead of the notices.
        if seq == GONE or seq > self._seen.get(code, GONE):
            self._announce({code: seq})


def _engine(address: URL, **options: Any) -> Engine:
    engine = create_engine(address, connect_args=_LIVELY, hide_parameters=True, **options)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            # An acknowledged answer is on disk, whatever the server's default.
            cursor.execute("SET synchronous_commit = on")
            cursor.execute("SET lock_timeout = '5s'")
            cursor.execute("SET statement_timeout = '30s'")
        connection.commit()

    return engine


def _channel(connection: Connection) -> str:
    # Channels belong to a whole database; two stores in it differ by schema.
    schema = connection.execute(text("SELECT current_schema()")).scalar_one()
    return "riskier_" + sha256(schema.encode()).hexdigest()[:16]


def _explain(error: Exception, shown: str) -> StoreError:
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    for start, code, meaning in _FAULTS:
        if state.startswith(start):
            return StoreError(code, meaning.format(shown=shown))
    if state:
        return StoreError("store", f"The store {shown} failed ({state}). Try again.")
    # No connection: there is no code, only the driver's words, the reason at their end.
    reason = str(getattr(error, "orig", None) or error).strip().rpartition("failed: ")[2]
    return StoreError(
        "unreachable",
        f"The database {shown} cannot be reached: {' '.join(reason.split())}. Check that it runs "
        "and that the address is right; then send it again.",
    )


# How PostgreSQL's code begins; our name for it; what we say.
_FAULTS = (
    ("53100", "disk_full", "The disk of {shown} is full. Free some space, then send it again."),
    ("53", "busy", "{shown} has no connection free. Raise its max_connections, or wait."),
    ("55P03", "busy", "Another program keeps {shown} locked. Send it again in a moment."),
    ("57014", "busy", "{shown} took too long. Send it again in a moment."),
    ("57P", "unreachable", "The database {shown} is stopping or starting. Send it again soon."),
    ("25006", "read_only", "{shown} may only be read: is it a standby? Give the main one."),
    ("42501", "read_only", "{shown}: this user may not write. Grant it that right on the schema."),
)
