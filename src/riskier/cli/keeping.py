"""`riskier room sweep` and `upgrade`: what a store needs from time to time."""

from pathlib import Path

import click

from riskier.cli.keys import data_folder
from riskier.cli.progress import Progress
from riskier.cli.start import fail, open_rooms
from riskier.cli.where import store_option, where_told
from riskier.export.printing import PrintError
from riskier.room import RoomError, StoreError, open_store
from riskier.room.handover import STORE

_FOLDER = click.Path(path_type=Path)


@click.command()
@where_told
@click.option("--room", "code", metavar="CODE", help="Only this one, if it is due.")
@click.option("--kept", type=_FOLDER, metavar="DIR", help="Where tables and receipts stay.")
def sweep(store: str | None, pack_path: Path | None, code: str | None, kept: Path | None) -> None:
    """Delete the rooms whose answers were promised to go by now.

    `riskier serve` does this by itself: when it starts, ten minutes after a room ended, and
    once a day. Receipts are printed and added to receipts.txt in the folder of --kept,
    which is `kept` in your data folder unless you name one.
    """
    # Imported here, so that other commands need no charts.
    from riskier.export.retention import sweep as swept  # noqa: PLC0415

    rooms = open_rooms(store, pack_path)
    done = 0
    try:
        with Progress() as tell:
            place = (kept or data_folder() / "kept").absolute()
            for receipt in swept(rooms, place, tell, only=code):
                click.echo(receipt.message)
                done += 1
    except (PrintError, RoomError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"the receipt cannot be written: {error.strerror}. Give a folder with --kept.")
    finally:
        rooms.store.close()
    if not done:
        click.echo("No room is due.")


@click.command()
@store_option(STORE)
def upgrade(store: str | None) -> None:
    """Bring the store of an older kit up to date. Stop every program that uses it first."""
    try:
        opened = open_store(store, upgrade=True)
    except (StoreError, OSError) as error:
        fail(str(error))
    place = opened.place
    opened.close()
    click.echo(f"{place} is up to date.")
