"""How many keys a paper worksheet takes, counted in a browser.

    python bench/paper.py [--run-sheet 45]

Serves a room on loopback, signs a browser in, and keys in each worksheet of a run sheet
once, every line filled in, with a mark of four letters; what is saved is checked. Prints
the keys for each sheet, and the seconds that they take at two keys a second.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import ARGS, find_chromium
from tests.browser.keying import keyed
from tests.running import RunningKit

MARK = "fish"
KEYS_PER_SECOND = 2
WRITERS = 5
"""Sentences are voted on once so many people wrote one."""


def key_in(page: Page, index: int, sheet: dict, person: int) -> tuple[str, ...]:
    """Key in one sheet; return the keys that it took."""
    page.get_by_label("Question", exact=True).select_option(index=index)
    form = page.locator(".sheet-form")
    expect(form.get_by_role("heading", level=2)).to_have_text(sheet["heading"])
    expect(form).to_have_attribute("aria-busy", "false")
    mark = MARK if not person else f"{MARK}{person}"
    keys = (*mark, "Enter", *keyed(sheet["view"], person).keys)
    page.get_by_label("Mark on the sheet").focus()
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".sheet-said")).to_contain_text(f"Saved: {mark}.")
    return keys


def rows_of(page: Page, sheets_url: str) -> list[tuple[str, str, int]]:
    """Return place, heading and number of keys of each sheet."""
    rows = []
    for index in range(len(page.request.get(sheets_url).json()["sheets"])):
        sheet = page.request.get(sheets_url).json()["sheets"][index]
        if sheet["view"]["reveal"] == "never":
            continue
        writes = sheet["view"]["kind"] == "text"
        keys = [key_in(page, index, sheet, person) for person in range(WRITERS if writes else 1)]
        rows.append((sheet["place"], sheet["heading"], len(keys[0])))
    return rows


def measured(run_sheet: str) -> list[tuple[str, str, int]]:
    """Serve a room and key in its sheets."""
    kit = RunningKit(Path(tempfile.mkdtemp(prefix="riskier-paper-"))).start()
    try:
        with kit.facilitator() as host, sync_playwright() as playwright:
            made = host.post("/api/rooms", json={"run_sheet": run_sheet}).json()
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGS))
            page = browser.new_page()
            form = {"code": made["code"], "key": made["facilitator_key"]}
            page.request.post(f"{kit.url}/facilitator", form=form, max_redirects=0)
            page.goto(f"{kit.url}/facilitator/sheets")
            rows = rows_of(page, f"{kit.url}/api/rooms/{made['code']}/sheets")
            browser.close()
            return rows
    finally:
        kit.stop()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run-sheet", choices=("45", "90", "180"), default="45")
    rows = measured(parser.parse_args().run_sheet)
    print(f"{'sheet':<14}{'keys':>5}{'seconds':>9}  question")
    for place, heading, keys in rows:
        print(f"{place:<14}{keys:>5}{keys / KEYS_PER_SECOND:>9.0f}  {heading}")
    total = sum(keys for *_, keys in rows)
    print(f"{'one person':<14}{total:>5}{total / KEYS_PER_SECOND:>9.0f}  all {len(rows)} sheets")
    print(f"{'mean':<14}{total / len(rows):>5.0f}{total / len(rows) / KEYS_PER_SECOND:>9.0f}")


if __name__ == "__main__":
    main()
