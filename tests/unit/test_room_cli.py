"""`riskier room`: what it prints, what it refuses, and how it ends."""

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskier.cli.room import room


@pytest.fixture
def run(tmp_path: Path):
    def run_room(command: str, *arguments: str, **options) -> Result:
        store = str(tmp_path / "rooms.db")
        return CliRunner().invoke(room, [command, "--store", store, *arguments], **options)

    return run_room


def test_a_room_from_first_to_last(run, tmp_path: Path):
    made = run("new", "--topic", "AI at work", "--code", "demo-1", "--run-sheet", "45")
    assert made.exit_code == 0, made.output
    assert re.search(r"Room +DEMO1\nFacilitator key +[0-9A-Z-]{23}\n", made.output)
    assert "DEMO1" in run("list").output
    shown = json.loads(run("show", "Demo 1").output)
    assert (shown["code"], shown["topic"], shown["run_sheet"]) == ("DEMO1", "AI at work", "45")
    file = tmp_path / "room.json"
    assert "Wrote" in run("export", "DEMO1", "-o", str(file)).output
    assert json.loads(run("export", "DEMO1").output) == json.loads(file.read_text())
    file.write_text(file.read_text("utf-8"), encoding="utf-8-sig", newline="\r\n")
    loaded = run("import", str(file), "--code", "COPY")
    assert re.search(r"Room +COPY\nFacilitator key +\S+", loaded.output)
    kept = run("delete", "COPY", input="n\n")
    assert "Nothing was deleted." in kept.output
    gone = run("delete", "COPY", "--yes")
    assert gone.output.startswith("Room COPY is deleted: 0 participants")
    assert "COPY" not in run("list").output


def test_without_a_driver_for_postgresql_the_way_out_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "riskier.room.store.postgres", raising=False)
    result = CliRunner().invoke(room, ["list", "--store", "postgresql://me:word@127.0.0.1:1/kit"])
    assert result.exit_code == 2
    assert f'{sys.executable} -m pip install "psycopg[binary]"' in result.output
    assert "word" not in result.output


def test_an_empty_store_says_how_to_begin(run):
    assert "riskier room new" in run("list").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "nowhere"), "There is no room “NOWHERE”. Check the code"),
        (("delete", "nowhere", "--yes"), "There is no room"),
        (("export", "nowhere"), "There is no room"),
        (("new", "--run-sheet", "60"), "run_sheet: There is no run sheet “60”. Known here: 45"),
        (("new", "--k-min", "0"), "k_min: k_min is 0. Give a number from 1 to 50."),
        (("new", "--code", "x"), "code: “x” cannot be a room code. Give 3 to 24 letters"),
        (("new", "--facilitator-key", "abc"), "key: The key has 3 characters."),
        (("new", "--topic", "x" * 121), "topic: This has 121 characters; 120 are allowed."),
        (("import", "/no/such/file"), "/no/such/file cannot be read: No such file"),
    ],
)
def test_bad_use_ends_with_2_and_says_what_to_do(run, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON, or only part of it"),
        ('{"format": "riskier-room", "version', "is not JSON, or only part of it"),
        ("[" * 100_000, "is not JSON, or only part of it"),
        ("[]", "not a room written by"),
        ('{"format": "riskier-room", "version": 9}', "pip install --upgrade riskier"),
        ('{"format": "riskier-room", "version": 1}', "is missing. Add it."),
    ],
)
def test_a_bad_file_is_refused(run, tmp_path: Path, text, words):
    file = tmp_path / "room.json"
    file.write_text(text)
    result = run("import", str(file))
    assert result.exit_code == 2
    assert words in result.output
    assert "riskier room new" in run("list").output, "nothing was stored"


def test_files_that_cannot_be_written_or_are_not_text(run, tmp_path: Path):
    run("new", "--code", "DEMO1")
    assert run("export", "DEMO1", "-o", str(tmp_path)).exit_code == 2
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert "is not JSON" in run("import", str(tmp_path / "bytes")).output


def test_a_store_that_cannot_be_opened(tmp_path: Path):
    result = CliRunner().invoke(room, ["list", "--store", str(tmp_path)])
    assert result.exit_code == 2
    assert "is a folder. Give the name of a file with --store" in result.output


def test_a_broken_pack_is_named(tmp_path: Path):
    result = CliRunner().invoke(room, ["list", "--pack", str(tmp_path)])
    assert result.exit_code == 2
    assert "riskier check" in result.output
