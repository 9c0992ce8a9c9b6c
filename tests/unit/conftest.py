"""A copy of the shipped pack to break, and rooms of people with any opinion."""

import json

import pytest
from pack_files import SOUND, faults_in
from simulated_rooms import ROOMS, Room

from riskier.pack import Fault


@pytest.fixture
def folder(tmp_path):
    for name, content in SOUND.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def break_it(folder):
    """Change one file of a sound pack and return the faults."""

    def change(name: str, edit) -> list[Fault]:
        document = json.loads((folder / name).read_text(encoding="utf-8"))
        edit(document)
        (folder / name).write_text(json.dumps(document), encoding="utf-8")
        return faults_in(folder)

    return change


@pytest.fixture(scope="session", params=ROOMS, ids=lambda room: "-".join(map(str, room)))
def room(request):
    return Room(*request.param)
