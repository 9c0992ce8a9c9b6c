"""A broken pack: every fault is listed, with file, key, value and what is allowed."""

import pytest
from pack_files import FILES, SOUND, faults_in, record

from riskier.pack import Fault, PackError, load_pack


def test_the_shipped_pack_has_no_faults(folder):
    assert load_pack(folder).id == load_pack().id


def test_no_folder(tmp_path):
    [fault] = faults_in(tmp_path / "nope")
    assert fault.value == "no such folder"
    assert fault.file.endswith("nope")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_the_only_fault(folder, name):
    (folder / name).unlink()
    assert [(fault.file, fault.value) for fault in faults_in(folder)] == [(name, "no such file")]


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_place_of_a_file(folder, name):
    (folder / name).unlink()
    (folder / name).mkdir()
    [fault] = faults_in(folder)
    assert fault.file == name
    assert "readable file" in fault.allowed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "Expecting value"),
        ("{", "Expecting property name"),
        ('{"a": 1, "a": 2}', "the key 'a' appears twice"),
        ('{"a": NaN}', "NaN is not a JSON number"),
        ('{"a": "\\ud800"}', "hex escape"),
        ("[" * 100_000, "recursion"),
        ('{"a": ' + "[" * 300 + "]" * 300 + "}", "recursion"),
        ("9" * 5000, "4300 digits"),
    ],
)
def test_what_is_not_json(folder, text, found):
    (folder / "cases.json").write_text(text, encoding="utf-8")
    [fault] = faults_in(folder)
    assert fault.file == "cases.json"
    assert found in fault.value
    assert fault.allowed.startswith("JSON")


def test_json_that_is_not_an_object(folder):
    (folder / "cases.json").write_text("[1, 2]", encoding="utf-8")
    assert [(f.value, f.allowed) for f in faults_in(folder)] == [("[1, 2]", "a JSON object")]


def test_bytes_that_are_not_utf_8(folder):
    (folder / "tools.json").write_bytes(b'{"a": "\xff"}')
    [fault] = faults_in(folder)
    assert fault.value == "byte 0xff at position 7"


def test_a_file_that_is_too_large(folder):
    (folder / "tools.json").write_bytes(b" " * 10_000_001)
    [fault] = faults_in(folder)
    assert fault.value == "10000001 bytes"


def test_an_unknown_key_names_the_keys_there_are(break_it):
    [fault] = break_it("cases.json", lambda d: d["cases"][0].update(colour="red"))
    assert fault.key == "cases[nypd-mynypd-hashtag-2014].colour"
    assert fault.value == "'red'"
    assert "id, title, organisation" in fault.allowed


def test_an_unknown_key_of_an_activity_names_the_keys_of_its_kind(break_it):
    [fault] = break_it("agenda.json", lambda d: d["activities"][1].update(colour="red"))
    assert fault.key == "activities[gut-check].colour"
    assert "scale" in fault.allowed
    assert "max_selected" not in fault.allowed


def test_an_unknown_kind(break_it):
    [fault] = break_it("agenda.json", lambda d: d["activities"][0].update(kind="slider"))
    assert (fault.key, fault.value) == ("activities[ground-rules].kind", "'slider'")
    assert "'choice', 'scale', 'rank'" in fault.allowed


def test_a_missing_kind(break_it):
    [fault] = break_it("agenda.json", lambda d: d["activities"][0].pop("kind"))
    assert (fault.key, fault.value) == ("activities[ground-rules].kind", "nothing")


def test_a_missing_key(break_it):
    [fault] = break_it("tasks.json", lambda d: d["tasks"][0].pop("label"))
    assert fault == Fault(
        "tasks.json", "tasks[find-peers].label", "nothing", "text; this key is required"
    )


@pytest.mark.parametrize(
    ("key", "allowed"),
    [
        ("openness", "'public' or 'invited' or 'closed'"),
        ("lurk_possible", "true or false"),
        ("first_year", "a whole number or null"),
        ("risk_notes", "a list of text"),
        ("sources", "a list of objects, each with url, title, publisher, date, supports"),
    ],
)
def test_a_missing_key_says_what_it_may_hold(break_it, key, allowed):
    [fault] = break_it("tools.json", lambda d: d["tools"][0].pop(key))
    assert fault.allowed == f"{allowed}; this key is required"


def test_a_number_written_as_text(break_it):
    [fault] = break_it("cases.json", lambda d: d["cases"][0].update(year="2014"))
    assert (fault.value, fault.allowed) == ("'2014'", "a valid integer")


def test_a_value_from_a_list_names_the_list(break_it):
    [fault] = break_it("tools.json", lambda d: d["tools"][0].update(cost="cheap"))
    assert fault.allowed == "'free', 'freemium' or 'paid'"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("cases.json", "cases"),
        ("tasks.json", "tasks"),
        ("evidence.json", "evidence"),
        ("calibration.json", "questions"),
        ("relevance.json", "statements"),
    ],
)
def test_a_record_without_its_sources(break_it, name, key):
    [fault] = break_it(name, lambda d: d[key][0].update(sources=[]))
    assert fault.key.endswith(".sources")
    assert fault.allowed == "at least 1 of them"


def test_a_tool_that_was_read_needs_its_source(break_it):
    [fault] = break_it("tools.json", lambda d: d["tools"][0].update(sources=[]))
    assert "source-read needs at least one source" in fault.allowed


def test_an_address_that_is_none(break_it):
    def edit(document):
        document["evidence"][0]["sources"][0]["url"] = "javascript:alert(1)"

    [fault] = break_it("evidence.json", edit)
    assert fault.key == "evidence[aps-2014-not-for-work].sources[0].url"


def test_a_range_in_the_wrong_order(break_it):
    def edit(document):
        hazard = record(document, "hazards", "open-invite")
        hazard["drivers"]["engage"]["cost_per_event"]["best"] = 60

    [fault] = break_it("hazards.json", edit)
    assert fault.key == "hazards[open-invite].drivers.engage.cost_per_event"
    assert fault.allowed == "lowest (5), best (60) and highest (50) must rise in this order"


def test_a_common_cause_happens_equally_often_on_both_sides(break_it):
    def edit(document):
        hazard = record(document, "hazards", "rumour-gap")
        hazard["drivers"]["engage"]["events_per_year"]["best"] *= 1.1

    [fault] = break_it("hazards.json", edit)
    assert "common cause" in fault.allowed


def test_bands_without_a_gap(break_it):
    def edit(document):
        document["likelihood"][0]["bands"][0]["highest"] = 0.001

    [fault] = break_it("scales.json", edit)
    assert "must start where the one below ends, at 0.001" in fault.allowed


def test_a_grid_with_a_hole(break_it):
    [fault] = break_it("scales.json", lambda d: d["grid"]["cells"].pop(0))
    assert (fault.key, fault.value) == ("grid.cells[1, 1]", "no cell")


def test_a_setting_out_of_its_limits(break_it):
    def edit(document):
        document["scenarios"][0]["parameters"]["S"] = 3

    [fault] = break_it("cycle.json", edit)
    assert (fault.value, fault.allowed) == ("3", "0 to 0.3")


@pytest.mark.parametrize(
    ("name", "edit", "key"),
    [
        (
            "tools.json",
            lambda d: d["tools"][0].update(family="nope"),
            "tools[x-twitter].family",
        ),
        (
            "hazards.json",
            lambda d: d["hazards"][0]["case_ids"].append("nope"),
            "hazards[misfire-post].case_ids",
        ),
        (
            "translations.json",
            lambda d: d["translations"][0].update(task_id="nope"),
            "translations[peeling-soles].task_id",
        ),
        (
            "translations.json",
            lambda d: d["translations"][0]["tool_ids"].append("nope"),
            "translations[peeling-soles].tool_ids",
        ),
        (
            "barriers.json",
            lambda d: d["barriers"][0]["refs"].append("cases:nope"),
            "barriers[no-use-for-me].refs",
        ),
        (
            "calibration.json",
            lambda d: d["questions"][0]["refs"].append("evidence:nope"),
            "questions[hawaii-minutes].refs",
        ),
        ("cycle.json", lambda d: d["links"][0].update({"to": "nope"}), "links[see-join].to"),
        ("cycle.json", lambda d: d["loops"][0]["links"].append("nope"), "loops[stuck-loop].links"),
        (
            "agenda.json",
            lambda d: record(d, "activities", "awareness")["items_from"]["ids"]["90"].append(
                "nope"
            ),
            "activities[awareness].items_from.ids.90",
        ),
        (
            "agenda.json",
            lambda d: record(d, "exhibits", "loop").update(of="nope"),
            "exhibits[loop].of",
        ),
        (
            "agenda.json",
            lambda d: record(d, "exhibits", "two-88s")["evidence"].append("nope"),
            "exhibits[two-88s].evidence",
        ),
        (
            "agenda.json",
            lambda d: record(d, "steps", "pairs").update(shows="nope"),
            "steps[pairs].shows",
        ),
        (
            "agenda.json",
            lambda d: record(d, "activities", "flip")["items_from"].update(result_of="nope"),
            "activities[flip].items_from.result_of",
        ),
    ],
)
def test_a_reference_that_leads_nowhere(break_it, name, edit, key):
    [fault] = break_it(name, edit)
    assert (fault.file, fault.key, fault.value) == (name, key, "'nope'")


def test_an_id_that_repeats(break_it):
    [fault] = break_it("barriers.json", lambda d: d["barriers"].append(d["barriers"][0]))
    assert (fault.value, fault.allowed) == ("'no-use-for-me'", "each id once")


def test_an_exhibit_may_not_take_the_id_of_an_activity(break_it):
    def edit(document):
        record(document, "exhibits", "matrix")["id"] = "flip"

    assert "exhibits: got 'flip'; allowed: an id that no activity has" in "\n".join(
        str(fault) for fault in break_it("agenda.json", edit)
    )


@pytest.mark.parametrize(
    ("row", "key", "value"),
    [
        ("nope,find-peers,1,x", "tool_id", "'nope'"),
        ("slido,nope,1,x", "task_id", "'nope'"),
        ("slido,warn-emergency,4,x", "line 403, fit", "'4'"),
        ("slido,warn-emergency,1", "line 403", "3 columns"),
        ("x-twitter,find-peers,1,x", "tool_id, task_id", "x-twitter, find-peers"),
    ],
)
def test_a_wrong_row_of_the_table(folder, row, key, value):
    (folder / "fit.csv").write_bytes(SOUND["fit.csv"] + row.encode() + b"\n")
    [fault] = faults_in(folder)
    assert (fault.file, fault.key, fault.value) == ("fit.csv", key, value)


def test_a_wrong_column_of_the_table(folder):
    (folder / "fit.csv").write_bytes(SOUND["fit.csv"].replace(b"task_id", b"task", 1))
    [fault] = faults_in(folder)
    assert (fault.key, fault.allowed) == ("line 1", "tool_id,task_id,fit,why")


def test_quotes_that_never_end(folder):
    (folder / "fit.csv").write_bytes(SOUND["fit.csv"] + b'slido,recruit,1,"x\n')
    [fault] = faults_in(folder)
    assert fault.allowed.startswith("comma-separated values")


def test_only_talk_keeps_something_on_show(break_it):
    [fault] = break_it("agenda.json", lambda d: record(d, "steps", "plan").update(shows="loop"))
    assert fault.allowed == "nothing: only a talk step keeps another on show"


def test_minutes_that_do_not_add_up(break_it):
    def edit(document):
        record(document, "steps", "break")["minutes"]["180"] = 16

    [fault] = break_it("agenda.json", edit)
    assert fault.value == "181 minutes in all"
    assert fault.allowed == "exactly 180 minutes"


def test_more_to_answer_than_there_is_time_for(break_it):
    def edit(document):
        record(document, "activities", "estimates")["items_from"]["take"]["90"] = 5

    [fault] = break_it("agenda.json", edit)
    assert fault.key == "steps[estimates-first].minutes.90"
    assert fault.value == "9 minutes for 570 seconds of answering"


def test_rounds_out_of_order(break_it):
    def edit(document):
        record(document, "steps", "last-thought")["round"] = 1

    faults = break_it("agenda.json", edit)
    assert {fault.allowed for fault in faults} == {"2, as rounds come in order"}


def test_a_round_that_is_not_there(break_it):
    def edit(document):
        record(document, "steps", "plan")["round"] = 2

    assert "a round of plan: 1" in {fault.allowed for fault in break_it("agenda.json", edit)}


def test_stages_out_of_order(break_it):
    def edit(document):
        document["steps"].append(document["steps"].pop(0))

    faults = break_it("agenda.json", edit)
    assert {fault.value for fault in faults} == {"welcome after commitments"}


def test_more_to_select_than_there_are(break_it):
    def edit(document):
        record(document, "activities", "guess-pilot")["max_selected"] = 6

    faults = break_it("agenda.json", edit)
    assert {fault.allowed for fault in faults} == {"at most 5, the number of items"}


def test_a_case_without_a_card_cannot_be_sorted(break_it):
    [*faults] = break_it(
        "cases.json", lambda d: record(d, "cases", "auckland-floods-2023").pop("card")
    )
    assert {(fault.file, fault.allowed) for fault in faults} == {
        ("agenda.json", "a case that has a card")
    }


def test_one_fault_does_not_hide_another(folder, break_it):
    (folder / "scales.json").write_text("{", encoding="utf-8")
    (folder / "fit.csv").write_bytes(SOUND["fit.csv"] + b"nope,find-peers,1,x\n")
    break_it("cases.json", lambda d: d["cases"][0].update(colour="red"))
    break_it("hazards.json", lambda d: d["hazards"][1]["case_ids"].append("nope"))

    def edit(document):
        document["activities"][0]["kind"] = "slider"
        record(document, "steps", "break")["minutes"]["180"] = 16

    faults = break_it("agenda.json", edit)
    assert [(fault.file, fault.key) for fault in faults] == [
        ("agenda.json", "activities[ground-rules].kind"),
        ("agenda.json", "steps, run sheet 180"),
        ("cases.json", "cases[nypd-mynypd-hashtag-2014].colour"),
        ("fit.csv", "tool_id"),
        ("hazards.json", "hazards[open-invite].case_ids"),
        ("scales.json", ""),
    ]


def test_the_error_says_all_of_it(break_it):
    with pytest.raises(PackError, match=r"cases\.json: cases\[nypd.*year: got '2014'; allowed"):
        raise PackError(break_it("cases.json", lambda d: d["cases"][0].update(year="2014")))
