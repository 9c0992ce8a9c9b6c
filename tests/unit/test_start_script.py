"""`workshop.py` runs the kit's commands where whoever calls stands."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "workshop.py"


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch):
    """Return the script as a module that has everything installed already."""
    spec = importlib.util.spec_from_file_location("workshop", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(module, "install", lambda _extra: True)
    return module


def test_a_relative_folder_is_one_of_the_caller(workshop, tmp_path, monkeypatch):
    (tmp_path / "random.py").write_text("raise SystemExit('a file of the caller was imported')")
    monkeypatch.chdir(tmp_path)
    assert workshop.main(["sample", "--people", "1", "-o", "sample.json"]) == 0
    assert (tmp_path / "sample.json").is_file()


def test_tests_run_in_the_clone(workshop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert workshop.main(["test", "--version"]) == 0
    assert Path.cwd() == SCRIPT.parent
