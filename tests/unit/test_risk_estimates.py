"""Raw answers to beliefs: the stated treatment of every kind of bad input."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from risk_examples import ONE, Facts, a_range, answers, certain, shipped_answers, shipped_hazards

from riskier.analysis import comparison, read_estimates

USUAL = ((0.5, 1, 2), (2, 6, 20))


def one_person(**changed):
    """Return beliefs of one person; the range of events when engaging is changed."""
    own = answers(USUAL, USUAL)
    own["one.engage.events"] |= changed
    return read_estimates([own], ONE)


def events(beliefs):
    return beliefs.events_per_year.ppf(0.1)[0, 0, 0], beliefs.events_per_year.ppf(0.9)[0, 0, 0]


def test_a_plain_answer_becomes_its_own_eighty_percent_range():
    beliefs = one_person()
    assert events(beliefs) == pytest.approx((0.5, 2))
    assert (beliefs.people, beliefs.hazards, beliefs.left_out) == (1, ("one",), ())
    assert beliefs.notes == ()


def test_ranges_are_standardised_before_they_are_read():
    # At 50 % the same range is 1.9 times as wide on the log scale when stretched to 80 %.
    low, high = events(one_person(confidence=50))
    assert low == pytest.approx(1 * 0.5**1.9000, rel=1e-3)
    assert high == pytest.approx(1 * 2**1.9000, rel=1e-3)


@pytest.mark.parametrize(
    ("changed", "expected", "note"),
    [
        ({"lowest": 0}, (0.02, 2), "1 range began at zero"),
        ({"lowest": -3}, (0.02, 2), "1 range went below zero"),
        ({"lowest": 1, "highest": 1}, (1, 1), "1 range had no width and counted as certain"),
        ({"lowest": 0, "best": 0, "highest": 0}, (0, 0), "1 range said zero throughout"),
        ({"confidence": 100}, (0.708, 1.41), "1 confidence value above 99% counted as 99%"),
        ({"confidence": 20}, (0.268, 3.73), "1 confidence value below 50% counted as 50%"),
        ({"confidence": None}, (0.5, 2), None),
        ({"best": None}, (0.5, 2), None),
        ({"best": 40}, (0.5, 2), "1 best value lay outside its range"),
        ({"lowest": 2, "highest": 0.5}, (0.5, 2), "1 range had lowest above highest"),
        ({"lowest": 1e-9}, (0.002, 2), "1 range spanned more than 1,000-fold"),
        ({"lowest": 1e-300}, (0.002, 2), "1 range spanned more than 1,000-fold"),
        ({"highest": 1e9}, (0.5, 500), "1 range reached above what is possible"),
    ],
)
def test_awkward_ranges_have_a_stated_treatment(changed, expected, note):
    beliefs = one_person(**changed)
    assert events(beliefs) == pytest.approx(expected, rel=1e-2)
    assert any(note in line for line in beliefs.notes) if note else beliefs.notes == ()


def test_best_at_an_end_moves_only_the_other_end():
    low, high = events(one_person(lowest=1, best=1, highest=4, confidence=60))
    assert low == pytest.approx(1)
    assert high > 4


@pytest.mark.parametrize("missing", ["lowest", "highest"])
def test_a_range_without_two_ends_cannot_be_used(missing):
    beliefs = one_person(**{missing: None})
    assert beliefs.hazards == ()
    assert beliefs.left_out == ("one",)
    assert "1 range lacked a lowest or a highest and could not be used." in beliefs.notes
    assert "Left out, because nobody estimated both sides: “A hazard”." in beliefs.notes


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_numbers_that_are_none_count_as_missing(broken):
    assert one_person(highest=broken).left_out == ("one",)


def test_one_absurd_outlier_is_set_aside_and_said_so():
    group = [answers(USUAL, USUAL) for _ in range(5)]
    group[2]["one.engage.events"] = a_range(1, 5, 1e9)
    beliefs = read_estimates(group, ONE)
    assert beliefs.people == 5
    assert beliefs.answered()[0].tolist() == [[4, 5], [5, 5]]
    assert "1 answer over 100 times the group's middle one set aside." in beliefs.notes
    sane = read_estimates(group[:2] + group[3:], ONE)
    assert beliefs.expected_staff_days().mean(axis=0) == pytest.approx(
        sane.expected_staff_days().mean(axis=0)
    )


def test_two_people_cannot_outvote_each_other():
    group = [answers(USUAL, USUAL), answers(((100, 300, 900), USUAL[1]), USUAL)]
    assert read_estimates(group, ONE).answered().min() == 2


def test_an_outlier_among_capped_events_is_still_an_outlier():
    facts = (Facts("one", events_cap=12),)
    group = [answers(USUAL, USUAL) for _ in range(4)]
    group[0]["one.engage.events"] = a_range(1, 5, 1e9)
    assert read_estimates(group, facts).answered()[0, 0, 0] == 3


def test_the_round_before_fills_what_the_latest_lacks():
    first, second = answers(USUAL, USUAL), answers(((2, 4, 8), USUAL[1]), USUAL)
    del second["one.stay_away.cost"]
    beliefs = read_estimates([second, {}], ONE, earlier=[first, first])
    assert beliefs.people == 2
    assert beliefs.events_per_year.ppf(0.5)[:, 0, 0] == pytest.approx([4, 1])
    assert beliefs.notes[0].startswith("5 ranges came from the round before")


def test_rounds_of_other_people_are_refused():
    with pytest.raises(ValueError, match=r"same people as answers \(2\); got 1"):
        read_estimates([{}, {}], ONE, earlier=[{}])


def test_people_who_gave_nothing_do_not_count():
    beliefs = read_estimates([{}, answers(USUAL, USUAL), {}], ONE)
    assert beliefs.people == 1


def test_nobody_at_all():
    for group in ([], [{}], [{}, {}]):
        beliefs = read_estimates(group, shipped_hazards())
        assert beliefs.people == 0
        assert len(beliefs.left_out) == len(shipped_hazards())
        with pytest.raises(ValueError, match="no hazard was estimated for both stances"):
            comparison(beliefs, np.random.default_rng(1))
    assert read_estimates([{}], ()).hazards == ()


def test_common_causes_are_asked_once_and_noted_once():
    facts = (Facts("one", common_cause=True),)
    own = {
        "one.both.events": a_range(0, 1, 4),
        "one.engage.cost": a_range(1, 2, 3),
        "one.stay_away.cost": a_range(2, 4, 6),
    }
    beliefs = read_estimates([own], facts)
    rates = beliefs.events_per_year.ppf(0.5)
    assert rates[0, 0, 0] == rates[0, 0, 1]
    assert beliefs.notes[0].startswith("1 range began at zero")


def test_blanks_are_borrowed_and_said_so():
    facts = (Facts("one"), Facts("two", "Second"))
    full = answers(USUAL, USUAL) | answers(((1, 2, 4), USUAL[1]), USUAL, hazard="two")
    beliefs = read_estimates([full, answers(USUAL, USUAL)], facts)
    assert beliefs.people == 2
    assert beliefs.notes == (
        "1 of 2 people left blanks; in their simulated years those numbers are borrowed at"
        " random from people who gave them.",
    )
    filled = beliefs.expected_staff_days()
    assert filled[0, 1] == pytest.approx(filled[1, 1])


def test_all_identical_people_are_one_person_many_times():
    many = read_estimates([shipped_answers()] * 9, shipped_hazards())
    one = read_estimates([shipped_answers()], shipped_hazards())
    assert many.notes == ()
    assert many.expected_staff_days().mean(axis=0) == pytest.approx(one.expected_staff_days()[0])


def test_certain_zero_everywhere_is_a_tie_of_nothing():
    nothing = (certain(0), certain(5))
    result = comparison(read_estimates([answers(nothing, nothing)], ONE), np.random.default_rng(1))
    assert result.p_tie == 1
    assert result.answer == "too_close"
    assert result.evpi == 0


numbers = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True))
parts = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("lowest", "best", "highest", "confidence"), numbers)
)
items = st.sampled_from([*answers(USUAL, USUAL), "other.engage.events"])
LARGEST = ((0, 1, 1.7e308), (1e308, 1.2e308, 1.7e308))


@pytest.mark.filterwarnings("error")
@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(items, parts), max_size=5))
@example([answers(LARGEST, LARGEST)] * 4)
def test_no_input_breaks_the_reading(group):
    beliefs = read_estimates([answers(USUAL, USUAL), *group], ONE)
    assert beliefs.hazards == ("one",)
    assert np.isfinite(beliefs.expected_staff_days()).all()
    result = comparison(beliefs, np.random.default_rng(1), years=200)
    assert np.isfinite(result.expected_staff_days).all()


@settings(deadline=None, max_examples=30)
@given(st.permutations(range(4)))
def test_the_order_of_people_does_not_matter(order):
    group = [answers(((0.1 * i, i, 3 * i), USUAL[1]), USUAL) for i in range(1, 5)]
    straight = read_estimates(group, ONE).expected_staff_days().mean(axis=0)
    mixed = read_estimates([group[i] for i in order], ONE).expected_staff_days().mean(axis=0)
    assert mixed == pytest.approx(straight)
