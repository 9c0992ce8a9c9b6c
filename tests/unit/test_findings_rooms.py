"""From a room in a store to a finding, and to what a server passes on."""

import json
import pickle
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from finding_examples import EVERYTHING, selected, shipped

from riskier.findings import finding_of, finding_payload
from riskier.paths import pack_dir
from riskier.room import RoomError, Rooms, open_store
from riskier.sample import sample_people


@pytest.fixture(scope="module")
def sample_room(tmp_path_factory):
    """Return the address of a store with the sample room of three hours, and its code."""
    url = str(tmp_path_factory.mktemp("store") / "rooms.db")
    store = open_store(url)
    rooms = Rooms(store, shipped())
    yield rooms, url, rooms.load(sample_people(shipped(), "180"))
    store.close()


@pytest.mark.parametrize(("about", "number"), EVERYTHING)
def test_every_finding_of_the_sample_room(sample_room, about, number):
    rooms, _, code = sample_room
    found = finding_of(rooms, code, about, number)
    assert found.withheld is None
    assert found.synthetic or found.n == 0
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert list(found.table.columns) == list(found.columns)
    assert json.loads(json.dumps(found.public("/x"))) == found.public("/x")
    assert pickle.loads(pickle.dumps(found)) == found
    if found.picture is not None:
        assert found.alt
        assert found.public("/x")["chart"] == "/x"


def test_a_payload_is_plain_json_with_both_drawings(sample_room):
    _, url, code = sample_room
    payload = finding_payload(url, str(pack_dir()), code, "barriers", 1)
    assert json.loads(json.dumps(payload)) == payload
    assert re.search(r'<svg [^>]*width="110\d"', payload["svg"]["wide"])
    assert re.search(r'<svg [^>]*width="32\d"', payload["svg"]["narrow"])
    assert payload["vega"]["$schema"].endswith(".json")
    assert payload["public"]["headline"].startswith("Made-up sample group of 24: ")


def test_another_process_makes_the_same_payload(sample_room):
    rooms, url, code = sample_room
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        call = pool.submit(finding_payload, url, str(pack_dir()), code, "comparison", 1)
        payload = call.result(timeout=120)
    found = finding_of(rooms, code, "comparison")
    assert payload["public"] == found.public()
    assert payload["svg"]["wide"] == found.svg("wide")


def test_headlines_are_short_enough_for_a_projector(sample_room):
    rooms, _, code = sample_room
    for about, number in EVERYTHING:
        headline = finding_of(rooms, code, about, number).headline
        said = headline.partition("Made-up sample group of ")[2].partition(": ")[2] or headline
        assert len(said) <= 125, said


def test_the_same_answers_say_the_same_in_another_room(sample_room):
    rooms, _, code = sample_room
    other = rooms.load(rooms.export(code))
    for about, number in EVERYTHING:
        assert finding_of(rooms, other, about, number) == finding_of(rooms, code, about, number)
    rooms.delete(other)


def test_what_has_no_chart_has_no_drawing(sample_room):
    _, url, code = sample_room
    payload = finding_payload(url, str(pack_dir()), code, "plan", 1)
    assert payload["svg"] is None
    assert payload["vega"] is None
    assert "written a plan" in payload["public"]["headline"]


def test_alone_the_sample_group_answers_too(rooms):
    solo = rooms.solo()
    rooms.submit(solo.code, solo.participant, "barriers", 1, selected("no-time"))
    found = finding_of(rooms, solo.code, "barriers")
    assert found.n == 24
    assert found.synthetic
    assert found.headline.startswith("Made-up sample group of 24: ")
    assert found.headline.endswith(" You picked “I have no time. Other things come first”.")


@pytest.mark.parametrize(("about", "number"), EVERYTHING)
def test_alone_and_unanswered_every_finding_is_there(rooms, about, number):
    found = finding_of(rooms, rooms.solo().code, about, number)
    assert found.withheld is None


def test_a_hidden_text_is_gone_from_the_finding(rooms):
    code = rooms.new().code
    rooms.move(code, activity="stop", phase="open")
    for number in range(6):
        person = rooms.participant(code, rooms.join(code).token)
        answer = {"texts": [f"Habit {number}"], "votes": []}
        rooms.submit(code, person, "stop", 1, answer)
    rooms.move(code, phase="closed")
    doomed = next(each for each in rooms.texts(code, "stop", 1) if each["text"] == "Habit 3")
    assert "Habit 3" in str(finding_of(rooms, code, "stop").public())
    rooms.move(code, hide=doomed["id"])
    found = finding_of(rooms, code, "stop")
    assert "Habit 3" not in str(found)
    assert found.headline == "5 people wrote 5 texts."


def test_an_unknown_room_is_an_error(rooms):
    with pytest.raises(RoomError, match="ABC"):
        finding_of(rooms, "ABCDEF", "barriers")


def test_a_server_that_only_passes_findings_on_loads_no_chart_library():
    code = (
        "import sys, riskier.findings, riskier.findings.selection;"
        "print([name for name in ('altair', 'pandas', 'vl_convert', 'numpy') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
