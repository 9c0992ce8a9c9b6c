"""Paper worksheets keyed in by the facilitator, over every store."""

import pytest

from riskier.export.printing.order import Order
from riskier.export.printing.worksheets import worksheets
from riskier.room import RoomError, Rooms

GUT = {"ratings": {"side": 1, "sure": 60}}
RANGE = {"lowest": 1, "highest": 9, "best": 4, "confidence": 80}


@pytest.fixture
def code(rooms: Rooms) -> str:
    return rooms.new(k_min=5).code


def enter(rooms, code, mark, answer=GUT, activity="gut-check", **how):
    number = how.pop("number", 1)
    return rooms.paper.enter(code, activity, number, mark=mark, answer=answer, **how).result()


def take_back(rooms, code, mark, activity="gut-check", number=1):
    return rooms.paper.take_back(code, activity, number, mark=mark).result()


def answers(rooms, code, activity="gut-check", number=1):
    return [person[activity, number] for person in rooms.people(code, [(activity, number)])]


def test_a_sheet_is_an_answer_of_somebody_new(rooms: Rooms, code):
    enter(rooms, code, "fish")
    enter(rooms, code, "tree", {"ratings": {"side": -2}})
    assert sorted(map(str, answers(rooms, code))) == [
        "{'ratings': {'side': -2}}",
        "{'ratings': {'side': 1, 'sure': 60}}",
    ]
    assert rooms.get(code).joined == 2
    assert rooms.paper.questions(code)[1]["answered"] == 2


def test_a_mark_finds_the_same_person_again_however_it_is_typed(rooms: Rooms, code):
    enter(rooms, code, " Fish  Bone")
    enter(rooms, code, "fish bone", {"ratings": {"side": -3}}, number=2)
    assert rooms.get(code).joined == 1
    people = rooms.people(code, [("gut-check", 1), ("gut-check", 2)])
    assert [len(person) for person in people] == [2]


def test_the_same_sheet_twice_is_once_and_another_must_be_meant(rooms: Rooms, code):
    seq = enter(rooms, code, "fish")
    assert enter(rooms, code, "fish") == seq
    with pytest.raises(RoomError, match="with this mark is in") as refused:
        enter(rooms, code, "fish", {"ratings": {"side": 0}})
    assert (refused.value.code, refused.value.field) == ("entered_already", "mark")
    enter(rooms, code, "fish", {"ratings": {"side": 0}}, replace=True)
    assert answers(rooms, code) == [{"ratings": {"side": 0}}]
    assert rooms.get(code).joined == 1


def test_a_sheet_taken_back_leaves_nothing(rooms: Rooms, code):
    before = rooms.finding_version(code, "gut-check")
    enter(rooms, code, "fish")
    after = rooms.finding_version(code, "gut-check")
    take_back(rooms, code, "fish")
    assert answers(rooms, code) == []
    assert rooms.get(code).joined == 0
    assert rooms.paper.questions(code)[1]["answered"] == 0
    assert len({before, after, rooms.finding_version(code, "gut-check")}) == 3
    with pytest.raises(RoomError, match="nothing was taken back") as refused:
        take_back(rooms, code, "fish")
    assert refused.value.code == "not_entered"
    rooms.move(code, settings={"run_sheet": "45"})


def test_taking_back_one_sheet_leaves_the_persons_others(rooms: Rooms, code):
    enter(rooms, code, "fish")
    enter(rooms, code, "fish", number=2)
    take_back(rooms, code, "fish", number=2)
    assert rooms.get(code).joined == 1
    assert len(answers(rooms, code)) == 1


def test_nobody_with_a_device_can_be_overwritten_or_taken_out(rooms: Rooms, code):
    rooms.move(code, activity="gut-check", phase="open")
    token = rooms.join(code).token
    rooms.submit(code, rooms.participant(code, token), "gut-check", 1, GUT)
    for mark in (token[:60], rooms.participant(code, token)):
        with pytest.raises(RoomError, match="no sheet"):
            take_back(rooms, code, mark)
        enter(rooms, code, mark, {"ratings": {"side": -3}})
    assert GUT in answers(rooms, code)
    assert len(answers(rooms, code)) == 3


def test_a_question_never_opened_is_closed_so_that_results_hold_it(rooms: Rooms, code):
    assert rooms.phase(code, "gut-check") == "waiting"
    enter(rooms, code, "fish")
    assert rooms.phase(code, "gut-check") == "closed"
    rooms.move(code, activity="gut-check", phase="open")
    enter(rooms, code, "tree")
    assert rooms.phase(code, "gut-check") == "open"


def test_what_is_revealed_or_ended_takes_no_sheet_and_gives_none_back(rooms: Rooms, code):
    enter(rooms, code, "fish")
    rooms.move(code, ended=True)
    for refused in (enter, take_back):
        with pytest.raises(RoomError, match="has ended"):
            refused(rooms, code, "fish")
    rooms.move(code, ended=False)
    rooms.move(code, activity="gut-check", phase="revealed")
    for refused in (enter, take_back):
        with pytest.raises(RoomError, match="in the difference"):
            refused(rooms, code, "fish")
    assert "result is out" in rooms.paper.questions(code)[1]["why_not"]


def test_the_order_is_that_of_the_printed_sheets(rooms: Rooms, pack):
    for sheet in ("45", "90", "180"):
        (printed,) = worksheets(Order(pack, sheet))
        asked = rooms.paper.questions(rooms.new(run_sheet=sheet).code)
        assert [each["place"] for each in asked] == [
            each["place"].partition(" · ")[0] for each in printed.content["sheets"]
        ]
        for each, on_paper in zip(asked, printed.content["sheets"], strict=True):
            assert each["heading"] == on_paper["heading"]
            assert each["view"]["items"] == on_paper["items"]


def test_a_second_sheet_of_estimates_keeps_what_was_not_changed(rooms: Rooms, code):
    lines = [item["id"] for item in rooms.view(code, "estimates")["items"][:2]]
    first = {"estimates": dict.fromkeys(lines, RANGE)}
    enter(rooms, code, "fish", first, "estimates")
    enter(rooms, code, "fish", {"estimates": {lines[1]: {"best": 5}}}, "estimates", number=2)
    assert answers(rooms, code, "estimates", 2) == [
        {"estimates": {lines[0]: RANGE, lines[1]: RANGE | {"best": 5}}}
    ]
    with pytest.raises(RoomError, match="Nothing is filled in"):
        enter(rooms, code, "tree", {"estimates": {}}, "estimates", number=2)


def test_plans_are_nobody_elses(rooms: Rooms, code):
    plan = {"cue": "on Monday", "act": "read", "tell": "nobody"}
    with pytest.raises(RoomError, match="stay with the people"):
        enter(rooms, code, "fish", plan, "plan")
    sheets = {each["activity"]: each for each in rooms.paper.questions(code)}
    assert sheets["plan"]["why_not"].startswith("Plans stay")


def test_votes_are_for_sentences_that_enough_people_wrote(rooms: Rooms, code):
    def ballot():
        return next(
            each
            for each in rooms.paper.questions(code)
            if (each["activity"], each["round"]) == ("translate", 2)
        )

    for index in range(4):
        enter(rooms, code, str(index), {"texts": [f"Text {index}"]}, "translate")
    assert ballot()["view"]["candidates"] == []
    assert "at least 5 people" in ballot()["why_not"]
    enter(rooms, code, "4", {"texts": ["Text 4"]}, "translate")
    texts = ballot()["view"]["candidates"]
    assert {text["text"] for text in texts} == {f"Text {index}" for index in range(5)}
    assert texts == ballot()["view"]["candidates"], "numbers that were read out must hold"
    enter(rooms, code, "0", {"votes": [texts[2]["id"]]}, "translate", number=2)
    votes = {text["text"]: text["votes"] for text in rooms.texts(code, "translate")}
    assert votes[texts[2]["text"]] == 1
    # While devices are still being asked nobody reads what was written.
    rooms.move(code, activity="translate", phase="open")
    assert ballot()["view"]["candidates"] == []


def on_devices(rooms, code, count, ratings):
    """Let people with devices answer the open question."""
    for _ in range(count):
        person = rooms.participant(code, rooms.join(code).token)
        rooms.submit(code, person, "gut-check", 1, {"ratings": ratings})


def test_sheets_show_at_once_and_make_no_other_answer_show(rooms: Rooms, code):
    rooms.move(code, activity="gut-check", phase="open")
    on_devices(rooms, code, 5, {"side": 1})
    rooms.move(code, phase="closed")
    enter(rooms, code, "before", {"ratings": {"side": 2}})
    assert len(answers(rooms, code)) == 6
    rooms.move(code, phase="open")
    on_devices(rooms, code, 1, {"side": -3})
    enter(rooms, code, "while open", {"ratings": {"side": 2}})
    rooms.move(code, phase="closed")
    for index in range(5):
        enter(rooms, code, str(index), {"ratings": {"side": 2}})
    shown = [answer["ratings"]["side"] for answer in answers(rooms, code)]
    assert sorted(shown) == [1] * 5 + [2] * 7, "the late answer of one person waits for others"


def test_a_device_after_a_session_on_paper_waits_for_others(rooms: Rooms, code):
    for index in range(12):
        enter(rooms, code, str(index))
    assert len(answers(rooms, code)) == 12, "all sheets count, not the first ten"
    rooms.move(code, activity="gut-check", phase="open")
    on_devices(rooms, code, 1, {"side": -3})
    rooms.move(code, phase="closed")
    assert len(answers(rooms, code)) == 12


@pytest.mark.parametrize("mark", ["", "  ", "x" * 61, None, 7, ["fish"]])
def test_a_mark_is_a_short_text(rooms: Rooms, code, mark):
    with pytest.raises(RoomError, match="A mark has 1 to 60"):
        enter(rooms, code, mark)
    assert rooms.get(code).joined == 0


def test_half_a_character_in_a_mark_does_no_harm(rooms: Rooms, code):
    enter(rooms, code, "fish\ud83d")
    assert rooms.get(code).joined == 1


def test_no_mark_is_kept(sqlite_rooms: Rooms, tmp_path):
    code = sqlite_rooms.new().code
    enter(sqlite_rooms, code, "SECRETMARK")
    sqlite_rooms.store.close()
    for file in tmp_path.iterdir():
        assert b"secretmark" not in file.read_bytes().lower()


# Totals


def totals(rooms, code, activity, people, counts):
    done = rooms.paper.enter_totals(code, activity, 1, mark="count", people=people, counts=counts)
    return done.result()


def test_totals_become_as_many_people_as_were_counted(rooms: Rooms, code):
    options = [item["id"] for item in rooms.view(code, "barriers")["items"]]
    counts = {options[0]: 7, options[1]: 7, options[2]: 6, options[3]: 1}
    seq = totals(rooms, code, "barriers", 7, counts)
    given = [answer["selected"] for answer in answers(rooms, code, "barriers")]
    assert len(given) == 7
    assert max(map(len, given)) <= 3
    assert {name: sum(name in each for each in given) for name in counts} == counts
    assert totals(rooms, code, "barriers", 7, counts) == seq, "sent again it is the same"
    take_back(rooms, code, "count", "barriers")
    assert rooms.get(code).joined == 0


def test_totals_of_lines_and_cards(rooms: Rooms, code):
    lines = [item["id"] for item in rooms.view(code, "relevance")["items"]]
    points = [f"{point['value']:g}" for point in rooms.view(code, "relevance")["scale"]["points"]]
    totals(rooms, code, "relevance", 6, {lines[0]: {points[0]: 4, points[-1]: 2}})
    given = [answer["ratings"].get(lines[0]) for answer in answers(rooms, code, "relevance")]
    assert sorted(given) == [float(points[0])] * 4 + [float(points[-1])] * 2
    view = rooms.view(code, "case-sort")
    card, column = view["items"][0]["id"], view["columns"][1]["id"]
    totals(rooms, code, "case-sort", 6, {card: {column: 5}})
    placed = [answer["placed"] for answer in answers(rooms, code, "case-sort")]
    assert sorted(map(len, placed)) == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("activity", "people", "counts", "words"),
    [
        ("gut-check", 6, {}, "one by one"),
        ("estimates", 6, {}, "one by one"),
        ("barriers", 0, {}, "from 1 to 1000"),
        ("barriers", True, {}, "from 1 to 1000"),
        ("barriers", "6", {}, "from 1 to 1000"),
        ("barriers", 6, {"no-time": 7}, "from 0 to 6"),
        ("barriers", 6, {"no-time": -1}, "from 0 to 6"),
        ("barriers", 6, {"nowhere": 1}, "not part of this"),
        ("barriers", 6, [], "a count for each name"),
        ("relevance", 6, {"x": {"1": 1}}, "not part of this"),
        ("relevance", 6, {"x": {"17": 1}}, "cannot be chosen"),
    ],
)
def test_totals_that_cannot_be_say_why(  # noqa: PLR0917 - one argument a part of the case
    rooms: Rooms, code, activity, people, counts, words
):
    with pytest.raises(RoomError, match=words):
        totals(rooms, code, activity, people, counts)
    assert rooms.get(code).joined == 0


def test_more_than_everybody_cannot_have_chosen(rooms: Rooms, code):
    names = [item["id"] for item in rooms.view(code, "ground-rules")["items"]]
    most = rooms.view(code, "ground-rules")["max_selected"]
    counts = dict.fromkeys(names, 4)
    assert most < len(names)
    with pytest.raises(RoomError, match="at most"):
        totals(rooms, code, "ground-rules", 4, counts)
    lines = [item["id"] for item in rooms.view(code, "relevance")["items"]]
    with pytest.raises(RoomError, match="are counted on this line, of 4"):
        totals(rooms, code, "relevance", 4, {lines[0]: {"1": 3, "2": 3}})
