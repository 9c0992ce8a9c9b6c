"""`riskier check` says what is in a pack, or everything that is wrong with it."""

import shutil

import pytest
from click.testing import CliRunner

from riskier.cli.check import check
from riskier.paths import pack_dir


@pytest.fixture
def run():
    return CliRunner().invoke


def test_the_shipped_pack(run):
    result = run(check)
    assert result.exit_code == 0
    assert "no faults" in result.stdout
    assert "40 cases" in result.stdout
    assert "run sheet of 45 minutes: 21 steps" in result.stdout


def test_a_broken_pack(run, tmp_path):
    shutil.copytree(pack_dir(), tmp_path / "pack")
    cases = tmp_path / "pack" / "cases.json"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace('"year": 2014', '"year": "2014"', 1), encoding="utf-8")
    (tmp_path / "pack" / "scales.json").unlink()
    result = run(check, ["--pack", str(tmp_path / "pack")])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"2 faults in {tmp_path / 'pack'}\n")
    assert "cases.json\n  cases[nypd-mynypd-hashtag-2014].year\n" in result.stderr
    assert "    found:   '2014'\n    allowed: a valid integer\n" in result.stderr
    assert "scales.json\n  the file\n    found:   no such file\n" in result.stderr
    assert result.stdout == ""


def test_no_pack_at_all(run, tmp_path):
    result = run(check, ["--pack", str(tmp_path / "nope")])
    assert result.exit_code == 1
    assert result.stderr.startswith("1 fault in ")


def test_an_option_that_is_not_there(run):
    assert run(check, ["--packs", "x"]).exit_code == 2
