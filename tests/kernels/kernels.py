"""Helpers: a kernel that runs code and returns what it printed, and waiting for a condition."""

import os
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory

import psutil
from jupyter_client.manager import KernelManager

from riskier.kernels.settings import transport
from riskier.kernels.specs import PageKernelSpecs

PATIENCE_SECONDS = 30
LIGHT_MODULES = ["numpy", "ipywidgets"]


def gone(pid):
    """Return whether a process has ended; a zombie has."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return True


def descriptors(pid="self"):
    """Return what a process has open, by number."""
    found = {}
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found[int(link.name)] = str(link.readlink())
    return found


class CellError(Exception):
    """What code in a kernel raised."""

    def __init__(self, content):
        super().__init__(f"{content['ename']}: {content['evalue']}")
        self.name, self.traceback = content["ename"], "\n".join(content["traceback"])


class RunningKernel:
    """A kernel and a client of it."""

    def __init__(self, manager, sockets):
        self.manager, self.sockets = manager, sockets
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE_SECONDS)

    @property
    def process(self):
        return self.manager.provisioner.process

    @property
    def pid(self):
        return self.process.pid

    @property
    def forked(self):
        return type(self.process).__name__ == "ForkedProcess"

    def run(self, code):
        """Run code and return what it printed; raise CellError for what it raised."""
        return self.outcome(self.client.execute(code))

    def outcome(self, request):
        printed, raised, deadline = "", None, time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except Empty:
                continue
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if kind == "stream":
                printed += content["text"]
            elif kind == "error":
                raised = CellError(content)
            elif kind == "status" and content["execution_state"] == "idle":
                if raised is not None:
                    raise raised
                return printed.strip()
        raise AssertionError(f"no end of the cell after {PATIENCE_SECONDS} s")

    def stop(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
        self.client.context.destroy(linger=0)
        self.sockets.cleanup()


class TestSpecs:
    """Starts kernels as the server does, from a zygote with little in it."""

    __test__ = False

    def __init__(self, folder):
        self.folder = folder

    def start(self, *, forking=True, env=None, cwd=None, modules=LIGHT_MODULES, warm_ups=()):
        specs = PageKernelSpecs(forking=forking, modules=modules, warm_ups=list(warm_ups))
        # A test's own folder has too long a name for sockets.
        sockets = TemporaryDirectory(prefix="voila_")
        manager = KernelManager(
            kernel_name="python3",
            kernel_spec_manager=specs,
            transport=transport(),
            connection_file=str(Path(sockets.name) / "kernel.json"),
        )
        manager.start_kernel(env=dict(os.environ) | (env or {}), cwd=str(cwd or self.folder))
        return RunningKernel(manager, sockets)
