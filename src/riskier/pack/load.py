"""Load a pack from its folder, or say everything that is wrong with it."""

from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from riskier.pack.check import faults_in
from riskier.pack.faults import Fault, PackError
from riskier.pack.pack import Files, Pack
from riskier.pack.read import read_fit, read_model
from riskier.paths import pack_dir


def load_pack(path: Path | None = None) -> Pack:
    """Return the pack in the folder `path`, or the shipped pack.

    Raises PackError, whose `faults` list everything that is wrong.
    """
    folder = pack_dir() if path is None else Path(path)
    faults: list[Fault] = []
    files = _read(folder, faults)
    if None in files.values():
        raise PackError(faults)
    pack = Pack(folder, Files(**files))
    faults.extend(faults_in(pack))
    if faults:
        raise PackError(faults)
    return pack


def _read(folder: Path, faults: list[Fault]) -> dict[str, Any]:
    models = get_type_hints(Files)
    files: dict[str, Any] = {}
    for name in (field.name for field in fields(Files)):
        if name == "fit":
            files[name] = read_fit(folder, "fit.csv", faults)
        else:
            files[name] = read_model(folder, f"{name}.json", models[name], faults)
    return files
