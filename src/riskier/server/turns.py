"""One piece of work at a time: what somebody waits for first, then the newest."""

import asyncio
from collections.abc import Hashable
from typing import NamedTuple


class _Waiting(NamedTuple):
    name: Hashable
    turn: asyncio.Future[None]


class Turns:
    """Who goes next, of those who want the one worker."""

    def __init__(self) -> None:
        # A name may be there twice: what was forgotten is asked for again.
        self._asked: list[_Waiting] = []
        self._ahead: list[_Waiting] = []
        self._taken: asyncio.Future[None] | None = None

    def wait(self, name: Hashable) -> asyncio.Future[None]:
        """Return what is done once it is the turn of `name`; `end` must follow."""
        turn = asyncio.get_running_loop().create_future()
        self._ahead.append(_Waiting(name, turn))
        self._call_next()
        return turn

    def hurry(self, name: Hashable) -> None:
        """Let `name` go before whatever nobody has asked for."""
        self._asked += [each for each in self._ahead if each.name == name]
        self._ahead = [each for each in self._ahead if each.name != name]

    def end(self, turn: asyncio.Future[None]) -> None:
        """Give a turn to the next one; one that has not come yet is passed over."""
        turn.cancel()
        if turn is self._taken:
            self._taken = None
        self._call_next()

    def _call_next(self) -> None:
        while self._taken is None and (self._asked or self._ahead):
            # A room that has moved on wants what it is at now.
            called = self._asked.pop(0) if self._asked else self._ahead.pop()
            if not called.turn.cancelled():
                self._taken = called.turn
                called.turn.set_result(None)
