"""What one Voilà visitor costs, with Voilà's own kernels and with the kit's forked ones.

    python bench/voila_pages.py [--alone 3] [--arrivals 8] [--within 4] [--hold 0]
                                 [--browser] [--kit PAGE]

Both ways serve the same notebook on loopback, one after the other: a small page made in a
temporary folder (six sliders, a button that writes to SQLite, an Altair chart), or with
`--kit 00-welcome.ipynb` one of the kit's own, then by `riskier serve`. Scripted visitors
come alone, then as a crowd. Prints one table and stops by itself. The full run:

    python bench/voila_pages.py --arrivals 50 --within 10 --hold 200 --browser
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.visitor import Visit, Visitor
from tests.running import free_port

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
SETTLE_SECONDS = 1.0
MADE_PAGE = "page.ipynb"
MADE_CELLS = (
    "import sqlite3, tempfile, altair, ipywidgets as w, pandas\n"
    "sliders = [w.IntSlider(description=f'Item {n}') for n in range(6)]\n"
    "words, save, said = w.Text(), w.Button(description='Save'), w.HTML('Not saved.')\n"
    "store = sqlite3.connect(tempfile.mkstemp(suffix='.db')[1])\n"
    "store.execute('CREATE TABLE answers (rating INTEGER)')\n"
    "def on_save(_):\n"
    "    with store:\n"
    "        rows = [(slider.value,) for slider in sliders]\n"
    "        store.executemany('INSERT INTO answers VALUES (?)', rows)\n"
    "    said.value = 'Saved.'\n"
    "save.on_click(on_save)\n"
    "w.VBox([*sliders, words, save, said])",
    "rows = pandas.DataFrame({'rating': range(1, 6), 'people': [2, 5, 9, 4, 1]})\n"
    "chart = altair.Chart(rows).mark_bar().encode(x='rating:O', y='people:Q')\n"
    "w.HTML(f'<p>{len(chart.to_json())} letters of chart</p>')",
)


@dataclass
class Alone:
    """What a page costs that has the machine to itself, in seconds."""

    headless: float
    browser: float
    failures: list[str]


@dataclass
class Crowd:
    """What many visitors cost."""

    median: float
    p95: float
    cpu: float
    memory_mb: float
    held: int = 0
    held_mb: float = 0.0
    failures: list[str] = field(default_factory=list)


@dataclass
class Cost:
    """What one way of serving costs."""

    alone: Alone
    crowd: Crowd


@dataclass
class Use:
    """Processor time and memory of a server and all that it started."""

    cpu: float
    memory_mb: float


def use_of(pid: int) -> Use:
    """Return what a process and its descendants have used and use now."""
    cpu = memory = 0.0
    top = psutil.Process(pid)
    for process in (top, *top.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            cpu += times.user + times.system + times.children_user + times.children_system
            memory += process.memory_full_info().pss
    return Use(cpu, memory / 1024**2)


def make_page(folder: Path) -> None:
    """Write the notebook that both ways serve."""
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A page\n\nText."}]
    for number, source in enumerate(MADE_CELLS):
        cell = {"cell_type": "code", "id": f"b{number}", "metadata": {}, "source": source}
        cells.append(cell | {"outputs": [], "execution_count": None})
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / MADE_PAGE).write_text(json.dumps(book), "utf-8")


def stock(folder: Path, port: int) -> list[str]:
    """Return the command for Voilà as it comes."""
    options = ["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", "--Voila.log_level=ERROR"]
    return [sys.executable, "-m", "voila", str(folder), *options]


def forked(folder: Path, port: int) -> list[str]:
    """Return the command for Voilà with the kit's kernels."""
    return [sys.executable, __file__, "--serve", str(folder), str(port)]


def kit(folder: Path, port: int) -> list[str]:
    """Return the command for `riskier serve`."""
    command = [sys.executable, "-m", "riskier.cli", "serve", "--no-open", f"--port={port}"]
    return [*command, f"--store={folder / 'rooms.db'}"]


def serve_forked(folder: str, port: str, max_kernels: str | None = None) -> None:
    """Be Voilà with the kit's kernels, until stopped."""
    from traitlets.config import Config  # noqa: PLC0415
    from voila.app import Voila  # noqa: PLC0415

    from riskier.kernels.settings import kernel_settings, start_zygote, stop_zygote  # noqa: PLC0415

    start_zygote()
    ceiling = int(max_kernels) if max_kernels else None
    app = Voila(config=Config(kernel_settings(max_kernels=ceiling)))
    app.initialize(stock(Path(folder), int(port))[3:])
    app.start()
    stop_zygote()


@contextmanager
def serving(command: list[str], folder: Path, url: str) -> Iterator[int]:
    """Run a server while the block runs; give its process id once it answers."""
    # Only stock needs to be told of a store: `riskier serve` tells its kernels itself.
    store = {"RISKIER_STORE": str(folder / "stock.db"), "RISKIER_DATA": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | store, **quiet)
    try:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                httpx.get(url + "/", timeout=5)
                break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()


async def crowd(url: str, path: str, people: int, within: float) -> list[tuple[Visitor, Visit]]:
    """Let so many arrive evenly within so many seconds; return when all are ready."""

    async def one(number: int) -> tuple[Visitor, Visit]:
        await asyncio.sleep(within * number / people)
        visitor = Visitor(url, path)
        return visitor, await visitor.visit()

    return await asyncio.gather(*(one(number) for number in range(people)))


async def measure_alone(url: str, path: str, options: argparse.Namespace) -> Alone:
    """Return what a page costs that has the machine to itself."""
    visits = [await Visitor(url, path).visit() for _ in range(1 + options.alone)]
    seconds = statistics.median(visit.ready for visit in visits[1:])
    in_browser = 0.0
    if options.browser:
        from bench.browser_visit import seconds_to_a_control  # noqa: PLC0415 - needs Playwright

        in_browser = await seconds_to_a_control(url + path, options.alone)
    return Alone(seconds, in_browser, [visit.failure for visit in visits])


async def measure_crowd(
    url: str, path: str, pid: int, options: argparse.Namespace, hold: int
) -> Crowd:
    """Return what many visitors of one page cost."""
    warm = await Visitor(url, path).visit()
    before = use_of(pid)
    came = await crowd(url, path, options.arrivals, options.within)
    await asyncio.sleep(SETTLE_SECONDS)
    after = use_of(pid)
    times = [visit.ready for _, visit in came if not visit.failure] or [float("nan")]
    cost = Crowd(
        median=statistics.median(times),
        p95=statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0],
        cpu=(after.cpu - before.cpu) / options.arrivals,
        memory_mb=(after.memory_mb - before.memory_mb) / options.arrivals,
    )
    if hold:
        came += await crowd(url, path, hold - options.arrivals, hold / 8)
        await asyncio.sleep(SETTLE_SECONDS)
        cost.held = sum(not visit.failure for _, visit in came)
        cost.held_mb = use_of(pid).memory_mb
    cost.failures = [warm.failure, *(visit.failure for _, visit in came)]
    await asyncio.gather(*(visitor.leave() for visitor, _ in came))
    return cost


def run(make: Callable, folder: Path, path: str, options: argparse.Namespace, hold: int) -> Cost:
    """Serve in one way and measure, alone and crowded each on a server of its own.

    Stock Voilà stops answering at about 55 kernels, so none may be left over for the crowd.
    """

    def serve(measure: Callable) -> Any:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        with serving(make(folder, port), folder, url) as pid:
            return asyncio.run(measure(url, pid))

    return Cost(
        serve(lambda url, _: measure_alone(url, path, options)),
        serve(lambda url, pid: measure_crowd(url, path, pid, options, hold)),
    )


def show(stock: Cost, ours: Cost, options: argparse.Namespace) -> None:
    """Print the table."""
    ways = (stock, ours)
    came = f"{options.arrivals} arrivals in {options.within:g} s"
    rows = [
        ("GET to usable, alone", [each.alone.headless for each in ways], "s", "6 x sooner"),
        ("the same in a browser", [each.alone.browser for each in ways], "s", "3 x sooner"),
        (f"{came}, median", [each.crowd.median for each in ways], "s", ""),
        (f"{came}, p95", [each.crowd.p95 for each in ways], "s", "1 s"),
        ("processor time a visitor", [each.crowd.cpu for each in ways], "s", "0.2 s"),
        ("memory a visitor (PSS)", [each.crowd.memory_mb for each in ways], "MB", "25 MB"),
    ]
    if not options.browser:
        del rows[1]
    print(f"{'':34} {'stock':>10} {'ours':>10} {'ratio':>7}   target for ours")
    for name, (theirs, mine), unit, target in rows:
        ratio = theirs / mine
        print(f"{name:34} {theirs:8.2f} {unit:2}{mine:8.2f} {unit:2}{ratio:6.1f} x   {target}")
    if ours.crowd.held:
        held = f"{ours.crowd.held} of {options.hold}, {ours.crowd.held_mb:.0f} MB in all"
        print(f"{'held at once, ours':34} {held}")
    for name, cost in (("stock", stock), ("ours", ours)):
        failures = Counter(filter(None, (*cost.alone.failures, *cost.crowd.failures)))
        for failure, count in failures.items():
            print(f"{name} failed {count} times: {failure}")


def main() -> None:
    """Measure both ways and print."""
    if sys.argv[1:2] == ["--serve"]:
        serve_forked(*sys.argv[2:5])
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--alone", type=int, default=3, help="visitors one after the other")
    parser.add_argument("--arrivals", type=int, default=8, help="visitors in the crowd")
    parser.add_argument("--within", type=float, default=4.0, help="seconds in which they come")
    parser.add_argument("--hold", type=int, default=0, help="visitors at once, ours only")
    parser.add_argument("--browser", action="store_true", help="measure in Chromium too")
    parser.add_argument("--kit", metavar="PAGE", help="a page of the kit instead of the made one")
    options = parser.parse_args()
    page = options.kit or MADE_PAGE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_page(folder)
        served = ROOT / "notebooks" if options.kit else folder
        plain = run(
            lambda _, port: stock(served, port), folder, f"/voila/render/{page}", options, 0
        )
        ours = run(
            kit if options.kit else forked, folder, f"/voila/render/{page}", options, options.hold
        )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{page}, {os.cpu_count()} cores, load {load:.1f} at the end")
    show(plain, ours, options)


if __name__ == "__main__":
    main()
