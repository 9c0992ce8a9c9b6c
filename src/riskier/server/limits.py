"""Every limit that the server enforces, in one place; the OpenAPI document states them."""

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass

BODY_BYTES = 64 * 1024
"""Largest request body that the API reads."""

SEND_BUFFER_BYTES = 1024 * 1024
"""A listener that has this much unsent is dropped; it reconnects and catches up."""

PAGES_A_PERSON = 12
"""So many pages of one participant are told of changes; when one more comes, the oldest ends."""


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

    def wait_seconds(self, key: str, *, take: bool = True) -> float:
        """Take a token, or only look; return 0, or how long to wait when there is none."""
        now = time.monotonic()
        tokens, then = self._buckets.pop(key, (self.rate.burst, now))
        tokens = min(self.rate.burst, tokens + (now - then) * self.rate.per_second)
        wait = max(0.0, (1 - tokens) / self.rate.per_second)
        self._buckets[key] = (tokens if wait or not take else tokens - 1, now)
        if len(self._buckets) > self._capacity:
            self._buckets.popitem(last=False)
        return wait


class Guesses:
    """Failed keys and resume codes by address, so that nobody can try them all.

    A secret that has opened something is no guess: whoever holds it is let in however
    often others behind the same address fail. Nor is what has the shape of a
    participant's token: 256 random bits cannot be guessed, and after a room is deleted
    every phone of a large group still sends its own.
    """

    rate = FAILED_KEY

    def __init__(self, capacity: int = 10_000) -> None:
        self._failures = RateLimiter(self.rate)
        self._capacity = capacity
        self._proven: OrderedDict[bytes, None] = OrderedDict()

    def wait_seconds(self, address: str, secret: str) -> float:
        """Return 0 when the secret may be tried, or how long to wait."""
        if _digest(secret) in self._proven or _is_token(secret):
            return 0.0
        return self._failures.wait_seconds(address, take=False)

    def note(self, address: str, secret: str, *, fits: bool) -> None:
        """Remember that a secret opened something, or that it did not."""
        if fits:
            self._proven[_digest(secret)] = None
            if len(self._proven) > self._capacity:
                self._proven.popitem(last=False)
        elif not _is_token(secret):
            self._failures.wait_seconds(address)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def _is_token(secret: str) -> bool:
    return len(secret) == 64 and set(secret) <= set("0123456789abcdef")
