"""Keys, resume codes and joins: how often one address may try, and who is let in anyway."""

import pytest

from riskier.server.limits import FAILED_KEY, Guesses, Rate, RateLimiter
from tests.running import RunningKit

TOO_MANY = int(FAILED_KEY.burst) + 5


def test_a_bucket_fills_again(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("riskier.server.limits.time.monotonic", lambda: now[0])
    limiter = RateLimiter(Rate("tries", burst=3, per_second=0.5))
    assert [limiter.wait_seconds("a") for _ in range(3)] == [0, 0, 0]
    assert limiter.wait_seconds("a") == 2
    assert limiter.wait_seconds("b") == 0, "others are not held up"
    now[0] = 2.0
    assert limiter.wait_seconds("a", take=False) == 0
    assert limiter.wait_seconds("a") == 0
    assert limiter.wait_seconds("a") > 0


def test_a_clock_that_jumps_changes_nothing(monkeypatch):
    limiter = RateLimiter(Rate("tries", burst=1, per_second=0.001))
    assert limiter.wait_seconds("a") == 0
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert limiter.wait_seconds("a") > 0


def test_buckets_are_bounded():
    limiter = RateLimiter(Rate("tries", burst=3, per_second=1), capacity=10)
    for number in range(1000):
        limiter.wait_seconds(str(number))
    assert len(limiter._buckets) == 10


def test_whoever_has_opened_something_is_not_guessing():
    guesses = Guesses()
    guesses.note("here", "the key", fits=True)
    for number in range(TOO_MANY):
        guesses.note("here", f"wrong {number}", fits=False)
    assert guesses.wait_seconds("here", "the key") == 0
    assert guesses.wait_seconds("here", "another") > 0
    assert guesses.wait_seconds("elsewhere", "another") == 0


def test_phones_with_an_old_token_shut_nobody_out():
    guesses = Guesses()
    for number in range(TOO_MANY):
        guesses.note("here", f"{number:064x}", fits=False)
    assert guesses.wait_seconds("here", "the facilitator's key") == 0


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A server of its own: these tests use up the attempts of their address."""
    running = RunningKit(tmp_path_factory.mktemp("strict")).start()
    yield running
    running.stop()


def from_address(number):
    # The test's own proxy, so to speak: a server on loopback believes one on loopback.
    return {"X-Forwarded-For": f"192.0.2.{number}"}


ROOM = "/api/rooms/TESTER"


def wrong_host_key(kit, number):
    return kit.client(f"guess-{number}").post("/api/rooms", json={})


def wrong_room_key(kit, number):
    return kit.client(f"guess-{number}").get(ROOM)


def wrong_resume_code(kit, number):
    with kit.client() as anyone:
        return anyone.post(f"{ROOM}/participants", json={"resume_code": f"guess-{number}"})


def wrong_sign_in(kit, number):
    with kit.client() as anyone:
        return anyone.post("/facilitator", data={"code": kit.code, "key": f"guess-{number}"})


def wrong_form_key(kit, number):
    form = {"host_key": f"guess-{number}", "topic": "", "run_sheet": "45", "k_min": "5"}
    with kit.client() as anyone:
        return anyone.post("/facilitator/rooms", data=form)


def wrong_solo_code(kit, number):
    with kit.client() as anyone:
        return anyone.post("/resume", data={"resume_code": f"guess-{number}"})


TRIES = [
    wrong_host_key,
    wrong_room_key,
    wrong_resume_code,
    wrong_sign_in,
    wrong_form_key,
    wrong_solo_code,
]


@pytest.mark.parametrize("attempt", TRIES)
def test_guessing_is_stopped_before_the_guess_is_tried(strict, attempt, monkeypatch):
    headers = from_address(TRIES.index(attempt) + 1)
    client = strict.client

    def through_proxy(token=None):
        made = client(token)
        made.headers.update(headers)
        return made

    monkeypatch.setattr(strict, "client", through_proxy)
    answers = [attempt(strict, number) for number in range(TOO_MANY)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)


def test_the_key_of_the_start_opens_its_room_whoever_failed_before(strict):
    with strict.client() as anyone:
        anyone.headers.update(from_address(49))
        form = {"code": strict.code, "key": "wrong"}
        tries = [anyone.post("/facilitator", data=form).status_code for _ in range(TOO_MANY)]
        assert tries[-1] == 429
        assert anyone.post("/facilitator", data=form | {"key": strict.key}).status_code == 303


def test_the_facilitator_at_work_is_never_shut_out(strict):
    with strict.facilitator() as facilitator:
        facilitator.headers.update(from_address(50))
        assert facilitator.get(ROOM).status_code == 200
        with strict.client("wrong") as stranger:
            stranger.headers.update(from_address(50))
            tries = [stranger.get(ROOM).status_code for _ in range(TOO_MANY)]
        assert tries[-1] == 429
        assert facilitator.get(ROOM).status_code == 200
