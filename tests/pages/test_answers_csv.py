import csv
import io

from riskier.pages.answers import COLUMNS, answers_csv


def lines(*answers):
    people = [{"answers": answer} for answer in answers]
    text = answers_csv({"people": people})
    assert text.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert table[0] == list(COLUMNS)
    return table[1:]


def test_each_kind_becomes_lines():
    assert lines({"barriers/1": {"selected": ["a", "b"]}}) == [
        ["1", "barriers", "1", "a", "selected", "1"],
        ["1", "barriers", "1", "b", "selected", "1"],
    ]
    assert lines({"x/2": {"ratings": {"i": 3.0}}}) == [["1", "x", "2", "i", "rating", "3.0"]]
    assert lines({"x/1": {"order": ["b", "a"]}})[1] == ["1", "x", "1", "a", "place", "2"]
    assert lines({"x/1": {"placed": {"c": "d"}}}) == [["1", "x", "1", "c", "column", "d"]]
    assert lines({"x/1": {"estimates": {"h.events": {"best": 2}}}}) == [
        ["1", "x", "1", "h.events", "best", "2"]
    ]
    assert lines({"x/1": {"texts": ["", "said"], "votes": ["t1"]}}) == [
        ["1", "x", "1", "2", "text", "said"],
        ["1", "x", "1", "t1", "vote", "1"],
    ]
    assert lines({"x/1": {"cue": "(kept private)", "act": "", "tell": ""}}) == [
        ["1", "x", "1", "", "cue", "(kept private)"]
    ]


def test_an_empty_answer_is_still_an_answer():
    assert lines({"x/1": {"selected": []}}) == [["1", "x", "1", "", "nothing", ""]]


def test_people_are_numbered():
    assert [line[0] for line in lines({"x/1": {"selected": ["a"]}}, {"x/1": {"selected": ["a"]}})]


def test_commas_quotes_and_line_breaks_stay_in_their_cell():
    said = 'He said "no, never",\nand left; ünï – 漢字 🙂'
    assert lines({"x/1": {"texts": [said]}})[0][-1] == said


def test_a_text_is_never_a_formula():
    for said in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        assert lines({"x/1": {"texts": [said]}})[0][-1] == f"'{said}"
