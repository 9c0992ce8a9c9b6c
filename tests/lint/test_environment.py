"""`environment.yml` and `pyproject.toml` name the same packages and bounds."""

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {
    "typst": "typst-py",
    "jupyter-client": "jupyter_client",
    "jupyter-server": "jupyter_server",
}  # where conda-forge's name is not pip's


def conda_name(entry):
    name, bound = entry.split(">=")
    return f"{CONDA_NAMES.get(name, name)}>={bound}"


def test_conda_and_pip_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    conda = {entry for entry in listed if isinstance(entry, str)}
    nbval = {entry for entry in project["optional-dependencies"]["test"] if "nbval" in entry}
    needed = {conda_name(entry) for entry in project["dependencies"]}
    wanted = needed | nbval | {"python" + project["requires-python"], "pip"}
    assert conda == wanted


def test_conda_installs_the_kit_itself():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    assert {"pip": ["--editable ."]} in listed


def test_binder_is_told_one_python_and_gets_the_rest_from_the_project():
    # repo2docker sees a version only behind a plain "=", and takes its own default otherwise.
    listed = yaml.safe_load((ROOT / ".binder" / "environment.yml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name, version = listed["dependencies"][0].split("=")
    oldest = project["requires-python"].removeprefix(">=")
    assert name == "python"
    assert [int(part) for part in version.split(".")] >= [int(part) for part in oldest.split(".")]
    assert listed["dependencies"][1:] == ["pip", {"pip": ["--editable .."]}]
