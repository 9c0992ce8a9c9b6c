"""Kernels to test with; they exist on Linux only, and elsewhere these tests say so."""

import sys

import pytest

from riskier.kernels.keeper import keeper
from tests.kernels.kernels import TestSpecs

REASON = "Kernels are forked on Linux only; elsewhere they start the ordinary way."


def pytest_collection_modifyitems(items):
    if sys.platform != "linux":
        for item in items:
            if "tests/kernels" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason=REASON))


@pytest.fixture(scope="session", autouse=True)
def _ended():
    yield
    keeper.stop()


@pytest.fixture
def start(tmp_path):
    """Start kernels; all of them are ended after the test."""
    specs, started = TestSpecs(tmp_path), []

    def start_one(**options):
        kernel = specs.start(**options)
        started.append(kernel)
        return kernel

    yield start_one
    for kernel in started:
        kernel.stop()
