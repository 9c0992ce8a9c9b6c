"""What charts are made of: read from their specifications and drawings."""

import re
from collections import Counter
from functools import cache

import pytest
from finding_examples import EVERYTHING, context, shipped, views_for
from test_widgets_theme import LIGHT, contrast, tokens

from riskier.charts import Picture, draw, matrix, spec, svg, theme
from riskier.charts.words import shorten, text_width, wrap
from riskier.findings import build
from riskier.sample import sample_group

ROWS = (
    {"label": "First", "value": 3, "said": "3 of 4"},
    {"label": "Second", "value": 0, "said": "0 of 4"},
)


def layers(specification, datasets=None, data=None):
    """Yield every layer with its `rows`, those of joined charts included."""
    datasets = specification.get("datasets", datasets)
    data = specification.get("data", data)
    for key in ("layer", "hconcat", "vconcat"):
        for inner in specification.get(key, ()):
            yield from layers(inner, datasets, data)
    if "mark" in specification:
        rows = data.get("values") or datasets.get(data.get("name"), [])
        yield {**specification, "rows": rows}


def bars_of(specification):
    return [each for each in layers(specification) if each["mark"]["type"] == "rect"]


@cache
def pictures(count, run_sheet="90"):
    return list(drawn_findings(count, run_sheet))


def drawn_findings(count, run_sheet):
    for about, number in EVERYTHING:
        views = views_for(about, run_sheet)
        group = sample_group(shipped(), views, count, seed=3)
        ctx = context(
            about,
            group.people,
            number,
            texts=group.texts(about),
            run_sheet=run_sheet,
            synthetic=True,
        )
        found = build(ctx)
        if found.picture is not None:
            yield f"{about}/{number}", found


def size(drawn):
    match = re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn)
    return float(match[1]), float(match[2])


@pytest.mark.parametrize("count", [3, 400])
def test_nothing_runs_out_of_the_drawing(count):
    for name, found in pictures(count):
        wide, height = size(found.svg("wide"))
        assert 1090 <= wide <= 1110, name
        assert height <= 700, f"{name} is too high for a projector"
        assert 310 <= size(found.svg("narrow"))[0] <= 327, name


def test_the_longest_run_sheet_fits_a_projector():
    for name, found in pictures(24, "180"):
        assert size(found.svg("wide"))[1] <= 760, name


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_chart_is_a_valid_specification(width):
    for _, found in pictures(12):
        draw(found.picture, width, found.alt).to_dict(validate=True)


def test_text_is_big_enough():
    for width, least in (("wide", 15), ("narrow", 11)):
        for name, found in pictures(12):
            sizes = [
                float(each) for each in re.findall(r'font-size="([\d.]+)px"', found.svg(width))
            ]
            assert size(found.svg(width))[0] <= {"wide": 1110, "narrow": 327}[width], name
            # Letters in the signs of a crowded risk matrix may be smaller; they are listed.
            least_here = 8 if name.startswith("matrix") else least
            assert min(sizes) >= least_here, name


def test_bars_begin_at_zero():
    scales = [
        each["encoding"]["x"]["scale"]["domain"]
        for each in layers(spec(Picture("bars", ROWS)))
        if each["encoding"].get("x", {}).get("field") == "value"
    ]
    assert scales
    assert all(domain[0] == 0 for domain in scales)


def test_columns_begin_at_zero():
    rows = ({"label": "0", "value": 2}, {"label": "1", "value": 5, "strong": True})
    drawn = spec(Picture("histogram", rows, {"below": "caught"}))
    heights = [
        each["encoding"]["y"]["scale"]["domain"]
        for each in layers(drawn)
        if each["encoding"].get("y", {}).get("field") == "value"
    ]
    assert heights
    assert all(domain == [0, 5] for domain in heights)


def said_in(picture, width="wide"):
    """Return every word that a drawing shows, with its place from the top where that is set."""
    return {
        row["said"]: each["encoding"]["y"].get("value")
        for each in layers(spec(picture, width))
        for row in each["rows"]
        if "said" in row
    }


def test_words_over_columns_stand_below_one_another_where_they_meet():
    rows = [{"label": str(low), "value": 1} for low in range(0, 100, 10)]
    rows[6] |= {"mark": "our middle: 60"}
    rows[7] |= {"mark": "the survey: 75", "strong": True}
    said = said_in(Picture("histogram", tuple(rows), {"below": "guesses"}))
    assert said["our middle: 60 ↓"] < said["the survey: 75 ↓"]
    rows[1], rows[6] = rows[1] | {"mark": "our middle: 12"}, {"label": "60", "value": 1}
    said = said_in(Picture("histogram", tuple(rows), {"below": "guesses"}))
    assert said["our middle: 12 ↓"] == said["the survey: 75 ↓"]


def test_the_toy_model_says_in_words_what_lasts():
    strip = {"path": [(0, 0.1), (24, 0.2)], "push_months": 0}
    rows = (
        {**strip, "label": "A", "said": "20 of 100", "strong": True},
        {**strip, "label": "B", "said": "9 of 100", "strong": False},
    )
    said = said_in(Picture("toy_model", rows, {"months": 24, "note": "Toy."}))
    assert {"20 of 100, lasts", "9 of 100"} <= said.keys()


def test_short_heads_stand_over_their_columns_on_a_phone_and_long_ones_are_listed():
    row = ({"label": "My team", "counts": [1, 2], "fits": [False, False]},)
    short = said_in(Picture("heatmap", row, {"columns": ["Open to all", "Closed"]}), "narrow")
    assert {"Open to all", "Closed"} <= short.keys()
    long = ["Answer the questions that people keep on asking us again and again", "Closed"]
    assert {"1", "2"} <= said_in(Picture("heatmap", row, {"columns": long}), "narrow").keys()


def test_both_stances_are_drawn_to_one_scale():
    rows = ({"label": "All", "engage": 10.0, "stay_away": 40.0},)
    options = {
        "years": {"engage": 30, "stay_away": 60, "same": 10},
        "stances": {"engage": "Taking part", "stay_away": "Staying away"},
        "unit": "Staff days",
    }
    drawn = spec(Picture("comparison", rows, options))
    domains = {
        each["encoding"]["x"]["field"]: each["encoding"]["x"]["scale"]["domain"]
        for each in bars_of(drawn)
        if each["encoding"]["x"].get("field") in ("engage", "stay_away")
    }
    assert domains == {"engage": [0, 40.0], "stay_away": [0, 40.0]}


def test_few_bars_are_as_high_as_the_signs_beside_them():
    options = {
        "years": {"engage": 30, "stay_away": 60, "same": 10},
        "stances": {"engage": "Taking part", "stay_away": "Staying away"},
        "unit": "Staff days",
    }
    for count in (4, 5, 6, 7):
        rows = ({"label": "A hazard", "engage": 1.0, "stay_away": 2.0},) * count
        signs, bars = spec(Picture("comparison", rows, options))["hconcat"]
        assert 0.8 * signs["height"] < bars["height"] <= signs["height"] + 1


def test_a_hundred_years_are_a_hundred_signs():
    rows = ({"label": "All", "engage": 1.0, "stay_away": 2.0},)
    options = {
        "years": {"engage": 30, "stay_away": 60, "same": 10},
        "stances": {"engage": "Taking part", "stay_away": "Staying away"},
        "unit": "Staff days",
    }
    signs = [
        (row["fill"], row["shape"])
        for each in layers(spec(Picture("comparison", rows, options)))
        if each["mark"]["type"] == "point"
        for row in each["rows"]
    ]
    # One more of each stands in the key.
    assert Counter(signs) == {
        (theme.ENGAGE, "circle"): 31,
        (theme.STAY_AWAY, "square"): 61,
        (theme.LINE, "circle"): 11,
    }


def test_agreement_is_centred_on_the_neutral_point():
    row = {"label": "A line", "counts": [1, 0, 1, 2, 0, 4, 0]}
    drawn = spec(Picture("diverging", (row,), {"low": "disagree", "high": "agree"}))
    parts = [part for each in bars_of(drawn) for part in each["rows"] if "from" in part]
    ends = [end for part in parts for end in (part["from"], part["to"])]
    # 2 of 8 below, 2 neutral cut in halves, 4 above.
    assert ends == pytest.approx([-0.375, -0.25, -0.25, -0.125, -0.125, 0.125, 0.125, 0.625])
    scale = bars_of(drawn)[0]["encoding"]["x"]["scale"]["domain"]
    assert scale[0] == -scale[1]


def test_ranges_stand_on_a_logarithmic_axis():
    people = [{"low": 1, "best": 10, "high": 100}, {"low": 0, "best": 10, "high": 100}]
    row = {"label": "Days", "low": 1, "middle": 10, "high": 100, "people": people}
    drawn = spec(Picture("intervals", (row,)))
    lines = [
        line
        for each in layers(drawn)
        if each["mark"]["type"] == "rule"
        for line in each["rows"]
        if "low_at" in line
    ]
    first, from_zero = lines[0], lines[1]
    assert first["best_at"] - first["low_at"] == pytest.approx(first["high_at"] - first["best_at"])
    assert from_zero["low_at"] == 0


def test_a_chart_carries_its_text_alternative_and_asks_nobody():
    drawn = spec(Picture("bars", ROWS), description="First has 3 of 4.")
    assert drawn["description"] == "First has 3 of 4."
    assert drawn["background"] == "#ffffff"
    assert not re.search(r"https?://(?!vega\.github\.io|www\.w3\.org)", svg(Picture("bars", ROWS)))


def test_labels_are_not_cut_by_the_renderer():
    long = "A label of many words " * 4
    drawn = svg(Picture("bars", ({"label": long, "value": 1, "said": "1"},)))
    assert drawn.count("<tspan") == 3


def test_places_are_told_to_a_hundredth_and_peoples_numbers_as_they_are():
    label = "Is 3.14159265 <b>more</b>?"
    drawn = svg(Picture("bars", ({"label": label, "value": 1 / 3, "said": "0.123456"},)))
    assert not any(re.search(r"\d\.\d{3}", tag) for tag in re.findall("<[^>]*>", drawn))
    assert "3.14159265" in drawn
    assert "0.123456" in drawn


def test_an_unknown_chart_is_an_error():
    with pytest.raises(KeyError, match="pie"):
        draw(Picture("pie", ()))


def test_the_look_is_that_of_the_pages():
    page = tokens(LIGHT)
    assert page["engage"] == theme.ENGAGE
    assert page["stay-away"] == theme.STAY_AWAY
    assert page["stay-away-text"] == theme.STAY_AWAY_TEXT
    assert page["accent"] == theme.ACCENT
    assert page["text"] == theme.INK
    assert page["muted"] == theme.MUTED


@pytest.mark.parametrize(
    "colour", [theme.INK, theme.MUTED, theme.ACCENT, theme.STAY_AWAY_TEXT, *theme.STEP.values()]
)
def test_words_can_be_read_on_the_card(colour):
    assert contrast(colour, theme.PAPER) >= 4.5


def test_ratings_can_be_read_in_the_cells_of_a_matrix():
    for shade in matrix.RATINGS.values():
        assert contrast(matrix.RATING_WORDS, shade) >= 4.5


def test_fills_stand_out_on_the_card():
    for colour in (theme.ENGAGE, theme.STAY_AWAY, theme.ACCENT, *theme.STEP.values()):
        assert contrast(colour, theme.PAPER) >= 3


def test_lines_break_between_words():
    assert wrap("one two three", text_width("one two", 20) + 1, 20) == "one two\nthree"


def test_what_does_not_fit_ends_in_dots():
    wrapped = wrap("word " * 40, 100, 20, lines=2)
    assert wrapped.count("\n") == 1
    assert wrapped.endswith("…")


def test_long_words_and_wide_letters_are_broken():
    for text in ("x" * 300, "漢字" * 100, "👩‍👩‍👧‍👧" * 70, "مرحبا " * 40):
        assert all(text_width(line, 14) <= 308 for line in wrap(text, 308, 14).split("\n"))


def test_a_flag_or_a_skin_tone_is_never_cut_from_its_emoji():
    whole = ("🏳️‍🌈", "👍🏽", "👨‍👩‍👧")
    for one in whole:
        lines = wrap(one * 12, 60, 14, lines=30).split("\n")
        assert len(lines) > 1
        assert all(line == one * line.count(one) for line in lines)


def test_shortening_keeps_short_text():
    assert shorten("short", 10) == "short"
    assert shorten("a longer text", 8) == "a longe…"
