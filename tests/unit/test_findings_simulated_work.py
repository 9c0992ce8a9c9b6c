"""What findings say of orders, ranges and texts in simulated rooms, counted again.

Nothing here calls what findings are made with: each check counts for itself.
"""

import re
from collections import Counter
from itertools import chain, pairwise
from statistics import fmean, median

import pytest
from finding_examples import shipped, views_for
from simulated_rooms import checked, enough, labels, parts_said


def test_the_ranking_of_tasks(room):
    orders = [a["order"] for a in room.given("task-ranking") if a["order"]]
    found = checked(room, "task-ranking", 1, len(orders))
    if found is None:
        return
    names = labels("task-ranking")
    score = {
        name: (
            sum(3 - order.index(name) for order in orders if name in order),
            sum(order[0] == name for order in orders),
            sum(name in order for order in orders),
        )
        for name in names
    }
    assert {row[0]: row[1:] for row in found.rows} == {names[n]: score[n] for n in names}
    best = max(each[:2] for each in score.values())
    first = [name for name in names if score[name][:2] == best]
    if len(first) > 1:
        assert (
            f"share first place with {best[0]} points each ({len(orders)} people)" in found.headline
        )
    else:
        assert names[first[0]] in found.headline
        assert (score[first[0]][2], len(orders)) in parts_said(found.headline)


def test_the_loop_that_people_built(room):
    orders = [a["order"] for a in room.given("build-loop") if a["order"]]
    found = checked(room, "build-loop", 1, len(orders))
    if found is None:
        return
    loop = next(one.links for one in shipped().cycle.loops if one.type == "reinforcing")

    def closed(order):
        kept = [name for name in order if name in loop]
        turns = pairwise([*kept, *kept[:1]])
        onward = all((loop.index(b) - loop.index(a)) % len(loop) == 1 for a, b in turns)
        return len(kept) == len(loop) and onward

    assert (sum(map(closed, orders)), len(orders)) in parts_said(found.headline)


def test_the_fit_of_tools(room):
    placed = [a["placed"] for a in room.given("tool-fit") if a["placed"]]
    found = checked(room, "tool-fit", 1, len(placed))
    if found is None:
        return
    names = labels("tool-fit")
    columns = {c["id"]: c["label"] for c in views_for("tool-fit")["tool-fit", 1]["columns"]}
    votes = {name: Counter(a[name] for a in placed if name in a) for name in names}
    shown = {name: each for name, each in votes.items() if each.total() >= max(room.k_min, 1)}
    assert {row[0]: row[1:-1] for row in found.rows} == {
        names[name]: tuple(each[column] for column in columns) for name, each in shown.items()
    }
    if not shown:
        assert found.headline.startswith("Too few people placed")
        return
    most = max(max(each.values()) / each.total() for each in shown.values())
    first = [n for n, each in shown.items() if max(each.values()) / each.total() == most]
    clear = [n for n in first if [*shown[n].values()].count(max(shown[n].values())) == 1]
    if not clear:
        assert found.headline.startswith("Views are split on every tool")
        assert f"over {round(100 * most)}% of" in found.headline
        return
    counts = shown[clear[0]]
    ((top, votes_for_it),) = counts.most_common(1)
    assert (votes_for_it, counts.total()) in parts_said(found.headline)
    assert names[clear[0]].partition(" (")[0] in found.headline
    assert (columns[top][:20] in found.headline) == (top != "none")
    others = re.search(r"(\d+) other tools? as clear", found.headline)
    assert (int(others[1]) if others else 0) == len(clear) - 1


def test_cases(room):
    placed = [a["placed"] for a in room.given("case-sort") if a["placed"]]
    found = checked(room, "case-sort", 1, len(placed))
    if found is None:
        return
    votes = {
        case.id: Counter(a[case.id] for a in placed if case.id in a) for case in shipped().cases
    }
    shown = [case for case in shipped().cases if votes[case.id].total() >= max(room.k_min, 1)]
    total = sum(votes[case.id].total() for case in shown)
    right = sum(votes[case.id][case.quadrant] for case in shown)
    if shown:
        assert found.headline.startswith(f"{right:,} of {total:,} placing")
    assert sum(row[2] for row in found.rows) == right
    assert sum(row[3] for row in found.rows) == total


def test_ranges_that_caught_the_answer(room):
    given = [a["estimates"] for a in room.given("calibration") if a["estimates"]]
    found = checked(room, "calibration", 1, len(given))
    if found is None:
        return
    truths = {one.id: one.answer for one in shipped().calibration}
    pairs = [(truths[name], ends) for answer in given for name, ends in answer.items()]
    caught = sum(ends["lowest"] <= truth <= ends["highest"] for truth, ends in pairs)
    assert found.headline.startswith(f"{caught:,} of {len(pairs):,} range")
    assert f"({round(100 * caught / len(pairs))}%)" in found.headline


def test_guesses(room):
    given = [a["estimates"] for a in room.given("guess-figure") if a["estimates"]]
    found = checked(room, "guess-figure", 1, len(given))
    if found is not None:
        middle = median(answer["aps-2014-not-for-work"]["best"] for answer in given)
        assert float(re.search(r"guess was ([\d.]+) of 100", found.headline)[1]) == pytest.approx(
            middle, rel=0.05
        )
        assert found.rows[0][1:] == (middle, 88, len(given))


@pytest.mark.parametrize(
    "about", ["barriers-own", "translate", "change-loop", "premortem", "share-plan", "stop"]
)
def test_texts(room, about):
    written = [[text for text in a["texts"] if text] for a in room.given(about)]
    writers = sum(bool(texts) for texts in written)
    found = checked(room, about, 1, writers)
    if found is not None:
        count = sum(map(len, written))
        people = "1 person" if writers == 1 else f"{writers} people"
        assert found.headline.startswith(f"{people} wrote {count:,} text")
        assert sorted(row[0] for row in found.rows) == sorted(chain(*written))


def test_votes_on_texts(room):
    answers = room.given("translate", 2)
    found = checked(room, "translate", 2, len(answers))
    if found is None:
        return
    votes = Counter(vote for answer in answers for vote in answer["votes"])
    voters = sum(bool(answer["votes"]) for answer in answers)
    assert sum(row[1] for row in found.rows) == votes.total()
    most = max(votes.values(), default=0)
    first = sum(count == most for count in votes.values())
    if not most:
        assert "nobody voted" in found.headline
        return
    assert re.match(rf"{voters} (person|people) voted", found.headline)
    alone = rf"got the most votes: {most}\."
    shared = rf"{first} texts share first place with {most} vote"
    assert re.search(alone if first == 1 else shared, found.headline)


def test_plans_are_counted_that_say_what_will_be_done(room):
    found = room.finding("plan")
    count = sum(bool(answer["act"]) for answer in room.given("plan"))
    assert found.n == count
    assert re.match(rf"{count or 'Nobody'} ?(person|people)?.*written a plan", found.headline)


def test_what_moved(room):
    def both(about, name):
        twice = [[p.get((about, n), {}).get("ratings", {}) for n in (1, 2)] for p in room.people]
        return [(a[name], b[name]) for a, b in twice if name in a and name in b]

    pairs = {name: both("relevance", name) for name in labels("relevance")}
    n = max(map(len, [both("gut-check", "side"), *pairs.values()]))
    found = checked(room, "moved", 1, n)
    if found is None:
        return
    for name, each in pairs.items():
        rows = [row for row in found.rows if row[0].startswith(labels("relevance")[name])]
        assert len(rows) == enough(room, each)
        if rows:
            means = [round(fmean(pair[side] for pair in each), 1) for side in (0, 1)]
            assert rows[0][1:3] == tuple(means)
            assert rows[0][-1] == len(each)


def test_the_loop_of_barriers(room):
    answers = room.given("barriers")
    found = room.finding("loop")
    if not enough(room, answers):
        assert found.n == 0
        assert all(row[1] is None for row in found.rows)
        return
    steps = {barrier.id: barrier.loop_step for barrier in shipped().barriers}
    people = Counter(
        step for answer in answers for step in {steps[name] for name in answer["selected"]}
    )
    assert sorted(row[1] for row in found.rows) == sorted(
        people[step] for step in ("understanding", "engagement", "experience", "permission")
    )
    most = max(people.values(), default=0)
    first = sum(count == most for count in people.values())
    said = [(most, len(answers))]
    assert re.findall(r"([\d,]+) of ([\d,]+) p", found.headline) == [
        (f"{part:,}", f"{whole:,}") for part, whole in said if most
    ]
    assert ("at every step alike" in found.headline) == (first == 4)
    assert found.headline.count("“") == (first if first < 3 else 0)


def test_guesses_at_what_lasts(room):
    answers = room.given("guess-pilot")
    note = room.finding("toy-model").notes[0]
    right = sum(answer["selected"] == ["small-permission"] for answer in answers)
    if enough(room, answers):
        assert (right, len(answers)) in parts_said(note)
    else:
        assert "guessed" not in note


@pytest.mark.parametrize("number", [1, 2])
def test_estimates(room, number):
    given = [a["estimates"] for a in room.given("estimates", number) if a["estimates"]]
    found = checked(room, "estimates", number, len(given))
    if found is None:
        return
    both = [
        [person.get(("estimates", each), {}).get("estimates") for each in (1, 2)]
        for person in room.people
    ]
    both = [pair for pair in both if all(pair)]
    if number == 2 and enough(room, both):
        changed = sum(first != last for first, last in both)
        assert (changed, len(both)) in [*parts_said(found.headline), (0, len(both))]
        assert ("changed a number in round 2" in found.headline) == (changed == 0)
    answered = Counter(name for answer in given for name in answer)
    assert [row[-1] for row in found.rows] == [
        answered[name] if answered[name] >= max(room.k_min, 1) else "too few to show"
        for name in labels("estimates")
    ]


def test_thirty_days_later(room):
    answers = [a["ratings"] for a in room.given("follow-up") if a["ratings"]]
    found = checked(room, "follow-up", 1, len(answers))
    if found is None:
        return
    done = [answer["done"] for answer in answers if "done" in answer]
    if enough(room, done):
        assert (done.count(2), len(done)) in parts_said(found.headline)
    plans = sum(bool(answer["act"]) for answer in room.given("plan"))
    assert found.notes[0].startswith(f"{plans} plan")


@pytest.mark.parametrize("about", ["comparison", "disagreement", "gems"])
def test_exhibits_rest_on_those_who_answered(room, about):
    asked = ("task-ranking", "order") if about == "gems" else ("estimates", "estimates")
    numbers = (1,) if about == "gems" else (1, 2)
    n = sum(
        any(person.get((asked[0], number), {}).get(asked[1]) for number in numbers)
        for person in room.people
    )
    found = checked(room, about, 1, n)
    # In these rooms each person says the same of both sides.
    if about == "disagreement" and room.shape in ("halves", "outlier", "ties", "middle"):
        assert parts_said(found.headline) == [(0, n)]
