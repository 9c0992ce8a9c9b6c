"""News of a room, brought to the thread on which a kernel's widgets live."""

import asyncio
from collections.abc import Callable

from riskier.room import Rooms, StoreError

PAUSE_SECONDS = 0.2
STORE_AWAY_SECONDS = 1.0


def in_a_moment(work: Callable[[], None]) -> asyncio.TimerHandle | None:
    """Do something in a second, when the store may be back; None without a loop to do it."""
    try:
        return asyncio.get_running_loop().call_later(STORE_AWAY_SECONDS, work)
    except RuntimeError:
        return None


class Feed:
    """Calls back after changes of one room, at most five times a second.

    In a kernel the calls come on its event loop, where widgets may be touched; without a
    loop (tests, scripts) they come on the store's thread.
    """

    def __init__(
        self,
        rooms: Rooms,
        code: str,
        changed: Callable[[], None],
        away: Callable[[], None] = lambda: None,
    ) -> None:
        """Watch the room `code` and call `changed` when something in it is new.

        When that raises `StoreError`, `away` is called.
        """
        self._code = rooms.normal_code(code)
        self._changed = changed
        self._away = away
        self._next: asyncio.TimerHandle | None = None
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        self.stop = rooms.watch(self._heard)

    def look(self) -> None:
        """Call back now; as long as the store is away, again every second."""
        if self._next is not None:
            self._next.cancel()
            self._next = None
        try:
            self._changed()
        except StoreError:
            self._away()
            # No news tells when the store is back: ask it.
            self._next = in_a_moment(self.look)

    def _heard(self, code: str, _seq: int) -> None:
        if code != self._code:
            return
        if self._loop is None:
            self.look()
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._soon)

    def _soon(self) -> None:
        # A thousand answers in ten seconds are a hundred news a second: gather them.
        if self._next is None and self._loop is not None:
            self._next = self._loop.call_later(PAUSE_SECONDS, self.look)
