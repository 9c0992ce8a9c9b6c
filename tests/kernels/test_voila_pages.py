"""Voilà with forked kernels, as a visitor meets it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import psutil
import pytest
from bench.visitor import Visitor
from bench.voila_pages import MADE_PAGE, make_page

from tests.kernels.kernels import gone
from tests.running import free_port
from tests.waiting import eventually

SERVE = str(Path(__file__).parents[2] / "bench" / "voila_pages.py")
PAGE = f"/voila/render/{MADE_PAGE}"


class Server:
    """Voilà with the kit's kernels, and not more than three of them."""

    def __init__(self, folder):
        make_page(folder)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = psutil.Popen([sys.executable, SERVE, "--serve", folder, str(self.port), "3"])
        eventually(self._answers, "the server answers")

    def _answers(self):
        assert self.process.poll() is None, "the server ended"
        try:
            return httpx.get(self.url).status_code == 200
        except httpx.TransportError:
            return False

    @property
    def zygote(self):
        return next(each for each in self.process.children() if "zygote" in str(each.cmdline()))

    @property
    def kernels(self):
        return self.zygote.children()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("pages"))
    yield running
    if running.process.poll() is None:
        running.stop()


def test_a_page_works_in_a_forked_kernel(server):
    async def come():
        visitor = Visitor(server.url, PAGE)
        visit = await visitor.visit()
        assert visit.failure == ""
        assert len(server.kernels) == 1
        await visitor.leave()

    asyncio.run(come())


def test_a_dead_kernel_can_be_told_from_a_live_one(server):
    async def come():
        visitor = Visitor(server.url, PAGE)
        before = {each.pid for each in server.kernels}
        assert (await visitor.visit()).failure == ""
        (kernel,) = [each for each in server.kernels if each.pid not in before]
        model = f"{server.url}/api/kernels/{visitor.kernel}"
        assert httpx.get(model).status_code == 200
        os.kill(kernel.pid, signal.SIGKILL)
        eventually(lambda: httpx.get(model).status_code == 404, "the kernel is missed")
        await visitor.leave()

    asyncio.run(come())


def test_a_full_server_says_when_to_come_again(server):
    async def come():
        visitors = [Visitor(server.url, PAGE) for _ in range(4)]
        visits = [await visitor.visit() for visitor in visitors]
        assert [visit.failure for visit in visits if "503" in visit.failure]
        assert len(server.kernels) == 3
        for visitor in visitors:
            await visitor.leave()

    asyncio.run(come())


def test_with_its_server_everything_ends(server):
    zygote, kernels = server.zygote, server.kernels
    server.stop()
    for process in (zygote, *kernels):
        eventually(lambda process=process: gone(process.pid), "it ended with its server")
