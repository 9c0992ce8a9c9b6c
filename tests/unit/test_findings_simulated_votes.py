"""What findings say of votes and ratings in simulated rooms, counted again.

Nothing here calls what findings are made with: each check counts for itself.
"""

import re
from collections import Counter
from statistics import fmean

import pytest
from finding_examples import shipped
from simulated_rooms import checked, enough, labels, parts_said, rows_of


@pytest.mark.parametrize(
    "about",
    ["ground-rules", "guess-pilot", "first-step", "flip", "barriers", "hazard-vote", "break-loop"],
)
def test_picks(room, about):
    answers = room.given(about)
    found = checked(room, about, 1, len(answers))
    if found is None:
        return
    names, n = labels(about), len(answers)
    counts = Counter(name for answer in answers for name in answer["selected"])
    column = found.columns.index("People")
    assert {row[0]: row[column] for row in found.rows} == {
        label: counts[name] for name, label in names.items()
    }
    if "Share of people" in found.columns:
        total = counts.total()
        running = [row[column] for row in found.rows]
        shares = [row[-1] for row in found.rows]
        sums = [sum(running[: place + 1]) for place in range(len(running))]
        assert shares == [f"{round(100 * each / total)}%" if total else "–" for each in sums]
        assert sums[-1] == total
    most = max(counts.values(), default=0)
    first = [names[name] for name in names if counts[name] == most]
    if not most:
        assert re.match(r"(None|Neither|Nobody)", found.headline)
    elif len(first) == 1:
        assert first[0][:20] in found.headline
        assert (most, n) in parts_said(found.headline)
    elif about == "break-loop":
        assert f"share first place, with {most} vote" in found.headline
    else:
        assert "share first place" in found.headline
        assert (most, n) in parts_said(found.headline)
        assert found.headline.startswith(f"{len(first)} ") or found.headline.count("“") == len(
            first
        )


@pytest.mark.parametrize("number", [1, 2])
def test_the_gut_vote(room, number):
    def sides(which):
        return [p["gut-check", which]["ratings"]["side"] for p in room.people if side_in(p, which)]

    def side_in(person, which):
        return "side" in person.get(("gut-check", which), {}).get("ratings", {})

    now = sides(number)
    both = [
        tuple(person["gut-check", each]["ratings"]["side"] for each in (1, 2))
        for person in room.people
        if side_in(person, 1) and side_in(person, 2)
    ]
    twice = number == 2 and enough(room, both)
    n = len(both) if twice and enough(room, now) else len(now)
    found = checked(room, "gut-check", number, n)
    if found is None:
        return
    if twice:
        up, down = (sum(sign * (b - a) > 0 for a, b in both) for sign in (1, -1))
        assert (up + down, n) in parts_said(found.headline)
        assert ("towards “staying away" in found.headline) == bool(up)
        assert ("towards “taking part" in found.headline) == bool(down)
        assert not (up and down) or f"{up} towards “staying" in found.headline
        assert sum(row[1] for row in found.rows) == sum(row[2] for row in found.rows) == n
        return
    low, middle, high = (sum(s == sign for s in map(sign_of, now)) for sign in (-1, 0, 1))
    assert sum(row[1] for row in found.rows[:7]) == n
    if middle > max(low, high):
        assert "in the middle" in found.headline.split(";")[0]
        assert (middle, n) in parts_said(found.headline)
    elif low == high:
        assert found.headline.startswith("The room is split evenly")
        assert f"{low} of {n}" in found.headline
    else:
        side = "taking part" if low > high else "staying away"
        assert (max(low, high), n) in parts_said(found.headline)
        assert f"said “{side}" in found.headline


def sign_of(number):
    return (number > 0) - (number < 0)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_relevance(room, number):
    answers = [a["ratings"] for a in room.given("relevance", number) if a["ratings"]]
    found = checked(room, "relevance", number, len(answers))
    if found is None:
        return
    names = labels("relevance", number)
    ratings = {name: [a[name] for a in answers if name in a] for name in names}
    table = rows_of(found, "Disagree", "In between", "Agree", "Answers", "Mean")
    for name, label in names.items():
        given = ratings[name]
        if not enough(room, given):
            assert table[label] == (None, None, None, "too few to show", None)
            continue
        split = tuple(sum(sign_of(each - 4) == sign for each in given) for sign in (-1, 0, 1))
        assert table[label] == (*split, len(given), round(fmean(given), 1))
    shown = {name: given for name, given in ratings.items() if enough(room, given)}
    if not shown:
        assert found.headline.startswith("Too few people")
        return
    agreed = {name: sum(each > 4 for each in given) for name, given in shown.items()}
    shares = {name: agreed[name] / len(given) for name, given in shown.items()}
    first = [name for name, share in shares.items() if share == max(shares.values())]
    sizes = {len(shown[name]) for name in first}
    if not agreed[first[0]]:
        rated = sorted({len(given) for given in shown.values()})
        told = f"{rated[0]} to {rated[-1]}" if len(rated) > 1 else f"{rated[0]}"
        assert found.headline == f"Nobody agreed with any of these lines ({told} people)."
    elif len(sizes) == 1:
        assert any((agreed[n], len(shown[n])) in parts_said(found.headline) for n in first)
    else:
        assert f"{round(100 * max(shares.values()))}% of those who rated it" in found.headline
    assert ("agreed:" in found.headline) == (len(first) == 1 and agreed[first[0]] > 0)
    if "agreed:" in found.headline:
        assert names[first[0]][:20] in found.headline


def test_private_use_and_use_at_work(room):
    answers = [a["ratings"] for a in room.given("private-and-work") if a["ratings"]]
    found = checked(room, "private-and-work", 1, len(answers))
    if found is None:
        return

    def often(answer, side):
        return sum(value == 3 for name, value in answer.items() if name.endswith(side))

    more = sum(often(each, ".private") > often(each, ".work") for each in answers)
    less = sum(often(each, ".private") < often(each, ".work") for each in answers)
    if more == less == 0:
        assert (0, len(answers)) in parts_said(found.headline)
        assert "on one side than on the other" in found.headline
        return
    assert (max(more, less), len(answers)) in parts_said(found.headline)
    private, work = "in private life than at work", "at work than in private life"
    assert (private if more >= less else work) in found.headline
    assert ("the other way round" in found.headline) == (more == less)
    for row in found.rows:
        assert (row[1] is None) == (row[3] == "too few to show")


def test_awareness(room):
    answers = [a["ratings"] for a in room.given("awareness") if a["ratings"]]
    found = checked(room, "awareness", 1, len(answers))
    if found is None:
        return
    names, pack = labels("awareness"), shipped()
    given = {name: [a[name] for a in answers if name in a] for name in names}
    shown = {name: values for name, values in given.items() if enough(room, values)}
    assert {row[0]: row[2:] for row in found.rows} == {
        names[name]: tuple(values.count(point) for point in range(4))
        for name, values in shown.items()
    }
    lesser = {name: values for name, values in shown.items() if not pack.tools[name].well_known}
    if not lesser:
        assert found.headline.startswith("Too few people rated")
        return
    blind = sum(values.count(0) * 2 >= len(values) for values in lesser.values())
    sizes = sorted({len(values) for values in lesser.values()})
    noun = "person" if sizes == [1] else "people"
    told = f"({sizes[0]}{f' to {sizes[-1]}' if len(sizes) > 1 else ''} {noun})"
    assert told in found.headline
    said = re.match(r"(No|All|\d+)", found.headline)
    if len(lesser) > 1:
        assert said[1] == {0: "No", len(lesser): "All"}.get(blind, str(blind))
        assert not 0 < blind < len(lesser) or f"of the {len(lesser)} lesser-known" in found.headline
