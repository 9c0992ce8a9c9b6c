"""`environment.yml` and `pyproject.toml` name the same packages and bounds."""

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_conda_and_pip_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = {entry for entry in listed if isinstance(entry, str)}
    nbval = {entry for entry in project["optional-dependencies"]["test"] if "nbval" in entry}
    wanted = set(project["dependencies"]) | nbval | {"python" + project["requires-python"], "pip"}
    assert conda == wanted


def test_conda_installs_the_kit_itself():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    assert {"pip": ["--editable ."]} in listed
