#!/usr/bin/env python3
"""From a clean clone to a running workshop, with nothing but Python.

    python3 workshop.py             make .venv, install the kit, `riskier serve`
    python3 workshop.py lab         the same, then `riskier lab` (or any other command)
    python3 workshop.py test        the same with the test extra, then every test

Run it again whenever you like: what is installed stays, what was interrupted is redone.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = VENV / "installed.txt"
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Install what is needed, then run what was asked for."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(f"This is Python {found}; the kit needs 3.11 or newer. Get it at python.org.")
        return 2
    testing = arguments[:1] == ["test"]
    if not install("test" if testing else ""):
        return 1
    if testing:
        return run_tests(arguments[1:])
    # -P: whoever calls may stand in a folder with a random.py of their own.
    return run([PYTHON, "-P", "-m", "riskier.cli", *(arguments or ["serve"])])


def install(extra: str) -> bool:
    """Make the environment and install the kit unless that is done already."""
    wanted = fingerprint()
    done = MARK.read_text("utf-8").split() if MARK.is_file() else []
    if done[:1] == [wanted] and (not extra or extra in done):
        return True
    if not PYTHON.is_file():
        print(f"Making {VENV} …", flush=True)
        venv.create(VENV, with_pip=True, clear=True)
    print("Installing (a minute or two the first time) …", flush=True)
    what = f"{HERE}[{extra}]" if extra else str(HERE)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*pip, "--editable", what]) != 0:
        print("The installation did not finish. Check the connection and run this again;")
        print(f"if it keeps failing, remove the folder {VENV} first.")
        return False
    extras = {extra} | set(done[1:]) if done[:1] == [wanted] else {extra}
    MARK.write_text(" ".join([wanted, *sorted(extras - {""})]) + "\n", "utf-8")
    return True


def fingerprint() -> str:
    """Return what the installation depends on, in short."""
    parts = [(HERE / "pyproject.toml").read_bytes(), sys.version.encode(), str(HERE).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def run_tests(arguments: list[str]) -> int:
    """Run every test, or those named; return the first failing exit code."""
    os.chdir(HERE)
    pytest = [PYTHON, "-m", "pytest"]
    if arguments:
        return run([*pytest, *arguments])
    lax = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=120", "notebooks"]
    strict = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]
    sanitize = ["--nbval-sanitize-with=tests/notebooks/sanitize.cfg", "tests/notebooks"]
    rest, browser = ["tests", "--ignore=tests/browser"], ["tests/browser"]
    commands = ([*pytest, *lax], [*pytest, *strict, *sanitize], [*pytest, *rest])
    with tempfile.TemporaryDirectory() as folder:
        # Notebooks under test must not touch the user's own rooms.
        os.environ["RISKIER_DATA"] = folder
        os.environ["RISKIER_STORE"] = str(Path(folder) / "rooms.db")
        # The browser's driver keeps an event loop running, so its tests have a process of
        # their own, beside the others: much of both is waiting.
        with (Path(folder) / "browser.txt").open("w+b") as output:
            beside = start([*pytest, *browser], stdout=output, stderr=subprocess.STDOUT)
            codes = [run(command) for command in commands] + [wait(beside)]
            output.seek(0)
            print(output.read().decode("utf-8", "replace"), flush=True)
    return next((code for code in codes if code), 0)


def run(command: list) -> int:
    """Run a command and return its exit code; Ctrl+C is its own affair."""
    return wait(start(command))


def start(command: list, **streams: object) -> subprocess.Popen:
    """Start a command in the folder of whoever called, so that `-o paper` is meant there."""
    return subprocess.Popen([str(part) for part in command], **streams)


def wait(process: subprocess.Popen) -> int:
    """Return the exit code of a process when it ends."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
