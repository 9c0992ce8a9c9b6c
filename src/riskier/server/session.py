"""Cookies: who facilitates which room, and which solo room a browser goes on with."""

import tornado.web

from riskier.room import Room, Rooms, UnknownRoomError

FACILITATOR_COOKIE = "riskier_facilitator"
SOLO_COOKIE = "riskier_solo"


def keep_cookie(handler: tornado.web.RequestHandler, name: str, value: str, days: int) -> None:
    """Set a signed cookie that scripts cannot read and other sites cannot send."""
    handler.set_signed_cookie(
        name,
        value,
        expires_days=days,
        httponly=True,
        samesite="Lax",
        secure=handler.request.protocol == "https",
        path=handler.application.settings["base_url"],
    )


def sign_in(handler: tornado.web.RequestHandler, room: Room) -> None:
    """Remember on this browser that its owner facilitates a room."""
    keep_cookie(handler, FACILITATOR_COOKIE, f"{room.code} {room.mark}", days=2)


def facilitated_room(handler: tornado.web.RequestHandler, rooms: Rooms) -> str | None:
    """Return the code of the room that this browser may facilitate, if it still exists.

    A room that was made later under the code of a deleted one is another room.
    """
    kept = handler.get_signed_cookie(FACILITATOR_COOKIE, max_age_days=2) or b""
    code, _, mark = kept.decode().partition(" ")
    try:
        room = rooms.get(code)
    except UnknownRoomError:
        return None
    return room.code if room.mark == mark else None
