"""Scripted participants of one live room, and what they measure.

They speak HTTP themselves and look at no more of an answer than they must, so that the
figures show the server and not the load: of an event they note when the whole of it came.
"""

import asyncio
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.running import RunningKit

JOINING_AT_ONCE = 100
PATIENCE_SECONDS = 60
ASKING_AT_ONCE = 5_000
PEOPLE_AN_ADDRESS = 5_000
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 3.0
EVENT_ENDS = b"\n\n\r\n"


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
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text("utf-8").split()[0]) for task in tasks) / 1e9


def allow_connections(people: int) -> None:
    """Let this process, and those it starts, serve so many people, or end with what to do."""
    needed = people + min(people, ASKING_AT_ONCE) + 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise SystemExit(f"{needed} open files are needed and {hard} allowed: raise `ulimit -Hn`.")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, needed), hard))


class Reply(asyncio.Protocol):
    """One request on a connection of its own; `body` is what came back."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._came = bytearray()
        self.body: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the request."""
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Take what comes."""
        self._came += data

    def connection_lost(self, error: Exception | None) -> None:
        """Give what came, or say what was wrong with it."""
        head, _, body = bytes(self._came).partition(b"\r\n\r\n")
        if self.body.cancelled():
            return
        if error is None and head[9:10] == b"2":
            self.body.set_result(body)
        else:
            self.body.set_exception(ConnectionError(error or (head[:40] + body[:200])))


class Stream(asyncio.Protocol):
    """A participant's stream of events."""

    def __init__(self, crowd: "Crowd", request: bytes) -> None:
        self._crowd = crowd
        self._request = request
        self._rest = b""
        self._newest = -1
        self.begun = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the events."""
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Note the newest event, once the whole of it is here."""
        self._rest += data
        if not self._rest.endswith(EVENT_ENDS):
            return
        at = self._rest.rfind(b"id: ")
        if at >= 0:
            self._hear(int(self._rest[at + 4 : self._rest.index(b"\n", at)]))
        self._rest = b""

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever waits for the first event that there is none."""
        if not self.begun.done():
            self.begun.set_exception(ConnectionError(error or self._rest[:200]))

    def _hear(self, seq: int) -> None:
        if not self.begun.done():
            self.begun.set_result(None)
        if self._newest < self._crowd.awaited <= seq:
            self._crowd.heard.append(time.perf_counter())
        self._newest = max(self._newest, seq)


class Crowd:
    """Participants who join, listen and answer, all from this process."""

    def __init__(self, kit: RunningKit, people: int) -> None:
        self.kit, self.people = kit, people
        self.tokens: list[str] = []
        self.heard: list[float] = []
        self.awaited = 0
        self._streams: list[Stream] = []
        self._asking = asyncio.Semaphore(ASKING_AT_ONCE)

    async def ask(
        self, path: str, method: str, token: str, body: str = "", place: int = 0
    ) -> bytes:
        """Send one request to the room and return the body of the answer."""
        async with self._asking:
            reply = await self._connect(Reply, self._request(path, method, token, body), place)
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await reply.body

    async def join_all(self) -> float:
        """Let everyone join and open their stream; return how long it took."""
        begun = time.perf_counter()
        gate = asyncio.Semaphore(JOINING_AT_ONCE)

        async def one(place: int) -> None:
            async with gate:
                answer = await self.ask("/participants", "POST", "", "{}", place)
                token = json.loads(answer)["token"]
                self.tokens.append(token)
                await self._listen(token, place)

        await asyncio.gather(*(one(place) for place in range(self.people)))
        return time.perf_counter() - begun

    async def answer_all(
        self, path: str, answer: Callable[[int], str], seconds: float
    ) -> list[float]:
        """Let everyone answer at a random moment within `seconds`; return the waits."""
        rng = random.Random(1)

        async def one(place: int, token: str) -> float:
            body = answer(place)
            await asyncio.sleep(rng.random() * seconds)
            begun = time.perf_counter()
            await self.ask(path, "PUT", token, body, place)
            return time.perf_counter() - begun

        return await asyncio.gather(*(one(*each) for each in enumerate(self.tokens)))

    async def move(self, **body: object) -> list[float]:
        """Move the room on; return how long each listener took to hear of it."""
        before = json.loads(await self.ask("", "GET", self.kit.key))["seq"]
        self.heard, self.awaited = [], before + 1
        begun = time.perf_counter()
        await self.ask("", "PATCH", self.kit.key, json.dumps(body))
        deadline = begun + PATIENCE_SECONDS
        while len(self.heard) < self.people and time.perf_counter() < deadline:
            await asyncio.sleep(0.02)
        return [when - begun for when in self.heard]

    async def come_back(self) -> list[float]:
        """Let everyone listen again, trying as the page does; return when each one did."""

        async def one(place: int, token: str) -> float:
            for attempt in range(1000):
                try:
                    await self._listen(token, place)
                    return time.perf_counter()
                except OSError:
                    longest = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2**attempt)
                    await asyncio.sleep(longest * random.uniform(0.5, 1))
            raise TimeoutError("the server did not come back")

        self._streams.clear()
        return await asyncio.gather(*(one(*each) for each in enumerate(self.tokens)))

    async def _listen(self, token: str, place: int) -> None:
        request = self._request("/events", "GET", token)
        stream = await self._connect(lambda asked: Stream(self, asked), request, place)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await stream.begun
        self._streams.append(stream)

    async def _connect(self, make: object, request: bytes, place: int) -> object:
        # One address has 28,000 ports or so, and a used one rests for a minute.
        address = f"127.0.0.{1 + place // PEOPLE_AN_ADDRESS}"
        source = (address, 0) if sys.platform == "linux" else None
        loop = asyncio.get_running_loop()
        _, protocol = await loop.create_connection(
            lambda: make(request), "127.0.0.1", self.kit.port, local_addr=source
        )
        return protocol

    def _request(self, path: str, method: str, token: str, body: str = "") -> bytes:
        lines = (
            f"{method} /api/rooms/{self.kit.code}{path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.kit.port}",
            "Connection: close",
            *([f"Authorization: Bearer {token}"] if token else []),
            *([f"Content-Length: {len(body.encode())}"] if body else []),
        )
        return "\r\n".join([*lines, "", body]).encode()
