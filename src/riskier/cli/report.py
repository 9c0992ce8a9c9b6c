"""`riskier report`: what came of a workshop, to hand on."""

from pathlib import Path

import click

from riskier.cli.progress import Progress
from riskier.cli.start import fail, open_rooms
from riskier.cli.where import where_told
from riskier.export.printing import PAPERS, PrintError
from riskier.export.printing.folder import check_folder, with_listing, write_all
from riskier.export.report import Snapshot, files_of
from riskier.room import RoomError, Rooms

_FOLDER = click.Path(path_type=Path)
_FIRST = "report.html"


@click.command()
@click.argument("room")
@click.option("-o", "--output", required=True, type=_FOLDER, metavar="DIR", help="Where to.")
@click.option("--compare", "other", metavar="ROOM2", help="Put a second room beside it.")
@where_told
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True)
@click.option("--replace", is_flag=True, help="Write an earlier report anew.")
def report(  # noqa: PLR0913 - one argument an option
    room: str,
    output: Path,
    *,
    other: str | None,
    store: str | None,
    pack_path: Path | None,
    paper: str,
    replace: bool,
) -> None:
    """Write the report of a room: web page, PDF, workbook, tables, charts, the room itself.

    Nothing of fewer people than the room's limit is in any of it, but in room.json, which
    `riskier room import` reads back: keep that for yourself. All files are written, or
    none.
    """
    try:
        check_folder(output, (_FIRST,), replace=replace)
        snapshots = _read(open_rooms(store, pack_path), room, other)
        with Progress() as tell:
            files = files_of(*snapshots, paper=paper, tell=tell)
            tell("Writing")
            write_all(output, with_listing(files), replace=replace)
    except (PrintError, RoomError) as error:
        fail(str(error))
    click.echo(f"Wrote {len(files)} files to {output}. Open {output / _FIRST} first.")
    click.echo("room.json has each person's answers, without names: keep it, do not hand it on.")


def _read(rooms: Rooms, *codes: str | None) -> tuple[Snapshot, ...]:
    try:
        return tuple(Snapshot.of(rooms, code) for code in codes if code is not None)
    finally:
        rooms.store.close()
