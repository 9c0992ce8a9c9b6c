"""A pack, a store, a person and a room for tests of pages."""

import pytest

from riskier.pages.solo import Me


@pytest.fixture
def me(rooms):
    return Me(rooms, rooms.solo())


@pytest.fixture
def live(rooms):
    return rooms.new(run_sheet="90", code="TESTER", key="correct-horse-battery").code
