"""The house rules that a machine can check."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

COMMANDS = {
    "ruff finds nothing": ["ruff", "check", "."],
    "the code is formatted": ["ruff", "format", "--check", "."],
    "the types hold": ["mypy"],
    "imports point one way": ["importlinter.cli", "lint"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_lint(name):
    module, *arguments = COMMANDS[name]
    command = [sys.executable, "-m", module, *arguments]
    if module == "importlinter.cli":
        command = [str(Path(sys.executable).with_name("lint-imports"))]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def python_files():
    folders = ("src", "tests", "bench")
    return [file for folder in folders for file in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("file", python_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_stays_under_400_lines(file):
    lines = len(file.read_text("utf-8").splitlines())
    assert lines < 400, f"{file.relative_to(ROOT)} has {lines} lines; split it by idea."


SCRIPTS = sorted((ROOT / "src").rglob("*.js"))


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_script_is_plain_and_asks_nothing_of_the_network(file):
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 250
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "https://", "//cdn"):
        assert word not in text, f"{file.name} has {word!r}"


def words_of(files):
    return {file: Counter(re.findall(r"\w+", file.read_text("utf-8"))) for file in files}


def test_no_script_imports_or_exports_in_vain():
    words, tests = words_of(SCRIPTS), words_of((ROOT / "tests").rglob("*.[mp][jy]*"))
    idle = []
    for file in SCRIPTS:
        text = file.read_text("utf-8")
        imported = re.findall(r"^import \{([^}]*)\}", text, re.MULTILINE)
        names = re.findall(r"\w+(?=\s*(?:,|$))", ",".join(imported))
        idle += [f"{file.name} imports {name}" for name in names if words[file][name] < 2]
        others = [each for other, each in (words | tests).items() if other != file]
        exported = re.findall(
            r"^export (?:async )?(?:function|const|class) (\w+)", text, re.MULTILINE
        )
        idle += [
            f"{file.name} exports {name}"
            for name in exported
            if not any(each[name] for each in others)
        ]
    assert idle == []
