"""While the kit serves, it deletes what was promised to go."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

from riskier.room import RoomError, Rooms, UnknownRoomError
from riskier.room.handover import handover
from riskier.room.keeping import due, today

GRACE_S = 600.0
_DAY_S = 86_400.0
_BETWEEN_LOOKS_S = 1.0


class Sweeper:
    """Sweeps when it starts, some minutes after a room became due, and once a day.

    The minutes are for a room that was ended by mistake, and for its report: if it is
    opened again, nothing happens. Use it as a context manager.
    """

    def __init__(
        self,
        rooms: Rooms,
        sweep: Callable[[str], None] | None = None,
        *,
        grace_s: float = GRACE_S,
    ) -> None:
        """Sweep `rooms`; `sweep` is given the code of a room that is due."""
        self._rooms = rooms
        self._sweep = sweep or self._in_a_process_of_its_own
        self._grace_s = grace_s
        self._lock = threading.Lock()
        self._changed: set[str] = set()
        self._waiting: dict[str, float] = {}
        self._next_round = 0.0
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="riskier-sweeper", daemon=True)

    def __enter__(self) -> "Sweeper":
        self._stop_watching = self._rooms.watch(self._note)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; a sweep that has begun is finished first."""
        self._stop_watching()
        self._ended.set()
        self._wake.set()
        self._thread.join()

    def _note(self, code: str, _seq: int) -> None:
        with self._lock:
            self._changed.add(code)
        self._wake.set()

    def _run(self) -> None:
        while not self._ended.is_set():
            # A store that cannot be read now is asked again in a second.
            with suppress(RoomError):
                self._look()
            self._wake.wait(self._seconds_to_wait())
            self._wake.clear()
            # Answers come in hundreds; one look a second is enough.
            self._ended.wait(_BETWEEN_LOOKS_S)

    def _look(self) -> None:
        now = time.monotonic()
        self._take_note(now)
        if now >= self._next_round:
            due_now = [code for code, _ in self._rooms.due() if code not in self._waiting]
            self._next_round = now + _DAY_S
            for code in due_now:
                self._sweep(code)
        for code in [code for code, when in self._waiting.items() if when <= now]:
            del self._waiting[code]
            self._sweep(code)

    def _take_note(self, now: float) -> None:
        with self._lock:
            changed, self._changed = self._changed, set()
        for code in changed:
            if self._is_due(code):
                self._waiting.setdefault(code, now + self._grace_s)
            else:
                self._waiting.pop(code, None)

    def _is_due(self, code: str) -> bool:
        try:
            return due(self._rooms.store.room(code), today()) is not None
        except UnknownRoomError:
            return False

    def _seconds_to_wait(self) -> float:
        moments = [self._next_round, *self._waiting.values()]
        return max(min(moments) - time.monotonic(), 0.0)

    def _in_a_process_of_its_own(self, code: str) -> None:
        # Making tables takes seconds of computing, which must not hold up anybody's phone.
        command = [sys.executable, "-P", "-m", "riskier.cli", "room", "sweep", "--room", code]
        environment = {**os.environ, **handover(self._rooms)}
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
