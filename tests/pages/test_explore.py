"""What one plays with on a stage page."""

import pytest

from riskier import pages
from riskier.findings import finding_of
from riskier.findings.playing import start_of
from riskier.pages.explore import gems_for
from riskier.pages.live import LiveRoom
from riskier.widgets.explorer import ExplorerWidget
from riskier.widgets.toymodel import ToyModelWidget


@pytest.fixture
def page(rooms, me):
    return pages.StagePage("cycle", rooms, me)


MIDDLE = dict.fromkeys(
    ("job-important", "job-relevant", "useful", "easy-to-learn", "know-how", "fear-of-error"), 4
)


def test_a_start_from_the_middle_of_the_scale(pack):
    start = start_of(pack, [MIDDLE, MIDDLE], alone=False)
    assert start["settings"] == {"theta": 0.5}
    assert start["state"][0] == 0.5
    assert "the answers of 2 people" in start["words"]
    assert "measures nothing" in start["words"]


def test_fear_counts_the_other_way_round(pack):
    afraid = {**MIDDLE, "fear-of-error": 7, "easy-to-learn": 1, "know-how": 1}
    assert start_of(pack, [afraid], alone=True)["settings"] == {"theta": 0.8}


def test_no_ratings_no_start(pack):
    assert start_of(pack, [], alone=True) is None
    assert start_of(pack, [{"useful": 7}], alone=True) is None


def test_the_toy_opens_after_the_guess(page):
    view = page.explore("toy-model").children[-1]
    assert view.button.disabled
    assert "Guess what lasts" in view.why.value
    page.who.save("guess-pilot", 1, {"selected": []})
    assert not view.button.disabled
    view.show()
    [toy] = [each for each in view.children if isinstance(each, ToyModelWidget)]
    assert toy.start is None
    assert len(toy.scenarios) == 5


def test_the_toy_starts_from_ones_own_answers(page):
    page.who.save("guess-pilot", 1, {"selected": []})
    page.who.save("relevance", 1, {"ratings": MIDDLE})
    view = page.explore("toy-model").children[-1]
    view.show()
    assert view.children[-1].start["label"] == "Start from my answers"


def test_a_projected_page_waits_for_the_rooms_toy_model(rooms):
    new = rooms.new()
    page = pages.StagePage("cycle", rooms, LiveRoom(rooms, new.code))
    view = page.explore("toy-model").children[-1]
    rooms.move(new.code, exhibit="toy-model")
    assert view.button.disabled
    rooms.move(new.code, phase="revealed")
    view.refresh()
    assert not view.button.disabled


def room_that_rated(rooms, answers):
    """Return a room that shows three people or more, in which relevance was revealed."""
    code = rooms.new(k_min=3).code
    rooms.move(code, activity="relevance", phase="open")
    for ratings in answers:
        person = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, person, "relevance", 1, {"ratings": ratings})
    assert finding_of(rooms, code, "toy-model").play.traits["start"] is None
    for phase in ("closed", "revealed"):
        rooms.move(code, phase=phase)
    return code


@pytest.mark.parametrize(("count", "expected"), [(2, None), (3, "the answers of 3 people")])
def test_a_room_starts_the_toy_from_enough_answers_only(rooms, count, expected):
    code = room_that_rated(rooms, [MIDDLE] * count)
    start = finding_of(rooms, code, "toy-model").play.traits["start"]
    assert (start or {"words": ""})["words"].count(expected or "answers") == bool(expected)


def test_a_room_starts_the_toy_only_from_lines_that_enough_rated(rooms):
    code = room_that_rated(rooms, [MIDDLE, {"useful": 4}, {"useful": 4}])
    assert finding_of(rooms, code, "toy-model").play.traits["start"] is None
    assert LiveRoom(rooms, code).ratings("relevance") == [{"useful": 4}] * 3


@pytest.mark.parametrize(("count", "first"), [(2, []), (3, ["consult-draft"])])
def test_whoever_ranked_nothing_makes_nobody_elses_ranking_known(rooms, count, first):
    code = rooms.new(k_min=3).code
    rooms.move(code, activity="task-ranking", phase="open")
    for order in [["consult-draft"]] * count + [[]] * 3:
        person = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, person, "task-ranking", 1, {"order": order})
    for phase in ("closed", "revealed"):
        rooms.move(code, phase=phase)
    assert LiveRoom(rooms, code).first("task-ranking") == first


def test_something_else_cannot_be_explored(page):
    with pytest.raises(pages.PageError, match="There is: toy-model, tools, evidence"):
        page.explore("nope")


def test_the_catalogue_names_gems_for_ones_own_tasks(page, pack):
    page.who.save("task-ranking", 1, {"order": ["consult-draft"]})
    page.who.save("awareness", 1, {"ratings": {"citizen-space": 1, "fixmystreet": 0}})
    view = page.explore("tools").children[-1]
    view.show()
    [explorer] = [each for each in view.children if isinstance(each, ExplorerWidget)]
    found = explorer.catalogue["gems"]
    assert 1 <= len(found) <= 4
    assert "citizen-space" not in [gem["id"] for gem in found]
    assert all("Consult on a draft" in gem["reason"] for gem in found)
    assert not any(pack.tools[gem["id"]].well_known for gem in found)


def test_a_rooms_gems_count_who_had_heard_of_them(pack):
    ratings = [{"citizen-space": 0}] * 4 + [{"citizen-space": 1}]
    found = {gem["id"]: gem["reason"] for gem in gems_for(pack, ["consult-draft"], ratings)}
    assert found["citizen-space"].endswith("1 of 5 had heard of it.")


def test_without_tasks_there_are_no_gems(pack):
    assert gems_for(pack, [], []) == []
    assert gems_for(pack, ["no-longer-there"], []) == []


def test_figures_to_guess_each_have_an_answer(page, pack):
    view = page.explore("evidence").children[-1]
    view.show()
    shown = view.children[-1].evidence
    assert len(shown) == sum(one.guess is not None for one in pack.evidence) >= 5
    for one in shown:
        assert one["guess"]["label"] in [value["label"] for value in one["values"]]
        assert one["sources"]
        assert one["caveat"]
