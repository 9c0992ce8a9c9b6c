"""What several commands begin with: a checked pack, an open store, a room."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from riskier.pack import Pack, PackError, load_pack
from riskier.room import RoomError, Rooms, StoreError, open_store
from riskier.room.codes import room_code


def fail(message: str) -> NoReturn:
    """Print one message and end with the code for bad use."""
    click.echo(f"riskier: {message}", err=True)
    sys.exit(2)


def open_pack(pack_path: Path | None) -> Pack:
    """Return a pack that has no fault, or end with those it has."""
    try:
        return load_pack(pack_path)
    except PackError as error:
        fail(f"the pack cannot be used.\n{error}\nRun `riskier check` after mending it.")


def open_rooms(store: str | None, pack_path: Path | None) -> Rooms:
    """Return the rooms of a store with a pack that has no fault, or end with why not."""
    pack = open_pack(pack_path)
    try:
        return Rooms(open_store(store), pack)
    except (StoreError, OSError) as error:
        fail(str(error))


def open_or_resume(rooms: Rooms, code: str | None, key: str) -> str:
    """Return the code of a live room that `key` opens: the one asked for, or the last."""
    try:
        if code is None:
            return _last_room(rooms, key) or rooms.new(key=key).code
        kept = room_code(code)
        if kept not in {room.code for room in rooms.all()}:
            return rooms.new(code=code, key=key).code
        if not rooms.key_opens(kept, key):
            fail(f"room {kept} exists and --facilitator-key does not open it.")
        return kept
    except (RoomError, StoreError) as error:
        fail(str(error))


def _last_room(rooms: Rooms, key: str) -> str | None:
    mine = [
        room.code
        for room in rooms.all()
        if room.kind == "live" and not room.ended and rooms.key_opens(room.code, key)
    ]
    return mine[-1] if mine else None
