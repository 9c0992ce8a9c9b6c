"""A child of the zygote on its way to being the kernel that was asked for."""

import atexit
import contextlib
import ctypes
import gc
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from riskier.kernels.priority import give_way, session_gives_way

_PR_SET_PDEATHSIG = 1
_EXIT_SECONDS = 3


def become_kernel(
    app: Any,
    request: dict[str, Any],
    zygote_pid: int,
    close_inherited: Sequence[Callable[[], None]],
) -> NoReturn:
    """Be the kernel that was asked for; never return."""
    code = 1
    try:
        _follow_into_death(zygote_pid)
        for close in close_inherited:
            close()
        _leave_the_family()
        _move_in(request["env"], request["cwd"])
        _draw_own_random_numbers()
        gc.enable()
        _run(app, request["connection_file"])
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        _end(code)


def _follow_into_death(zygote_pid: int) -> None:
    """Have the system end this process when the zygote ends, however that happens."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote_pid:
        os._exit(1)


def _leave_the_family() -> None:
    """Have a session of its own, and answer signals as a fresh process would."""
    os.setsid()
    give_way()
    session_gives_way()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _move_in(env: dict[str, str], cwd: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)


def _draw_own_random_numbers() -> None:
    """Seed afresh, or every visitor's kernel would draw the same numbers."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _run(app: Any, connection_file: str) -> None:
    app.connection_file = connection_file
    app.initialize([])
    # At its import ipywidgets saw no kernel, so it has not said what it listens to.
    if widgets := sys.modules.get("ipywidgets"):
        widgets.register_comm_target()
    app.start()


def _end(code: int) -> NoReturn:
    """Run the exit functions and end at once.

    Python's own way out would take modules apart that are shared with the zygote: each
    page it touched would be copied. The alarm is for an exit function that hangs.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_EXIT_SECONDS)
    with contextlib.suppress(BaseException):
        atexit._run_exitfuncs()
    with contextlib.suppress(BaseException):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
