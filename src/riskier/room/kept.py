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

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under a key, or make it."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        # Made outside the lock: two may do the same work, but nobody waits.
        result = make()
        with self._lock:
            result = self._results.setdefault(key, result)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
        return result
