"""What memory and descriptors allow."""

import pytest

from riskier.kernels import limits

resource = pytest.importorskip("resource")


@pytest.fixture
def machine(monkeypatch):
    def make(memory_mb, descriptors):
        monkeypatch.setattr(limits, "_free_memory_mb", lambda: memory_mb)
        monkeypatch.setattr(limits, "descriptor_limit", lambda: descriptors)

    return make


@pytest.mark.parametrize(
    ("memory_mb", "descriptors", "forking", "ceiling"),
    [
        (6000, 65536, True, 160),
        (6000, 65536, False, 34),
        (200_000, 65536, True, 400),
        (200_000, 1024, True, 51),
        (100, 65536, True, 4),
    ],
)
def test_the_ceiling_follows_what_is_scarce(machine, memory_mb, descriptors, forking, ceiling):
    machine(memory_mb, descriptors)
    assert limits.kernel_ceiling(forking=forking) == ceiling


def test_this_machine_holds_some():
    assert 4 <= limits.kernel_ceiling(forking=True) <= 400


def test_a_container_may_leave_less_than_the_machine(monkeypatch):
    monkeypatch.setattr(limits, "_available_mb", lambda: 16000)
    monkeypatch.setattr(limits, "_container_mb", lambda: 512)
    assert limits.kernel_ceiling(forking=True) == 13


def test_the_descriptor_limit_is_raised_as_far_as_it_may_be():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
        assert limits.descriptor_limit() == 256
        highest = min(hard, 65536) if hard != resource.RLIM_INFINITY else 65536
        assert limits.raise_descriptor_limit() == highest
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
