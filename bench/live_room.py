"""What one room with thousands of people costs: joins, answers, moves, findings, memory.

    python bench/live_room.py [--people 3000] [--seconds 10]

Starts `riskier serve` on loopback with a store in a temporary folder. Scripted
participants join and listen, answer within `--seconds`, answer a second round while
visitors open Voilà pages, and ask for the finding when it is revealed. Prints one table
and stops by itself. The participants run in one process on the same cores as the
server, so the figures are those of the two together.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.crowd import Crowd, allow_connections, percentile, processor_seconds, resident_mb
from tests.running import RunningKit

ACTIVITY = "relevance"
PAGES = ("00-welcome", "01-relevance", "04-risk")
Row = tuple[str, str, str]


def milliseconds(values: list[float], percent: int) -> str:
    """Return a percentile as it is printed."""
    return f"{percentile(values, percent) * 1000:.0f} ms"


async def ratings(crowd: Crowd) -> str:
    """Return an answer to the activity that is open."""
    state = json.loads(await crowd.ask("", "GET", crowd.kit.key))
    view = state["activity"]
    points = view["scale"]["points"]
    middle = points[len(points) // 2]["value"]
    given = {item["id"]: middle for item in view["items"] if "scale" not in item}
    return json.dumps({"answer": {"ratings": given}})


async def open_pages(kit: RunningKit, enough: asyncio.Event) -> list[float]:
    """Open one Voilà page after the other until enough; return how long each took."""
    took = []
    async with httpx.AsyncClient(base_url=kit.url, timeout=120, verify=False) as visitor:
        while not enough.is_set():
            begun = time.perf_counter()
            page = await visitor.get(f"/voila/render/{PAGES[len(took) % len(PAGES)]}.ipynb")
            page.raise_for_status()
            took.append(time.perf_counter() - begun)
    return took


async def reveal(crowd: Crowd) -> tuple[float, float]:
    """Reveal; return when the first finding was there and when everyone had it."""
    await crowd.ask("", "PATCH", crowd.kit.key, '{"phase": "closed"}')
    begun = time.perf_counter()
    await crowd.ask("", "PATCH", crowd.kit.key, '{"phase": "revealed"}')

    async def one(token: str) -> float:
        found = json.loads(await crowd.ask(f"/findings/{ACTIVITY}/2", "GET", token))
        assert found["n"] == crowd.people, found
        return time.perf_counter() - begun

    first = await one(crowd.tokens[0])
    waits = await asyncio.gather(*(one(token) for token in crowd.tokens))
    return first, max(waits)


async def measure(kit: RunningKit, people: int, seconds: float) -> list[Row]:
    """Run the whole and return the table's rows."""
    pid, crowd = kit.process.pid, Crowd(kit, people)
    before = resident_mb(pid)
    joined = await crowd.join_all()
    grown = resident_mb(pid) - before
    moving = processor_seconds(pid)
    heard = await crowd.move(activity=ACTIVITY, round=1, phase="open")
    moving = processor_seconds(pid) - moving
    used = processor_seconds(pid)
    acks = await crowd.answer_all(f"/answers/{ACTIVITY}/1", await ratings(crowd), seconds)
    used = processor_seconds(pid) - used
    heard += await crowd.move(phase="closed")
    heard += await crowd.move(activity=ACTIVITY, round=2, phase="open")
    second = await ratings(crowd)
    enough = asyncio.Event()
    visitor = asyncio.ensure_future(open_pages(kit, enough))
    beside = await crowd.answer_all(f"/answers/{ACTIVITY}/2", second, seconds)
    enough.set()
    pages = await visitor
    first, last = await reveal(crowd)
    return [
        ("all joined and listening", f"{joined:.1f} s", "60 s"),
        ("server memory a participant", f"{grown / people:.3f} MB", "0.1 MB"),
        ("move heard, 95th percentile", milliseconds(heard, 95), "500 ms"),
        ("moves heard", f"{len(heard)} of {3 * people}", "all"),
        ("server processor time, a move told to all", f"{moving * 1000:.0f} ms", ""),
        ("answer on disk, median", milliseconds(acks, 50), ""),
        ("answer on disk, 95th percentile", milliseconds(acks, 95), "100 ms"),
        ("answer on disk, slowest", f"{max(acks) * 1000:.0f} ms", ""),
        ("server processor time an answer", f"{used / people * 1000:.1f} ms", ""),
        (f"beside {len(pages)} Voilà pages, 95th percentile", milliseconds(beside, 95), "100 ms"),
        ("beside them, slowest", f"{max(beside) * 1000:.0f} ms", "250 ms"),
        ("such a page, median", milliseconds(pages, 50), ""),
        ("finding after the reveal, first", f"{first:.2f} s", "2 s"),
        ("finding after the reveal, everyone has it", f"{last:.2f} s", ""),
        ("server memory at the end", f"{resident_mb(pid):.0f} MB", ""),
    ]


def page_weight(kit: RunningKit) -> str:
    """Return what a phone loads to answer `ACTIVITY`, as it travels: size and files."""
    files = ["participant.css", "participant.js", "widgets/scale.js"]
    paths = [f"/join/{kit.code}", *(f"/static/riskier/{file}" for file in files)]
    with kit.client() as client:
        sizes = [int(client.get(path).headers["content-length"]) for path in paths]
    return f"{sum(sizes) / 1024:.0f} KB in {len(sizes)} files"


def main(people: int = 3000) -> None:
    """Measure and print; `people` is how many unless the command line says otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=people)
    parser.add_argument("--seconds", type=float, default=10.0)
    arguments = parser.parse_args()
    allow_connections(arguments.people * 2)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        kit = RunningKit(Path(folder)).start()
        ready = time.perf_counter() - begun
        try:
            rows = [("participant page, compressed", page_weight(kit), "60 KB")]
            rows += asyncio.run(measure(kit, arguments.people, arguments.seconds))
        finally:
            kit.stop()
    load = os.getloadavg()[0]
    print(
        f"{arguments.people} people, {os.cpu_count()} cores, answers within "
        f"{arguments.seconds:g} s, load average at the end {load:.1f}"
    )
    for name, value, target in [("server ready", f"{ready:.1f} s", "5 s"), *rows]:
        print(f"  {name:44} {value:>16}   {target}")


if __name__ == "__main__":
    main()
