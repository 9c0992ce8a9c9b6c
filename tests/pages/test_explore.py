"""What one plays with on a stage page."""

import pytest

from riskier import pages
from riskier.pages.explore import start_of
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


def test_something_else_cannot_be_explored(page):
    with pytest.raises(pages.PageError, match="There is: toy-model"):
        page.explore("nope")
