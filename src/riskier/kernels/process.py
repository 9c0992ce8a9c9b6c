"""A forked kernel as the server sees it."""

import contextlib
import os
import select
import signal
import socket
import subprocess

from riskier.kernels import wire


class ForkedProcess:
    """What jupyter_client uses of `subprocess.Popen`, for a child of the zygote.

    It owns the channel on which the zygote tells the end. While that is open the pid is
    this kernel's, alive or zombie; when the object goes away, so does a living kernel.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, channel: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._channel = channel

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal, or None while the kernel runs."""
        self._look(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code when there is one; raise TimeoutExpired after `timeout` seconds."""
        self._look(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the kernel has ended."""
        if self.poll() is None:
            # It may be ending in this moment; then there is nobody to tell.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    def _look(self, timeout: float | None) -> None:
        if self.returncode is not None:
            return
        # Not select(): a server of 75 kernels has descriptors beyond 1023.
        poll = select.poll()
        poll.register(self._channel, select.POLLIN)
        if poll.poll(None if timeout is None else timeout * 1000):
            self.returncode = self._exit_code()
            self._channel.close()

    def _exit_code(self) -> int:
        try:
            message = wire.receive(self._channel)
        except (OSError, wire.WireError):
            message = None
        # No word at the end of the channel: the zygote is gone and has taken its kernels along.
        return int(message["exit"]) if message else -signal.SIGKILL
