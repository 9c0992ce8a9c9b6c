"""What an answer may be, kind by kind, and what a refusal says."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskier.room import AnswerError, check_answer

ITEMS = [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}, {"id": "c", "label": "C"}]
POINTS = {"points": [{"value": value, "label": str(value)} for value in (0, 1, 2, 3)]}
HALVES = {"points": [{"value": 0.5, "label": "half"}, {"value": 1.5, "label": "more"}]}

CHOICE = {"kind": "choice", "items": ITEMS, "max_selected": 2}
SCALE = {
    "kind": "scale",
    "items": [ITEMS[0], {"id": "half", "label": "H", "scale": HALVES}],
    "scale": POINTS,
}
RANK = {"kind": "rank", "items": ITEMS, "top": 2}
SORT = {"kind": "sort", "items": ITEMS, "columns": [{"id": "x", "label": "X"}]}
ESTIMATE = {
    "kind": "estimate",
    "asks": ["lowest", "highest", "best", "confidence"],
    "items": [ITEMS[0], {"id": "share", "label": "S", "bounds": {"lowest": 0, "highest": 100}}],
}
RANGE = {**ESTIMATE, "asks": ["lowest", "highest"]}
TEXT = {"kind": "text", "vote": False, "max_texts": 2, "max_length": 20, "items": []}
VOTE = {
    "kind": "text",
    "vote": True,
    "max_texts": 2,
    "max_length": 20,
    "max_votes": 2,
    "candidates": [{"id": each, "text": each} for each in "uvw"],
}
PLAN = {"kind": "plan", "max_length": 20}
VIEWS = [CHOICE, SCALE, RANK, SORT, ESTIMATE, RANGE, TEXT, VOTE, PLAN]

FINE = {"lowest": 1, "highest": 5, "best": 2.5, "confidence": 80}


@pytest.mark.parametrize(
    ("view", "raw", "kept"),
    [
        (CHOICE, {"selected": ["b", "a"]}, None),
        (CHOICE, {"selected": []}, None),
        (SCALE, {"ratings": {"a": 3.0, "half": 0.5}}, {"ratings": {"a": 3, "half": 0.5}}),
        (SCALE, {"ratings": {}}, None),
        (RANK, {"order": ["c", "a"]}, None),
        ({**RANK, "top": None}, {"order": ["c", "a", "b"]}, None),
        (SORT, {"placed": {"a": "x"}}, None),
        (ESTIMATE, {"estimates": {"a": FINE}}, None),
        (ESTIMATE, {"estimates": {"a": dict.fromkeys(FINE, 77)}}, None),
        (RANGE, {"estimates": {"share": {"highest": 100, "lowest": 0}}}, None),
        (TEXT, {"texts": [" a  b\n\tc ", ""]}, {"texts": ["a b c", ""], "votes": []}),
        (TEXT, {}, {"texts": [], "votes": []}),
        (VOTE, {"votes": ["u", "w"], "texts": [" "]}, {"texts": [], "votes": ["u", "w"]}),
        (PLAN, {"cue": "If"}, {"cue": "If", "act": "", "tell": ""}),
    ],
)
def test_what_fits_is_kept(view, raw, kept):
    assert check_answer(view, raw) == (raw if kept is None else kept)


def wrong(part: str, value: object) -> dict:
    return {"estimates": {"a": {**FINE, part: value}}}


@pytest.mark.parametrize(
    ("view", "raw", "field", "message"),
    [
        (CHOICE, {"selected": ["z"]}, "selected", "“z” is not part of this. Known here: a, b, c."),
        (CHOICE, {"selected": ["a", "a"]}, "selected", "“a” is given twice. Give it once."),
        (
            CHOICE,
            {"selected": ["a", "b", "c"]},
            "selected",
            "3 are picked; at most 2 may be. Take 1 back.",
        ),
        (CHOICE, {}, "selected", "“selected” is missing. Add it."),
        (CHOICE, {"selected": [], "x": 1}, "x", "“x” is not known here. Leave it out."),
        (CHOICE, {"selected": "a"}, "selected", "“a” was given. Input should be a valid list."),
        (
            SCALE,
            {"ratings": {"a": 9}},
            "ratings.a",
            "9 is not on this scale. Pick one of 0, 1, 2, 3.",
        ),
        (
            SCALE,
            {"ratings": {"half": 1}},
            "ratings.half",
            "1 is not on this scale. Pick one of 0.5, 1.5.",
        ),
        (
            SCALE,
            {"ratings": {"z": 1}},
            "ratings.z",
            "“z” is not part of this. Known here: a, half.",
        ),
        (
            RANK,
            {"order": ["a", "b", "c"]},
            "order",
            "3 have a place; there are 2 places. Take 1 out.",
        ),
        (SORT, {"placed": {"a": "y"}}, "placed.a", "“y” is not part of this. Known here: x."),
        (
            ESTIMATE,
            wrong("highest", 3) | {"estimates": {"a": {**FINE, "lowest": 5, "highest": 3}}},
            "estimates.a.highest",
            "Highest is 3, which is below lowest, 5. Give a highest of 5 or more.",
        ),
        (
            ESTIMATE,
            wrong("best", 7),
            "estimates.a.best",
            "Best guess is 7, which is above highest, 5. Give one between lowest and highest.",
        ),
        (
            ESTIMATE,
            wrong("best", 0.5),
            "estimates.a.best",
            "Best guess is 0.5, which is below lowest, 1. Give one between lowest and highest.",
        ),
        (
            ESTIMATE,
            wrong("confidence", 30),
            "estimates.a.confidence",
            "Confidence is 30. Give a number from 50 to 100.",
        ),
        (
            ESTIMATE,
            wrong("best", None),
            "estimates.a.best",
            "Best guess is missing. Give a number.",
        ),
        (
            ESTIMATE,
            wrong("highest", 1e13),
            "estimates.a.highest",
            "Highest is 10,000,000,000,000; the most possible is 1,000,000,000,000.",
        ),
        (
            RANGE,
            {"estimates": {"share": {"lowest": -1, "highest": 5}}},
            "estimates.share.lowest",
            "Lowest is -1; the least possible is 0.",
        ),
        (
            RANGE,
            {"estimates": {"a": FINE}},
            "estimates.a.best",
            "“best” is not asked for here. Asked for: lowest, highest.",
        ),
        (
            TEXT,
            {"texts": ["x" * 21]},
            "texts.0",
            "This has 21 characters; 20 are allowed. Shorten it by 1.",
        ),
        (
            TEXT,
            {"texts": ["", "\ud83d"]},
            "texts.1",
            "This text holds half a character. Delete it and type it again.",
        ),
        (TEXT, {"texts": ["a", "b", "c"]}, "texts", "3 texts were given; at most 2 may be."),
        (TEXT, {"votes": ["u"]}, "votes", "There is nothing to vote on in this round."),
        (VOTE, {"texts": ["a"]}, "texts", "This round asks for votes, not for texts."),
        (
            VOTE,
            {"votes": ["u", "v", "w"]},
            "votes",
            "3 votes were given; there are 2. Take 1 back.",
        ),
        (
            PLAN,
            {"tell": "x" * 25},
            "tell",
            "This has 25 characters; 20 are allowed. Shorten it by 5.",
        ),
        (PLAN, {"cue": 5}, "cue", "“5” was given. Input should be a valid string."),
        (PLAN, [1], "answer", "An answer is a JSON object; “[1]” was given."),
        (PLAN, None, "answer", "An answer is a JSON object; “None” was given."),
    ],
)
def test_what_does_not_fit_says_where_and_why(view, raw, field, message):
    with pytest.raises(AnswerError) as caught:
        check_answer(view, raw)
    assert (caught.value.field, caught.value.message, caught.value.status) == (field, message, 422)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, True, "5", [5], {"x": 1}, 10**400]
)
def test_only_ordinary_numbers_are_numbers(value):
    for view, raw in (
        (SCALE, {"ratings": {"a": value}}),
        (ESTIMATE, {"estimates": {"a": {**FINE, "best": value}}}),
    ):
        with pytest.raises(AnswerError) as caught:
            check_answer(view, raw)
        assert caught.value.field.endswith((".a", ".best"))
        assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("👩‍👩‍👧 fine", "👩‍👩‍👧 fine"),
        ("\u05e9\u05dc\u05d5\u05dd \u200f\u0634", "\u05e9\u05dc\u05d5\u05dd \u200f\u0634"),
        ("safe\u202eexe.txt\u202c", "safeexe.txt"),
        ("a\u2066b\u2069c\ufeff", "abc"),
        ("nul\x00 bell\x07", "nul bell"),
        ("no\ufffe character\uffff", "no character"),
        ("e\u0301", "é"),
        ("<script>", "<script>"),
        ("line\u2028two\r\nthree", "line two three"),
        ("😀" * 20, "😀" * 20),
    ],
)
def test_text_stays_what_was_meant(typed, kept):
    assert check_answer(TEXT, {"texts": [typed]})["texts"] == [kept]


def test_a_huge_text_is_refused_before_it_is_read():
    with pytest.raises(AnswerError, match="5000000 characters; 20 are allowed"):
        check_answer(TEXT, {"texts": ["x" * 5_000_000]})


def test_many_keys_are_refused():
    many = {f"k{number}": 1 for number in range(10_000)}
    with pytest.raises(AnswerError):
        check_answer(SCALE, {"ratings": many})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = ["selected", "ratings", "order", "placed", "estimates", "texts", "votes", "cue", "act"]


@given(st.sampled_from(VIEWS), st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3) | JSON)
def test_any_json_is_kept_or_refused_in_words(view, raw):
    try:
        kept = check_answer(view, raw)
    except AnswerError as error:
        refused = error
    else:
        assert json.loads(json.dumps(kept, allow_nan=False)) == kept
        assert check_answer(view, kept) == kept, "what was kept fits again"
        return
    assert refused.message.isprintable()
    assert 0 < len(refused.message) < 600


NUMBERS = st.floats(-1e6, 1e6)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0, 120))
def test_an_estimate_is_kept_exactly_when_it_is_ordered(lowest, highest, best, confidence):
    parts = {"lowest": lowest, "highest": highest, "best": best, "confidence": confidence}
    fits = lowest <= best <= highest and 50 <= confidence <= 100
    try:
        check_answer(ESTIMATE, {"estimates": {"a": parts}})
    except AnswerError:
        assert not fits
    else:
        assert fits
