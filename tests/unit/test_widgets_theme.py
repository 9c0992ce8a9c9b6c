"""The theme's colours hold the contrast that texts, controls and pictures need."""

import re

import pytest

from riskier.widgets import style_source

LIGHT, DARK = style_source().split("@media (prefers-color-scheme: dark)", 1)
GROUNDS = ("paper", "surface", "sunken", "accent-soft")


def tokens(text):
    return dict(re.findall(r"--rk-([a-z-]+): (#[0-9a-f]{6});", text))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request):
    return tokens(request.param)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ground", GROUNDS)
def test_body_text_has_seven_to_one(theme, ground):
    assert contrast(theme["text"], theme[ground]) >= 7
    assert contrast(theme["muted"], theme[ground]) >= 7


@pytest.mark.parametrize("ground", [*GROUNDS, "error-soft", "stay-away-soft"])
@pytest.mark.parametrize(
    "text", ["text", "muted", "accent", "accent-strong", "error", "engage-text", "stay-away-text"]
)
def test_every_text_has_at_least_four_and_a_half(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("shape", ["control-line", "accent", "engage", "stay-away", "focus"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_controls_and_bars_stand_out(theme, shape, ground):
    assert contrast(theme[shape], theme[ground]) >= 3


def test_text_on_the_accent_is_readable(theme):
    assert contrast(theme["on-accent"], theme["accent"]) >= 7


def test_the_stances_differ_in_greyscale(theme):
    assert contrast(theme["engage"], theme["stay-away"]) >= 2


def test_dark_mode_replaces_every_colour():
    assert tokens(LIGHT).keys() == tokens(DARK).keys()
