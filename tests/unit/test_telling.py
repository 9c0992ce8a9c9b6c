"""Which parts of late answers may be shown together."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskier.room.store.telling import Late, told

LINES = "abc"
RATED = st.dictionaries(st.sampled_from(LINES), st.integers(1, 3))
SHOWN = st.none() | RATED.map(lambda ratings: {"ratings": ratings})
LATE = st.lists(
    st.builds(
        Late,
        body=RATED.map(lambda ratings: {"ratings": ratings}),
        shown=SHOWN,
        beside=st.tuples(SHOWN, SHOWN),
    ),
    max_size=30,
)


def rated(body):
    return {} if body is None else body["ratings"]


def rating(**ratings):
    return {"ratings": ratings}


def changing(late, bodies, line):
    """Return the people whose rating of a line changes, as it is told."""
    pairs = zip(late, bodies, strict=True)
    return [one for one, body in pairs if rated(body).get(line) != rated(one.shown).get(line)]


@given(LATE, st.integers(1, 6))
def test_a_line_changes_for_nobody_or_for_enough(late, k_min):
    bodies, _ = told(late, k_min)
    for line in LINES:
        crowd = changing(late, bodies, line)
        assert not crowd or len(crowd) >= k_min
        for place in (0, 1):
            beside = Counter(
                (line in rated(one.beside[place]), bool(rated(one.beside[place]))) for one in crowd
            )
            assert all(count >= k_min for count in beside.values())


@given(LATE, st.integers(1, 6))
def test_each_part_is_as_it_is_now_or_as_it_was_shown(late, k_min):
    bodies, waiting = told(late, k_min)
    left = 0
    for one, body in zip(late, bodies, strict=True):
        said, was, now = rated(one.body), rated(one.shown), rated(body)
        assert all(now.get(line) in (said.get(line), was.get(line)) for line in LINES)
        left += now != said
    assert waiting == left


@given(LATE)
def test_where_one_is_enough_everything_is_told(late):
    bodies, waiting = told(late, 1)
    assert waiting == 0
    assert [rated(body) for body in bodies] == [rated(one.body) for one in late]


@pytest.mark.parametrize(
    ("body", "other"),
    [
        ({"selected": ["x"]}, {"selected": []}),
        ({"order": ["x", "y"]}, {"order": ["y", "x"]}),
        ({"texts": ["", "word"], "votes": []}, {"texts": [], "votes": ["id"]}),
        ({"cue": "then", "act": "this", "tell": ""}, {"cue": "", "act": "", "tell": "her"}),
    ],
)
def test_what_has_no_lines_is_told_as_a_whole(body, other):
    late = [Late(body, None), Late(other, body), Late(other, None)]
    assert told(late, 4) == ([None, body, None], 3)
    assert told(late, 3) == ([body, other, other], 0)


@pytest.mark.parametrize(
    "blank", [{"ratings": {}}, {"order": []}, {"texts": ["", ""], "votes": []}, {"act": ""}]
)
def test_a_blank_hides_nobody_and_is_told_with_others(blank):
    said = {"order": ["x"]}
    assert told([Late(said, None), *[Late(blank, None)] * 4], 5) == ([None] * 5, 1)
    both = [*[Late(said, None)] * 5, Late(blank, None)]
    assert told(both, 5) == ([*[said] * 5, blank], 0)


def test_to_take_back_a_line_is_to_change_it():
    late = [Late(rating(), rating(a=1)), *[Late(rating(a=2), None)] * 4]
    assert told(late, 5) == ([one.body for one in late], 0)
    assert told(late[:4], 5) == ([one.shown for one in late[:4]], 4)


def test_the_order_in_which_lines_were_filled_in_hides_nobody():
    mixed = Late(rating(a=1, b=2), rating(b=2, a=1))
    assert told([mixed] * 4 + [Late(rating(a=1), None)], 5)[1] == 1


def test_the_one_who_answered_another_round_waits_for_others_who_did():
    once, twice = Late(rating(a=1), None, [None]), Late(rating(a=3), None, [rating(a=2)])
    assert told([*[once] * 5, twice], 5) == ([*[rating(a=1)] * 5, None], 1)
    assert told([*[once] * 4, twice], 5)[1] == 5, "else four would be told beside those who did"
    assert told([*[once] * 5, *[twice] * 5], 5)[1] == 0


def test_two_rounds_of_texts_are_never_compared_person_by_person():
    voted, wrote = {"texts": [], "votes": ["id"]}, {"texts": ["word"], "votes": []}
    late = [*[Late(voted, None, [wrote])] * 4, Late(voted, None, [None])]
    assert told(late, 5) == ([voted] * 5, 0)
