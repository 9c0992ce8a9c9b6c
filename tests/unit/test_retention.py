"""What was promised about answers is carried out, and the receipt says what went and stays."""

import errno
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.report_rooms import estimators, room_file, shipped, vote

from riskier.cli import main
from riskier.export import retention
from riskier.export.printing import PrintError
from riskier.export.printing import folder as folders
from riskier.room import Rooms, open_store
from riskier.room.keeping import today

OLD = Path(__file__).parents[1] / "data" / "rooms-schema-1.sqlite"


def room_with(rooms, keep, code="GONE22"):
    texts = [{"stop/1": {"texts": [f"my own words {who}"]}} for who in range(6)]
    answers = [
        {"gut-check/1": vote(1), **text, **one}
        for text, one in zip(texts, estimators(6, 40, 4), strict=True)
    ]
    rooms.load(room_file(answers), code=code)
    # A room from a file has people, so its promise can only be made stricter.
    rooms.move(code, settings={"keep": keep})
    return code


def sweep(rooms, kept, **more):
    return list(retention.sweep(rooms, kept, lambda _: None, **more))


def test_nothing_goes_before_its_time(rooms, tmp_path):
    room_with(rooms, "until-end")
    assert sweep(rooms, tmp_path / "kept") == []
    assert len(rooms.all()) == 1
    assert not (tmp_path / "kept").exists()


def test_everything_goes_when_the_room_ends(rooms, tmp_path):
    code = room_with(rooms, "until-end")
    rooms.move(code, ended=True)
    (receipt,) = sweep(rooms, tmp_path / "kept")
    assert receipt.message == (
        "Room GONE22 is deleted: 6 participants, 18 answers, 6 texts."
        " Nothing of it stays in the store."
    )
    assert rooms.all() == []
    kept = tmp_path / "kept"
    assert [path.name for path in kept.iterdir()] == ["receipts.txt"]
    lines = (kept / "receipts.txt").read_text("utf-8").splitlines()
    assert lines == [f"{today().isoformat()}  {receipt.message}"]


def test_everything_goes_after_thirty_days(rooms, tmp_path):
    room_with(rooms, "30-days")
    assert sweep(rooms, tmp_path, day=today() + timedelta(days=29)) == []
    assert len(sweep(rooms, tmp_path, day=today() + timedelta(days=30))) == 1


def test_only_the_room_that_was_named_goes(rooms, tmp_path):
    for code in ("ONE222", "TWO222"):
        rooms.move(room_with(rooms, "until-end", code), ended=True)
    assert [receipt.code for receipt in sweep(rooms, tmp_path, only="two-222")] == ["TWO222"]
    assert [room.code for room in rooms.all()] == ["ONE222"]


def test_tables_stay_without_sentences_and_the_answers_go(rooms, tmp_path):
    code = room_with(rooms, "tables")
    # Forgotten while a question was open: its answers count.
    rooms.move(code, activity="gut-check", round=2, phase="open")
    later = today() + timedelta(days=30)
    (receipt,) = sweep(rooms, tmp_path / "kept", day=later)
    folder = tmp_path / "kept" / "GONE22-2026-11-23"
    assert f"Its tables stay in {folder}, without the sentences" in receipt.message
    assert rooms.all() == []
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
    assert {"report.html", "report.xlsx", "report.pdf", "tables/comparison.csv"} <= set(files)
    assert "room.json" not in files
    assert not [name for name, path in files.items() if b"my own words" in path.read_bytes()]
    assert "Taking part is riskier" in files["report.html"].read_text("utf-8")


def test_answers_stay_when_the_tables_cannot_be_written(rooms, tmp_path, monkeypatch):
    def fill(path, _content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    code = room_with(rooms, "tables")
    rooms.move(code, ended=True)
    monkeypatch.setattr(folders, "_write", fill)
    with pytest.raises(PrintError, match="No space left on device"):
        sweep(rooms, tmp_path / "kept")
    assert rooms.get(code).joined == 6
    monkeypatch.undo()
    assert len(sweep(rooms, tmp_path / "kept")) == 1


def test_a_room_that_somebody_else_deleted_meanwhile_is_no_fault(rooms, tmp_path, monkeypatch):
    code = room_with(rooms, "until-end")
    rooms.move(code, ended=True)
    found = rooms.due()
    rooms.delete(code)
    monkeypatch.setattr(rooms, "due", lambda _day: found)
    assert sweep(rooms, tmp_path) == []


def run(*arguments):
    return CliRunner().invoke(main, ["room", *map(str, arguments)])


def test_from_the_command_line(tmp_path):
    store, kept = tmp_path / "rooms.db", tmp_path / "kept"
    made = run("new", "--keep", "until-end", "--code", "demo22", "--store", store)
    assert made.exit_code == 0, made.output
    assert "No room is due." in run("sweep", "--store", store, "--kept", kept).output
    opened = open_store(str(store))
    Rooms(opened, shipped()).move("DEMO22", ended=True)
    opened.close()
    assert "Room DEMO22 is deleted" in run("sweep", "--store", store, "--kept", kept).output
    assert "DEMO22" in (kept / "receipts.txt").read_text("utf-8")
    refused = run("new", "--keep", "forever", "--store", store)
    assert refused.exit_code == 2
    assert "'30-days'" in refused.output


def test_a_receipt_that_cannot_be_written_is_said(tmp_path):
    store = tmp_path / "rooms.db"
    run("new", "--keep", "until-end", "--code", "demo22", "--store", store)
    opened = open_store(str(store))
    Rooms(opened, shipped()).move("DEMO22", ended=True)
    opened.close()
    (tmp_path / "kept").write_text("a file")
    done = run("sweep", "--store", store, "--kept", tmp_path / "kept")
    assert done.exit_code == 2
    assert "Room DEMO22 is deleted" in done.output, "the receipt is printed"
    assert "Give a folder with --kept" in done.output


def test_an_older_store_is_brought_up_to_date_by_a_command(tmp_path):
    store = Path(shutil.copy(OLD, tmp_path / "rooms.db"))
    refused = run("show", "OLD234", "--store", store)
    assert refused.exit_code == 2
    assert f"riskier room upgrade --store {store}" in refused.output
    done = run("upgrade", "--store", store)
    assert (done.exit_code, done.output) == (0, f"{store} is up to date.\n")
    assert json.loads(run("show", "OLD234", "--store", store).output)["joined"] == 4
    assert "up to date" in run("upgrade", "--store", store).output
