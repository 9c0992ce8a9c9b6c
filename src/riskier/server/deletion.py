"""What the server's memory holds of a room goes when the room is deleted, by whatever process."""

import asyncio
import contextlib
from collections.abc import Callable

from riskier.room import Rooms


def on_deletion(
    rooms: Rooms, loop: asyncio.AbstractEventLoop, forget: Callable[[str], None]
) -> Callable[[], None]:
    """Call `forget(code)` on the loop after a room was deleted; return what ends the calls."""

    def changed(code: str, seq: int) -> None:
        # Called from a thread, which may outlive the loop.
        if seq == 0:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(forget, code)

    return rooms.watch(changed)
