"""Every limit that the server enforces, in one place; the OpenAPI document states them."""

import time
from collections import OrderedDict
from dataclasses import dataclass

BODY_BYTES = 64 * 1024
"""Largest request body that the API reads."""

SEND_BUFFER_BYTES = 1024 * 1024
"""A listener that has this much unsent is dropped; it reconnects and catches up."""


@dataclass(frozen=True)
class Rate:
    """A token bucket: `burst` at once, then `per_second`."""

    name: str
    burst: float
    per_second: float


JOIN = Rate("joins from one address", burst=12_000, per_second=200)
ANSWER = Rate("answers from one participant", burst=60, per_second=10)
FAILED_KEY = Rate("failed keys or resume codes from one address", burst=20, per_second=0.2)


class RateLimiter:
    """Token buckets by key, the longest unused forgotten first."""

    def __init__(self, rate: Rate, capacity: int = 50_000) -> None:
        self.rate = rate
        self._capacity = capacity
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_seconds(self, key: str, cost: float = 1.0) -> float:
        """Take `cost` tokens; return 0, or how long to wait when there are too few."""
        now = time.monotonic()
        tokens, then = self._buckets.pop(key, (self.rate.burst, now))
        tokens = min(self.rate.burst, tokens + (now - then) * self.rate.per_second)
        wait = max(0.0, (cost - tokens) / self.rate.per_second)
        self._buckets[key] = (tokens if wait else tokens - cost, now)
        if len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        return wait
