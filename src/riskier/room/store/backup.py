"""Copies of a SQLite store: made while rooms are live, put back while nobody uses it."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from riskier.room.errors import StoreError
from riskier.room.store.tables import SCHEMA_VERSION

_PAGES_AT_A_TIME = 512
_WAIT_SECONDS = 5.0
_BESIDE = ("-wal", "-shm")


def back_up(store: Path, file: Path) -> None:
    """Write a copy of the store to a new file, as it is at one moment.

    Answers go on being kept meanwhile. The copy holds everything that the store does and
    is readable by its owner only.

    Raises:
        StoreError: when the store is not there, the file is, or it cannot be written.

    """
    if not store.is_file():
        raise StoreError("no_store", f"There is no store {store}. Name it with --store.")
    if file.exists():
        raise StoreError("exists", f"{file} exists already. Give the copy another name.")
    with _new_file(file) as unfinished:
        _copy(store, unfinished)


def restore(file: Path, store: Path) -> None:
    """Put a copy in the place of a store that no program uses; what was there is lost.

    Raises:
        StoreError: when the copy is damaged or of another version, or the store in use.

    """
    _check(file)
    if store.exists():
        _require_unused(store)
    with _new_file(store) as unfinished:
        _copy(file, unfinished)
        for beside in _BESIDE:
            store.with_name(store.name + beside).unlink(missing_ok=True)


@contextlib.contextmanager
def _new_file(place: Path) -> Iterator[Path]:
    """Give a file to fill that takes its place only once it is whole and on disk."""
    unfinished = place.with_name(place.name + ".unfinished")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield unfinished
        with unfinished.open("rb+") as whole:
            os.fsync(whole.fileno())
        unfinished.replace(place)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{place} cannot be written: {reason}. Free some space or give another place."
        raise StoreError("backup", message) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _copy(source: Path, target: Path) -> None:
    with _opened(source) as old, contextlib.closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=_PAGES_AT_A_TIME)
        # One file, without a log beside it that somebody could forget to copy.
        new.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    with contextlib.closing(connection):
        yield connection


def _check(file: Path) -> None:
    if not file.is_file():
        raise StoreError(
            "no_backup", f"There is no file {file}. Name one of `riskier room backup`."
        )
    sql = "SELECT value FROM riskier_meta WHERE key = 'schema_version'"
    try:
        with _opened(file) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            found = connection.execute(sql).fetchone()
    except sqlite3.Error as error:
        raise StoreError("not_a_store", f"{file} is not a copy of a store: {error}.") from error
    if not sound:
        raise StoreError("damaged", f"{file} is damaged. Give another copy.")
    if found is None or found[0] != str(SCHEMA_VERSION):
        message = (
            f"{file} has schema version {found and found[0]}; this kit reads version "
            f"{SCHEMA_VERSION}. Restore it with the kit that wrote it."
        )
        raise StoreError("schema", message)


def _require_unused(store: Path) -> None:
    # Leaving the write-ahead log behind needs the file for oneself alone.
    in_use = f"{store} is in use. Stop every program of the kit that uses it, then try again."
    try:
        with contextlib.closing(sqlite3.connect(store, timeout=0.5)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise StoreError("busy", in_use) from error
    except sqlite3.DatabaseError:
        return  # Damaged, which may be why a copy is to take its place.
    if mode != "delete":
        raise StoreError("busy", in_use)
