"""What one room with many people costs: joins, answers, a stage change, memory.

    python bench/room.py [--people 1000] [--seconds 10]

Starts `riskier serve` on loopback with a store in a temporary folder, lets scripted
participants join and listen, lets them answer within `--seconds`, moves the room on and
measures when everyone has heard. Prints one table and stops by itself.
"""

import argparse
import asyncio
import gzip
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.running import RunningKit

ACTIVITY = "relevance"


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def resident_mb(pid: int) -> float:
    """Return a process's resident memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class Crowd:
    """Scripted participants of one room."""

    def __init__(self, kit: RunningKit, people: int) -> None:
        self.kit, self.people = kit, people
        self.tokens: list[str] = []
        self.heard: dict[str, dict[int, float]] = {}
        self.http = SimpleAsyncHTTPClient(force_instance=True, max_clients=people * 2 + 100)
        self.room = f"{kit.url}/api/rooms/{kit.code}"

    async def ask(self, path: str, method: str, token: str, body: str | None) -> bytes:
        """Send one request and return the body of the answer."""
        headers = {"Authorization": f"Bearer {token}"}
        request = HTTPRequest(
            self.room + path, method, headers, body, request_timeout=60, connect_timeout=60
        )
        return (await self.http.fetch(request)).body

    async def join_all(self) -> float:
        """Let everyone join and open their stream; return how long it took."""
        begun = time.perf_counter()
        gate = asyncio.Semaphore(100)

        async def one() -> None:
            async with gate:
                body = await self.ask("/participants", "POST", "", "{}")
            token = body.split(b'"token":"')[1].split(b'"')[0].decode()
            self.tokens.append(token)
            await self._listen(token)

        await asyncio.gather(*(one() for _ in range(self.people)))
        return time.perf_counter() - begun

    async def _listen(self, token: str) -> None:
        connected = asyncio.Event()
        heard = self.heard.setdefault(token, {})

        def on_chunk(chunk: bytes) -> None:
            connected.set()
            for line in chunk.split(b"\n"):
                if line.startswith(b"id: "):
                    heard.setdefault(int(line[4:]), time.perf_counter())

        request = HTTPRequest(
            self.room + "/events",
            headers={"Authorization": f"Bearer {token}"},
            streaming_callback=on_chunk,
            request_timeout=0,
            connect_timeout=60,
        )
        stream = asyncio.ensure_future(self.http.fetch(request, raise_error=False))
        stream.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        waiting = asyncio.ensure_future(connected.wait())
        await asyncio.wait({stream, waiting}, return_when=asyncio.FIRST_COMPLETED)
        assert connected.is_set(), stream.result().error

    async def answer_all(self, answer: str, seconds: float) -> list[float]:
        """Let everyone answer at a random moment within `seconds`; return the acks."""
        rng = random.Random(1)

        async def one(token: str) -> float:
            await asyncio.sleep(rng.random() * seconds)
            begun = time.perf_counter()
            await self.ask(f"/answers/{ACTIVITY}/1", "PUT", token, answer)
            return time.perf_counter() - begun

        return await asyncio.gather(*(one(token) for token in self.tokens))

    async def move(self, **body: object) -> list[float]:
        """Move the room on; return when each listener heard of it."""
        begun = time.perf_counter()
        moved = await self.ask("", "PATCH", self.kit.key, json.dumps(body))
        seq = json.loads(moved)["seq"]

        def waits() -> list[float]:
            times = [
                min((when for number, when in heard.items() if number >= seq), default=0.0)
                for heard in self.heard.values()
            ]
            return [when - begun for when in times if when]

        deadline = time.perf_counter() + 30
        while len(waits()) < self.people and time.perf_counter() < deadline:
            await asyncio.sleep(0.02)
        return waits()


def page_weight(kit: RunningKit) -> tuple[float, int]:
    """Return the compressed kilobytes and the count of the page's own files."""
    files = [f"/join/{kit.code}", "/static/riskier/participant.css"]
    files += ["/static/riskier/participant.js", "/static/riskier/widgets/scale.js"]
    size = 0
    with kit.client() as client:
        for path in files:
            plain = client.get(path).content
            size += len(gzip.compress(plain, 9))
    return size / 1024, len(files)


async def measure(kit: RunningKit, people: int, seconds: float) -> list[tuple[str, str, str]]:
    """Run the whole and return the table's rows."""
    crowd = Crowd(kit, people)
    pid = kit.process.pid
    before = resident_mb(pid)
    joined = await crowd.join_all()
    opened = await crowd.move(activity=ACTIVITY, round=1, phase="open")
    with kit.facilitator() as client:
        view = client.get(f"/api/rooms/{kit.code}").json()["activity"]
    points = [point["value"] for point in view["scale"]["points"]]
    ratings = {
        item["id"]: points[len(points) // 2] for item in view["items"] if "scale" not in item
    }
    acks = await crowd.answer_all(json.dumps({"answer": {"ratings": ratings}}), seconds)
    closed = await crowd.move(phase="closed")
    revealed = await crowd.move(phase="revealed")
    begun = time.perf_counter()
    async with httpx.AsyncClient(base_url=kit.url, timeout=60) as client:
        found = (await client.get(f"/api/rooms/{kit.code}/findings/{ACTIVITY}/1")).json()
    finding = time.perf_counter() - begun
    assert found.get("n") == people, found
    heard = [*opened, *closed, *revealed]
    kilobytes, files = page_weight(kit)
    return [
        ("all joined and listening", f"{joined:.1f} s", "30 s"),
        ("answer acknowledged on disk, p50", f"{statistics.median(acks) * 1000:.0f} ms", ""),
        ("answer acknowledged on disk, p95", f"{p95(acks) * 1000:.0f} ms", "100 ms"),
        ("stage change heard by all, p95", f"{p95(heard) * 1000:.0f} ms", "500 ms"),
        ("changes heard", f"{len(heard)} of {3 * people}", "all"),
        ("finding over all answers, first asked", f"{finding:.2f} s", "1 s"),
        ("server memory at the start", f"{before:.0f} MB", ""),
        ("server memory with everyone in", f"{resident_mb(pid):.0f} MB", "300 MB"),
        ("participant page, compressed", f"{kilobytes:.0f} KB in {files} files", "60 KB"),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10.0)
    arguments = parser.parse_args()
    AsyncHTTPClient.configure(None)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        kit = RunningKit(Path(folder)).start()
        ready = time.perf_counter() - begun
        try:
            rows = asyncio.run(measure(kit, arguments.people, arguments.seconds))
        finally:
            kit.stop()
    print(
        f"{arguments.people} people, {os.cpu_count()} cores, answers within {arguments.seconds:g} s"
    )
    for name, value, target in [("server ready", f"{ready:.1f} s", "5 s"), *rows]:
        print(f"  {name:42} {value:>22}   {target}")


if __name__ == "__main__":
    main()
