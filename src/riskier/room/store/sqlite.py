"""The default store: one SQLite file, safe for several processes of one machine."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from riskier.room.errors import StoreError
from riskier.room.kept import Kept
from riskier.room.records import Json, Receipt, RoomRecord
from riskier.room.store.feed import Feed
from riskier.room.store.sql import SqlStore, prepare

_WAIT_MS = 5_000
_POLL_S = 0.1
_RECORDS_KEPT = 500
_ENGINES_KEPT = 8


class SqliteStore(SqlStore):
    """A store in the file `path`, which is made (readable by its owner only) if missing."""

    def __init__(self, path: Path, *, upgrade: bool = False) -> None:
        self._path = path
        try:
            _make_file(path)
            self._file = _which(path)
            # Reads are single statements, which need no transaction around them.
            reading = _engine(path, begin=None, query_only=True)
            writing = _engine(path, begin="BEGIN IMMEDIATE", query_only=False)
            for engine in (reading, writing):
                # One that was kept may have connections to a file that has been replaced.
                engine.dispose()
            with writing.begin() as connection:
                prepare(connection, str(path), upgrade=upgrade)
        except (OSError, DBAPIError) as error:
            raise self._fault(error) from error
        super().__init__(_url(path), str(path), reading, writing, SqliteFeed(path))
        self._pulse = Pulse(path)

    @override
    def _found(self, code: str) -> Sequence[RoomRecord]:
        # Asked far more often than anything changes: one number tells whether what was
        # read before still holds. That there is no such room is kept too: a person alone
        # has none before their first answer.
        self._require_file()
        try:
            kept = self._pulse.records()
        except sqlite3.Error as error:
            raise self._fault(error) from error
        return kept.get(code, lambda: super(SqliteStore, self)._found(code))

    @override
    def close(self) -> None:
        super().close()
        self._pulse.close()

    @override
    def _fault(self, error: Exception) -> StoreError:
        return _explain(error, self._path)

    @override
    def _fetch(self, query: Select[Any], values: Json | None) -> Sequence[Row[Any]]:
        self._require_file()
        return super()._fetch(query, values)

    @override
    def _note(self, connection: Connection, changed: dict[str, int]) -> None:
        # Other processes see for themselves that the file changed.
        self._require_file()

    def _require_file(self) -> None:
        """Refuse to go on without the file: what is open may be one that nobody finds again.

        Nor is another that lies in its place opened: SQLite would read the log of the old
        one into it.
        """
        try:
            found = _which(self._path)
        except FileNotFoundError:
            found = None
        except OSError as error:
            raise self._fault(error) from error
        if found != self._file:
            raise StoreError("replaced", _REPLACED.format(path=self._path))

    @override
    def _wipe(self, receipt: Receipt) -> Receipt:
        # secure_delete has overwritten the rows already. VACUUM writes the file anew
        # without the gaps, if there is room to; the checkpoint empties the write-ahead
        # log, which holds older pages.
        with contextlib.closing(_plain(self._path)) as connection:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("VACUUM")
            return receipt if _empty_log(connection) else replace(receipt, stays=(_LOG_STAYS,))


def _empty_log(connection: sqlite3.Connection) -> bool:
    until = time.monotonic() + _WAIT_MS / 1000
    with contextlib.suppress(sqlite3.Error):
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True
    return False


class Pulse:
    """Records read since the file last changed, whichever process changed it."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = _plain(path, check_same_thread=False)
        self._version = -1
        self._records: Kept[Sequence[RoomRecord]] = Kept(_RECORDS_KEPT)

    def records(self) -> Kept[Sequence[RoomRecord]]:
        """Return where to keep what is read from now on; empty after a change.

        What was kept before a change stays where it was, so that a slow reader never
        passes off an old record as a new one.
        """
        with self._lock:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._version, self._records = version, Kept(_RECORDS_KEPT)
            return self._records

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


_REPLACED = (
    "{path} was removed or replaced while it was in use, so nothing can be kept in it. Move "
    "that same file back; or stop the kit, put back a copy with `riskier room restore`, and "
    "start it again."
)
_LEFT = (
    "{path} is not there, but its log {log} is, with what was written last. Put that same file "
    "back, or a copy with `riskier room restore`; to begin anew, remove the log."
)
_LOG_STAYS = (
    "Another program is still reading the store, so older pages stay in its -wal file "
    "until every program that uses the store is closed."
)


class SqliteFeed(Feed):
    """Asks SQLite ten times a second whether the file changed, which reads one number.

    Changes of this process wake it at once.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._wake = threading.Event()

    @override
    def tell(self, changed: dict[str, int]) -> None:
        if changed or self._closed.is_set():
            self._wake.set()

    def _look(self) -> dict[str, int]:
        with contextlib.closing(_plain(self._path)) as connection:
            return _seqs(connection)

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        version = -1
        while not self._closed.is_set():
            self._wake.wait(_POLL_S)
            self._wake.clear()
            try:
                if connection is None:
                    connection = _plain(self._path)
                now = connection.execute("PRAGMA data_version").fetchone()[0]
                if now != version:
                    self._compare(_seqs(connection))
                    version = now
            except sqlite3.Error:
                # A full disk or a lock that lasts: look again at the next turn.
                _drop(connection)
                connection, version = None, -1
        _drop(connection)


def _drop(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def _seqs(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT code, seq FROM riskier_rooms").fetchall())


def _plain(path: Path, *, check_same_thread: bool = True) -> sqlite3.Connection:
    # Without `mode=rw` a file that was taken away would be made anew.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_WAIT_MS / 1000,
        isolation_level=None,
        check_same_thread=check_same_thread,
    )
    _set_up(connection)
    return connection


def _url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


@lru_cache(_ENGINES_KEPT)
def _engine(path: Path, *, begin: str | None, query_only: bool) -> Engine:
    """Return a file's engine; kept, because it knows the SQL of whatever was asked before.

    A kernel that is forked from a process which had the store open need not find it again.
    """
    engine = create_engine(
        _url(path),
        connect_args={"timeout": _WAIT_MS / 1000, "isolation_level": None},
        hide_parameters=True,  # an error in a log must not quote anybody
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        _set_up(connection)
        connection.execute(f"PRAGMA query_only={int(query_only)}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        # The driver itself would begin only before the first write: too late for a
        # transaction that reads, decides and then writes.
        if begin is not None:
            connection.exec_driver_sql(begin)

    return engine


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")


def _make_file(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    if not path.exists() and log.exists() and log.stat().st_size:
        # SQLite would empty the log beside a new file: what is not in the old one is lost.
        raise StoreError("replaced", _LEFT.format(path=path, log=log))
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _which(path: Path) -> tuple[int, int]:
    """Return what tells a file from another of the same name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _explain(error: Exception, path: Path) -> StoreError:
    text = str(getattr(error, "orig", None) or error).lower()
    for signs, code, meaning in _FAULTS:
        if any(sign in text for sign in signs):
            return StoreError(code, meaning.format(path=path, folder=path.parent))
    reason = error.strerror if isinstance(error, OSError) else text
    return StoreError(
        "store",
        f"The store {path} cannot be used: {reason}. Mend that, or give another place with "
        "--store.",
    )


# What SQLite or the system says, in lower case; our name for it; what we say.
_FAULTS = (
    (
        ("is full", "no space"),
        "disk_full",
        "The disk that holds {path} is full. Free some space, then send it again.",
    ),
    (
        ("locked",),
        "busy",
        "Another program keeps {path} locked. Close it, then send it again.",
    ),
    (
        ("readonly", "permission denied", "unable to open"),
        "read_only",
        "{path} may not be written to. Give yourself the right to write to it and to "
        "{folder}, or choose another place with --store.",
    ),
    (
        ("read-only",),
        "read_only",
        "{folder} is on a disk that may only be read. Choose another place with --store.",
    ),
    (
        ("is a directory",),
        "not_a_store",
        "{path} is a folder. Give the name of a file with --store, such as {path}/rooms.db.",
    ),
    (
        ("file exists", "not a directory"),
        "not_a_store",
        "{folder} is a file, so nothing can be put into it. Choose another place with --store.",
    ),
    (
        ("not a database",),
        "not_a_store",
        "{path} is not a store of this kit. Choose another file with --store.",
    ),
    (
        ("malformed",),
        "damaged",
        "{path} is damaged. Stop the kit and put a backup in its place.",
    ),
    (
        ("disk i/o",),
        "disk_error",
        "The disk that holds {path} reports an error. Check the disk, then send it again.",
    ),
)
