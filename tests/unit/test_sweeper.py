"""While the kit serves: rooms go when they were promised to, and not by mistake."""

import threading
import time

from tests.waiting import eventually

from riskier.cli.sweeper import Sweeper


class Swept:
    """Takes note of what was swept."""

    def __init__(self):
        self.codes = []
        self.came = threading.Event()

    def __call__(self, code):
        self.codes.append(code)
        self.came.set()


def test_what_is_due_goes_when_the_server_starts(rooms):
    due, other = rooms.new(keep="until-end").code, rooms.new().code
    for code in (due, other):
        rooms.move(code, ended=True)
    swept = Swept()
    with Sweeper(rooms, swept):
        assert swept.came.wait(5)
    assert swept.codes == [due]


def test_a_room_goes_some_time_after_it_ended(rooms):
    code = rooms.new(keep="until-end").code
    swept = Swept()
    with Sweeper(rooms, swept, grace_s=0.3):
        time.sleep(0.2)
        rooms.move(code, ended=True)
        assert swept.came.wait(10)
    assert swept.codes == [code]


class Clock:
    """Stands in for the module's `time`; goes on only when told to."""

    now = 0.0

    def monotonic(self):
        return self.now


def test_a_room_ended_by_mistake_stays(rooms, monkeypatch):
    clock, swept = Clock(), Swept()
    monkeypatch.setattr("riskier.cli.sweeper.time", clock)
    first, mistake, meant = (rooms.new(keep="until-end").code for _ in range(3))
    rooms.move(first, ended=True)
    with Sweeper(rooms, swept, grace_s=600) as sweeper:
        # The sweep at the start has made its list by then.
        assert swept.came.wait(30)
        for code in (mistake, meant):
            rooms.move(code, ended=True)
        eventually(lambda: sweeper._waiting.keys() == {mistake, meant})
        clock.now = 599
        rooms.move(mistake, ended=False)
        eventually(lambda: sweeper._waiting.keys() == {meant})
        clock.now = 601
        rooms.new()  # Any change wakes the sweeper, which then reads the clock.
        eventually(lambda: len(swept.codes) == 2)
    assert swept.codes == [first, meant]


def test_stopping_does_not_wait_for_the_grace(rooms):
    code = rooms.new(keep="until-end").code

    def stop_at_once():
        with Sweeper(rooms, Swept(), grace_s=3600):
            rooms.move(code, ended=True)

    stopping = threading.Thread(target=stop_at_once, daemon=True)
    stopping.start()
    stopping.join(60)
    assert not stopping.is_alive()


def test_the_sweep_runs_in_a_process_of_its_own(rooms, monkeypatch, tmp_path):
    monkeypatch.setenv("RISKIER_DATA", str(tmp_path / "data"))
    code = rooms.new(keep="until-end").code
    rooms.move(code, ended=True)
    receipts = tmp_path / "data" / "kept" / "receipts.txt"
    with Sweeper(rooms):
        eventually(receipts.exists, "a receipt is written")
    assert rooms.all() == []
    assert code in receipts.read_text("utf-8")
