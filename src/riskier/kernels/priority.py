"""Who goes first where processors are short: people's answers, then findings and pages."""

import contextlib
import os
from pathlib import Path

NICENESS = 5


def give_way(pid: int = 0) -> None:
    """Let other processes go before this one, or before a child of this one by its id."""
    if hasattr(os, "setpriority"):
        niceness = os.getpriority(os.PRIO_PROCESS, 0) + NICENESS
        # A child may have ended already.
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, niceness)


def session_gives_way() -> None:
    """Let other sessions go before this one, of which this process is the leader.

    Where Linux shares processors out between sessions, a process's own niceness counts
    only inside its session.
    """
    # No such file on other systems; Linux may refuse one of many writes in a second.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS), "ascii")
