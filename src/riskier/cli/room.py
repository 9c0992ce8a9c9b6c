"""`riskier room`: make, list, show, import, export and delete rooms."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from riskier.cli.backup import backup, restore
from riskier.cli.keeping import sweep, upgrade
from riskier.cli.start import fail, open_rooms
from riskier.cli.where import where
from riskier.room import RoomError, Rooms
from riskier.room.codes import new_key
from riskier.room.keeping import KEEP
from riskier.room.transfer import as_text

_MOST_BYTES = 64 * 1024 * 1024


@contextmanager
def _rooms(store: str | None, pack_path: Path | None) -> Iterator[Rooms]:
    rooms = open_rooms(store, pack_path)
    try:
        yield rooms
    except RoomError as error:
        fail(f"{error.field}: {error.message}" if error.field else error.message)
    finally:
        rooms.store.close()


@click.group()
def room() -> None:
    """Make, list, show, import, export, delete, sweep, back up and restore rooms."""


room.add_command(backup)
room.add_command(restore)
room.add_command(sweep)
room.add_command(upgrade)


@room.command()
@where
@click.option("--run-sheet", default="90", show_default=True, help="45, 90 or 180 minutes.")
@click.option("--topic", help="What the group talks about.")
@click.option("--k-min", default=5, show_default=True, help="Show nothing of fewer people.")
@click.option(
    "--keep",
    type=click.Choice(list(KEEP)),
    default="until-deleted",
    show_default=True,
    help="How long answers are kept; see `riskier room sweep`.",
)
@click.option("--code", help="A code of your own; else a fresh one.")
@click.option("--facilitator-key", "key", help="A key of your own; else a fresh one.")
def new(store: str | None, pack_path: Path | None, **wanted: Any) -> None:
    """Make a live room; print its code and its facilitator's key."""
    with _rooms(store, pack_path) as rooms:
        made = rooms.new(**wanted)
        click.echo(f"Room             {made.code}")
        click.echo(f"Facilitator key  {made.facilitator_key}")
        click.echo("The key is shown this once. Keep it: it moves and deletes the room.")


@room.command(name="list")
@where
def list_rooms(store: str | None, pack_path: Path | None) -> None:
    """List the live rooms, the oldest first."""
    with _rooms(store, pack_path) as rooms:
        live = rooms.all("live")
        if not live:
            click.echo("There is no room yet. Make one with `riskier room new`.")
            return
        click.echo(f"{'code':<24}  {'made':<10}  {'joined':>6}  {'state':<11}  topic")
        for each in live:
            state = "ended" if each.ended else each.stage
            line = f"{each.code:<24}  {each.created}  {each.joined:>6}  {state:<11}  {each.topic}"
            click.echo(line)


@room.command()
@where
@click.argument("code")
def show(store: str | None, pack_path: Path | None, code: str) -> None:
    """Show where a room stands, as JSON."""
    with _rooms(store, pack_path) as rooms:
        state = rooms.state(code)
        state["activity"] = state["activity"] and state["activity"]["id"]
        click.echo(as_text(state), nl=False)


@room.command()
@where
@click.argument("code")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; else the terminal.")
def export(store: str | None, pack_path: Path | None, code: str, output: Path | None) -> None:
    """Write a room as JSON: no ids, no order, no plans."""
    with _rooms(store, pack_path) as rooms:
        data = rooms.export(code)
        if output is None:
            click.echo(as_text(data), nl=False)
            return
        try:
            output.write_text(as_text(data), encoding="utf-8", newline="\n")
        except OSError as error:
            fail(f"{output} cannot be written: {error.strerror}. Give another file with -o.")
        click.echo(f"Wrote {output}: {len(data['people'])} people and texts, without names.")


@room.command(name="import")
@where
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", help="A code of your own; else a fresh one.")
@click.option("--facilitator-key", "key", help="A key of your own; else a fresh one.")
def import_room(
    store: str | None, pack_path: Path | None, file: Path, code: str | None, key: str | None
) -> None:
    """Make a room of a file that `riskier room export` wrote."""
    data = _read(file)
    key = key or new_key()
    with _rooms(store, pack_path) as rooms:
        click.echo(f"Room             {rooms.load(data, code=code, key=key)}")
        click.echo(f"Facilitator key  {key}")


@room.command()
@where
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(store: str | None, pack_path: Path | None, code: str, *, yes: bool) -> None:
    """Delete a room with all its answers, for good."""
    with _rooms(store, pack_path) as rooms:
        found = rooms.get(code)
        question = f"Delete room {found.code} ({found.joined} joined) for good?"
        if not yes and not click.confirm(question):
            click.echo("Nothing was deleted.")
            return
        click.echo(rooms.delete(code).message)


def _read(file: Path) -> Any:
    try:
        if file.stat().st_size > _MOST_BYTES:
            fail(f"{file} has more than {_MOST_BYTES // 2**20} MB. No room's file is that large.")
        # An editor on Windows may have put a mark before the text.
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}. Give a file that exists.")
    except (ValueError, RecursionError):
        fail(f"{file} is not JSON, or only part of it. Export the room again.")
