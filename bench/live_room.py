"""What one room with thousands of people costs: joins, answers, moves, findings, memory.

    python bench/live_room.py [--people 3000] [--seconds 10]
    python bench/live_room.py --people 3000 10000

Starts `riskier serve` on loopback with a store in a temporary folder. Scripted
participants join and listen, answer within `--seconds`, answer a second round while
visitors open Voilà pages, ask for the finding when it is revealed, give estimates for
the comparison of risks, and come back after the server was killed. Prints one table,
a column for each number of people, and stops by itself. The participants run in one
process on the same cores as the server, so the figures are those of the two together.
"""

import argparse
import asyncio
import gc
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.crowd import Crowd, allow_connections, percentile, processor_seconds, resident_mb
from tests.running import RunningKit

from riskier.pack import load_pack
from riskier.sample import sample_group

ACTIVITY, ESTIMATES, COMPARISON = "relevance", "estimates", "comparison"
PAGES = ("00-welcome", "01-relevance", "04-risk")
AWAY_SECONDS = 8
Answer = Callable[[int], str]


@dataclass
class Table:
    """Rows of a name, a figure and what is wanted of it."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, name: str, value: str, target: str = "") -> None:
        """Add a row."""
        self.rows.append((name, value, target))

    def add_waits(self, name: str, waits: list[float], p95: str, slowest: str = "") -> None:
        """Add a row for the 95th percentile of waits and one for the slowest."""
        self.add(f"{name}, 95th percentile", milliseconds(percentile(waits, 95)), p95)
        self.add(f"{name}, slowest", milliseconds(max(waits)), slowest)


def milliseconds(seconds: float) -> str:
    """Return a short time as it is printed."""
    return f"{seconds * 1000:.0f} ms"


def own_processor_seconds() -> float:
    """Return the processor time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def view(crowd: Crowd) -> dict:
    """Return the activity that the room is at."""
    return json.loads(await crowd.ask("", "GET", crowd.kit.key))["activity"]


async def ratings(crowd: Crowd) -> Answer:
    """Return what writes an answer to the scale that is open."""
    asked = await view(crowd)
    values = [point["value"] for point in asked["scale"]["points"]]
    items = [item["id"] for item in asked["items"] if "scale" not in item]

    def one(place: int) -> str:
        rng = random.Random(place)
        given = {item: rng.choice(values) for item in items}
        return json.dumps({"answer": {"ratings": given}})

    return one


async def estimates(crowd: Crowd) -> Answer:
    """Return what writes the estimates of the kit's made-up group, made as large."""
    asked = (ESTIMATES, 1)
    group = sample_group(load_pack(), {asked: await view(crowd)}, crowd.people)
    return lambda place: json.dumps({"answer": group.people[place][asked]})


class Moves:
    """Moves of the room, and what each cost the server and the scripted people."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.waits: list[list[float]] = []
        self.server: list[float] = []
        self.people: list[float] = []

    async def to(self, **body: object) -> None:
        """Move the room and wait until everyone has heard of it."""
        pid = self.crowd.kit.process.pid
        server, people = processor_seconds(pid), own_processor_seconds()
        self.waits.append(await self.crowd.move(**body))
        self.server.append(processor_seconds(pid) - server)
        self.people.append(own_processor_seconds() - people)

    def show(self, table: Table) -> None:
        """Add what the dearest of them cost."""
        heard = sum(map(len, self.waits))
        worst = max(self.waits, key=lambda waits: percentile(waits, 95))
        table.add_waits("the slowest move heard", worst, "500 ms")
        table.add("moves heard", f"{heard} of {len(self.waits) * self.crowd.people}", "all")
        table.add("server processor time, the dearest move", milliseconds(max(self.server)))
        table.add("scripted people's, the dearest move", milliseconds(max(self.people)))


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


async def reveal(crowd: Crowd, about: str, number: int) -> tuple[float, float]:
    """Reveal; return when the first finding was there and when everyone had it."""
    begun = time.perf_counter()
    await crowd.ask("", "PATCH", crowd.kit.key, '{"phase": "revealed"}')

    async def one(place: int, token: str) -> float:
        found = json.loads(await crowd.ask(f"/findings/{about}/{number}", "GET", token, "", place))
        assert found["n"] == crowd.people, found
        return time.perf_counter() - begun

    first = await one(0, crowd.tokens[0])
    return first, max(await asyncio.gather(*(one(*each) for each in enumerate(crowd.tokens))))


async def join(crowd: Crowd, table: Table) -> None:
    """Let everyone join."""
    pid = crowd.kit.process.pid
    before = resident_mb(pid)
    table.add("all joined and listening", f"{await crowd.join_all():.1f} s", "60 s")
    grown = resident_mb(pid) - before
    table.add("server memory a participant", f"{grown / crowd.people:.3f} MB", "0.1 MB")


async def answer(crowd: Crowd, seconds: float, table: Table) -> None:
    """Answer one activity twice, the second time beside Voilà pages; see its finding."""
    pid, moves = crowd.kit.process.pid, Moves(crowd)
    await moves.to(activity=ACTIVITY, round=1, phase="open")
    used = processor_seconds(pid)
    acks = await crowd.answer_all(f"/answers/{ACTIVITY}/1", await ratings(crowd), seconds)
    used = processor_seconds(pid) - used
    await moves.to(phase="closed")
    await moves.to(activity=ACTIVITY, round=2, phase="open")
    second, enough = await ratings(crowd), asyncio.Event()
    visitor = asyncio.ensure_future(open_pages(crowd.kit, enough))
    beside = await crowd.answer_all(f"/answers/{ACTIVITY}/2", second, seconds)
    enough.set()
    pages = await visitor
    await moves.to(phase="closed")
    moves.show(table)
    table.add("answer on disk, median", milliseconds(percentile(acks, 50)))
    table.add_waits("answer on disk", acks, "100 ms")
    table.add("server processor time an answer", f"{used / crowd.people * 1000:.2f} ms")
    table.add_waits("beside Voilà pages", beside, "100 ms", "250 ms")
    table.add("Voilà pages meanwhile", str(len(pages)))
    table.add("such a page, median", milliseconds(percentile(pages, 50)))
    used = processor_seconds(pid)
    first, last = await reveal(crowd, ACTIVITY, 2)
    used = processor_seconds(pid) - used
    table.add("finding after the reveal, first", f"{first:.2f} s", "2 s")
    table.add("finding after the reveal, everyone has it", f"{last:.2f} s")
    table.add("server processor time a finding asked for", f"{used / crowd.people * 1000:.2f} ms")


async def compare(crowd: Crowd, seconds: float, table: Table) -> None:
    """Give estimates and ask for the comparison of risks."""
    await crowd.move(activity=ESTIMATES, round=1, phase="open")
    await crowd.answer_all(f"/answers/{ESTIMATES}/1", await estimates(crowd), seconds)
    await crowd.move(phase="closed")
    await crowd.move(exhibit=COMPARISON)
    first, last = await reveal(crowd, COMPARISON, 1)
    table.add("comparison of risks after its reveal, first", f"{first:.2f} s", "2 s")
    table.add("comparison of risks, everyone has it", f"{last:.2f} s")


async def come_back(crowd: Crowd, table: Table) -> None:
    """Kill the server, start it again, and see when everyone is listening again."""
    crowd.kit.kill()
    back = asyncio.ensure_future(crowd.come_back())
    await asyncio.sleep(AWAY_SECONDS)
    await asyncio.to_thread(crowd.kit.start)
    ready = time.perf_counter()
    waits = [when - ready for when in await back]
    table.add("killed, ready again: all are back after", f"{max(waits):.1f} s", "5 s")


def page_weight(kit: RunningKit) -> str:
    """Return what a phone loads to answer `ACTIVITY`, as it travels: size and files."""
    files = ["participant.css", "participant.js", "widgets/scale.js"]
    paths = [f"/join/{kit.code}", *(f"/static/riskier/{file}" for file in files)]
    with kit.client() as client:
        sizes = [int(client.get(path).headers["content-length"]) for path in paths]
    return f"{sum(sizes) / 1024:.0f} KB in {len(sizes)} files"


async def measure(kit: RunningKit, people: int, seconds: float, table: Table) -> None:
    """Run the whole and fill the table."""
    crowd = Crowd(kit, people)
    await join(crowd, table)
    await answer(crowd, seconds, table)
    await compare(crowd, seconds, table)
    table.add("server memory at the end", f"{resident_mb(kit.process.pid):.0f} MB")
    await come_back(crowd, table)


def run(people: int, seconds: float) -> Table:
    """Measure one room on a server of its own."""
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        kit = RunningKit(Path(folder)).start()
        table.add("server ready", f"{time.perf_counter() - begun:.1f} s", "5 s")
        try:
            table.add("participant page, compressed", page_weight(kit), "60 KB")
            asyncio.run(measure(kit, people, seconds, table))
        finally:
            kit.stop()
    return table


def main(people: int = 3000) -> None:
    """Measure and print; `people` is how many unless the command line says otherwise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, nargs="+", default=[people])
    parser.add_argument("--seconds", type=float, default=10.0, help="in which everyone answers")
    options = parser.parse_args()
    allow_connections(max(options.people))
    gc.disable()
    tables = [run(people, options.seconds) for people in options.people]
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, answers within {options.seconds:g} s, "
        f"load average at the end {load:.1f}"
    )
    print(f"  {'people':44}" + "".join(f"{people:>18}" for people in options.people))
    for rows in zip(*(table.rows for table in tables), strict=True):
        name, _, target = rows[0]
        print(f"  {name:44}" + "".join(f"{value:>18}" for _, value, _ in rows) + f"   {target}")


if __name__ == "__main__":
    main()
