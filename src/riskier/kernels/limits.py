"""How many kernels a server can hold."""

import contextlib
import sys
from pathlib import Path

FORKED_MB = 30
ORDINARY_MB = 140
DESCRIPTORS_A_KERNEL = 16
DESCRIPTORS_OF_THE_SERVER = 200
MOST_DESCRIPTORS = 65536
MOST_KERNELS = 400
_FEWEST_KERNELS = 4
_UNKNOWN_MEMORY_MB = 4096


def kernel_ceiling(*, forking: bool) -> int:
    """Return the most kernels that memory and descriptors allow, from 4 to 400."""
    by_memory = int(_free_memory_mb() * 0.8 / (FORKED_MB if forking else ORDINARY_MB))
    by_descriptors = (descriptor_limit() - DESCRIPTORS_OF_THE_SERVER) // DESCRIPTORS_A_KERNEL
    return max(_FEWEST_KERNELS, min(by_memory, by_descriptors, MOST_KERNELS))


def descriptor_limit() -> int:
    """Return how many descriptors this process may have open."""
    if sys.platform == "win32":
        return MOST_DESCRIPTORS
    import resource  # noqa: PLC0415 - Windows has no such module

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


def raise_descriptor_limit() -> int:
    """Allow this process as many descriptors as it may allow itself; return how many.

    A kernel takes about 14 in the server, and the usual limit of 1024 is soon reached.
    """
    if sys.platform == "win32":
        return MOST_DESCRIPTORS
    import resource  # noqa: PLC0415 - Windows has no such module

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if resource.RLIM_INFINITY != soft < wanted:
        # macOS promises more than it gives; the limit then stays as it is.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return descriptor_limit()


def _free_memory_mb() -> int:
    """Return the memory that can be had without swapping, also inside a container."""
    return min(_available_mb(), _container_mb())


def _available_mb() -> int:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return _UNKNOWN_MEMORY_MB
    available = next((line for line in lines if line.startswith("MemAvailable:")), None)
    return int(available.split()[1]) // 1024 if available else _UNKNOWN_MEMORY_MB


def _container_mb() -> int:
    """Return what a control group leaves free; a machine's worth where there is none."""
    folder = Path("/sys/fs/cgroup")
    try:
        most = int((folder / "memory.max").read_text("ascii"))
        used = int((folder / "memory.current").read_text("ascii"))
    except (OSError, ValueError):
        return sys.maxsize
    return max(0, most - used) // 1024**2
