"""How soon the toy model is drawn anew after a control changed, in JupyterLab and in Voilà.

    python bench/redraw.py [--changes 30]

Chromium on the cycle's page of either, on loopback: the question before the toy model is
answered, the model opened, and its first setting raised and lowered by the arrow keys.
Measured from the key's `input` event to the frame in which the changed chart was painted, by
the page's own clock. Prints one table and stops by itself.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import ARGS, find_chromium
from tests.browser.lab_page import run_all_cells, running_lab
from tests.running import RunningKit

PAGE = "02-cycle"
WARM_UP = 3
PATIENCE_MS = 90_000
# A message sent from a frame's last call before painting is read after it was painted.
WATCH = """() => {
  window.redrawn = [];
  const chart = () => document.querySelector(".rk-toy-box").innerHTML;
  let before = chart();
  document.addEventListener("input", ({ timeStamp }) => {
    const look = () => {
      if (chart() === before) return requestAnimationFrame(look);
      before = chart();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.redrawn.push(performance.now() - timeStamp);
      port2.postMessage("");
    };
    requestAnimationFrame(look);
  }, true);
}"""


def redraws(page: Page, changes: int) -> list[float]:
    """Open the toy model and return the milliseconds of so many redraws."""
    page.set_default_timeout(PATIENCE_MS)
    question = page.locator(".rk-controls").filter(has_text="Three-month pilot")
    question.locator("label").first.click()
    page.get_by_role("button", name="Play with it").click()
    setting = page.get_by_label("Standing permission")
    setting.focus()
    page.evaluate(WATCH)
    for change in range(1, WARM_UP + changes + 1):
        page.keyboard.press("ArrowUp" if change % 2 else "ArrowDown")
        page.wait_for_function(f"() => window.redrawn.length === {change}")
    times: list[float] = page.evaluate("window.redrawn")
    return times[WARM_UP:]


def in_voila(browser: Browser, changes: int) -> list[float]:
    """Measure on the page that `riskier serve` shows."""
    with tempfile.TemporaryDirectory() as folder:
        kit = RunningKit(Path(folder)).start()
        try:
            page = browser.new_page()
            page.goto(f"{kit.url}/voila/render/{PAGE}.ipynb")
            return redraws(page, changes)
        finally:
            kit.stop()


def in_lab(browser: Browser, changes: int) -> list[float]:
    """Measure on the notebook that `riskier lab` opens."""
    with tempfile.TemporaryDirectory() as folder, running_lab(Path(folder)) as address:
        page = browser.new_page()
        page.goto(address(PAGE))
        run_all_cells(page)
        return redraws(page, changes)


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--changes", type=int, default=30, help="how often a control changes")
    changes = parser.parse_args().changes
    program = find_chromium()
    if program is None:
        sys.exit("No Chromium or Chrome found: install one to measure what it shows.")
    print(f"load average before: {os.getloadavg()[0]:.1f}\n")
    print("| | median | slowest | wanted |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGS))
        for name, measure, most in (("JupyterLab", in_lab, 100), ("Voilà", in_voila, 200)):
            times = measure(browser, changes)
            middle = statistics.median(times)
            print(f"| toy model in {name} | {middle:.0f} ms | {max(times):.0f} ms | {most} ms |")
        browser.close()


if __name__ == "__main__":
    main()
