"""Findings for the web: computed once each, in a process of their own.

pandas, Altair and the SVG renderer never enter the server's process: it stays small,
and a finding over thousands of answers does not hold up anyone's answer.
"""

import asyncio
import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

from riskier.kernels.priority import give_way
from riskier.room import Rooms
from riskier.server.deletion import on_deletion
from riskier.server.packed import Packed, packed
from riskier.server.turns import Turns

Payload = dict[str, Any]
Key = tuple[str, str, str, str]
"""Room, activity or exhibit, round, version."""
PASSING_SECONDS = 0.5
"""A room that goes on so soon after its answers closed will not look at what they say now."""
_KEPT = 200


def _compute(store_url: str, pack_dir: str, code: str, about: str, number: int) -> Payload:
    from riskier.findings import finding_payload  # noqa: PLC0415 - only in the worker

    return finding_payload(store_url, pack_dir, code, about, number)


def _warm(store_url: str, pack_dir: str) -> None:
    from riskier.findings.of import load_all  # noqa: PLC0415 - only in the worker

    load_all(store_url, pack_dir)
    gc.freeze()  # What stays for good need not be looked through while answers are read.


def _begin_work() -> None:
    """Let answers come first where processors are short; end when the server ends."""
    give_way()
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(0)


class Found:
    """A finding, and what is sent of it: each form written and compressed once."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        self._bodies: dict[str, Packed] = {}

    def body(self, form: str, write: Callable[[Payload], str]) -> Packed:
        """Return the finding in a form, by what wrote it first."""
        if form not in self._bodies:
            self._bodies[form] = packed(write(self.payload))
        return self._bodies[form]


class FindingCache:
    """Computes findings off the event loop and keeps the newest ones."""

    def __init__(self, rooms: Rooms, pack_dir: Path, loop: asyncio.AbstractEventLoop) -> None:
        self._rooms = rooms
        self._store_url = rooms.store.url
        self._pack_dir = str(pack_dir)
        self._pool: ProcessPoolExecutor | None = None
        self._turns = Turns()
        self._soon: dict[str, asyncio.TimerHandle] = {}
        self._kept: OrderedDict[Key, asyncio.Future[Found]] = OrderedDict()
        self._stop_watching = on_deletion(rooms, loop, self.forget)

    def warm_up(self) -> None:
        """Start the worker, so that the first finding is not the slow one."""
        self._worker()

    def look_ahead(self, state: dict[str, Any]) -> None:
        """Begin what a room that has begun will ask for: at the latest when answers close."""
        if state["kind"] != "live":
            return
        # Now, not when a question opens: then everyone's answers need the processors.
        self.warm_up()
        code, number, about = state["code"], state["round"], _shown_soon(state)
        self._look_at_nothing(code)
        if about is None:
            return
        key = (code, about, str(number), self._rooms.finding_version(code, about, number))
        if state["exhibit"]:
            self._look(key)
        else:
            loop = asyncio.get_running_loop()
            self._soon[code] = loop.call_later(PASSING_SECONDS, self._look, key)

    async def get(self, code: str, about: str, number: int, version: str) -> Found:
        """Return the finding of an activity or exhibit.

        `version` must differ whenever the finding may: same version, same finding.
        """
        key = (code, about, str(number), version)
        begun = self._begin(key)
        self._turns.hurry(key)
        return await asyncio.shield(begun)

    def _begin(self, key: Key) -> asyncio.Future[Found]:
        """Return the finding under `key`, being computed once whoever asks."""
        if key not in self._kept:
            turn = self._turns.wait(key)
            self._kept[key] = begun = asyncio.ensure_future(self._in_turn(turn, key))
            begun.add_done_callback(lambda ended: self._over(key, turn, ended))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def forget(self, code: str) -> None:
        """Drop every finding of a room that was deleted."""
        self._look_at_nothing(code)
        for key in [key for key in self._kept if key[0] == code]:
            del self._kept[key]

    def close(self) -> None:
        """End the worker."""
        self._stop_watching()
        for code in list(self._soon):
            self._look_at_nothing(code)
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _look(self, key: Key) -> None:
        if key not in self._kept:
            self._begin(key)

    def _look_at_nothing(self, code: str) -> None:
        if code in self._soon:
            self._soon.pop(code).cancel()

    async def _in_turn(self, turn: asyncio.Future[None], key: Key) -> Found:
        code, about, number, _ = key
        await turn
        return await self._compute(code, about, int(number))

    def _over(self, key: Key, turn: asyncio.Future[None], ended: asyncio.Future[Found]) -> None:
        """Let the next one go, however this one ended; what failed is tried again."""
        self._turns.end(turn)
        failed = ended.cancelled() or ended.exception() is not None
        if failed and self._kept.get(key) is ended:
            del self._kept[key]

    async def _compute(self, code: str, about: str, number: int) -> Found:
        loop = asyncio.get_running_loop()
        arguments = (self._store_url, self._pack_dir, code, about, number)
        try:
            return Found(await loop.run_in_executor(self._worker(), _compute, *arguments))
        except BrokenProcessPool:
            self._pool = None
            return Found(await loop.run_in_executor(self._worker(), _compute, *arguments))

    def _worker(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                max_workers=1, mp_context=get_context("spawn"), initializer=_begin_work
            )
            self._pool.submit(_warm, self._store_url, self._pack_dir)
        return self._pool


def _shown_soon(state: dict[str, Any]) -> str | None:
    """Return what will be asked for once it is revealed, if its answers are in."""
    if state["exhibit"]:
        return str(state["exhibit"]["id"])
    if state["activity"] and state["phase"] in ("closed", "revealed"):
        return str(state["activity"]["id"])
    return None
