"""The shipped pack's files, and what loading them says."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from riskier.pack import Fault, PackError, load_pack
from riskier.pack.pack import Files
from riskier.paths import pack_dir

JSON_FILES = [f"{field.name}.json" for field in fields(Files) if field.name != "fit"]
FILES = [*JSON_FILES, "fit.csv"]
SOUND = {name: (pack_dir() / name).read_bytes() for name in FILES}
DOCUMENTS = {name: json.loads(SOUND[name]) for name in JSON_FILES}


def faults_in(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return caught.value.faults


def record(document: dict, key: str, record_id: str) -> dict:
    return next(one for one in document[key] if one["id"] == record_id)
