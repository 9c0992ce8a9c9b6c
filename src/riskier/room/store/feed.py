"""The change feed: who watches is told which rooms changed, whichever process did it."""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable

from riskier.room.store.contract import Watcher

_log = logging.getLogger(__name__)

GONE = 0


class Feed(ABC):
    """Calls watchers from one daemon thread, which starts with the first watcher."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watchers: dict[object, Watcher] = {}
        self._seen: dict[str, int] = {}
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Add a watcher; return what removes it."""
        ticket = object()
        with self._lock:
            self._watchers[ticket] = watcher
            if self._thread is None:
                self._seen = self._look()
                self._thread = threading.Thread(target=self._run, name="riskier-feed", daemon=True)
                self._thread.start()
        return lambda: self._forget(ticket)

    @abstractmethod
    def tell(self, changed: dict[str, int]) -> None:
        """Take note of what this process has just changed."""

    def close(self) -> None:
        """End the thread."""
        self._closed.set()
        self.tell({})
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=5)

    @abstractmethod
    def _look(self) -> dict[str, int]:
        """Return every room's sequence number."""

    @abstractmethod
    def _run(self) -> None:
        """Wait for changes until closed, and `_announce` them."""

    def _compare(self, now: dict[str, int]) -> None:
        """Announce what differs from what was last announced."""
        gone = {code: GONE for code in self._seen if code not in now}
        self._announce({**now, **gone})

    def _announce(self, changed: dict[str, int]) -> None:
        for code, seq in changed.items():
            if self._seen.get(code, GONE) == seq:
                continue
            if seq == GONE:
                del self._seen[code]
            else:
                self._seen[code] = seq
            self._call(code, seq)

    def _call(self, code: str, seq: int) -> None:
        with self._lock:
            watchers = list(self._watchers.values())
        for watcher in watchers:
            try:
                watcher(code, seq)
            except Exception:
                # One watcher's fault must not silence the others.
                _log.exception("A watcher of rooms failed")

    def _forget(self, ticket: object) -> None:
        with self._lock:
            self._watchers.pop(ticket, None)
