"""A few results kept for the next caller."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The results most recently used, by key. May be used from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._results: OrderedDict[Hashable, T] = OrderedDict()

    def find(self, key: Hashable) -> T | None:
        """Return what is kept under a key, or None."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def keep(self, key: Hashable, result: T) -> T:
        """Keep a result, unless there is one already; return the one that is kept."""
        with self._lock:
            kept = self._results.setdefault(key, result)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
            return kept

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, or make it."""
        kept = self.find(key)
        # Made outside the lock: two may do the same work, but nobody waits.
        return self.keep(key, make()) if kept is None else kept
