"""One running kit for all tests of a run that do not mistreat it."""

import pytest

from tests.running import RunningKit


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    running = RunningKit(tmp_path_factory.mktemp("kit")).start()
    yield running
    running.stop()
