"""The loop: where the room is held back, in its own words, and only those that may be seen."""

import pytest
from finding_examples import context, keys_once_all_were_seen, selected

from riskier.findings import build, finding_of

WORDS = ("barriers-own", 1)


def told(texts, picks=()):
    """Return the loop of people who wrote `texts` (by slot) and picked barriers."""
    people = [{WORDS: {"texts": list(each), "votes": []}} for each in texts]
    people += [{("barriers", 1): selected(*each)} for each in picks]
    return build(context("loop", people))


def quotes(found):
    return {row["step"]: row["quotes"] for row in found.picture.rows}


def test_it_shows_where_most_people_are_held_back():
    picks = [("nobody-said-yes", "rules-forbid-it", "no-time")] * 5 + [("rules-forbid-it",)]
    found = told([], picks)
    assert found.headline == (
        "The room is held back most at “Nobody has said we may, and it is nobody's job”:"
        " 6 of 6 people."
    )
    # Who picked two barriers at a step is one person there.
    assert [row[1] for row in found.rows] == [0, 5, 0, 6]
    strong = [row["step"] for row in found.picture.rows if row["strong"]]
    assert strong == ["permission"]
    assert quotes(found)["engagement"] == ("Picked most: I have no time. Other things come first.",)


def test_two_steps_may_share_the_first_place_and_three_are_not_all_named():
    two = told([], [("no-time", "nobody-said-yes")] * 6)
    assert two.headline.endswith("it is nobody's job”: 6 of 6 people each.")
    three = told([], [("no-time", "nobody-said-yes", "no-use-for-me")] * 6)
    assert three.headline == (
        "The room is held back most at 3 steps of the loop alike: 6 of 6 people each."
    )


def test_it_needs_nobody():
    found = told([])
    assert found.withheld is None
    assert found.headline.startswith("The loop feeds itself")
    assert found.columns == ("Step", "People", "Barrier picked most")


def test_the_rooms_own_words_stand_at_their_steps():
    texts = [("", "No one asks.", "", "")] * 2 + [("Why us?", "", "", "The lawyers say no.")] * 3
    found = told(
        [*texts, ("", "Nobody replies when we post.", "", ""), ("", "Me neither.", "", "")]
    )
    assert quotes(found) == {
        "understanding": ("“Why us?”",),
        # Said twice it is shown once; the shortest are shown, because they can be read.
        "engagement": ("“Me neither.”", "“No one asks.”"),
        "experience": (),
        "permission": ("“The lawyers say no.”",),
    }
    assert [row[-1] for row in found.rows] == [
        "“Why us?”",
        "“Me neither.” “No one asks.” and 1 more",
        "",
        "“The lawyers say no.”",
    ]
    assert "at “We cannot see how it fits our work” “Why us?”" in found.alt
    assert "(the shortest at each step, 4 of 5 texts)" in found.notes[0]


def test_the_words_of_too_few_are_not_shown():
    assert "In our own words" not in told([("Why us?", "", "", "")] * 4).columns
    assert "In our own words" in told([("Why us?", "", "", "")] * 5).columns
    hidden = [("", "", "", "")] * 3
    assert "In our own words" not in told([("Why us?", "", "", "")] * 4 + hidden).columns


def test_words_without_picks_rest_on_whoever_wrote():
    assert told([("Why us?", "", "", "")] * 5).n == 5
    people = [{WORDS: {"texts": ["Why us?", "", "", ""], "votes": []}}] * 5
    assert build(context("loop", people, synthetic=True)).synthetic


@pytest.fixture
def written(rooms):
    """A room in which six people wrote under the first step, and the question is closed."""
    code = rooms.new().code
    rooms.move(code, activity="barriers-own", phase="open")
    for place in range(6):
        person = rooms.participant(code, rooms.join(code).token)
        answer = {"texts": [f"Reason {place}", "", "", ""]}
        rooms.submit(code, person, "barriers-own", 1, answer)
    rooms.move(code, phase="closed")
    return code


def said(rooms, code):
    return str(finding_of(rooms, code, "loop").public())


def test_words_are_repeated_only_after_they_were_revealed(rooms, written):
    before = rooms.finding_version(written, "loop")
    assert "Reason" not in said(rooms, written)
    rooms.move(written, phase="revealed")
    assert "Reason 0" in said(rooms, written)
    assert rooms.finding_version(written, "loop") != before


def test_a_hidden_text_is_not_repeated(rooms, written):
    rooms.move(written, phase="revealed")
    texts = {each["text"]: each["id"] for each in rooms.texts(written, "barriers-own")}
    before = rooms.finding_version(written, "loop")
    rooms.move(written, hide=texts["Reason 0"])
    assert "Reason 0" not in said(rooms, written)
    assert "Reason 1" in said(rooms, written)
    assert rooms.finding_version(written, "loop") != before


def test_alone_ones_own_words_come_first(rooms):
    solo = rooms.solo()
    answer = {"texts": ["", "", "I forget my password.", ""]}
    rooms.submit(solo.code, solo.participant, "barriers-own", 1, answer)
    drawn = quotes(finding_of(rooms, solo.code, "loop"))
    assert drawn["experience"][0] == "You: “I forget my password.”"
    assert all(len(each) <= 2 for each in drawn.values())


def test_it_looks_at_nothing_that_it_does_not_draw():
    assert keys_once_all_were_seen("loop") == [("barriers", 1), ("barriers-own", 1)]
