"""One piece of work at a time: what somebody waits for first, then the newest."""

import asyncio
from collections.abc import Hashable


class Turns:
    """Who goes next, of those who want the one worker."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, asyncio.Future[None]] = {}
        self._ahead: dict[Hashable, asyncio.Future[None]] = {}
        self._is_taken = False

    def wait(self, name: Hashable) -> asyncio.Future[None]:
        """Return what is done once it is the turn of `name`; `end` must follow."""
        turn = asyncio.get_running_loop().create_future()
        self._ahead[name] = turn
        self._call_next()
        return turn

    def hurry(self, name: Hashable) -> None:
        """Let `name` go before whatever nobody has asked for."""
        if name in self._ahead:
            self._asked[name] = self._ahead.pop(name)

    def end(self) -> None:
        """Give the turn to the next one."""
        self._is_taken = False
        self._call_next()

    def _call_next(self) -> None:
        if self._is_taken or not (self._asked or self._ahead):
            return
        # A room that has moved on wants what it is at now.
        name, waiting = (
            (next(iter(self._asked)), self._asked)
            if self._asked
            else (next(reversed(self._ahead)), self._ahead)
        )
        self._is_taken = True
        waiting.pop(name).set_result(None)
