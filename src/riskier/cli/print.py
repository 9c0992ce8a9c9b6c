"""`riskier print`: the workshop on paper, as tagged PDFs."""

from pathlib import Path
from typing import Any

import click

from riskier.cli.address import public_url, reachable
from riskier.cli.start import fail, open_pack, open_rooms
from riskier.cli.where import pack_option
from riskier.export.printing import (
    PAPERS,
    WHAT,
    Invitation,
    Order,
    PrintError,
    printed,
)
from riskier.export.printing.folder import check_folder, write_all
from riskier.pack.agenda import RUN_SHEETS, RunSheet
from riskier.room import RoomError, Rooms

_FOLDER = click.Path(path_type=Path)
_HINTS = {
    "-cards-": "Cards: print on both sides, flip on the long edge, cut along the dotted lines.",
    "worksheets-": "Worksheets: print on one side, so that no plan is on what is collected.",
}


@click.command()
@click.argument("what", type=click.Choice(WHAT))
@click.option("-o", "--output", required=True, type=_FOLDER, metavar="DIR", help="Where to.")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True)
@click.option(
    "--run-sheet",
    type=click.Choice(RUN_SHEETS),
    help="Worksheets for this length (90 when left out), and only the cards that it uses.",
)
@click.option("--room", "code", metavar="CODE", help="A room: its topic, questions and address.")
@click.option("--store", metavar="URL", help="Where the room is kept, as for `riskier serve`.")
@click.option(
    "--public-url",
    metavar="URL",
    callback=public_url,
    help="The address at which phones join the room.",
)
@pack_option()
@click.option("--replace", is_flag=True, help="Write files anew that are there already.")
def print(what: str, output: Path, paper: str, *, replace: bool, **wanted: Any) -> None:  # noqa: A001 - the command's name
    """Make PDFs to print: accessible (PDF/UA), on A4 or US Letter.

    WHAT is cards (cases, tools, tasks, hazards), worksheets (with a key for the
    facilitator), poster (the loop), troubleshooting, join (needs --room), guide, or all.

    Every card of the pack is made, unless --run-sheet is given. All files are written, or
    none.
    """
    try:
        order = _order(**wanted)
        check_folder(output)
        files = printed(order, what, paper, lambda name: click.echo(f"Made {name}"))
        write_all(output, files, replace=replace)
    except (PrintError, RoomError) as error:
        fail(str(error))
    click.echo(f"Wrote {len(files)} {'file' if len(files) == 1 else 'files'} to {output}.")
    for part, hint in _HINTS.items():
        if any(part in name for name in files):
            click.echo(hint)


def _order(
    *,
    run_sheet: RunSheet | None,
    code: str | None,
    store: str | None,
    public_url: str | None,
    pack_path: Path | None,
) -> Order:
    only_used = run_sheet is not None
    if code is None:
        return Order(open_pack(pack_path), run_sheet or "90", only_used)
    rooms = open_rooms(store, pack_path)
    try:
        return _order_of_room(rooms, code, run_sheet, public_url)
    finally:
        rooms.store.close()


def _order_of_room(
    rooms: Rooms, code: str, run_sheet: RunSheet | None, public_url: str | None
) -> Order:
    room = rooms.get(code)
    sheet: Any = room.run_sheet
    if run_sheet not in (None, sheet):
        fail(
            f"room {room.code} runs the sheet of {room.run_sheet} minutes, not {run_sheet}. "
            "Leave --run-sheet out."
        )
    address = public_url or f"http://{reachable('0.0.0.0')}:8866/"
    keys = [(step.activity, step.round) for step in rooms.pack.steps(sheet)]
    return Order(
        rooms.pack,
        sheet,
        only_used=run_sheet is not None,
        views={(name, number): rooms.view(code, name, number) for name, number in keys if name},
        invitation=Invitation(room.code, f"{address.rstrip('/')}/join/{room.code}", room.topic),
    )
