"""`riskier print`: what it writes, what it refuses, and how it ends."""

from importlib import import_module

import pytest
from click.testing import CliRunner, Result
from printed_pdf import Tagged

from riskier.pack import load_pack
from riskier.room import Rooms, open_store

PRINT = import_module("riskier.cli.print").print


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "rooms.db"
    rooms = Rooms(open_store(str(path)), load_pack())
    rooms.new(code="DEMO", key="secret", run_sheet="45", topic="our staff network")
    rooms.store.close()
    return str(path)


@pytest.fixture
def run(tmp_path):
    def run_print(what: str, *options: str) -> Result:
        return CliRunner().invoke(PRINT, [what, "-o", str(tmp_path / "out"), *options])

    return run_print


def test_writes_pdfs_and_says_so(run, tmp_path):
    result = run("poster", "--paper", "us-letter")
    assert result.exit_code == 0, result.output
    assert "Wrote 1 file to" in result.output
    assert (tmp_path / "out" / "loop-poster-us-letter.pdf").read_bytes().startswith(b"%PDF")


def test_a_room_gives_topic_run_sheet_and_address(run, tmp_path, store):
    options = ("--room", "demo", "--store", store, "--public-url", "https://kit.example/")
    assert run("join", *options).exit_code == 0
    assert run("worksheets", *options).exit_code == 0
    poster = Tagged.of((tmp_path / "out" / "join-DEMO-a4.pdf").read_bytes()).text()
    assert "https://kit.example" in poster
    sheets = Tagged.of((tmp_path / "out" / "worksheets-45-a4.pdf").read_bytes()).text()
    assert "our staff network" in sheets


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("join",), "needs a room"),
        (("join", "--room", "NOPE"), "There is no room “NOPE”"),
        (("poster", "--paper", "a5"), "'a5' is not one of"),
        (("stickers",), "'stickers' is not one of"),
        (("worksheets", "--room", "DEMO", "--run-sheet", "90"), "runs the sheet of 45 minutes"),
        (("poster", "--pack", "nowhere"), "the pack cannot be used"),
    ],
)
def test_bad_use_is_explained_and_writes_nothing(run, tmp_path, store, options, said):
    in_store = ("--store", store) if "--room" in options else ()
    result = run(*options, *in_store)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()


def test_asks_before_it_replaces(run):
    assert run("poster").exit_code == 0
    again = run("poster")
    assert again.exit_code == 2
    assert "--replace" in again.output
    assert run("poster", "--replace").exit_code == 0
