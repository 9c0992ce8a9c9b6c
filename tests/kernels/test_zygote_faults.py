"""When the zygote dies, is stuck, is not fit to fork, or loses its server."""

import logging
import os
import signal
import subprocess
import sys
import textwrap

import psutil
import pytest

from riskier.kernels import keeper as keeping
from riskier.kernels.keeper import Keeper, keeper
from tests.kernels.kernels import LIGHT_MODULES, descriptors, gone
from tests.waiting import eventually


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Make a module that only the zygotes of this test can import."""

    def make(name, source):
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(source))
        return name

    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return make


@pytest.fixture
def own_keeper(monkeypatch):
    """A keeper without a past, so that its zygotes are those of this test."""
    own = Keeper()
    monkeypatch.setattr("riskier.kernels.provisioner.keeper", own)
    yield own
    own.stop()


def test_when_the_zygote_is_killed_its_kernels_end_and_the_next_start_has_a_new_one(start):
    kernel = start()
    first, pid = keeper.zygote_pid, kernel.pid
    os.kill(first, signal.SIGKILL)
    eventually(lambda: gone(pid), "the kernel of the dead zygote ended")
    eventually(lambda: kernel.process.poll() is not None, "the server saw that it ended")
    again = start()
    assert again.forked
    assert keeper.zygote_pid != first
    assert again.run("print(1)") == "1"


def test_a_zygote_with_a_second_thread_is_not_forked(start, own_keeper, module, caplog):
    name = module(
        "threaded_module",
        """
        import threading, time
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        """,
    )
    kernel = start(modules=[*LIGHT_MODULES, name])
    assert not kernel.forked
    assert kernel.run("print(1)") == "1"
    assert "it has 2 threads, and a fork is safe with one" in caplog.text
    assert own_keeper.zygote_pid is None


def test_a_module_that_cannot_be_imported_is_reported_and_no_more(
    start, own_keeper, module, caplog
):
    name = module("broken_module", "raise OSError('no such thing')")
    caplog.set_level(logging.WARNING)
    kernel = start(modules=[*LIGHT_MODULES, name], warm_ups=[f"{name}:nothing"])
    assert kernel.forked
    assert "Not imported before the fork: broken_module: OSError: no such thing" in caplog.text


def test_a_zygote_that_dies_while_it_prepares_is_left_alone_for_a_while(
    start, own_keeper, module, caplog, monkeypatch
):
    name = module("deadly_module", "import os; os._exit(3)")
    kernel = start(modules=[name])
    assert not kernel.forked
    assert "it ended while it prepared itself" in caplog.text
    caplog.clear()
    assert not start(modules=[name]).forked
    assert "the zygote failed a moment ago" in caplog.text
    monkeypatch.setattr(own_keeper, "_rest_until", 0.0)
    assert start().forked


def test_a_stuck_zygote_is_passed_over_and_its_kernels_live_on(
    start, own_keeper, caplog, monkeypatch
):
    first = start()
    stuck = own_keeper.zygote_pid
    monkeypatch.setattr(keeping, "FORK_SECONDS", 0.2)
    os.kill(stuck, signal.SIGSTOP)
    assert not start().forked
    assert "no answer within 0 seconds" in caplog.text
    monkeypatch.setattr(keeping, "FORK_SECONDS", 10.0)
    assert start().forked
    assert own_keeper.zygote_pid not in (None, stuck)
    assert first.run("print(1)") == "1"
    os.kill(stuck, signal.SIGCONT)
    # What was asked of it meanwhile is forked late, found without an owner and ended.
    zygote = psutil.Process(stuck)
    eventually(lambda: zygote.children() == [psutil.Process(first.pid)], "only the first is left")


SERVER = """
import sys
from tests.kernels.kernels import TestSpecs
from tests.waiting import eventually
from riskier.kernels.keeper import keeper
kernel = TestSpecs(".").start()
kernel.client.execute("while True: pass")
print(keeper.zygote_pid, kernel.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_zygote_and_busy_kernels_end_with_their_server(how):
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with server:
        zygote, kernel = map(int, server.stdout.readline().split())
        assert not gone(zygote)
        assert not gone(kernel)
        server.send_signal(how)
    eventually(lambda: gone(zygote), "the zygote ended")
    eventually(lambda: gone(kernel), "the kernel ended")


def test_a_pid_stays_the_kernels_until_the_server_knows_of_its_end(start):
    kernel = start()
    os.kill(kernel.pid, signal.SIGKILL)
    process = psutil.Process(kernel.pid)
    eventually(lambda: process.status() == psutil.STATUS_ZOMBIE, "it is a zombie")
    eventually(lambda: kernel.process.poll() is not None, "the server knows")
    eventually(lambda: not process.is_running(), "it is buried")


def test_a_kernel_that_nobody_holds_is_ended(start):
    kernel = start()
    pid = kernel.pid
    kernel.manager.provisioner.process = None
    eventually(lambda: gone(pid), "the kernel ended")


def test_nothing_is_left_of_kernels_that_have_ended(start):
    start().stop()
    zygote = psutil.Process(keeper.zygote_pid)
    before, zygotes_before = set(descriptors()), set(descriptors(zygote.pid))
    for _ in range(3):
        start().stop()
    eventually(lambda: not zygote.children(), "no kernel is left")
    eventually(lambda: len(descriptors(zygote.pid)) <= len(zygotes_before), "zygote's descriptors")
    eventually(lambda: len(descriptors()) <= len(before), "the server's descriptors")


def test_a_server_with_many_descriptors_can_start_kernels(start):
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        kernel = start()
        assert kernel.forked
        assert kernel.process._channel.fileno() > 1023
        assert kernel.run("print(1)") == "1"
        kernel.manager.shutdown_kernel()
    finally:
        for descriptor in opened:
            os.close(descriptor)


def test_stopping_the_keeper_ends_everything(start, own_keeper):
    kernel = start()
    zygote, pid = own_keeper.zygote_pid, kernel.pid
    own_keeper.stop()
    eventually(lambda: gone(zygote) and gone(pid), "zygote and kernel ended")
    assert own_keeper.zygote_pid is None
    assert start().forked, "and it can begin anew"
