"""`riskier lab` on loopback, and a notebook in it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
from playwright.sync_api import Page, expect
from tests.running import free_port

READY_SECONDS = 90


@contextmanager
def running_lab(folder: Path) -> Iterator[Callable[[str], str]]:
    """Run it; yield what tells the address of a notebook by its name."""
    port = free_port()
    command = [sys.executable, "-m", "riskier.cli", "lab", "--folder", str(folder / "pages")]
    command += ["--store", str(folder / "rooms.db"), "--", "--no-browser", f"--port={port}"]
    command += ["--IdentityProvider.token=secret", "--allow-root", "--ServerApp.port_retries=0"]
    origin = f"http://127.0.0.1:{port}"
    variables = os.environ | {"RISKIER_DATA": str(folder)}
    with (folder / "lab.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=variables)
        try:
            deadline = time.monotonic() + READY_SECONDS
            while time.monotonic() < deadline:
                assert process.poll() is None, (folder / "lab.log").read_text("utf-8")
                with suppress(httpx.TransportError):
                    if httpx.get(f"{origin}/api?token=secret").status_code == 200:
                        break
                time.sleep(0.1)
            else:
                raise AssertionError(f"JupyterLab was not ready after {READY_SECONDS} s")
            yield lambda name: f"{origin}/doc/tree/{name}.ipynb?token=secret"
        finally:
            process.terminate()
            process.wait(30)


def run_all_cells(page: Page) -> None:
    """Run the notebook; JupyterLab forgets the wish while its kernel is still connecting."""
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    # On a busy machine JupyterLab may ask for a kernel, or tell of one, while it connects.
    page.add_locator_handler(
        page.locator(".jp-Dialog").first,
        lambda dialog: dialog.locator(".jp-mod-accept").click(),
    )
    expect(idle).to_be_visible(timeout=90_000)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    for _ in range(20):
        page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
        page.keyboard.press("Escape")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        wish = page.locator('.lm-Menu [data-command="runmenu:run-all"]')
        if wish.get_attribute("aria-disabled") != "true":
            wish.click()
        page.keyboard.press("Escape")
        with suppress(AssertionError):
            expect(prompts.first).not_to_have_text("[ ]:", timeout=5000)
            return
    raise AssertionError("JupyterLab did not run the notebook.")
