"""Headlines and tables of small groups, worked out by hand."""

import pytest
from finding_examples import context, finding, items, ranges, rated, selected, views_for

from riskier.findings import build
from riskier.findings.words import cited
from riskier.pack.record import Source

RULES = [item["label"] for item in items("ground-rules")]


def cells(found, *columns):
    return [tuple(row[found.columns.index(name)] for name in columns) for row in found.rows]


def test_one_option_leads():
    found = finding("ground-rules", [selected("private")] * 4 + [selected("ranges")] * 2)
    assert found.n == 6
    assert found.headline == f"“{RULES[0]}” was picked most: by 4 of 6 people."
    assert found.rows[:2] == ((RULES[0], 4, "67%"), (RULES[1], 2, "33%"))


def test_everyone_picks_the_same():
    found = finding("ground-rules", [selected("ranges")] * 5)
    assert found.headline == f"“{RULES[1]}” was picked most: by all 5 people."


def test_two_options_tie():
    found = finding("flip", [selected("rumour-gap")] * 3 + [selected("open-invite")] * 3)
    assert found.headline == (
        "“Hostile replies swamp a…” and “A rumour fills the silence” share first place, each picked"
        " by 3 of 6 people."
    )


def test_all_options_tie():
    answers = [selected(item["id"]) for item in items("ground-rules")] * 2
    found = finding("ground-rules", answers)
    assert found.headline == "4 options share first place, each picked by 2 of 8 people."


def test_picking_nothing_is_an_answer():
    found = finding("barriers", [selected()] * 5)
    assert found.n == 5
    assert found.headline == "None of the 5 people picked anything."


def test_the_guess_leaves_the_answer_to_the_model():
    found = finding("guess-pilot", [selected("look-around")] * 5)
    assert found.notes == ()


def test_barriers_by_count_with_the_running_share():
    answers = [selected("no-time", "nobody-said-yes")] * 4 + [selected("no-time")] * 2
    found = finding("barriers", answers)
    assert found.headline == (
        "“I have no time. Other things come first” was picked most: by all 6 people."
    )
    first = cells(found, "Step of the loop", "People", "Running share of all picks")[:2]
    assert first == [("engagement", 6, "60%"), ("permission", 4, "100%")]
    assert found.notes[0] == "The first alone of 12 makes up half of all 10 picks."
    assert found.notes[1] == (
        "Picks by the step of the loop that they break: engagement 6, permission 4,"
        " understanding 0 and experience 0."
    )


def test_the_hazard_vote_says_what_goes_on():
    answers = [selected("rumour-gap", "late-signal")] * 3 + [selected("rumour-gap")] * 3
    found = finding("hazard-vote", answers)
    assert found.notes == (
        "The first alone of 14 makes up half of all 9 picks.",
        "These go on, by number of picks and then by their place in the list:"
        " “A rumour fills the silence” and “Others see a problem before you do”.",
    )


def test_agreement_counts_each_side_of_the_middle():
    answers = [rated(useful=7, fear_of_error=1)] * 4 + [rated(useful=4, fear_of_error=6)] * 2
    found = finding("relevance", answers)
    assert found.headline == (
        "4 of 6 people agreed: “I would find social media at work useful in my job”."
    )
    assert found.notes[0] == (
        "The fewest agreed, 2 of 6: “I hold back from using social media at work for fear of"
        " mistakes I cannot put right”."
    )
    row = cells(found, "About", "Disagree", "In between", "Agree", "Answers", "Mean")[2]
    assert row == ("perceived usefulness (performance expectancy)", 0, 2, 4, 6, 6.0)


def test_equal_agreement_names_no_winner():
    found = finding("relevance", [rated(useful=7, job_relevant=6)] * 5)
    assert found.headline == "On each of these lines, all 5 people agreed."


def test_lines_rated_by_too_few_are_left_out():
    answers = [rated(useful=7)] * 5 + [rated(job_relevant=1)] * 4
    found = finding("relevance", answers)
    assert found.headline == (
        "All 5 people agreed: “I would find social media at work useful in my job”."
    )
    answered = dict(cells(found, "Statement", "Answers"))
    assert answered["In my job, using social media at work is relevant."] == "too few to show"


def test_private_use_outweighs_use_at_work():
    more = rated(messaging__private=3, messaging__work=0, wiki__private=1, wiki__work=1)
    same = rated(messaging__private=3, messaging__work=3, wiki__private=0, wiki__work=0)
    found = finding("private-and-work", [more] * 4 + [same] * 2)
    assert found.headline == (
        "4 of 6 people used more kinds of tools in private life than at work."
    )
    assert found.notes == (
        "Counted is use every week or more. Nobody used more kinds at work. The widest gap is"
        " Messaging groups and channels: 6 of 6 in private life, 2 of 6 at work.",
    )


def test_use_at_work_may_be_larger():
    found = finding("private-and-work", [rated(wiki__private=0, wiki__work=3)] * 5)
    assert found.headline.startswith(
        "All 5 people used more kinds of tools at work than in private life"
    )


def test_equal_use_has_no_gap():
    found = finding("private-and-work", [rated(wiki__private=3, wiki__work=3)] * 5)
    assert found.headline == (
        "None of the 5 people used more kinds of tools on one side than on the other."
    )


def test_the_blind_spot_counts_tools_unknown_to_half():
    answers = [rated(discourse=0, slido=0, github=1, linkedin=3)] * 3
    answers += [rated(discourse=1, slido=0, github=1, linkedin=2)] * 3
    found = finding("awareness", answers)
    assert found.headline == (
        "2 of the 3 lesser-known tools are unknown to half or more of those who rated them"
        " (6 people)."
    )
    assert found.notes[0] == "Least known is Slido: news to 6 of 6."


def test_no_blind_spot_names_the_least_known():
    found = finding("awareness", [rated(slido=0)] * 2 + [rated(slido=3)] * 4)
    assert found.headline == (
        "No lesser-known tool is unknown to half of those who rated it (6 people)."
    )
    assert found.notes[0] == "Least known is Slido: news to 2 of 6."


def test_a_tie_names_one_of_the_least_known_and_each_household_name_counts_by_itself():
    answers = [rated(slido=0, discourse=0, linkedin=3, whatsapp=0)] * 2
    answers += [rated(slido=1, discourse=1, linkedin=0, whatsapp=3)] * 3
    found = finding("awareness", answers)
    assert found.notes[0] == (
        "Among the least known is Discourse: news to 2 of 5."
        " 1 of the 2 household names is known to more than half."
    )
    known = finding("awareness", [rated(slido=0, linkedin=3, whatsapp=3)] * 5)
    assert known.notes[0].endswith("Each of the 2 household names is known to more than half.")


def test_ranking_counts_points_from_three_to_one():
    first, second, third, fourth = [item["id"] for item in items("task-ranking")][:4]
    answers = [{"order": [first, second, third]}] * 3 + [{"order": [second, fourth, first]}] * 2
    found = finding("task-ranking", answers)
    label = items("task-ranking")[1]["label"]
    # second: 3 x 2 + 2 x 3 = 12; first: 3 x 3 + 2 x 1 = 11
    assert cells(found, "Points", "First places", "In the first 3")[:2] == [(12, 2, 5), (11, 3, 5)]
    assert found.headline == f"“{label}” comes first: all 5 people put it in their first 3."


def test_ranking_ties_share_first_place():
    first, second = [item["id"] for item in items("task-ranking")][:2]
    found = finding("task-ranking", [{"order": [first]}] * 3 + [{"order": [second]}] * 3)
    assert found.headline == (
        "“Find out who else is working…” and “Keep up with a policy field…” share first place with"
        " 9 points each (6 people)."
    )


def test_orders_are_read_as_a_ring():
    closed = {"order": ["join-practice", "practice-see", "see-join"]}
    broken = {"order": ["see-join", "practice-see", "join-practice"]}
    found = finding("build-loop", [closed] * 4 + [broken] * 2)
    assert found.headline == "4 of 6 people closed the loop as the 2011 post does."
    assert found.notes[0].startswith("A step shared by most, 4 of 6, leads from “We have no")
    # Both orders make three steps, none in common; equal ones stand in the cards' order.
    assert [row[2:] for row in found.rows] == [(4, "yes")] * 3 + [(2, "no")] * 3


def test_votes_for_tools_beside_the_catalogue():
    tasks = [column["id"] for column in views_for("tool-fit")["tool-fit", 1]["columns"]]
    answers = [{"placed": {"linkedin": tasks[0], "slido": "none"}}] * 4
    answers += [{"placed": {"linkedin": tasks[1], "slido": "none"}}]
    found = finding("tool-fit", answers)
    assert found.headline == "All 5 people would use Slido for none of these tasks."
    assert found.notes[0] == "Views differ most on LinkedIn: no column got more than 4 of 5."
    assert found.rows[0][0].startswith("LinkedIn")
    assert found.rows[0][1:3] == (4, 1)
    assert found.rows[0][-1] == "Find out who else is working on this problem (3 of 3)"
    assert found.notes[-1].startswith("For 2 of 2 tools the most votes agree")


def test_a_tie_for_a_tool_names_no_column_as_the_first():
    tasks = [column["id"] for column in views_for("tool-fit")["tool-fit", 1]["columns"]]
    first = {"linkedin": tasks[0], "slido": tasks[0], "discourse": tasks[2]}
    second = {"linkedin": tasks[1], "slido": tasks[1], "discourse": tasks[2]}
    found = finding("tool-fit", [{"placed": first}] * 3 + [{"placed": second}] * 3)
    assert found.headline.startswith("All 6 people would use Discourse")
    assert found.notes[0] == (
        "Views differ most on “LinkedIn” and “Slido”: no column got over 50% of a tool's votes."
    )
    assert found.notes[-1].startswith("For 0 of 3 tools the most votes agree")
    assert found.alt.count("3 of 6 each") == 2


def test_cases_beside_the_record():
    right = {"placed": {"auckland-floods-2023": "absence-harmed"}}
    wrong = {"placed": {"auckland-floods-2023": "engaging-harmed"}}
    found = finding("case-sort", [right] * 3 + [wrong] * 2)
    assert found.headline.startswith("3 of 5 placings agree with the record")
    assert found.rows == (
        ("Record rain in Auckland, 2023", "Staying away did harm", 3, 5, "Staying away did harm"),
    )
    assert any("https://" in note for note in found.notes)


def test_a_source_without_a_publisher_is_its_address():
    sources = [Source(url="https://a.example"), Source(url="https://b.example", publisher="B")]
    assert cited(sources) == "https://a.example; B, https://b.example"


def test_calibration_counts_ranges_that_hold_the_answer():
    answers = [ranges(**{"hawaii-minutes": (30, 40), "npr-traffic": (5, 10)})] * 5
    found = finding("calibration", answers)
    assert (
        found.headline
        == "5 of 10 ranges caught the answer (50%); at 80% sure it should be about 8."
    )
    # 40 - 30 = 10; 10 - 5 + 10 x (5 - 1) = 45
    assert cells(found, "Ranges that caught it", "Middle interval score")[:2] == [(5, 10), (0, 45)]


@pytest.mark.parametrize(
    ("caught", "words"),
    [(8, "close to the 80% aimed at"), (10, "more than the 80% aimed at"), (5, "about 8")],
)
def test_calibration_says_which_side_of_the_aim(caught, words):
    hit, miss = ranges(**{"hawaii-minutes": (1, 180)}), ranges(**{"hawaii-minutes": (1, 2)})
    found = finding("calibration", [hit] * caught + [miss] * (10 - caught))
    assert words in found.headline


def test_intervals_lead_with_the_widest_spread():
    def answer(best):
        near = (2, 6, 3, 80)
        return ranges(**{"rumour-gap.engage.cost": near, "rumour-gap.both.events": best})

    bests = [(1, 4, 2, 80), (1, 4, 2, 80), (5, 20, 10, 80), (5, 20, 10, 80), (5, 20, 10, 80)]
    found = finding("estimates", [answer(best) for best in bests])
    assert found.headline == (
        "Best values differ most on “A rumour fills the silence”: 2 to 10 events (5 people)."
    )
    assert found.notes[0].startswith(
        "A rumour fills the silence. How many in the next 12 months, whichever way we choose: the"
        " group's 80% range is"
    )
    agreed = next(
        row
        for row in found.rows
        if "Staff days for each one, if we take part" in row[0] and row[0].startswith("A rumour")
    )
    # Everyone said 2 to 6 at 80 %: the group's range is that range, its middle sqrt(2 x 6).
    assert agreed[1:] == ("staff days", 2.0, pytest.approx(3.46, abs=0.005), 6.0, 5)


@pytest.mark.parametrize(("people", "drawn"), [(40, 40), (41, 40), (400, 40)])
def test_a_large_room_is_drawn_by_some_of_its_lines_and_told_so(people, drawn):
    answers = [
        ranges(**{"rumour-gap.engage.cost": (best / 2, best * 2, best, 80)})
        for best in range(1, people + 1)
    ]
    found = finding("estimates", answers)
    (row,) = found.picture.rows
    bests = [line["best"] for line in row["people"]]
    assert (len(bests), bests[0], bests[-1]) == (drawn, 1, people)
    assert bool(found.picture.options.get("at_most")) is (people > drawn)
    assert any("at most 40 people's lines" in note for note in found.notes) is (people > drawn)
    assert ("up to 40 drawn" in found.svg("narrow")) is (people > drawn)


def test_identical_estimates_are_called_close():
    found = finding("estimates", [ranges(**{"rumour-gap.engage.cost": (2, 6, 3, 80)})] * 5)
    assert found.headline == (
        "Best values are close: nowhere do they differ by more than a factor of 1."
    )


def test_a_second_round_says_who_changed():
    def person(first, last):
        cost = "rumour-gap.engage.cost"
        return {
            ("estimates", 1): ranges(**{cost: first}),
            ("estimates", 2): ranges(**{cost: last}),
        }

    moved = person((1, 4, 2, 80), (2, 8, 4, 80))
    kept = person((5, 20, 10, 80), (5, 20, 10, 80))
    people = [moved] * 3 + [kept] * 3
    found = build(context("estimates", people, 2))
    assert found.headline.startswith(
        "3 of 6 people changed a number; best values came closer on 1 of 1 quantities."
    )


def test_the_gut_vote_stands_where_it_stands():
    found = finding("gut-check", [rated(side=2)] * 3 + [rated(side=-1)] + [rated(side=0)])
    assert found.headline == (
        "3 of 5 people said “staying away is riskier” and 1 “taking part is riskier”,"
        " 1 in the middle."
    )


def test_the_gut_vote_moves():
    def person(first, last):
        return {("gut-check", 1): rated(side=first), ("gut-check", 2): rated(side=last)}

    people = [person(-1, 1), person(-2, -1), person(2, 2), person(0, 0), person(1, -1)]
    found = build(context("gut-check", [*people, {("gut-check", 2): rated(side=3)}], 2))
    assert found.n == 5
    assert found.headline == (
        "3 of 5 people moved: 2 towards “staying away is riskier”,"
        " 1 towards “taking part is riskier”."
    )
    assert found.notes[0] == (
        "Now “staying away is riskier”: 2 of 5 (before: 2); “taking part is riskier”: 2"
        " (before: 2)."
    )


def test_nobody_moves():
    people = [{("gut-check", 1): rated(side=1), ("gut-check", 2): rated(side=1)}] * 5
    assert build(context("gut-check", people, 2)).headline == "None of the 5 people moved."


def test_what_moved_compares_people_with_themselves():
    person = {
        ("gut-check", 1): rated(side=0),
        ("gut-check", 2): rated(side=1),
        ("relevance", 1): rated(useful=3, job_relevant=4),
        ("relevance", 2): rated(useful=5, job_relevant=4),
        ("relevance", 3): rated(useful=2, job_relevant=4),
    }
    found = build(context("moved", [person] * 5))
    assert found.headline == (
        "Since the first vote, all 5 people moved towards “staying away is riskier”."
    )
    assert found.notes[0] == (
        "“I would find social media at work useful in my job” rose most, from 3.0 to 5.0 on"
        " average (5 people)."
    )
    assert found.rows[-1][1:] == (3.0, 5.0, 2.0, 5)


def test_a_plan_is_only_counted():
    found = finding("plan", [{"cue": "Monday", "act": "read", "tell": "Kim"}] * 3)
    assert found.headline == "3 people have written a plan. Plans are shown to nobody else."
    assert found.rows == ()
    assert "Monday" not in str(found.public())


def test_the_toy_model_says_what_lasts_and_who_guessed():
    answers = [selected("small-permission")] * 2 + [selected("look-around")] * 3
    found = build(context("toy-model", [{("guess-pilot", 1): answer} for answer in answers]))
    assert found.headline == ("In this toy model, only “Small permanent permission” lasts.")
    assert found.notes[0] == (
        "Lasting: more than 10 of 100 people take part after 24 months. 2 of 5 people guessed"
        " exactly that."
    )
    assert found.notes[1] == (
        "The shortest trial that tips it, at the usual settings: 30 of 100 people for 6.3 months"
        " or 80 of 100 people for 2.1 months."
    )
    assert found.notes[2].startswith("Where more than 6 of 100 are always allowed")


def test_the_two_figures_carry_their_caveats():
    found = build(context("two-88s", []))
    assert found.headline == (
        "88 per cent, twice: 88% (United States, 2014) and 88% (Australia, 2014)."
    )
    assert len(found.notes) == 3
    assert all("Source: " in note and "https://" in note for note in found.notes[1:])
