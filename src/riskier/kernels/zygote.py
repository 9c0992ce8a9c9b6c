"""The zygote: a process that has imported what a page needs, and forks one kernel a visitor.

Started by its keeper with a descriptor, one end of a socket pair.
It reads a recipe, follows it, reports, and then answers requests: each carries a kernel's
arguments, environment and working directory, and a descriptor on which the zygote tells
the pid and, later, how the kernel ended. A kernel that has ended stays a zombie until the
server closes that descriptor, so that its pid cannot come to mean a stranger's process.
When a server closes the descriptor of a living kernel, or the control socket, kernels end.

No thread may exist at a fork: a lock that one of them held would stay locked in the child.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from riskier.kernels import wire
from riskier.kernels.child import become_kernel
from riskier.kernels.preload import preload
from riskier.kernels.recipe import recipe_of


def main() -> None:
    """Prepare, report, and fork until the server hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server to answer
    control = socket.socket(fileno=int(sys.argv[1]))
    message = wire.receive(control)
    if message is None:
        return
    began = time.monotonic()
    recipe = recipe_of(message)
    failures = preload(recipe)
    app = _prepared_app(recipe.arguments)
    _settle()
    count = thread_count()
    seconds = round(time.monotonic() - began, 3)
    wire.send(control, {"threads": count, "failures": failures, "seconds": seconds})
    if count == 1:
        Zygote(control, app).serve()


def _prepared_app(arguments: Sequence[str]) -> Any:
    from riskier.kernels.kernel import ForkedKernelApp  # noqa: PLC0415 - after the preload

    app: Any = ForkedKernelApp.instance(parent_handle=os.getpid())
    app.prepare(arguments)
    return app


def thread_count() -> int:
    """Return the number of threads of this process, those of C libraries too."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _settle() -> None:
    """Leave nothing that the children would write or write to without need."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.collect()
    gc.disable()
    gc.freeze()


class Zygote:
    """The loop that forks on request and reports the ends."""

    def __init__(self, control: socket.socket, app: Any) -> None:
        self._control = control
        self._app = app
        self._channels: dict[int, socket.socket] = {}  # by pid, while the server holds its end
        self._ended: set[int] = set()  # the server knows; still zombies
        self._abandoned: set[int] = set()  # killed, because the server let go of them
        self._wake, self._waker = socket.socketpair()
        # Not epoll: a child would share its kernel object with us.
        self._selector = selectors.PollSelector()

    def serve(self) -> None:
        """Return when the server has closed the control socket."""
        self._wake.setblocking(False)
        self._waker.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._selector.register(self._control, selectors.EVENT_READ, self._answer)
        self._selector.register(self._wake, selectors.EVENT_READ, self._look_for_ends)
        while self._control.fileno() >= 0:
            for key, _ in self._selector.select():
                key.data()

    def _answer(self) -> None:
        request, descriptors = wire.receive_with_descriptors(self._control, 1)
        if request is None:
            self._control.close()
            return
        channel = socket.socket(fileno=descriptors[0])
        try:
            pid = self._fork(request, channel)
        except OSError as error:
            _tell(channel, {"error": str(error)})
            channel.close()
            return
        self._channels[pid] = channel
        self._selector.register(channel, selectors.EVENT_READ, partial(self._let_go, pid))
        _tell(channel, {"pid": pid})

    def _fork(self, request: dict[str, Any], channel: socket.socket) -> int:
        zygote_pid = os.getpid()
        pid = os.fork()
        if pid == 0:
            close_inherited = [channel.close, self._close_in_child]
            become_kernel(self._app, request, zygote_pid, close_inherited)
        return pid

    def _close_in_child(self) -> None:
        signal.set_wakeup_fd(-1)
        self._selector.close()
        for sock in (self._control, self._wake, self._waker, *self._channels.values()):
            sock.close()

    def _look_for_ends(self) -> None:
        self._wake.recv(4096)
        for pid in (self._channels.keys() | self._abandoned) - self._ended:
            end = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if end is not None:
                self._note_end(pid, end)

    def _note_end(self, pid: int, end: os.waitid_result) -> None:
        if pid in self._abandoned:
            self._abandoned.discard(pid)
            os.waitpid(pid, 0)
            return
        code = end.si_status if end.si_code == os.CLD_EXITED else -end.si_status
        _tell(self._channels[pid], {"exit": code})
        self._ended.add(pid)

    def _let_go(self, pid: int) -> None:
        """Bury, or end, a kernel whose channel the server has closed: it is done with it."""
        channel = self._channels.pop(pid)
        self._selector.unregister(channel)
        channel.close()
        if pid in self._ended:
            self._ended.discard(pid)
            os.waitpid(pid, 0)
        else:
            self._abandoned.add(pid)
            os.kill(pid, signal.SIGKILL)


def _tell(channel: socket.socket, message: dict[str, Any]) -> None:
    # When the server has gone, the channel's end says the rest.
    with contextlib.suppress(OSError):
        wire.send(channel, message)
