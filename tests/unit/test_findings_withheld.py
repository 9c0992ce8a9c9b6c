"""Small groups are not shown, made-up groups are called so, hidden texts never appear."""

import pytest
from finding_examples import ASKED, EXHIBITS, context, finding, items, rated, selected, shipped

from riskier.findings import build
from riskier.findings.of import kind_of
from riskier.sample import sample_group

KINDLY = "Fewer than 5 people answered{}, so nothing is shown. Talk it through instead."
WHEN = {"moved": " both at the start and at the end"}


def sample_context(about, number=1, count=24, **more):
    empty = context(about, [], number)
    group = sample_group(shipped(), empty.views, count)
    return context(about, group.people, number, texts=group.texts(about), **more)


def needs_people(about):
    return kind_of(shipped(), about) not in (
        "progress",
        "loop",
        "toy-model",
        "evidence",
        "landscape",
    )


NEEDING = [key for key in [*ASKED, *((each, 1) for each in EXHIBITS)] if needs_people(key[0])]


@pytest.mark.parametrize(("about", "number"), NEEDING)
def test_four_people_are_too_few(about, number):
    found = build(sample_context(about, number, count=4))
    assert found.headline == "Too few answers to show."
    assert found.withheld == KINDLY.format(WHEN.get(about, ""))
    assert found.rows == ()
    assert found.picture is None
    assert found.public("/chart")["chart"] is None


@pytest.mark.parametrize(("about", "number"), NEEDING)
def test_nobody_answered(about, number):
    found = build(context(about, [], number))
    assert found.n == 0
    assert found.headline == "Nobody has answered this yet."
    assert found.withheld


def test_everyone_skipped():
    found = finding("relevance", [{"ratings": {}}] * 12)
    assert found.headline.startswith("Nobody has answered this")


@pytest.mark.parametrize("count", [2, 9])
def test_the_threshold_is_the_room_s_own(count):
    answers = [selected("private")] * count
    assert finding("ground-rules", answers, k_min=10).withheld is not None
    assert finding("ground-rules", answers, k_min=2).withheld is None


@pytest.mark.parametrize(("about", "number"), NEEDING)
def test_made_up_people_are_called_made_up(about, number):
    found = build(sample_context(about, number, synthetic=True))
    assert found.withheld is None
    assert found.synthetic
    assert found.public()["synthetic"] is True
    assert found.headline.startswith(f"Made-up sample group of {found.n}: ")


def test_one_s_own_answer_stands_beside_the_sample_group():
    own = {("ground-rules", 1): selected("ranges")}
    found = build(sample_context("ground-rules", synthetic=True, own=own))
    label = items("ground-rules")[1]["label"]
    assert found.n == 24
    assert found.headline.endswith(f" You picked “{label}”.")


def text(number, words, **more):
    return {"id": f"t{number}", "text": words, "slot": 0, "hidden": False, "votes": 0, **more}


def test_texts_are_listed():
    people = [{("stop", 1): {"texts": ["Waiting"], "votes": []}}] * 5
    texts = [text(number, "Waiting") for number in range(5)]
    found = build(context("stop", people, texts=texts))
    assert found.headline == "5 people wrote 5 texts."
    assert found.columns == ("Text",)
    assert found.rows == (("Waiting",),) * 5


def test_hidden_texts_never_appear():
    people = [{("stop", 1): {"texts": ["Waiting"], "votes": []}}] * 5
    people += [{("stop", 1): {"texts": [""], "votes": []}}]
    texts = [text(number, "Waiting") for number in range(5)]
    found = build(context("stop", people, texts=[*texts, text(9, "Names a person", hidden=True)]))
    assert found.headline == "5 people wrote 5 texts."
    assert "Names a person" not in str(found)


def test_a_hidden_text_loses_its_votes():
    people = [{("translate", 2): {"texts": [], "votes": ["t1"]}}] * 5
    texts = [text(1, "Kept", votes=2), text(2, "Names a person", votes=5, hidden=True)]
    found = build(context("translate", people, 2, texts=texts))
    assert found.headline == "5 people voted; “Kept” got the most votes: 2."
    assert "Names a person" not in str(found)


def test_nobody_votes():
    people = [{("translate", 2): {"texts": [], "votes": []}}] * 5
    found = build(context("translate", people, 2, texts=[text(1, "One")]))
    assert found.headline == "5 people looked at the texts, and nobody voted for one."
    assert found.picture is None


def test_markup_stays_text():
    people = [{("translate", 2): {"texts": [], "votes": ["t1"]}}] * 5
    found = build(
        context("translate", people, 2, texts=[text(1, "<script>alert(1)</script>", votes=5)])
    )
    drawn = found.svg()
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_too_few_answered_twice_to_say_who_moved():
    people = [{("gut-check", 2): rated(side=1)}] * 5
    people += [{("gut-check", 1): rated(side=0), ("gut-check", 2): rated(side=1)}] * 4
    found = build(context("gut-check", people, 2))
    assert found.notes == ("Too few answered both times to show who moved.",)
    assert found.columns == ("Answer", "People")
