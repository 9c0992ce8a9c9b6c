"""`riskier serve` and `riskier lab`: what they refuse before anything starts."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskier.cli import address, main

OLD_STORE = Path(__file__).parents[1] / "data" / "rooms-schema-2.sqlite"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Call a command with a store of its own and a server that only notes its settings."""
    monkeypatch.setenv("RISKIER_DATA", str(tmp_path / "data"))
    served = []
    monkeypatch.setattr("riskier.cli.serve.run", lambda rooms, to, ready: served.append(to))

    def started(*options: str) -> tuple[Result, list]:
        command = ["serve", "--no-open", "--store", str(tmp_path / "rooms.db"), *options]
        return CliRunner().invoke(main, command), served

    return started


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--room", "a/b"), "“a/b” cannot be a room code. Give 3 to 24 letters"),
        (("--room", ""), "cannot be a room code. Give 3 to 24 letters"),
        (("--room", "GOOD", "--facilitator-key", ""), "The key has 0 characters. Give 4 to 200"),
        (("--facilitator-key", "abc"), "The key has 3 characters. Give 4 to 200"),
        (("--public-url", "javascript:alert(1)"), "is no address that a phone can open. Give http"),
        (("--public-url", "workshop.example.org"), "is no address that a phone can open"),
        (("--public-url", "https://"), "is no address that a phone can open"),
        (("--public-url", "https://a.example/?x=1"), "is no address that a phone can open"),
        (("--base-url", "/a b/"), "'/a b/' cannot be a prefix. Give letters, digits"),
        (("--port", "0"), "0 is not in the range"),
    ],
)
def test_bad_use_ends_with_2_and_says_what_is_allowed(start, options, words):
    result, served = start(*options)
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.output.split())
    assert served == []


def test_a_key_that_does_not_open_the_room_is_refused(start):
    assert start("--room", "DEMO1", "--facilitator-key", "first-key")[0].exit_code == 0
    result, served = start("--room", "demo-1", "--facilitator-key", "other-key")
    assert (result.exit_code, len(served)) == (2, 1)
    assert "room DEMO1 exists and --facilitator-key does not open it" in result.output


@pytest.mark.parametrize(
    ("options", "base_url", "public_url"),
    [
        ((), "/", "http://127.0.0.1:8866/"),
        (("--base-url", "workshop"), "/workshop/", "http://127.0.0.1:8866/workshop/"),
        (("--host", "::1", "--port", "9000"), "/", "http://[::1]:9000/"),
        (("--public-url", "https://a.example:8443/w"), "/", "https://a.example:8443/w/"),
        (("--public-url", "http://[fe80::1]:80/"), "/", "http://[fe80::1]:80/"),
    ],
)
def test_addresses_are_complete(start, options, base_url, public_url):
    result, served = start(*options)
    assert result.exit_code == 0, result.output
    assert (served[0].base_url, served[0].public_url) == (base_url, public_url)


def test_every_address_has_a_way_from_here():
    assert [address.here(host) for host in ("0.0.0.0", "::", "10.0.0.5")] == [
        "127.0.0.1",
        "::1",
        "10.0.0.5",
    ]


@pytest.mark.parametrize("command", [("serve", "--no-open", "--store", "rooms.db"), ("lab",)])
def test_a_data_folder_that_cannot_be_made_is_said_in_a_sentence(command, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RISKIER_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [*command])
    assert result.exit_code == 2
    said = " ".join(result.output.split())
    assert "data cannot be used: " in said
    assert "may write to in the environment variable RISKIER_DATA" in said


def test_lab_does_not_start_on_the_store_of_an_older_kit(tmp_path, monkeypatch):
    monkeypatch.setenv("RISKIER_DATA", str(tmp_path))
    store = shutil.copy(OLD_STORE, tmp_path / "rooms.db")
    result = CliRunner().invoke(main, ["lab", "--folder", str(tmp_path / "w"), "--store", store])
    assert result.exit_code == 2
    assert f"run `riskier room upgrade --store {store}`." in " ".join(result.output.split())


def test_a_work_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = CliRunner().invoke(main, ["lab", "--folder", str(tmp_path / "file" / "work")])
    assert result.exit_code == 2
    assert "Give another folder with --folder." in " ".join(result.output.split())
