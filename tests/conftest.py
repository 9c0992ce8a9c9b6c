"""The shipped pack, rooms of it on a store of their own, and one running kit."""

import pytest

from riskier.pack import load_pack
from riskier.room import Rooms, open_store
from tests.running import RunningKit


@pytest.fixture(scope="session")
def pack():
    return load_pack()


@pytest.fixture
def rooms(tmp_path, pack):
    yield from _rooms(tmp_path, pack)


@pytest.fixture(scope="module")
def lasting_rooms(tmp_path_factory, pack):
    """The same, shared by the tests of a module."""
    yield from _rooms(tmp_path_factory.mktemp("rooms"), pack)


def _rooms(folder, pack):
    store = open_store(str(folder / "rooms.db"))
    yield Rooms(store, pack)
    store.close()


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """One for all tests of a run that do not mistreat it."""
    running = RunningKit(tmp_path_factory.mktemp("kit")).start()
    yield running
    running.stop()
