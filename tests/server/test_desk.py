"""What a signed-in facilitator does beside the console: the report, and sheets from paper."""

import asyncio
import io
import os
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from riskier.room import RoomError, Rooms, open_store
from riskier.server import reports
from riskier.server.reports import REPORT_TYPES, Reports
from tests.waiting import eventually

MADE_WITHIN_S = 240
PICK = {"selected": ["no-time"]}


@pytest.fixture
def signed_in(room):
    """A browser's client after the sign-in form: a cookie and no key."""
    with room.kit.client() as client:
        form = {"code": room.code, "key": room.key}
        assert client.post("/facilitator", data=form).status_code == 303
        yield client


def test_a_sign_in_ends_with_its_room_also_if_another_gets_the_code(room, signed_in, pack):
    assert signed_in.get(f"{room.path}/sheets").status_code == 200
    assert room.facilitator.delete(room.path).status_code == 200
    store = open_store(str(room.kit.store))
    Rooms(store, pack).new(code=room.code)
    store.close()
    assert signed_in.get(f"{room.path}/sheets").status_code == 401
    for page in ("facilitator/sheets", "voila/render/facilitator.ipynb"):
        led = signed_in.get(f"/{page}")
        assert (led.status_code, led.headers["location"]) == (302, "/facilitator")


def sheet(client, room, mark, answer=PICK, activity="barriers", **more):
    path = f"{room.path}/sheets/{activity}/1"
    return client.put(path, json={"mark": mark, "answer": answer} | more)


def take_back(client, room, mark, activity="barriers"):
    return client.request("DELETE", f"{room.path}/sheets/{activity}/1", json={"mark": mark})


def report_state(client, room):
    def ended():
        state = client.get(f"{room.path}/report").json()
        return None if state["state"] == "working" else state

    return eventually(ended, "the report is made", MADE_WITHIN_S)


# Who may


@pytest.mark.parametrize("what", ["report", "sheets", "report/report.zip"])
def test_only_the_rooms_facilitator_gets_in(room, signed_in, what):
    path = f"{room.path}/{what}"
    other = room.kit.code
    with room.kit.client() as nobody:
        assert nobody.get(path).status_code == 401
    with room.join() as person:
        assert person.get(path).status_code == 401
    assert signed_in.get(path).status_code in (200, 404)
    assert signed_in.get(f"/api/rooms/{other}/{what}").status_code == 401
    stranger = {"Authorization": "Bearer not-the-key"}
    assert signed_in.get(path, headers=stranger).status_code == 401


def test_the_cookie_moves_no_room(room, signed_in):
    assert signed_in.patch(room.path, json={"ended": True}).status_code == 401
    assert signed_in.delete(room.path).status_code == 401


def test_the_page_for_sheets_is_for_facilitators(room, signed_in):
    page = signed_in.get("/facilitator/sheets")
    assert page.status_code == 200
    assert room.code in page.text
    with room.kit.client() as nobody:
        led = nobody.get("/facilitator/sheets")
        assert (led.status_code, led.headers["location"]) == (302, "/facilitator")


# Sheets


def test_a_sheet_counts_like_an_answer_and_can_be_taken_back(room, signed_in):
    for index in range(5):
        answer = sheet(signed_in, room, f"mark {index}")
        assert answer.status_code == 200, answer.text
    assert answer.json()["answered"] == 5
    found = room.facilitator.get(f"{room.path}/findings/barriers/1").json()
    assert (found["n"], found["withheld"]) == (5, None)
    assert take_back(signed_in, room, "mark 4").json()["answered"] == 4
    again = room.facilitator.get(f"{room.path}/findings/barriers/1").json()
    assert again["withheld"], "four are too few"


def test_nobody_else_sees_it_before_it_is_revealed(room, signed_in):
    sheet(signed_in, room, "fish")
    with room.join() as person:
        assert person.get(f"{room.path}/findings/barriers/1").status_code == 403
        assert person.get(room.path).json()["answer"] is None


def test_the_questions_come_with_what_the_page_needs(room, signed_in):
    sheets = signed_in.get(f"{room.path}/sheets").json()["sheets"]
    first = sheets[0]
    assert (first["place"], first["phase"]) == (f"Sheet 1 of {len(sheets)}", "waiting")
    assert first["view"]["items"]
    assert next(each for each in sheets if each["activity"] == "plan")["why_not"]


def test_totals_are_entered_and_taken_back_as_one(room, signed_in):
    counted = {"mark": "count", "people": 9, "counts": {"no-time": 6}}
    done = signed_in.put(f"{room.path}/sheets/barriers/1", json=counted)
    assert (done.status_code, done.json()["answered"]) == (200, 9)
    assert take_back(signed_in, room, "count").json()["answered"] == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "sheet_or_totals"),
        ({"mark": "x"}, 422, "sheet_or_totals"),
        ({"mark": "x", "answer": PICK, "counts": {}}, 422, "sheet_or_totals"),
        ({"mark": "x", "answer": PICK, "more": 1}, 422, "unknown_key"),
        ({"mark": "x", "answer": PICK, "people": 9}, 422, "unknown_key"),
        ({"mark": "x", "people": 9, "counts": {}, "replace": True}, 422, "unknown_key"),
        ({"mark": 7, "answer": PICK}, 422, "bad_mark"),
        ({"answer": PICK}, 422, "bad_mark"),
        ({"mark": "x", "answer": None}, 422, "wrong_shape"),
        ({"mark": "x", "answer": {"selected": ["nowhere"]}}, 422, "unknown_id"),
        ({"mark": "x", "people": 0, "counts": {}}, 422, "bad_count"),
    ],
)
def test_a_bad_sheet_is_refused_with_words(room, body, status, code):
    answer = room.facilitator.put(f"{room.path}/sheets/barriers/1", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert room.state()["joined"] == 0


def test_another_sheet_under_the_same_mark_must_be_meant(room):
    sheet(room.facilitator, room, "fish")
    again = sheet(room.facilitator, room, "fish", {"selected": []})
    assert (again.status_code, again.json()["code"]) == (409, "entered_already")
    assert sheet(room.facilitator, room, "fish", {"selected": []}, replace=True).status_code == 200


# The report


def test_a_report_is_made_while_the_room_goes_on(room, signed_in):
    assert signed_in.get(f"{room.path}/report").json()["state"] == "none"
    for index in range(6):
        sheet(signed_in, room, str(index))
    begun = signed_in.post(f"{room.path}/report")
    assert (begun.status_code, begun.json()["state"]) == (202, "working")
    assert signed_in.post(f"{room.path}/report").json()["state"] == "working"
    assert signed_in.get(f"{room.path}/report/report.zip").status_code == 404
    with room.join() as person:
        room.move(activity="relevance", phase="open")
        given = {"answer": {"ratings": {}}}
        saved = person.put(f"{room.path}/answers/relevance/1", json=given)
        assert saved.status_code == 200, "people can answer meanwhile"
    state = report_state(signed_in, room)
    assert state["state"] == "ready", state
    assert {each["name"] for each in state["files"]} == set(REPORT_TYPES)
    check_files(room, signed_in)
    assert not list(Path(tempfile.gettempdir()).glob(f"riskier-report-{room.kit.process.pid}-*"))
    room.facilitator.delete(room.path)
    assert signed_in.get(f"{room.path}/report/report.html").status_code == 404


def check_files(room, client):
    for name, kind in REPORT_TYPES.items():
        answer = client.get(f"{room.path}/report/{name}")
        assert answer.headers["content-type"] == kind
        assert answer.headers["content-disposition"].startswith("attachment;"), name
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"{room.path}/report/report.zip").content))
    assert {"report.html", "report.pdf", "report.xlsx", "room.json"} <= set(packed.namelist())
    page = client.get(f"{room.path}/report/report.html").content
    assert page == packed.read("report.html")
    assert client.get(f"{room.path}/report/../room.json").status_code == 404


def run(rooms, work):
    """Run `work(reports)` on an event loop of its own."""

    async def inside():
        made = Reports(rooms, asyncio.get_running_loop())
        try:
            return await work(made)
        finally:
            made.close()

    # In a thread of its own: a browser of other tests may have a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, inside()).result()


def instead(monkeypatch, tmp_path, script):
    """Have a script run in place of the command."""
    program = tmp_path / "program.py"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o700)
    monkeypatch.setattr(reports.sys, "executable", str(program))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "work"))
    (tmp_path / "work").mkdir()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import sys; sys.exit('riskier: the disk is full.')", "the disk is full"),
        ("raise RuntimeError('what somebody wrote')", "in a terminal to see why"),
        ("raise RuntimeError('what somebody wrote' * 20_000)", "in a terminal to see why"),
        ("import os; os.kill(os.getpid(), 9)", "in a terminal to see why"),
    ],
)
def test_a_failure_is_told_without_what_people_said(rooms, monkeypatch, tmp_path, script, words):
    instead(monkeypatch, tmp_path, script)
    code = rooms.new().code

    async def work(made):
        await made.start(code).task
        return made.find(code).public()

    told = run(rooms, work)
    assert told["state"] == "failed"
    assert words in told["message"]
    assert "somebody" not in told["message"]
    assert told["files"] == []
    assert not list((tmp_path / "work").iterdir())


def test_a_room_deleted_meanwhile_ends_the_work_and_its_folder(rooms, monkeypatch, tmp_path):
    instead(
        monkeypatch,
        tmp_path,
        "import sys, time\nprint('At it', file=sys.stderr, flush=True)\ntime.sleep(600)",
    )
    code = rooms.new().code

    async def work(made):
        report = made.start(code)
        while report.message != "At it":
            await asyncio.sleep(0.01)
        rooms.delete(code)
        with pytest.raises(asyncio.CancelledError):
            await report.task
        return made.find(code).state

    assert run(rooms, work) == "none"
    assert not list((tmp_path / "work").iterdir())


def test_rooms_wait_in_turn_and_not_too_many(rooms, monkeypatch, tmp_path):
    instead(monkeypatch, tmp_path, "import time\ntime.sleep(600)")

    async def work(made):
        waiting = [made.start(f"ROOM{index}") for index in range(reports.MOST_ROOMS)]
        await asyncio.sleep(0)
        assert waiting[0] is made.start("ROOM0")
        assert [each.message.startswith("Waiting") for each in waiting].count(False) <= 1
        with pytest.raises(RoomError, match="Too many rooms"):
            made.start("ONEMORE")

    run(rooms, work)


def test_what_takes_too_long_is_stopped(rooms, monkeypatch, tmp_path):
    instead(monkeypatch, tmp_path, "import time\ntime.sleep(600)")
    monkeypatch.setattr(reports, "TIME_LIMIT_SECONDS", 0.2)

    async def work(made):
        await made.start("ROOM").task
        return made.find("ROOM").public()

    assert "too long" in run(rooms, work)["message"]
    assert not list((tmp_path / "work").iterdir())


def test_folders_that_killed_servers_left_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, at_work, other = (
        tmp_path / name for name in ("riskier-report-1", "riskier-report-2", "x")
    )
    for folder in (left, at_work, other):
        (folder / "report").mkdir(parents=True)
    long_ago = time.time() - 2 * reports.LEFT_SECONDS
    for folder in (left, other):
        os.utime(folder, (long_ago, long_ago))
    reports.remove_left_folders()
    assert set(tmp_path.iterdir()) == {at_work, other}
