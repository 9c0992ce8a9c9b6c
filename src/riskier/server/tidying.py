"""When the server looks for memory to free: at moments in which nobody waits for it.

Python's own look at every object takes a quarter of a second with 3,000 people connected,
and comes in the middle of whatever is going on. Here it comes when no request was answered
for a moment; what it has looked at is then left out of the quick looks in busy times.
"""

import asyncio
import gc

LOOK_SECONDS = 5.0
QUIET_SECONDS = 1.0
WHOLE_EVERY_SECONDS = 60.0
QUICK_EVERY_SECONDS = 300.0
_NEVER = 1_000_000


class Tidying:
    """Takes over from Python when everything is looked at; short looks stay Python's."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._served = self._whole = self._quick = loop.time()
        self._thresholds = gc.get_threshold()
        self._turn: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Look at everything now, and from now on only when it is quiet."""
        gc.set_threshold(*self._thresholds[:2], _NEVER)
        self._look_at_everything()
        self._turn = self._loop.call_later(LOOK_SECONDS, self._look)

    def end(self) -> None:
        """Give back to Python."""
        if self._turn is not None:
            self._turn.cancel()
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()

    def note_request(self) -> None:
        """Take note that somebody has just been answered."""
        self._served = self._loop.time()

    def _look(self) -> None:
        now = self._loop.time()
        if now - self._whole >= WHOLE_EVERY_SECONDS and now - self._served >= QUIET_SECONDS:
            self._look_at_everything()
        elif now - self._quick >= QUICK_EVERY_SECONDS:
            gc.collect()
            self._quick = now
        self._turn = self._loop.call_later(LOOK_SECONDS, self._look)

    def _look_at_everything(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._whole = self._quick = self._loop.time()
