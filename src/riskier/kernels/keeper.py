"""The server's side of the zygote: start it, have it fork, replace it, end it."""

import logging
import os
import select
import socket
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from riskier.kernels import wire
from riskier.kernels.process import ForkedProcess
from riskier.kernels.recipe import Recipe

PREPARE_SECONDS = 90.0
FORK_SECONDS = 10.0
REST_SECONDS = 60.0
_LOG = logging.getLogger("riskier.kernels")
# A pool that a numeric library makes at its import would be more threads before the fork.
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
# Nothing comes from where the server was started: a kernel would not take it from there
# either. (-P would do as much, but its flag could be seen from within the kernels.)
_ZYGOTE = """
import sys
sys.path = [folder for folder in sys.path if folder]
from riskier.kernels.zygote import main
main()
"""


class NoForkError(Exception):
    """The zygote could not fork; the kernel can be started the ordinary way."""


@dataclass(frozen=True)
class KernelRequest:
    """What tells one kernel from another, as it travels to the zygote."""

    connection_file: str
    env: dict[str, str]
    cwd: str


class Zygote:
    """One zygote process and the socket to it."""

    def __init__(self, recipe: Recipe) -> None:
        self._sock, theirs = socket.socketpair()
        descriptor = str(theirs.fileno())
        command = [sys.executable, "-c", _ZYGOTE, descriptor]
        with theirs:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=os.environ | _ONE_THREAD,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.recipe = recipe
        self.pid = self._process.pid
        wire.send(self._sock, asdict(recipe))

    def prepare(self) -> None:
        """Wait until it is ready to fork. Raises NoForkError when it is not fit to."""
        report = self._report()
        for failure in report["failures"]:
            _LOG.warning("Not imported before the fork: %s", failure)
        if report["threads"] != 1:
            raise NoForkError(f"it has {report['threads']} threads, and a fork is safe with one")

    def _report(self) -> dict[str, Any]:
        if not _readable(self._sock, PREPARE_SECONDS):
            raise NoForkError(f"it was not ready after {PREPARE_SECONDS:.0f} seconds")
        try:
            report = wire.receive(self._sock)
        except (OSError, wire.WireError) as error:
            raise NoForkError(str(error)) from error
        if report is None:
            raise NoForkError("it ended while it prepared itself")
        return report

    def fork(self, request: KernelRequest) -> ForkedProcess:
        """Return a new kernel. Raises NoForkError when there is none."""
        mine, theirs = socket.socketpair()
        try:
            with theirs:
                wire.send(self._sock, asdict(request), [theirs.fileno()])
            return ForkedProcess(self._pid_from(mine), mine)
        except (OSError, wire.WireError) as error:
            mine.close()
            raise NoForkError(str(error)) from error
        except NoForkError:
            mine.close()
            raise

    def _pid_from(self, channel: socket.socket) -> int:
        if not _readable(channel, FORK_SECONDS):
            raise NoForkError(f"no answer within {FORK_SECONDS:.0f} seconds")
        answer = wire.receive(channel)
        if answer is None:
            raise NoForkError("it ended")
        if "error" in answer:
            raise NoForkError(answer["error"])
        return int(answer["pid"])

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End it and its kernels, at once."""
        self._sock.close()
        self._process.kill()
        self._process.wait()


def _readable(sock: socket.socket, seconds: float) -> bool:
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


class Keeper:
    """Keeps a zygote for whoever wants a kernel.

    All that touches a zygote happens in the keeper's one thread, in order: a zygote does
    one thing at a time anyway, and so nothing here needs a lock.
    """

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None
        self._zygote: Zygote | None = None
        self._retired: list[Zygote] = []
        self._rest_until = 0.0

    @property
    def zygote_pid(self) -> int | None:
        """The process that forks, or None while there is none."""
        zygote = self._zygote
        return zygote.pid if zygote is not None else None

    def start(self, recipe: Recipe) -> "Future[int | None]":
        """Prepare a zygote ahead of the first visitor; the result is its pid, or None."""
        return self._thread().submit(self._start, recipe)

    def fork(self, recipe: Recipe, request: KernelRequest) -> "Future[ForkedProcess]":
        """Have a kernel forked; the future may hold a NoForkError."""
        return self._thread().submit(self._fork, recipe, request)

    def stop(self) -> None:
        """End the zygote and every kernel that was forked. Returns when they are gone."""
        if self._worker is not None:
            self._worker.submit(self._stop).result()
            self._worker.shutdown()
            self._worker = None

    def _thread(self) -> ThreadPoolExecutor:
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "riskier-kernels")
        return self._worker

    def _start(self, recipe: Recipe) -> int | None:
        try:
            return self._ready(recipe).pid
        except NoForkError as error:
            _LOG.warning("Kernels start the ordinary way: %s.", error)
            return None

    def _fork(self, recipe: Recipe, request: KernelRequest) -> ForkedProcess:
        zygote = self._ready(recipe)
        try:
            return zygote.fork(request)
        except NoForkError:
            self._retire()
            raise

    def _ready(self, recipe: Recipe) -> Zygote:
        zygote = self._zygote
        if zygote is not None and zygote.recipe == recipe and zygote.alive:
            return zygote
        if time.monotonic() < self._rest_until:
            raise NoForkError("the zygote failed a moment ago")
        self._retire()
        self._zygote = zygote = _start_process(recipe)
        try:
            zygote.prepare()
        except NoForkError:
            self._rest_until = time.monotonic() + REST_SECONDS
            self._zygote = None
            zygote.stop()
            raise
        return zygote

    def _retire(self) -> None:
        """Fork no more from this zygote, but leave its kernels to their visitors."""
        if self._zygote is not None:
            self._retired.append(self._zygote)
            self._zygote = None

    def _stop(self) -> None:
        self._retire()
        for zygote in self._retired:
            zygote.stop()
        self._retired.clear()


def _start_process(recipe: Recipe) -> Zygote:
    try:
        return Zygote(recipe)
    except OSError as error:
        raise NoForkError(str(error)) from error


keeper = Keeper()
