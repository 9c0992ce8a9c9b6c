"""`riskier report`: what it writes, what it refuses, and that nothing is lost."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.report_rooms import estimators, room_file, shipped, vote

from riskier.cli import main
from riskier.export.printing import folder as folders
from riskier.room import Rooms, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with two rooms that can be reported on, and one person's own."""
    path = tmp_path_factory.mktemp("store") / "rooms.db"
    opened = open_store(str(path))
    rooms = Rooms(opened, shipped())
    answers = [{"gut-check/1": vote(1), **one} for one in estimators(5, 40, 4)]
    for code in ("FIRST", "SECOND"):
        rooms.load(room_file(answers), code=code)
    rooms.new(code="EMPTY")
    solo = rooms.solo()
    rooms.submit(solo.code, solo.participant, "gut-check", 1, vote(1))
    (path.parent / "solo").write_text(solo.code)
    opened.close()
    return path


def run(store, *arguments):
    return CliRunner().invoke(main, ["report", *map(str, arguments), "--store", str(store)])


def files_in(folder: Path):
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_report_in_a_new_folder(store, tmp_path):
    out = tmp_path / "deep" / "report"
    done = run(store, "first", "-o", out, "--compare", "second")
    assert done.exit_code == 0, done.output
    assert f"Open {out / 'report.html'} first." in done.output
    assert "room.json has each person's answers" in done.output
    for phase in ("Comparing both choices", "Findings", "Charts", "Setting the PDF", "Writing"):
        assert phase in done.output
    names = {path.name for path in files_in(out)}
    assert {"report.html", "report.pdf", "report.xlsx", "room.json", "compare.html"} <= names
    assert not [name for name in names if name.startswith(".")]
    back = CliRunner().invoke(
        main, ["room", "import", str(out / "room.json"), "--store", str(tmp_path / "other.db")]
    )
    assert back.exit_code == 0, back.output
    refused = run(store, "first", "-o", out)
    assert refused.exit_code == 2
    assert "already has report.html" in refused.output
    assert "--replace" in refused.output
    before = (out / "report.html").read_bytes()
    (out / "report.html").write_text("old")
    assert run(store, "first", "-o", out, "--replace").exit_code == 0
    assert (out / "report.html").read_bytes() == before


def test_an_empty_room_has_a_report(store, tmp_path):
    done = run(store, "EMPTY", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "no answer in numbers" in (tmp_path / "out" / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("NOWHERE", "-o", "OUT"), "There is no room “NOWHERE”"),
        (("first", "-o", "OUT", "--compare", "NOWHERE"), "There is no room “NOWHERE”"),
        (("first", "-o", "OUT", "--paper", "a5"), "'a4', 'us-letter'"),
        (("first",), "Missing option '-o'"),
        (("first", "-o", "OUT", "--pack", "/nowhere"), "the pack cannot be used"),
        (("SOLO", "-o", "OUT"), "one person's own room"),
    ],
)
def test_bad_use_ends_with_two_and_writes_nothing(store, tmp_path, arguments, words):
    out = tmp_path / "out"
    names = {"OUT": str(out), "SOLO": (store.parent / "solo").read_text()}
    done = run(store, *(names.get(each, each) for each in arguments))
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output
    assert not out.exists()


def test_a_file_in_the_folders_place(store, tmp_path):
    place = tmp_path / "file"
    place.write_text("mine")
    done = run(store, "first", "-o", place)
    assert (done.exit_code, place.read_text()) == (2, "mine")
    assert "is not a folder" in done.output


def test_a_folder_that_cannot_be_written_is_found_before_the_work(store, tmp_path, monkeypatch):
    def refuse(path, _content):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(folders, "_write", refuse)
    done = run(store, "first", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "cannot be written to: Permission denied. Nothing was written." in done.output
    assert "Findings" not in done.output
    assert not (tmp_path / "out").exists()


def test_a_full_disk_leaves_nothing_half_written(store, tmp_path, monkeypatch):
    write, written = folders._write, []

    def fill(path, content):
        written.append(path)
        if len(written) > 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write(path, content)

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    monkeypatch.setattr(folders, "_write", fill)
    done = run(store, "first", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "No space left on device. Nothing was written." in done.output
    assert {path.name for path in (tmp_path / "out").rglob("*")} == {"mine.txt"}


def test_a_room_of_another_pack_names_the_way_out(store, tmp_path):
    opened = open_store(str(store))
    rooms = Rooms(opened, shipped())
    record = opened.room(rooms.new(code="OTHER").code)
    opened.change("OTHER", lambda now: type(record)(**{**vars(now), "pack_id": "another-pack"}))
    opened.close()
    done = run(store, "OTHER", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "runs the pack another-pack" in done.output
    assert "--pack" in done.output


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[: len(text) // 2], "is not JSON, or only part of it"),
        (lambda text: text.replace('"version": 1', '"version": 2', 1), "pip install --upgrade"),
        (lambda text: text.replace('"side": 1', '"side": 11', 1), "is not on this scale"),
        (lambda text: text.replace('"joined"', '"joinned"'), "not known here"),
    ],
)
def test_a_room_file_that_was_spoilt(store, tmp_path, spoil, words):
    opened = open_store(str(store))
    text = json.dumps(Rooms(opened, shipped()).export("FIRST"), indent=2)
    opened.close()
    (tmp_path / "room.json").write_text(spoil(text))
    done = CliRunner().invoke(
        main,
        ["room", "import", str(tmp_path / "room.json"), "--store", str(tmp_path / "new.db")],
    )
    assert done.exit_code == 2
    assert words in done.output


def test_a_command_does_not_wait_for_a_grammar_that_it_never_uses():
    asked = (
        "import riskier.cli, jsonschema, sys; print('rfc3987_syntax.syntax_helpers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
