"""A visitor with a real browser: from the address to the first control that can be used."""

import statistics
import time

from playwright.async_api import async_playwright
from tests.browser.chromium import ARGS, find_chromium

CONTROL = ".jupyter-widgets :is(input, button, select, textarea):enabled:visible"
PATIENCE_MS = 120_000


async def seconds_to_a_control(url: str, visits: int) -> float:
    """Return the median time, each visit with an empty cache; NaN without a browser."""
    program = find_chromium()
    if program is None:
        return float("nan")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(ARGS))
        times = []
        for _ in range(visits):
            context = await browser.new_context()
            page = await context.new_page()
            begun = time.perf_counter()
            await page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
            await page.locator(CONTROL).first.wait_for(timeout=PATIENCE_MS)
            times.append(time.perf_counter() - begun)
            await context.close()
        await browser.close()
    return statistics.median(times)
