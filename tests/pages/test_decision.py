"""The decision panel, the what-if and the arrays of stage 4, alone and in a room."""

import numpy as np
import pytest

from riskier.pages.live import LiveRoom
from riskier.pages.solo import NotYetError
from riskier.pages.stages import StagePage

LARGE, SMALL = (40, 60, 80), (2, 3, 4)


def estimated(pack, engage, stay_away, run_sheet="90"):
    """Return an answer that gives every event of a stance the same cost."""
    given = {}
    for item in pack.view("estimates", 1, run_sheet)["items"]:
        costs = engage if ".engage." in item["id"] else stay_away
        low, best, high = costs if item["id"].endswith(".cost") else (1, 2, 3)
        given[item["id"]] = {"lowest": low, "best": best, "highest": high, "confidence": 80}
    return {"estimates": given}


def numbered(rooms, code, answers):
    """Fill a live room with estimates and reveal the comparison."""
    rooms.move(code, activity="estimates", phase="open")
    for answer in answers:
        who = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, who, "estimates", 1, answer)
    rooms.move(code, phase="closed")
    rooms.move(code, exhibit="comparison", phase="revealed")


def live_page(rooms, live):
    return StagePage("risk", rooms, LiveRoom(rooms, live))


def of(box, name):
    """Return the part of a page that has an attribute."""
    return next(part for part in box.children if hasattr(part, name))


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ((LARGE, SMALL), "taking part is riskier"),
        ((SMALL, LARGE), "staying away is riskier"),
        ((SMALL, SMALL), "Too close to call"),
    ],
)
def test_a_room_sees_the_answer_whichever_way_it_comes_out(rooms, live, pack, costs, said):
    engage, stay_away = costs
    numbered(rooms, live, [estimated(pack, engage, stay_away)] * 5)
    panel = of(live_page(rooms, live).panel(), "answer")
    assert said in panel.answer.value
    assert ("would flip" in panel.answer.value) == (engage != stay_away)
    for name in ("How often", "Expected difference", "Expected regret", "Worth of finding out"):
        assert name in panel.answer.value
    assert "5 people" in panel.answer.value
    assert "rove" not in panel.answer.value


def test_few_people_talk_instead(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, LARGE, SMALL)] * 4)
    panel = of(live_page(rooms, live).panel(), "answer")
    assert "Talk it through instead" in panel.answer.value
    assert "<dl>" not in panel.answer.value
    with pytest.raises(ValueError, match="Fewer than 5"):
        live_page(rooms, live).numbers()


def test_nothing_is_shown_before_it_is_revealed(rooms, live):
    page = live_page(rooms, live)
    panel = of(page.panel(), "answer")
    assert panel.answer.value == ""
    assert "when the facilitator reveals it" in panel.why.value
    with pytest.raises(NotYetError):
        page.numbers()


def test_alone_it_opens_after_ones_own_numbers(rooms, me, pack):
    page = StagePage("risk", rooms, me)
    panel = of(page.panel("flips"), "answer")
    assert panel.button.disabled
    me.save("estimates", 1, estimated(pack, LARGE, SMALL))
    assert not panel.button.disabled
    panel.button.click()
    assert "Made-up sample group of 24" in panel.answer.value
    assert "Your own numbers: On these numbers, taking part is riskier" in panel.answer.value


def test_the_panel_follows_a_what_if_and_goes_back(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, SMALL, SMALL)] * 5)
    view = of(live_page(rooms, live).what_if(), "trial")
    view.start()
    before = view.result.value
    assert "Too close to call" in before
    cost = next(
        index
        for index, one in enumerate(view.trial.inputs)
        if (one.stance, one.driver) == ("engage", "cost")
    )
    view.which.value = cost
    assert view.lowest.value == pytest.approx(2, rel=0.05)
    view.lowest.value, view.highest.value = 400, 900
    view.use.click()
    assert "taking part is riskier" in view.result.value
    assert "400 to 900" in view.result.value
    assert "taking part is riskier" in view.status.value
    view.back.click()
    assert view.result.value == before


def test_a_range_that_is_none_is_refused_in_words(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, SMALL, SMALL)] * 5)
    view = of(live_page(rooms, live).what_if(), "trial")
    view.start()
    view.lowest.value, view.highest.value = 9, 2
    view.use.click()
    assert "Lowest (9) must be above 0 and not above highest (2)" in view.status.value
    assert view.trial.said() == []


def test_safeguards_practice_and_months_change_the_panel(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, LARGE, LARGE)] * 5)
    view = of(live_page(rooms, live).what_if(), "trial")
    view.start()
    before = view.result.value
    view.switch.click()
    assert view.result.value != before
    view.switch.click()
    assert view.result.value == before
    time = view.time.value
    view.scale.value = 3
    assert view.time.value != time
    view.months.value = 12
    assert "Over 12 months" in view.time.value


def test_every_control_is_labelled_and_none_is_a_slider(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, SMALL, LARGE)] * 5)
    view = of(live_page(rooms, live).what_if(), "trial")
    view.start()
    controls = [part for part in view.children if hasattr(part, "description")]
    assert len(controls) >= 9
    assert "Slider" not in " ".join(type(part).__name__ for part in controls)
    for part in controls:
        is_words = type(part).__name__ == "HTML"
        assert is_words or part.description


def test_an_analyst_gets_the_arrays_and_runs_them_again(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, SMALL, LARGE)] * 5)
    page = live_page(rooms, live)
    first, again = page.numbers(), page.numbers()
    assert first.comparison.staff_days.shape == (2, 20_000)
    assert np.array_equal(first.comparison.staff_days, again.comparison.staff_days)
    other = page.numbers(seed=7, pooling="quantile", target=0.9, years=5_000)
    assert other.comparison.pooling == "quantile"
    assert other.comparison.years == 5_000
    assert other.beliefs.people == 5


def test_the_page_says_what_was_done_to_odd_numbers(rooms, live, pack):
    odd = estimated(pack, SMALL, LARGE)
    name = next(item for item in odd["estimates"] if item.endswith(".cost"))
    odd["estimates"][name] |= {"confidence": 100}
    numbered(rooms, live, [odd] * 5)
    panel = of(live_page(rooms, live).panel(), "answer")
    notes = " ".join(panel.finding.children[-1].finding["notes"])
    assert "100" in notes
