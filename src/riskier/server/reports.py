"""Reports for the facilitator: made by the command, in a process of its own, a room at a time.

A report takes seconds of computing and much memory, none of which the server's own process
may spend. The command writes into a folder that only this user can read; the files are
taken from there into memory and the folder goes at once; what a killed server left there
goes when one looks next.
"""

import asyncio
import io
import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from riskier.kernels.priority import give_way
from riskier.room import RoomError, Rooms
from riskier.room.handover import handover
from riskier.server.deletion import on_deletion
from riskier.server.guard import log

KEPT_SECONDS = 15 * 60
"""So long a report can be fetched; then it is made again, from the answers of then."""
MOST_ROOMS = 8
"""So many rooms' reports are kept or waited for."""
TIME_LIMIT_SECONDS = 300
LEFT_SECONDS = 2 * TIME_LIMIT_SECONDS
"""Nobody works on a report for so long: its folder was left by a server that was killed."""
ARCHIVE = "report.zip"
REPORT_TYPES = {
    "report.html": "text/html; charset=utf-8",
    "report.pdf": "application/pdf",
    "report.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ARCHIVE: "application/zip",
}

_PREFIX = "riskier-report-"
_UNFORESEEN = "It failed. Run `riskier report` in a terminal to see why."

State = Literal["none", "working", "ready", "failed"]


@dataclass
class Report:
    """One room's report: how far it is, and what came of it."""

    state: State = "working"
    message: str = "Starting"
    files: dict[str, bytes] = field(default_factory=dict)
    task: "asyncio.Task[None] | None" = None

    def public(self) -> dict[str, object]:
        """Return it as the page reads it."""
        sizes = [{"name": name, "bytes": len(self.files[name])} for name in self.files]
        return {"state": self.state, "message": self.message, "files": sizes}


class Reports:
    """The reports of all rooms, one made at a time, few kept and not for long."""

    def __init__(self, rooms: Rooms, loop: asyncio.AbstractEventLoop) -> None:
        self._rooms = rooms
        self._loop = loop
        self._one_at_a_time = asyncio.Semaphore(1)
        self._reports: OrderedDict[str, Report] = OrderedDict()
        self._stop_watching = on_deletion(rooms, loop, self.forget)
        self._look()

    def start(self, code: str) -> Report:
        """Begin a room's report, unless it is being made already; return how far it is.

        Raises:
            RoomError: 503 when too many rooms wait for theirs.

        """
        found = self._reports.get(code)
        if found is not None and found.state == "working":
            return found
        self.forget(code)
        self._make_room()
        report = self._reports[code] = Report()
        report.task = self._loop.create_task(self._made(code, report))
        return report

    def find(self, code: str) -> Report:
        """Return how far a room's report is; `none` when there is none."""
        return self._reports.get(code) or Report("none", "")

    def file(self, code: str, name: str) -> bytes:
        """Return one file of a report that is ready.

        Raises:
            RoomError: 404 when there is none.

        """
        content = self.find(code).files.get(name)
        if content is None:
            message = "There is no such file now. Make the report again."
            raise RoomError("no_report", message, status=404)
        return content

    def forget(self, code: str) -> None:
        """Drop a room's report; end the work on it."""
        report = self._reports.pop(code, None)
        if report is not None and report.task is not None:
            report.task.cancel()

    def close(self) -> None:
        """End all work."""
        self._stop_watching()
        self._looking.cancel()
        for code in list(self._reports):
            self.forget(code)

    # Inside

    def _look(self) -> None:
        self._loop.run_in_executor(None, remove_left_folders)
        self._looking = self._loop.call_later(LEFT_SECONDS, self._look)

    def _make_room(self) -> None:
        done = [code for code, each in self._reports.items() if each.state != "working"]
        for code in done[: max(0, len(self._reports) - MOST_ROOMS + 1)]:
            self.forget(code)
        if len(self._reports) >= MOST_ROOMS:
            message = "Too many rooms wait for their report. Try again in a minute."
            raise RoomError("busy", message, status=503)

    async def _made(self, code: str, report: Report) -> None:
        if self._one_at_a_time.locked():
            report.message = "Waiting for another room's report"
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(TIME_LIMIT_SECONDS):
                    await self._work(code, report)
            except TimeoutError:
                _fail(report, "It took too long and was stopped. Try again, or use the command.")
            except OSError as error:
                _fail(report, f"It could not be written: {error.strerror}.")
            except Exception as error:  # else the room would wait for it for ever
                log.error("A report failed", exc_info=error)
                _fail(report, _UNFORESEEN)
        self._loop.call_later(KEPT_SECONDS, self._expire, code, report)

    def _expire(self, code: str, report: Report) -> None:
        if self._reports.get(code) is report:
            del self._reports[code]

    async def _work(self, code: str, report: Report) -> None:
        with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
            said = await self._run(code, Path(folder) / "report", report)
            if said is not None:
                _fail(report, said)
                return
            report.message = "Packing the files"
            report.files = await asyncio.to_thread(_files, Path(folder) / "report")
        report.state, report.message = "ready", "The report is ready."

    async def _run(self, code: str, folder: Path, report: Report) -> str | None:
        """Run the command; return None, or in words why it failed."""
        report.message = "Starting"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "riskier.cli", "report", code, "-o", str(folder)),
            env={**os.environ, **handover(self._rooms)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            give_way(process.pid)
            last = await _follow(process, lambda line: setattr(report, "message", line))
            status = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if status == 0:
            return None
        why = last.removeprefix("riskier: ") if last.startswith("riskier: ") else ""
        return why or _UNFORESEEN


def remove_left_folders() -> None:
    """Remove the folders of reports that servers left behind when they were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Another server may be taking it away at the same moment.
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LEFT_SECONDS:
                shutil.rmtree(folder)


async def _follow(process: asyncio.subprocess.Process, tell: Callable[[str], None]) -> str:
    """Pass on each line that the command says about its work; return the last one."""
    last = ""
    assert process.stderr is not None
    async for line in process.stderr:
        text = line.decode("utf-8", "replace").strip()
        if text:
            last = text
        if text and not text.startswith("riskier: "):
            tell(text[:200])
    return last


def _fail(report: Report, message: str) -> None:
    report.state, report.message = "failed", f"The report was not made. {message}"


def _files(folder: Path) -> dict[str, bytes]:
    """Return what is offered: each main file, and everything in one archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    single = {name: (folder / name).read_bytes() for name in REPORT_TYPES if name != ARCHIVE}
    return {ARCHIVE: packed.getvalue(), **single}
