"""How many kernels there may be, and when one is ended."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zmq
from traitlets.config import Config

from riskier.kernels.manager import KernelsFullError, PageKernelManager
from riskier.kernels.settings import kernel_settings, transport
from riskier.kernels.specs import PageKernelSpecs
from tests.kernels.kernels import LIGHT_MODULES, PATIENCE_SECONDS, descriptors


async def soon(condition, what):
    for _ in range(PATIENCE_SECONDS * 50):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"still not true after {PATIENCE_SECONDS} s: {what}")


@pytest.fixture
def sockets():
    """A folder for kernels' sockets; a test's own has too long a name for them."""
    with TemporaryDirectory(prefix="voila_") as folder:
        yield folder


@pytest.fixture
def run(tmp_path, sockets):
    """Run a coroutine with a manager of few kernels; end them afterwards."""

    def run(story, **options):
        async def tell():
            settings = kernel_settings(max_kernels=2)
            settings["PageKernelManager"] |= options
            config = Config(settings)
            manager = PageKernelManager(
                config=config,
                root_dir=str(tmp_path),
                connection_dir=sockets,
                kernel_spec_manager=PageKernelSpecs(
                    config=config, modules=LIGHT_MODULES, warm_ups=[]
                ),
            )
            try:
                async with asyncio.timeout(4 * PATIENCE_SECONDS):
                    await story(manager)
            finally:
                await manager.shutdown_all(now=True)
                manager.context.destroy(linger=0)

        asyncio.run(tell())

    return run


def test_at_the_ceiling_a_kernel_is_refused_in_words(run):
    async def story(manager):
        first = await manager.start_kernel()
        await manager.start_kernel()
        with pytest.raises(KernelsFullError, match="All 2 kernels of this server are in use") as no:
            await manager.start_kernel()
        assert no.value.status_code == 503
        assert no.value.retry_after_seconds == manager.retry_after_seconds
        await manager.shutdown_kernel(first)
        assert await manager.start_kernel() in manager

    run(story)


def test_sockets_do_not_run_out_before_kernels_do(run):
    async def story(manager):
        for _ in range(2):
            assert manager.context.get(zmq.MAX_SOCKETS) > 400 * 10
            manager.context.destroy()
            manager.context = manager._context_default()
        await manager.start_kernel()

    run(story)


def test_a_kernel_that_did_not_listen_yet_is_called_again_at_once_and_then_seldom(run):
    async def story(manager):
        await manager.start_kernel()
        with manager.context.socket(zmq.SUB) as line:
            assert line.get(zmq.RECONNECT_IVL) <= 10
            assert line.get(zmq.RECONNECT_IVL_MAX) >= 100

    run(story)


def test_a_kernel_takes_no_port_that_another_program_could_take_first(run, sockets):
    async def story(manager):
        await manager.start_kernel()
        await soon(lambda: len(list(Path(sockets).glob("*-ipc-*"))) == 5, "it has its sockets")

    run(story)


@pytest.mark.parametrize(
    ("folder", "way"), [("/tmp", "ipc"), ("/" + "x" * 42, "tcp"), ("/" + "ü" * 22, "tcp")]
)
def test_where_sockets_names_would_be_too_long_kernels_take_ports(monkeypatch, folder, way):
    monkeypatch.setattr("tempfile.tempdir", folder)
    assert transport() == way


def test_a_crowd_cannot_slip_past_the_ceiling(run):
    async def story(manager):
        starts = [manager.start_kernel() for _ in range(6)]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        assert sum(isinstance(outcome, KernelsFullError) for outcome in outcomes) == 4
        assert len(manager) == 2

    run(story)


def test_a_kernel_that_cannot_start_takes_no_place(run, monkeypatch):
    async def story(manager):
        with monkeypatch.context() as broken:
            broken.setattr(PageKernelSpecs, "get_kernel_spec", None)
            with pytest.raises(TypeError):
                await manager.start_kernel()
        await manager.start_kernel()
        await manager.start_kernel()
        assert len(manager) == 2

    run(story)


def test_when_it_is_full_those_that_nobody_looks_at_go_first(run):
    async def story(manager):
        watched, alone = await manager.start_kernel(), await manager.start_kernel()
        manager.notify_connect(watched)
        third = await manager.start_kernel()
        assert sorted(manager.list_kernel_ids()) == sorted([watched, third])
        assert alone not in manager

    run(story, full_orphan_seconds=0.0)


def test_orphans_are_ended_and_others_are_not(run):
    async def story(manager):
        left, kept = await manager.start_kernel(), await manager.start_kernel()
        for kernel_id in (left, kept):
            manager.notify_connect(kernel_id)
        manager.notify_connect(kept)
        await manager.cull_kernels()
        assert len(manager) == 2
        for kernel_id in (left, kept):
            manager.notify_disconnect(kernel_id)
        await manager.cull_kernels()
        assert manager.list_kernel_ids() == [kept]

    run(story, orphan_seconds=0.0)


def test_an_orphan_that_still_draws_its_page_is_waited_for(run):
    async def story(manager):
        busy = await manager.start_kernel()
        manager.get_kernel(busy).execution_state = "busy"
        await manager.cull_kernels()
        assert busy in manager

    run(story, orphan_seconds=0.0)


def test_a_page_that_comes_back_in_time_keeps_its_kernel(run):
    async def story(manager):
        kernel_id = await manager.start_kernel()
        manager.notify_connect(kernel_id)
        manager.notify_disconnect(kernel_id)
        await manager.cull_kernels()
        assert kernel_id in manager

    run(story)


def test_a_kernel_that_nobody_uses_is_ended_although_its_page_is_open(run):
    async def story(manager):
        kernel_id = await manager.start_kernel()
        manager.notify_connect(kernel_id)
        kernel = manager.get_kernel(kernel_id)
        kernel.execution_state = "idle"
        kernel.last_activity -= timedelta(hours=2)
        await manager.cull_kernels()
        assert kernel_id not in manager

    run(story)


def test_the_culler_runs_by_itself(run):
    async def story(manager):
        kernel_id = await manager.start_kernel()
        await soon(lambda: kernel_id not in manager, "the orphan was ended")

    run(story, orphan_seconds=0.0, cull_interval=1)


def test_a_dead_kernel_is_missed_at_once_and_leaves_nothing(run):
    async def story(manager):
        await manager.shutdown_kernel(await manager.start_kernel())
        before = len(descriptors())
        kernel_id = await manager.start_kernel()
        os.kill(manager.get_kernel(kernel_id).provisioner.pid, signal.SIGKILL)
        await soon(lambda: kernel_id not in manager, "the dead kernel is missed")
        assert await manager.start_kernel() in manager
        await manager.shutdown_all()
        await soon(lambda: len(descriptors()) <= before, "its descriptors are closed")

    run(story)
