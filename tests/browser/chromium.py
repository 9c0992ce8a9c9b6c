"""Find a Chromium or Chrome to test with; there is no download of our own."""

import shutil
from pathlib import Path

import pytest

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
HOW = (
    "No Chromium or Chrome found, so browser tests are skipped. To run them, install one "
    "(Debian and Ubuntu: apt install chromium; Fedora: dnf install chromium; macOS: "
    "brew install --cask chromium; Windows: winget install Google.Chrome)."
)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    found = (shutil.which(name) for name in NAMES)
    placed = (place for place in PLACES if Path(place).is_file())
    return next((path for path in (*found, *placed) if path), None)


def need_chromium() -> str:
    """Return the path of a browser, or skip the test and say how to get one."""
    path = find_chromium()
    if path is None:
        pytest.skip(HOW)
    return path
