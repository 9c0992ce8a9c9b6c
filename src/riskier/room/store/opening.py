"""Which store an address means."""

import sys
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from riskier.room.errors import StoreError, shown
from riskier.room.store.contract import Store
from riskier.room.store.sqlite import SqliteStore

_ALLOWED = "a file name, sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def open_store(url: str | None = None, *, upgrade: bool = False) -> Store:
    """Open the store at an address, and make it when there is none yet.

    Args:
        url: a file name, `sqlite:///FILE` or `postgresql://…`; None stands for
            `rooms.db` in the user's data folder.
        upgrade: bring the tables of an older kit up to date first.

    Raises:
        StoreError: when it cannot be opened, with the way out.

    """
    if url is None:
        return SqliteStore(
            Path(platformdirs.user_data_dir("riskier")) / "rooms.db", upgrade=upgrade
        )
    if "://" not in url:
        return SqliteStore(Path(url).expanduser().absolute(), upgrade=upgrade)
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _unknown(url) from error
    backend = parsed.drivername.split("+")[0]
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return SqliteStore(Path(parsed.database).expanduser().absolute(), upgrade=upgrade)
    if backend in ("postgresql", "postgres"):
        return _postgres(parsed, upgrade=upgrade)
    raise _unknown(parsed.render_as_string(hide_password=True))


def store_file(url: str | None = None) -> Path | None:
    """Return the file that an address means; None when it means a database server."""
    if url is None:
        return Path(platformdirs.user_data_dir("riskier")) / "rooms.db"
    if "://" not in url:
        return Path(url).expanduser().absolute()
    name = url.removeprefix("sqlite:///")
    return Path(name).expanduser().absolute() if name != url and name else None


def _postgres(url: URL, *, upgrade: bool) -> Store:
    try:
        from riskier.room.store.postgres import PostgresStore  # noqa: PLC0415 - needs psycopg
    except ModuleNotFoundError as error:
        raise StoreError(
            "no_driver",
            "The driver for PostgreSQL is not installed. Install it, then start again: "
            f'{sys.executable} -m pip install "psycopg[binary]"',
        ) from error
    return PostgresStore(url, upgrade=upgrade)


def _unknown(url: str) -> StoreError:
    return StoreError("unknown_store", f"{shown(url, 80)} is no store. Give {_ALLOWED}.")
