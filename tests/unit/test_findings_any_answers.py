"""Any answers that a room accepts make a finding, and its numbers are those of the answers."""

import json
import re

from finding_examples import context, items, shipped, views_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskier.findings import build
from riskier.room import check_answer

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WRITTEN = st.text(max_size=140)


def some(strategy, most=30):
    return st.lists(strategy, min_size=0, max_size=most)


def choices(about):
    view = views_for(about)[about, 1]
    ids = st.sampled_from([item["id"] for item in view["items"]])
    picked = st.lists(ids, unique=True, max_size=view["max_selected"])
    return st.builds(lambda each: {"selected": each}, picked)


def scales(about, number=1):
    view = views_for(about)[about, number]
    points = {
        item["id"]: [each["value"] for each in (item.get("scale") or view["scale"])["points"]]
        for item in view["items"]
    }
    rated = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(values) for name, values in points.items()}
    )
    return st.builds(lambda each: {"ratings": each}, rated)


def ranks(about):
    view = views_for(about)[about, 1]
    ids = st.sampled_from([item["id"] for item in view["items"]])
    order = st.lists(ids, unique=True, max_size=view.get("top") or len(view["items"]))
    return st.builds(lambda each: {"order": each}, order)


def sorts(about):
    view = views_for(about)[about, 1]
    columns = st.sampled_from([column["id"] for column in view["columns"]])
    placed = st.dictionaries(st.sampled_from([item["id"] for item in view["items"]]), columns)
    return st.builds(lambda each: {"placed": each}, placed)


@st.composite
def one_range(draw, item, asks):
    bounds = item.get("bounds", {})
    value = st.floats(bounds.get("lowest", 0), bounds.get("highest", 1e12), allow_nan=False)
    low, best, high = sorted(draw(st.tuples(value, value, value)))
    parts = {"lowest": low, "best": best, "highest": high, "confidence": draw(st.integers(50, 100))}
    return {name: parts[name] for name in asks}


def estimates(about, number=1):
    view = views_for(about)[about, number]
    optional = {item["id"]: one_range(item, view["asks"]) for item in view["items"]}
    return st.builds(lambda each: {"estimates": each}, st.fixed_dictionaries({}, optional=optional))


def found_for(about, answers, number=1, **more):
    view = views_for(about)[about, number]
    checked = [{(about, number): check_answer(view, answer)} for answer in answers]
    found = build(context(about, checked, number, **more))
    whole(found)
    return found


def whole(found):
    """Check what holds of every finding."""
    assert found.headline
    assert "nan" not in found.headline.lower().split()
    json.dumps(found.public(), allow_nan=False)
    assert all(len(row) == len(found.columns) for row in found.rows)
    if found.withheld:
        assert not found.rows
        assert found.picture is None
    if found.picture is not None:
        assert found.svg("narrow").startswith("<svg")


@QUICK
@given(some(choices("barriers")))
def test_picks(answers):
    found = found_for("barriers", answers)
    assert found.n == len(answers)
    if found.withheld:
        return
    counts = [row[2] for row in found.rows]
    assert sum(counts) == sum(len(answer["selected"]) for answer in answers)
    if max(counts):
        said = re.search(r"by (all )?(\d+)", found.headline)
        assert int(said[2]) == max(counts)


@QUICK
@given(some(choices("hazard-vote")), st.booleans())
def test_votes_for_hazards(answers, synthetic):
    found = found_for("hazard-vote", answers, synthetic=synthetic)
    assert found.synthetic is (synthetic and bool(answers)) or not answers


@QUICK
@given(some(scales("relevance")))
def test_agreement(answers):
    found = found_for("relevance", answers)
    assert found.n == sum(bool(answer["ratings"]) for answer in answers)
    for item, row in zip(items("relevance"), found.rows, strict=False):
        given = [a["ratings"][item["id"]] for a in answers if item["id"] in a["ratings"]]
        if row[5] != "too few to show":
            assert row[2] == sum(each < 4 for each in given)
            assert row[4] == sum(each > 4 for each in given)
        else:
            assert len(given) < 5


@QUICK
@given(some(scales("private-and-work")))
def test_private_and_work(answers):
    found_for("private-and-work", answers)


@QUICK
@given(some(scales("awareness")))
def test_awareness(answers):
    found = found_for("awareness", answers)
    if found.withheld:
        return
    lesser = [row for row in found.rows if row[1] == "lesser known"]
    blind = sum(row[2] * 2 >= sum(row[2:]) for row in lesser)
    said = re.search(r"^(\d+) of the", found.headline)
    if said:
        assert int(said[1]) == blind


@QUICK
@given(some(st.tuples(scales("gut-check"), scales("gut-check", 2))))
def test_the_gut_vote(pairs):
    view = views_for("gut-check")["gut-check", 1]
    people = [
        {("gut-check", n + 1): check_answer(view, answer) for n, answer in enumerate(pair)}
        for pair in pairs
    ]
    found = build(context("gut-check", people, 2))
    whole(found)
    both = [
        tuple(answer["ratings"]["side"] for answer in pair)
        for pair in pairs
        if all("side" in answer["ratings"] for answer in pair)
    ]
    if "Before" in found.columns:
        assert found.n == len(both)
        said = re.search(r"(\d+) towards “staying", found.headline)
        if said:
            assert int(said[1]) == sum(after > before for before, after in both)
    whole(build(context("moved", people)))


@QUICK
@given(some(ranks("task-ranking")))
def test_rankings(answers):
    found = found_for("task-ranking", answers)
    if not found.withheld:
        points = [row[1] for row in found.rows]
        assert points == sorted(points, reverse=True)
        assert sum(points) == sum(sum((3, 2, 1)[: len(a["order"])]) for a in answers)


@QUICK
@given(some(ranks("build-loop")))
def test_orders(answers):
    found_for("build-loop", answers)


@QUICK
@given(some(sorts("tool-fit")))
def test_fit(answers):
    found = found_for("tool-fit", answers)
    for row in found.rows:
        item = next(each["id"] for each in items("tool-fit") if each["label"] == row[0])
        assert sum(row[1:-1]) == sum(item in answer["placed"] for answer in answers)


@QUICK
@given(some(sorts("case-sort")))
def test_cases(answers):
    found = found_for("case-sort", answers)
    for row in found.rows:
        assert row[2] <= row[3] <= len(answers)


@QUICK
@given(some(estimates("calibration")))
def test_calibration(answers):
    found = found_for("calibration", answers)
    if found.withheld or found.headline.startswith("No ranges"):
        return
    truths = {each.id: each.answer for each in shipped().calibration}
    given = [(name, e) for answer in answers for name, e in answer["estimates"].items()]
    caught = sum(ends["lowest"] <= truths[name] <= ends["highest"] for name, ends in given)
    assert found.headline.startswith(f"{caught} of {len(given)} ranges")


@settings(QUICK, max_examples=10)  # four findings each, two of them with simulations
@given(some(st.tuples(estimates("estimates"), estimates("estimates", 2)), most=9))
def test_estimates(pairs):
    view = views_for("estimates")["estimates", 1]
    people = [
        {("estimates", n + 1): check_answer(view, answer) for n, answer in enumerate(pair)}
        for pair in pairs
    ]
    for about, number in (("estimates", 1), ("estimates", 2), ("comparison", 1), ("matrix", 1)):
        whole(build(context(about, people, number)))


@QUICK
@given(some(st.tuples(WRITTEN, st.booleans())))
def test_texts(written):
    view = views_for("stop")["stop", 1]
    clean = [check_answer(view, {"texts": [text], "votes": []})["texts"][0] for text, _ in written]
    texts = [
        {"id": f"t{number}", "text": text, "slot": 0, "hidden": hidden, "votes": 0}
        for number, (text, (_, hidden)) in enumerate(zip(clean, written, strict=True))
        if text
    ]
    people = [
        {("stop", 1): {"texts": ["" if hidden else text], "votes": []}}
        for text, (_, hidden) in zip(clean, written, strict=True)
    ]
    found = build(context("stop", people, texts=texts))
    whole(found)
    shown = sorted(each["text"] for each in texts if not each["hidden"])
    if not found.withheld:
        assert sorted(row[-1] for row in found.rows) == shown
