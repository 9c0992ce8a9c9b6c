"""The time of day, from a clock that goes on evenly while the machine's is set anew."""

import time

# Counts a laptop's sleep, too. Elsewhere no such clock is to be had: there a jump shows.
_STEADY = getattr(time, "CLOCK_BOOTTIME", None)


def _steady() -> float:
    return time.time() if _STEADY is None else time.clock_gettime(_STEADY)


_BEGAN, _STEADY_BEGAN = time.time(), _steady()


def now() -> float:
    """Return the seconds since the epoch, as this process knew them when it began.

    A timer that runs is neither ended nor prolonged when somebody, or the network, sets
    the machine's clock.
    """
    return _BEGAN + _steady() - _STEADY_BEGAN
