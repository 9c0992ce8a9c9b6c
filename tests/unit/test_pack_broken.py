"""A pack broken at random: loading it never crashes and always names the file."""

import copy
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack_files import DOCUMENTS, FILES, JSON_FILES, SOUND

from riskier.pack import Fault, PackError, load_pack
from riskier.paths import pack_dir

ODD = st.sampled_from(
    [None, True, -1, 0, 10**30, 1e308, "", "nope", "💥\u202e", "\x00", [], {}, [[]], {"id": []}]
)


def places(document, here=()):
    """Yield the path of every value inside a document."""
    inside = []
    if isinstance(document, dict):
        inside = list(document.items())
    elif isinstance(document, list):
        inside = list(enumerate(document))
    for key, value in inside:
        yield (*here, key)
        yield from places(value, (*here, key))


PLACES = {name: list(places(document)) for name, document in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    for name, content in SOUND.items():
        (folder / name).write_bytes(content)
    return folder


def loads_or_names(folder: Path, name: str, content: bytes) -> list[Fault]:
    """Load the pack with one file changed; what is wrong must name a file of the pack."""
    (folder / name).write_bytes(content)
    faults: list[Fault] = []
    try:
        load_pack(folder)
    except PackError as error:
        faults = error.faults or [Fault("", "", "", "")]
    finally:
        (folder / name).write_bytes(SOUND[name])
    assert {fault.file for fault in faults} <= set(FILES)
    assert all(fault.value and fault.allowed for fault in faults)
    assert "\n".join(str(fault) for fault in faults).encode() is not None
    return faults


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_pack_broken_anywhere_says_where(scratch, data):
    name = data.draw(st.sampled_from(JSON_FILES))
    document = copy.deepcopy(DOCUMENTS[name])
    *path, last = data.draw(st.sampled_from(PLACES[name]))
    holder = document
    for part in path:
        holder = holder[part]
    change = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if change == "remove":
        del holder[last]
    elif change == "replace" or isinstance(holder, list):
        holder[last] = data.draw(ODD)
    else:
        holder["surplus-key"] = data.draw(ODD)
    loads_or_names(scratch, name, json.dumps(document).encode())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_bytes_changed_anywhere_never_crash(scratch, data):
    name = data.draw(st.sampled_from(FILES))
    content = bytearray(SOUND[name])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    loads_or_names(scratch, name, bytes(content))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_unknown_key_is_refused_wherever_it_is(scratch, data):
    name = data.draw(st.sampled_from(JSON_FILES))
    document = copy.deepcopy(DOCUMENTS[name])
    free = ("about", "parameters", "minutes", "take")
    objects = [path for path in PLACES[name] if not set(free) & set(map(str, path))]
    holder = document
    for part in data.draw(st.sampled_from(objects)):
        holder = holder[part]
    if not isinstance(holder, dict):
        holder = document
    holder["surplus-key"] = 1
    faults = loads_or_names(scratch, name, json.dumps(document).encode())
    assert [fault.file for fault in faults if "surplus-key" in fault.key] == [name]


def test_a_copy_elsewhere_is_the_same_pack(tmp_path):
    shutil.copytree(pack_dir(), tmp_path / "copy")
    assert load_pack(tmp_path / "copy").files == load_pack().files
