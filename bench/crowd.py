"""Scripted participants of one live room, and what they measure."""

import asyncio
import json
import os
import random
import resource
import statistics
import time
from pathlib import Path

from tests.running import RunningKit
from tornado.httpclient import HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient

JOINING_AT_ONCE = 100
PATIENCE_SECONDS = 60


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile; of one value, that value."""
    return statistics.quantiles(values, n=100)[percent - 1] if len(values) > 1 else values[0]


def resident_mb(pid: int) -> float:
    """Return a process's resident memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used, which a busy machine hardly changes."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def allow_connections(count: int) -> None:
    """Let this process hold so many connections, or end with what to do."""
    needed = count + 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise SystemExit(f"{needed} open files are needed and {hard} allowed: raise `ulimit -Hn`.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))


class Crowd:
    """Participants who join, listen and answer, all from this process."""

    def __init__(self, kit: RunningKit, people: int) -> None:
        self.kit, self.people = kit, people
        self.tokens: list[str] = []
        self._newest: list[int] = []
        self._heard: list[float] = []
        self._awaited = 0
        self._http = SimpleAsyncHTTPClient(force_instance=True, max_clients=people * 2 + 100)
        self._room = f"{kit.url}/api/rooms/{kit.code}"

    async def ask(self, path: str, method: str, token: str, body: str | None = None) -> bytes:
        """Send one request to the room and return the body of the answer."""
        headers = {"Authorization": f"Bearer {token}"}
        wait = {"request_timeout": PATIENCE_SECONDS, "connect_timeout": PATIENCE_SECONDS}
        request = HTTPRequest(self._room + path, method, headers, body, **wait)
        return (await self._http.fetch(request)).body

    async def join_all(self) -> float:
        """Let everyone join and open their stream; return how long it took."""
        begun = time.perf_counter()
        gate = asyncio.Semaphore(JOINING_AT_ONCE)

        async def one() -> None:
            async with gate:
                joined = json.loads(await self.ask("/participants", "POST", "", "{}"))
                self.tokens.append(joined["token"])
                await self._listen(joined["token"])

        await asyncio.gather(*(one() for _ in range(self.people)))
        return time.perf_counter() - begun

    async def _listen(self, token: str) -> None:
        connected = asyncio.Event()
        place = len(self._newest)
        self._newest.append(0)

        def on_chunk(chunk: bytes) -> None:
            connected.set()
            at = chunk.rfind(b"id: ")
            if at >= 0:
                self._hear(place, int(chunk[at + 4 : chunk.index(b"\n", at)]))

        request = HTTPRequest(
            self._room + "/events",
            headers={"Authorization": f"Bearer {token}"},
            streaming_callback=on_chunk,
            request_timeout=0,
            connect_timeout=PATIENCE_SECONDS,
        )
        stream = asyncio.ensure_future(self._http.fetch(request, raise_error=False))
        stream.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        waiting = asyncio.ensure_future(connected.wait())
        await asyncio.wait({stream, waiting}, return_when=asyncio.FIRST_COMPLETED)
        assert connected.is_set(), stream.result().error

    def _hear(self, place: int, seq: int) -> None:
        if self._newest[place] < self._awaited <= seq:
            self._heard.append(time.perf_counter())
        self._newest[place] = max(self._newest[place], seq)

    async def answer_all(self, path: str, answer: str, seconds: float) -> list[float]:
        """Let everyone answer at a random moment within `seconds`; return the waits."""
        rng = random.Random(1)

        async def one(token: str) -> float:
            await asyncio.sleep(rng.random() * seconds)
            begun = time.perf_counter()
            await self.ask(path, "PUT", token, answer)
            return time.perf_counter() - begun

        return await asyncio.gather(*(one(token) for token in self.tokens))

    async def move(self, **body: object) -> list[float]:
        """Move the room on; return how long each listener took to hear of it."""
        before = json.loads(await self.ask("", "GET", self.kit.key))["seq"]
        self._heard, self._awaited = [], before + 1
        begun = time.perf_counter()
        await self.ask("", "PATCH", self.kit.key, json.dumps(body))
        deadline = begun + PATIENCE_SECONDS
        while len(self._heard) < self.people and time.perf_counter() < deadline:
            await asyncio.sleep(0.02)
        return [when - begun for when in self._heard]
