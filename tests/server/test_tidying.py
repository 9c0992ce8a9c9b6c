"""Memory is looked through when nobody waits."""

import gc

import pytest

from riskier.server import tidying
from riskier.server.tidying import Tidying


class Loop:
    """Time that passes when told to."""

    def __init__(self):
        self.now, self.due = 0.0, None

    def time(self):
        return self.now

    def call_later(self, seconds, callback):
        self.due = callback
        return self

    def cancel(self):
        self.due = None

    def pass_to(self, now):
        self.now = now
        self.due()


@pytest.fixture
def looks(monkeypatch):
    noted = []
    for name in ("collect", "freeze", "unfreeze"):
        monkeypatch.setattr(tidying.gc, name, lambda name=name: noted.append(name))
    return noted


WHOLE = ["unfreeze", "collect", "freeze"]


def test_everything_is_looked_at_only_when_it_is_quiet(looks):
    loop = Loop()
    tidy = Tidying(loop)
    tidy.begin()
    assert looks == WHOLE
    loop.now = 99.5
    tidy.note_request()
    loop.pass_to(100)
    assert looks == WHOLE, "somebody was answered half a second ago"
    loop.pass_to(105)
    assert looks == WHOLE * 2
    loop.pass_to(110)
    assert looks == WHOLE * 2, "once a minute is enough"
    tidy.end()


def test_a_server_that_is_never_quiet_looks_at_what_is_new(looks):
    loop = Loop()
    tidy = Tidying(loop)
    tidy.begin()
    for now in range(5, 400, 5):
        loop.now = now
        tidy.note_request()
        loop.pass_to(now)
    assert looks == [*WHOLE, "collect"]
    tidy.end()


def test_python_gets_its_own_way_back():
    before = gc.get_threshold()
    tidy = Tidying(Loop())
    tidy.begin()
    assert gc.get_threshold() != before
    tidy.end()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
