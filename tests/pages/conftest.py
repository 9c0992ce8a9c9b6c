"""A pack, a store, a person and a room for tests of pages."""

import pytest

from riskier.pack import load_pack
from riskier.pages.solo import Me
from riskier.room import Rooms, open_store


@pytest.fixture(scope="session")
def pack():
    return load_pack()


@pytest.fixture
def rooms(tmp_path, pack):
    store = open_store(str(tmp_path / "rooms.db"))
    yield Rooms(store, pack)
    store.close()


@pytest.fixture
def me(rooms):
    return Me(rooms, rooms.solo())


@pytest.fixture
def live(rooms):
    return rooms.new(run_sheet="90", code="TESTER", key="correct-horse-battery").code
