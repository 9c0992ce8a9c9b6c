"""Who goes first where processors are short: people's answers, then findings, then pages."""

import contextlib
import os
from pathlib import Path

OF_FINDINGS, OF_PAGES = 5, 10
"""Niceness, as `nice` means it: the higher, the more others go first."""


def give_way(niceness: int) -> None:
    """Let other processes go first, this process's future children included."""
    if hasattr(os, "nice"):
        os.nice(niceness)


def session_gives_way(niceness: int) -> None:
    """Let other sessions go before this one, of which this process is the leader.

    Where Linux shares processors out between sessions, a process's own niceness counts
    only inside its session.
    """
    # No such file on other systems; Linux may refuse one of many writes in a second.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(niceness), "ascii")
