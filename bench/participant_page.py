"""What the participant page weighs, and how soon it can be used on a slow phone.

    python bench/participant_page.py [--visits 5]

Chromium with a phone's window, the network of slow 4G (1.6 Mbit/s down, 750 kbit/s up,
150 ms) and a processor slowed four times. Each visit begins with an empty cache: the
page is opened, the room is joined, a question with an open scale is answered, and the
page is opened again. Prints one table of medians and stops by itself.
"""

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import ARGS, find_chromium
from tests.running import RunningKit

ACTIVITY = "relevance"
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
TIMES_SLOWER = 4
PHONE = {"width": 390, "height": 844}
JOIN = "#join:not([hidden]) #join-button"
CONTROL = "#widget :is(input, button, select):enabled"
# Notes, by the page's own clock, when the button to join and when a control first stood there.
WATCH = f"""
window.usable = {{}};
const look = () => {{
  for (const part of ["{JOIN}", "{CONTROL}"])
    if (document.querySelector(part)) window.usable[part] ??= performance.now();
}};
new MutationObserver(look).observe(document, {{childList: true, subtree: true, attributes: true}});
"""


@dataclass
class Visit:
    """Seconds until the page could be used, and what it fetched meanwhile."""

    seconds: float
    requests: int
    from_cache: int
    size: int


class Meter:
    """Counts what a page fetches over the network."""

    def __init__(self, session: CDPSession) -> None:
        self._sizes: dict[str, int] = {}
        self._cached: set[str] = set()
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.requestServedFromCache", self._from_cache)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.dataReceived", self._came)
        session.on("Network.loadingFinished", self._finished)

    def read(self, seconds: float) -> Visit:
        """Return what was fetched since the last call."""
        fetched = self._sizes.keys() - self._cached
        size = sum(self._sizes[each] for each in fetched)
        visit = Visit(seconds, len(fetched), len(self._cached), size)
        self._sizes, self._cached = {}, set()
        return visit

    def _asked(self, event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            self._sizes[event["requestId"]] = 0

    def _from_cache(self, event: dict) -> None:
        self._cached.add(event["requestId"])

    def _answered(self, event: dict) -> None:
        if event["response"].get("fromDiskCache"):
            self._from_cache(event)
        self._add(event["requestId"], event["response"]["encodedDataLength"])

    def _came(self, event: dict) -> None:
        self._add(event["requestId"], event["encodedDataLength"])

    def _finished(self, event: dict) -> None:
        if event["requestId"] in self._sizes:
            self._sizes[event["requestId"]] = event["encodedDataLength"]

    def _add(self, request: str, size: int) -> None:
        if request in self._sizes:
            self._sizes[request] += size


def usable(page: Page, part: str) -> float:
    """Return after how many seconds a part of the page could be used, once it can."""
    page.locator(part).first.wait_for(state="attached", timeout=60_000)
    return page.evaluate(f'window.usable["{part}"]') / 1000


def visit(browser: Browser, kit: RunningKit) -> tuple[Visit, Visit, Visit]:
    """Open the page, join, and open it again; return the three."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    meter = Meter(session)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    page.goto(f"{kit.url}/join/{kit.code}", wait_until="commit")
    opened = meter.read(usable(page, JOIN))
    pressed = page.evaluate("performance.now()") / 1000
    page.locator("#join-button").click()
    asked = meter.read(usable(page, CONTROL) - pressed)
    page.goto(f"{kit.url}/join/{kit.code}", wait_until="commit")
    again = meter.read(usable(page, CONTROL))
    context.close()
    return opened, asked, again


def show(visits: list[tuple[Visit, Visit, Visit]]) -> None:
    """Print the table."""
    names = ("first load, to Join", "from Join to a question", "revisit, to a question")
    targets = ("60 KB, 8 requests, 1.5 s", "", "")
    print(f"{'':26}{'usable after':>14}{'requests':>10}{'from cache':>12}{'received':>10}   target")
    for name, each, target in zip(names, zip(*visits, strict=True), targets, strict=True):
        seconds = statistics.median(one.seconds for one in each)
        last = each[-1]
        size = f"{last.size / 1024:.1f} KB"
        counts = f"{last.requests:>10}{last.from_cache:>12}{size:>10}"
        print(f"{name:26}{seconds:>12.2f} s{counts}   {target}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visits", type=int, default=5)
    options = parser.parse_args()
    program = find_chromium()
    if program is None:
        raise SystemExit("No Chromium or Chrome was found; install one to measure with it.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        kit = RunningKit(Path(folder)).start()
        try:
            with kit.facilitator() as facilitator:
                move = {"activity": ACTIVITY, "round": 1, "phase": "open"}
                facilitator.patch(f"/api/rooms/{kit.code}", json=move).raise_for_status()
            browser = playwright.chromium.launch(executable_path=program, args=list(ARGS))
            visits = [visit(browser, kit) for _ in range(options.visits)]
            browser.close()
        finally:
            kit.stop()
    print(
        f"{options.visits} visits, slow 4G, processor slowed {TIMES_SLOWER} times, "
        f"load average {os.getloadavg()[0]:.1f}"
    )
    show(visits)


if __name__ == "__main__":
    main()
