"""Waiting for what comes about by itself, never for a number of seconds."""

import time


def eventually(condition, what="", seconds=60):
    """Return the condition's first true value; fail with `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"still not true after {seconds} s: {what}")
