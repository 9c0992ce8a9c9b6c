"""Documents name only files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(?:python )?([\w/]+/[\w/]+\.py|(?:tests|bench)/[\w/]+)[^`]*`")


@pytest.mark.parametrize(
    "name", ["threat-model.md", "accessibility.md", "hosting.md", "measured.md", "methods.md"]
)
def test_every_file_that_a_claim_names_exists(name):
    text = (ROOT / "docs" / name).read_text("utf-8")
    named = {each for each in NAMED.findall(text) if "/" in each}
    missing = [
        each for each in named if not any((ROOT / at / each).exists() for at in ("", "tests"))
    ]
    assert named
    assert not missing
