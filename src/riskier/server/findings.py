"""Findings for the web: computed once each, in a process of their own.

pandas, Altair and the SVG renderer never enter the server's process: it stays small,
and a finding over thousands of answers does not hold up anyone's answer.
"""

import asyncio
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Payload = dict[str, Any]
_KEPT = 200


def _compute(store_url: str, pack_dir: str, code: str, about: str, number: int) -> Payload:
    from riskier.findings import finding_payload  # noqa: PLC0415 - only in the worker

    return finding_payload(store_url, pack_dir, code, about, number)


def _warm() -> None:
    import riskier.findings  # noqa: F401, PLC0415 - only in the worker


class FindingCache:
    """Computes findings off the event loop and keeps the newest ones."""

    def __init__(self, store_url: str, pack_dir: Path) -> None:
        self._store_url = store_url
        self._pack_dir = str(pack_dir)
        self._pool: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[tuple[str, ...], asyncio.Future[Payload]] = OrderedDict()

    def warm_up(self) -> None:
        """Start the worker, so that the first finding is not the slow one."""
        self._worker().submit(_warm)

    async def get(self, code: str, about: str, number: int, version: str) -> Payload:
        """Return the finding of an activity or exhibit.

        `version` must differ whenever the finding may: same version, same finding.
        """
        key = (code, about, str(number), version)
        if key not in self._kept:
            self._kept[key] = asyncio.ensure_future(self._compute(code, about, number))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        try:
            return await asyncio.shield(self._kept[key])
        except Exception:
            self._kept.pop(key, None)
            raise

    def forget(self, code: str) -> None:
        """Drop every finding of a room that was deleted."""
        for key in [key for key in self._kept if key[0] == code]:
            del self._kept[key]

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def _compute(self, code: str, about: str, number: int) -> Payload:
        loop = asyncio.get_running_loop()
        arguments = (self._store_url, self._pack_dir, code, about, number)
        try:
            return await loop.run_in_executor(self._worker(), _compute, *arguments)
        except BrokenProcessPool:
            self._pool = None
            return await loop.run_in_executor(self._worker(), _compute, *arguments)

    def _worker(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
        return self._pool
