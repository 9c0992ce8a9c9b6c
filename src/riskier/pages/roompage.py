"""What the console and the screen have in common: one widget that follows this kernel's room."""

from collections.abc import Callable

from ipywidgets import HTML, Widget

from riskier.pages import context, words
from riskier.pages.context import Context
from riskier.pages.drawing import warm_up
from riskier.room import Rooms, UnknownRoomError


def room_page(make: Callable[[Rooms, str, str], Widget], purpose: str) -> Widget:
    """Return the page of this kernel's room, or how to get one.

    `make` is given the rooms, the room's code and the address at which people join; `purpose`
    says what such a page is for where there is no room.
    """
    where = context.here()
    opened = _opened(where)
    if opened is None:
        return HTML(words.no_room(purpose))
    rooms, code = opened
    warm_up()
    return make(rooms, code, where.join_address(code))


def say_away(widget: Widget) -> None:
    """Say on a page that the room cannot be read at the moment."""
    widget.here = widget.here | {"phase_words": words.STORE_AWAY}


def _opened(where: Context) -> tuple[Rooms, str] | None:
    """Return the rooms, and the code of the room that this kernel is for, if it exists."""
    if where.room is None:
        return None
    rooms = where.open_rooms()
    try:
        return rooms, rooms.get(where.room).code
    except UnknownRoomError:
        return None
