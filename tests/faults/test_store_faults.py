"""A disk that fills up, a folder that may not be written, a database that is restarted."""

import contextlib
import itertools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.conftest import answer, kept, open_question
from tests.running import RunningKit, free_port
from tests.waiting import eventually

BARRIERS = ("no-use-for-me",)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own that holds sixteen megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m,mode=700", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_full_disk_is_said_and_the_room_goes_on_when_there_is_space(small_disk):
    kit = RunningKit(small_disk).start()
    try:
        open_question(kit)
        person, other = kit.join(), kit.join()
        assert answer(kit, person, BARRIERS[0]).status_code == 200
        filler = small_disk / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        turns = itertools.cycle([BARRIERS[:1], ()])
        eventually(lambda: answer(kit, other, *next(turns)).status_code == 507)
        refused = answer(kit, other, *next(turns))
        assert refused.json()["code"] == "disk_full"
        assert "Free some space" in refused.json()["message"]
        assert refused.json()["message"] in kit.log
        assert kept(kit, person) == {"selected": [BARRIERS[0]]}, "reading goes on"
        filler.unlink()
        eventually(lambda: answer(kit, other, BARRIERS[0]).status_code == 200, seconds=30)
        assert kept(kit, person) == kept(kit, other)
    finally:
        kit.stop()


@pytest.mark.parametrize("page", ["/facilitator/sheets", "/voila/render/00-welcome.ipynb"])
def test_the_log_says_what_to_do_when_the_file_is_gone_whichever_page_fails(kit, page):
    with kit.client() as facilitator:
        facilitator.post("/facilitator", data={"code": kit.code, "key": kit.key})
        assert facilitator.get(page).status_code == 200
        kit.store.rename(kit.store.with_name("aside.db"))
        assert facilitator.get(page).status_code == 503
    assert "Move that same file back" in kit.log
    assert "Traceback" not in kit.log


class Postgres:
    """A PostgreSQL of this test's own, on loopback, that can be killed."""

    def __init__(self, folder, binaries):
        self.folder, self.binaries, self.port = folder, binaries, free_port()
        self.user = ["runuser", "-u", "postgres", "--"] if not os.geteuid() else []
        folder.mkdir(mode=0o755)
        if self.user:
            shutil.chown(folder, "postgres")
        self.run("initdb", "-A", "trust", "-U", "riskier", "-E", "UTF8", "--no-sync")
        self.start()

    @property
    def url(self):
        return f"postgresql://riskier@127.0.0.1:{self.port}/postgres"

    def run(self, program, *options):
        command = [*self.user, str(self.binaries / program), "-D", str(self.folder / "db")]
        # Not a pipe: the server keeps it open and nobody would ever see its end.
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder}"
        self.run("pg_ctl", "-s", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def kill(self):
        self.run("pg_ctl", "-m", "immediate", "-s", "-w", "stop")


@pytest.fixture
def postgres(tmp_path_factory):
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        pytest.skip("PostgreSQL is not installed")
    # Not below pytest's own folder, which another user may not enter.
    import tempfile  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="riskier-pg-"))
    folder.chmod(0o755)
    running = Postgres(folder / "pg", found[-1])
    yield running
    with contextlib.suppress(subprocess.CalledProcessError):
        running.kill()
    shutil.rmtree(folder, ignore_errors=True)


def test_a_killed_database_loses_nothing_that_was_acknowledged(postgres, tmp_path):
    kit = RunningKit(tmp_path, store_url=postgres.url).start()
    try:
        open_question(kit)
        people = [kit.join() for _ in range(8)]
        acknowledged = [each for each in people if answer(kit, each, BARRIERS[0]).is_success]
        assert len(acknowledged) == 8
        postgres.kill()
        refused = answer(kit, people[0], BARRIERS[0])
        assert refused.status_code == 503
        assert {"code", "message"} <= set(refused.json())
        assert refused.json()["message"] in kit.log
        assert kit.client().get("/api/health").status_code == 200
        assert kit.client().get("/").status_code in (200, 503)
        postgres.start()
        eventually(lambda: answer(kit, people[0]).status_code == 200, seconds=30)
        for person in people[1:]:
            assert kept(kit, person) == {"selected": [BARRIERS[0]]}
    finally:
        kit.stop()
