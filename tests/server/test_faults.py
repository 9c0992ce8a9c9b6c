"""The server killed in the middle, a taken port, a folder it may not write, a broken pack."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from riskier import paths
from tests.running import RunningKit, free_port
from tests.waiting import eventually

ANSWER = {"answer": {"selected": ["no-use-for-me"]}}


def test_kill_nine_loses_no_acknowledged_answer(tmp_path):
    kit = RunningKit(tmp_path).start()
    people = [kit.join() for _ in range(40)]
    with kit.facilitator() as facilitator:
        move = {"activity": "barriers", "round": 1, "phase": "open"}
        assert facilitator.patch(f"/api/rooms/{kit.code}", json=move).status_code == 200
    acknowledged, enough = [], threading.Event()

    def answer(person):
        path = f"/api/rooms/{kit.code}/answers/barriers/1"
        try:
            if person.put(path, json=ANSWER).status_code == 200:
                acknowledged.append(person)
        except httpx.TransportError:
            pass
        if len(acknowledged) >= 10:
            enough.set()

    threads = [threading.Thread(target=answer, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    assert enough.wait(30)
    kit.kill()
    for thread in threads:
        thread.join()
    kit.start()
    try:
        for person in acknowledged:
            state = person.get(f"/api/rooms/{kit.code}").json()
            assert state["answer"] == ANSWER["answer"]
            assert state["phase"] == "open"
    finally:
        kit.stop()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_killed_server_leaves_no_worker_behind(tmp_path):
    kit = RunningKit(tmp_path).start()
    path = f"/api/rooms/{kit.code}"
    with kit.facilitator() as facilitator:
        facilitator.patch(path, json={"activity": "barriers", "round": 1, "phase": "open"})
        facilitator.patch(path, json={"phase": "closed"})
        assert facilitator.get(f"{path}/findings/barriers/1").status_code == 200
    begun = children(kit.process.pid)
    assert begun
    kit.kill()
    eventually(lambda: not any(map(is_running, begun)), "all that the server began has ended")


def children(pid):
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in threads for child in file.read_text().split()]


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def serve(*options, environment=None, folder=None):
    command = [sys.executable, "-m", "riskier.cli", "serve", "--no-open", *map(str, options)]
    variables = os.environ | {"RISKIER_DATA": str(folder)} | (environment or {})
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=variables, check=False
    )


def test_a_taken_port_says_which_other_to_use(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = serve("--port", port, "--store", tmp_path / "a.db", folder=tmp_path)
    assert ended.returncode == 2
    assert f"--port {port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_store_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    store = tmp_path / "file" / "rooms.db"
    ended = serve("--port", free_port(), "--store", store, folder=tmp_path)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip()) > 20


def test_a_broken_pack_stops_the_server_and_lists_every_fault(tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(paths.pack_dir(), pack)
    (pack / "tasks.json").write_text("{", "utf-8")
    (pack / "barriers.json").write_text("[]", "utf-8")
    ended = serve("--port", free_port(), "--pack", pack, folder=tmp_path)
    assert ended.returncode == 2
    assert "tasks.json" in ended.stderr
    assert "barriers.json" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_key_for_an_existing_room_does_not_take_it_over(tmp_path):
    store = tmp_path / "rooms.db"
    kit = RunningKit(tmp_path).start()
    kit.stop()
    options = ("--store", store, "--room", kit.code, "--facilitator-key", "another")
    ended = serve("--port", free_port(), *options, folder=tmp_path)
    assert ended.returncode == 2
    assert kit.code in ended.stderr


@pytest.mark.parametrize("option", ["--port", "--colour"])
def test_bad_use_ends_with_two(tmp_path, option):
    ended = serve(option, "blue", folder=tmp_path)
    assert ended.returncode == 2
    assert option in ended.stderr
