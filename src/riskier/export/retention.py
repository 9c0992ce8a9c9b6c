"""Carrying out what people were promised about their answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from riskier.export.printing.folder import with_listing, write_all
from riskier.export.report import Snapshot, aggregates_of
from riskier.room import Receipt, Rooms, UnknownRoomError
from riskier.room.keeping import today

RECEIPTS = "receipts.txt"
_PAPER = "a4"

Tell = Callable[[str], None]


def sweep(
    rooms: Rooms, kept: Path, tell: Tell, *, only: str | None = None, day: date | None = None
) -> Iterator[Receipt]:
    """Delete the rooms that are due, or one of them, and yield a receipt for each.

    Where tables were promised to stay, they are on disk before anything is deleted: a
    report of the room in a folder inside `kept`, without what people wrote. Receipts are
    also added to a file in `kept`.

    Raises:
        PrintError: Tables cannot be written; then the room is not deleted.
        OSError: A receipt cannot be written.
        RoomError: As `Rooms.delete`.

    """
    wanted = None if only is None else rooms.normal_code(only)
    for code, what in rooms.due(day):
        if wanted not in (None, code):
            continue
        try:
            receipt = (
                _tables_only(rooms, code, kept, tell) if what == "tables" else rooms.delete(code)
            )
        except UnknownRoomError:
            continue  # Somebody else was quicker.
        yield receipt
        _file(kept, receipt)


def _tables_only(rooms: Rooms, code: str, kept: Path, tell: Tell) -> Receipt:
    if not rooms.get(code).ended:
        # What is still open would be missing in the tables.
        rooms.move(code, ended=True)
    snapshot = Snapshot.of(rooms, code)
    folder = kept / f"{code}-{snapshot.day}"
    # An attempt that was interrupted may have left files there.
    files = with_listing(aggregates_of(snapshot, paper=_PAPER, tell=tell))
    write_all(folder, files, replace=True)
    receipt = rooms.delete(code)
    stays = f"Its tables stay in {folder}, without the sentences that people wrote."
    return replace(receipt, stays=(*receipt.stays, stays))


def _file(kept: Path, receipt: Receipt) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / RECEIPTS).open("a", encoding="utf-8") as file:
        file.write(f"{today().isoformat()}  {receipt.message}\n")
