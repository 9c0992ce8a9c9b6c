"""The decision panel, the what-if and the arrays of stage 4, alone and in a room."""

import asyncio

import numpy as np
import pytest

from riskier.analysis import comparison
from riskier.pages.errors import NotYetError
from riskier.pages.live import LiveRoom
from riskier.pages.panel import one_by_one
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
    assert "All four rest on what 5 people estimated." in panel.answer.value
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


def test_few_people_get_questions_and_no_picture(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, LARGE, SMALL)] * 4)
    panel = of(live_page(rooms, live).panel(), "answer")
    assert pack.exhibits["comparison"].discussion
    for question in pack.exhibits["comparison"].discussion:
        assert question in panel.answer.value
    assert panel.finding.layout.display == "none"


def test_alone_all_parts_are_shown_with_the_panel(rooms, me, pack):
    page = StagePage("risk", rooms, me)
    panel = of(page.panel("flip", "flips", "horizon"), "answer")
    me.save("estimates", 1, estimated(pack, LARGE, SMALL))
    assert panel.sections.layout.display == "none"
    panel.button.click()
    assert panel.sections.layout.display is None
    _flip, flips, horizon = panel.sections.children
    for part in (flips, horizon):
        assert part.finding.headline
        assert part.finding.children[-1].finding["svg"].startswith("<svg")
    me.save("estimates", 2, estimated(pack, SMALL, SMALL))
    assert "have changed since" in panel.why.value


def test_in_a_kernel_other_work_goes_between_the_parts():
    done = []

    async def show():
        one_by_one([lambda: done.append("answer"), lambda: done.append("part")])
        asyncio.get_running_loop().call_soon(done.append, "a person's click")
        while "part" not in done:
            await asyncio.sleep(0)

    asyncio.run(show())
    assert done == ["answer", "a person's click", "part"]


def opened(rooms, live, pack, engage, stay_away):
    numbered(rooms, live, [estimated(pack, engage, stay_away)] * 5)
    view = of(live_page(rooms, live).what_if(), "trial")
    view.button.click()
    return view


def wished(view, **changes):
    """Wish something as the page does, and return the answer."""
    wish = {"ranges": {}, "safeguards": [], "practice": 1, "months": 24, "own": False}
    seq = view.controls.result["seq"] + 1
    view.controls.wish = {**wish, "seq": seq, **changes}
    assert view.controls.result["seq"] == seq
    return view.controls.result


def cost_when_engaging(view):
    return next(
        str(index)
        for index, one in enumerate(view.trial.inputs)
        if (one.stance, one.driver) == ("engage", "cost")
    )


def test_the_panel_follows_a_what_if_and_goes_back(rooms, live, pack):
    view = opened(rooms, live, pack, SMALL, SMALL)
    before = view.controls.result
    assert "Too close to call" in before["answer"]
    asked = view.controls.form["hazards"][0]["numbers"]
    assert any((one["lowest"], one["highest"]) == (2.0, 4.0) for one in asked)
    after = wished(view, ranges={cost_when_engaging(view): [400, 900]})
    assert "taking part is riskier" in after["answer"]
    assert "Too close to call" in after["before"]
    assert "400 to 900" in after["changes"][0]["said"]
    assert "Before: " in after["figures"][1]["was"]
    assert wished(view)["figures"] == before["figures"]


def test_starting_again_takes_the_answers_afresh(rooms, live, pack):
    view = opened(rooms, live, pack, SMALL, SMALL)
    old = view.controls
    wished(view, ranges={cost_when_engaging(view): [400, 900]})
    view.button.click()
    assert "Too close to call" in view.controls.result["answer"]
    assert view.controls.result["changes"] == []
    assert old.comm is None


BAD_WISHES = [
    ({"ranges": {"0": [9, 2]}}, "Lowest (9) must be above 0 and not above highest (2)"),
    ({"ranges": {"0": [0, 2]}}, "from 0.001 to 100,000"),
    ({"ranges": {"0": ["a", 2]}}, "could not be read"),
    ({"ranges": {"0": [True, 2]}}, "could not be read"),
    ({"ranges": {"0": [1]}}, "could not be read"),
    ({"ranges": {"99": [1, 2]}}, "could not be read"),
    ({"ranges": {"-1": [1, 2]}}, "could not be read"),
    ({"ranges": {"one": [1, 2]}}, "could not be read"),
    ({"ranges": "all"}, "could not be read"),
    ({"safeguards": ["engage.99"]}, "could not be read"),
    ({"practice": None}, "could not be read"),
    ({"months": float("inf")}, "could not be read"),
    ({"budget": -1}, "from 0 to 10,000 staff days"),
]


def test_what_is_no_number_is_refused_in_words_and_changes_nothing(rooms, live, pack):
    view = opened(rooms, live, pack, SMALL, LARGE)
    kept = wished(view, ranges={cost_when_engaging(view): [5, 6]})
    for wish, said in BAD_WISHES:
        assert said in wished(view, **wish)["refused"], wish
        assert [one["said"] for one in kept["changes"]] == list(view.trial.said().values()), wish


def test_a_budget_chooses_the_best_safeguards_for_each_side(rooms, live, pack):
    view = opened(rooms, live, pack, LARGE, LARGE)
    before = view.controls.result["figures"][1]
    found = wished(view, budget=10)
    assert found["picked"]
    assert "Best sets for up to 10 staff days each" in found["done"]
    for stance in ("engage", "stay_away"):
        chosen = [view.trial.safeguards[name] for name in found["safeguards"] if stance in name]
        assert chosen
        assert sum(sum(one.effort_staff_days) / 2 for one in chosen) <= 10
    rows = {row[0]: row[1:] for row in found["effect"]}
    assert all(float(saved) > 0 for saved in rows["Saved, staff days a year"])
    assert found["figures"][1]["said"] != before["said"]
    more = wished(view, budget=100)
    assert set(more["safeguards"]) > set(found["safeguards"])
    assert wished(view, budget=0)["safeguards"] == []


def test_ticked_safeguards_work_on_their_own_side_only(rooms, live, pack):
    view = opened(rooms, live, pack, LARGE, LARGE)
    name = next(name for name in view.trial.safeguards if name.startswith("engage."))
    found = wished(view, safeguards=[name])
    saved = next(row[1:] for row in found["effect"] if row[0] == "Saved, staff days a year")
    assert float(saved[0]) > 0
    assert saved[1] == "0"
    assert [one["control"] for one in found["changes"]] == ["safeguards.engage"]


def test_practice_and_months_change_risk_over_time(rooms, live, pack):
    view = opened(rooms, live, pack, LARGE, LARGE)
    before = view.controls.result["time"]
    assert wished(view, practice=3)["time"] != before
    assert wished(view, months=12)["time"][0].startswith("Over 12 months")


def test_a_picture_is_drawn_for_the_width_that_asks_and_only_when_new(rooms, live, pack):
    view = opened(rooms, live, pack, LARGE, SMALL)
    for about in (picture["value"] for picture in view.controls.form["pictures"]):
        view.controls.look = {"about": about, "narrow": True, "seq": 1}
        assert view.picture.finding["activity"] == about
        assert view.picture.finding["svg"] == view.trial.finding(about).svg("narrow")
    shown = view.picture.finding
    view.controls.look = {"about": about, "narrow": True, "seq": 2}
    assert view.picture.finding is shown
    view.controls.look = {"about": "ground-rules", "narrow": True, "seq": 3}
    assert view.picture.finding is shown


def test_alone_one_may_change_ones_own_numbers(rooms, me, pack):
    page = StagePage("risk", rooms, me)
    view = of(page.what_if(), "trial")
    assert view.button.disabled
    me.save("estimates", 1, estimated(pack, LARGE, SMALL))
    view.button.click()
    assert "Made-up sample group of 24" in view.controls.result["answer"]
    assert "made-up sample group: 24 people" in view.controls.form["rests_on"]
    found = wished(view, own=True)
    assert "Made-up" not in found["answer"]
    assert "taking part is riskier" in found["answer"]
    assert view.controls.form["rests_on"] == "This rests on your own numbers."


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


def test_an_analyst_checks_the_arithmetic_and_changes_an_assumption(rooms, live, pack):
    numbered(rooms, live, [estimated(pack, SMALL, LARGE)] * 5)
    beliefs, years = live_page(rooms, live).numbers()
    by_hand = beliefs.expected_staff_days().mean(axis=0)
    assert by_hand.shape == (len(years.titles), 2)
    assert years.hazard_staff_days == pytest.approx(by_hand, rel=0.05)
    assert years.hazard_staff_days.sum(axis=0) == pytest.approx(years.expected_staff_days)
    cheaper = beliefs.with_factors(cost_factor=[0.5, 1])
    changed = comparison(cheaper, np.random.default_rng(2011))
    assert changed.staff_days == pytest.approx(years.staff_days * [[0.5], [1]])


def test_the_page_says_what_was_done_to_odd_numbers(rooms, live, pack):
    odd = estimated(pack, SMALL, LARGE)
    name = next(item for item in odd["estimates"] if item.endswith(".cost"))
    odd["estimates"][name] |= {"confidence": 100}
    numbered(rooms, live, [odd] * 5)
    panel = of(live_page(rooms, live).panel(), "answer")
    notes = " ".join(panel.finding.children[-1].finding["notes"])
    assert "100" in notes
