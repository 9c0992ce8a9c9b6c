"""The code that leads one person back to their answers, and where it is kept."""

from contextlib import suppress

from riskier.pages.context import Context
from riskier.room import RoomError, Rooms, Solo


def find_solo(rooms: Rooms, context: Context, resume_code: str | None = None) -> Solo:
    """Return the room of the person at this page.

    A code that was asked for comes first, then the one that the server or the last page
    kept; else the person is new.

    Raises:
        RoomError: `unknown_resume_code` when the code that was asked for is mistyped.

    """
    solo = rooms.solo(resume_code) if resume_code else _last(rooms, context)
    _write(context, solo.resume_code)
    return solo


def _last(rooms: Rooms, context: Context) -> Solo:
    try:
        return rooms.solo(context.resume_code or _read(context))
    except RoomError:
        # What was kept is not a code: begin anew rather than stop the page.
        return rooms.solo()


def _read(context: Context) -> str | None:
    if context.code_file is None or not context.code_file.is_file():
        return None
    return context.code_file.read_text("utf-8").strip() or None


def _write(context: Context, code: str) -> None:
    if context.code_file is None or context.resume_code is not None:
        return
    # Where the folder cannot be written, the page still works; only the next starts anew.
    with suppress(OSError):
        context.code_file.parent.mkdir(parents=True, exist_ok=True)
        context.code_file.write_text(f"{code}\n", "utf-8")
