"""`riskier room backup` and `restore`: copies of a whole store."""

from pathlib import Path

import click

from riskier.cli.start import fail
from riskier.room import StoreError
from riskier.room.store.backup import back_up
from riskier.room.store.backup import restore as put_back
from riskier.room.store.opening import store_file

_store = click.option("--store", metavar="FILE", help="The store's file; else the usual one.")
_file = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@_store
@_file
def backup(store: str | None, file: Path) -> None:
    """Copy every room to a new FILE, also while rooms are live.

    A store in PostgreSQL is copied with `pg_dump` instead.
    """
    try:
        back_up(_sqlite(store, "pg_dump"), file)
    except StoreError as error:
        fail(error.message)
    click.echo(f"Wrote {file}. It holds everything that was said: keep it as safe as the store.")


@click.command()
@_store
@_file
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(store: str | None, file: Path, *, yes: bool) -> None:
    """Put the copy FILE in the place of the store. Stop the kit first."""
    place = _sqlite(store, "pg_restore")
    question = f"Replace {place} with {file}? What is in it now is lost."
    if place.exists() and not yes and not click.confirm(question):
        click.echo("Nothing was changed.")
        return
    try:
        put_back(file, place)
    except StoreError as error:
        fail(error.message)
    click.echo(f"Restored {place}. Start the kit again.")


def _sqlite(store: str | None, instead: str) -> Path:
    file = store_file(store)
    if file is None:
        fail(f"this copies SQLite stores only. For PostgreSQL use its own `{instead}`.")
    return file
