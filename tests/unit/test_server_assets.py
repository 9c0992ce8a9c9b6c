"""The pages' scripts and styles as they are sent: whole, valid, light."""

import gzip
import re
from collections import Counter

import pytest

from riskier.server import assets
from riskier.widgets import KINDS, module_source

TOP_LEVEL = re.compile(r"^(?:async )?(?:function|class|const|let) ([\w$]+)", re.MULTILINE)
LARGEST_SCRIPT_LINES = 250
ALL_WIDGETS = (*KINDS, "finding")


def packed(text):
    return len(gzip.compress(text.encode(), 9))


def test_the_script_is_one_module_without_imports():
    script = assets.script("participant")
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)
    assert script.rstrip().endswith("new Room().begin();")


@pytest.mark.parametrize("name", ["participant", "sheets"])
def test_modules_that_travel_together_share_no_name(name):
    names = Counter(TOP_LEVEL.findall(assets.script(name)))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_style_sheets_begin_with_the_theme_and_hold_the_page():
    for name, own in (
        ("pages", ".page-ways"),
        ("participant", ".page-promise"),
        ("sheets", ".sheet-line"),
    ):
        text = assets.stylesheet(name)
        assert text.index("--rk-paper:") < text.index(own)
        assert text.count("--rk-paper:") == 2, "once for light, once for dark"


@pytest.mark.parametrize("name", ALL_WIDGETS)
def test_page_and_widget_are_light(name):
    parts = (assets.script("participant"), assets.stylesheet("participant"), module_source(name))
    assert sum(map(packed, parts)) < 50 * 1024


def test_the_version_is_short_and_stays():
    assert re.fullmatch(r"[0-9a-f]{12}", assets.version())
    assert assets.version() == assets.version()


@pytest.mark.parametrize("path", sorted(assets.STATIC.glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_short_and_ask_nobody_else(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LARGEST_SCRIPT_LINES
    assert not re.search(r"https?://|innerHTML|\beval\b|\.style\b", text)
