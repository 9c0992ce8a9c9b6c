import shutil
from pathlib import Path

import altair as alt
import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets import Layout
from tests.pages.answers import fitting
from traitlets import TraitError

from riskier import pages
from riskier.pages.errors import NotYetError, PageError
from riskier.pages.live import LiveRoom
from riskier.pages.liveviews import LiveView
from riskier.pages.plain import Stack, Text
from riskier.pages.stages import StagePage
from riskier.pages.views import ActivityView, ExhibitView

STATUS = 'role="status"'


@pytest.fixture
def page(rooms, me):
    return StagePage("relevance", rooms, me)


@pytest.fixture
def here(monkeypatch, tmp_path):
    for name in ("RISKIER_ROOM", "RISKIER_SOLO", "HTTP_X_RISKIER_ROOM", "HTTP_X_RISKIER_SOLO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RISKIER_STORE", str(tmp_path / "rooms.db"))


def only_round(view):
    return view.children[-1].rounds[0]


def answer(view):
    view.question.answer = fitting(view.asked.view)


def test_it_shows_what_is_asked_for(page):
    kinds = [type(child) for child in page.show("barriers", "two-88s").children[1:]]
    assert kinds == [ActivityView, ExhibitView]


def test_an_unknown_name_is_answered_with_the_known(page):
    with pytest.raises(PageError, match="barriers"):
        page.show("bariers")
    with pytest.raises(PageError, match="two-88s"):
        page.finding("nothing")


def test_an_answer_in_the_page_is_saved_and_opens_the_group(page):
    view = only_round(page.show("barriers"))
    assert view.gate.disabled
    assert "Answer first" in view.why.value
    # A page has many such lines; only what became of a press is told to screen readers.
    assert STATUS not in view.why.value
    answer(view)
    assert view.question.saved["state"] == "saved"
    assert not view.gate.disabled
    view.gate.click()
    assert STATUS in view.why.value
    assert view.group.headline.startswith("Made-up sample group")
    assert "To think about" in view.talk.value
    assert view.gate.description == "Show me the group again"


def test_a_refused_answer_says_so_beside_its_control(page):
    view = only_round(page.show("barriers"))
    view.question.answer = {"selected": ["<script>"]}
    assert view.question.saved["state"] == "refused"
    assert view.question.saved["field"] == "selected"
    assert view.gate.disabled


def test_a_click_that_the_page_does_not_allow_shows_nothing(page):
    view = only_round(page.show("barriers"))
    view.show_group()
    assert "Answer first" in view.why.value
    assert len(view.group.children) == 1


def test_the_numbers_can_be_had_once_they_may_be_seen(page):
    with pytest.raises(NotYetError, match="Answer first"):
        _ = page.finding("barriers").chart
    answer(only_round(page.show("barriers")))
    finding = page.finding("barriers")
    assert list(finding.table.columns)
    assert finding.chart.to_dict()
    assert (alt.renderers.active, alt.renderers.options["offline"]) == ("jupyter", True)
    assert finding.n > 0


def test_a_second_round_appears_with_the_first_answers(rooms, me):
    activity = StagePage("risk", rooms, me).show("estimates").children[-1]
    answer(activity.rounds[0])
    assert len(activity.rounds) == 1
    activity.rounds[0].show_group()
    assert len(activity.rounds) == 2
    assert activity.rounds[1].question.previous == activity.rounds[0].question.answer


def test_a_chart_that_fails_leaves_the_page_standing(page, monkeypatch):
    view = only_round(page.show("barriers"))
    answer(view)
    monkeypatch.setattr(view.group, "_get", lambda: 1 / 0)
    view.show_group()
    assert "could not be drawn" in view.group.children[0].value


def test_the_recap_follows_the_answers(page):
    view = only_round(page.show("barriers"))
    recap = page.recap().children[-1]
    assert "answered 0 of 1" in recap.value
    answer(view)
    assert "answered 1 of 1" in recap.value
    assert page.who.solo.resume_code in recap.value


def test_people_s_words_are_never_markup(rooms, me):
    rooms.pack.activity("stop")
    page = StagePage("commitments", rooms, me)
    view = only_round(page.show("stop"))
    view.question.answer = {"texts": ["<img src=x onerror=alert(1)>"]}
    view.gate.click()
    assert "<img" not in view.head.value + view.talk.value + page.recap().children[-1].value


def test_a_room_s_page_has_no_controls_and_waits_for_the_reveal(rooms, live):
    page = StagePage("relevance", rooms, LiveRoom(rooms, live))
    view = page.show("barriers").children[-1].children[0]
    assert isinstance(view, LiveView)
    assert "Not open yet" in view.phase.value
    assert STATUS not in view.phase.value
    rooms.move(live, step="barriers", phase="open")
    view.refresh()
    assert "your own device" in view.phase.value
    rooms.move(live, phase="closed")
    rooms.move(live, phase="revealed")
    view.refresh()
    assert view.phase.value == ""
    assert view.finding.headline


def test_a_room_s_page_names_its_own_topic(rooms):
    code = rooms.new(topic="our staff wiki").code
    view = StagePage("welcome", rooms, LiveRoom(rooms, code)).show("gut-check").children[-1]
    assert "our staff wiki" in view.children[0].head.value


def test_a_room_s_exhibit_gives_nothing_away_before_it_is_shown(rooms, live, pack):
    view = StagePage("cycle", rooms, LiveRoom(rooms, live)).show("toy-model").children[-1]
    text = pack.exhibit("toy-model").text[:40]
    assert text not in view.head.value + view.talk.value
    rooms.move(live, step="toy-model", phase="revealed")
    view.refresh()
    assert text in view.talk.value


def test_stage_finds_who_is_there(here, rooms, live, monkeypatch):
    assert pages.stage("welcome").who.solo.resume_code
    monkeypatch.setenv("HTTP_X_RISKIER_ROOM", live)
    assert isinstance(pages.stage("welcome").who, LiveRoom)


def test_stage_refuses_what_is_not_there(here, monkeypatch):
    with pytest.raises(PageError, match="commitments"):
        pages.stage("intermission")
    with pytest.raises(PageError, match="resume code"):
        pages.stage("welcome", resume="nonsense")
    monkeypatch.setenv("RISKIER_ROOM", "NOROOM")
    with pytest.raises(PageError, match="NOROOM"):
        pages.stage("welcome")


def test_a_notebook_on_the_store_of_an_older_kit_says_what_to_do(
    here, monkeypatch, tmp_path, capsys
):
    old = Path(__file__).parents[1] / "data" / "rooms-schema-2.sqlite"
    store = shutil.copy(old, tmp_path / "rooms.db")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    shell = InteractiveShell()
    shell.run_cell('from riskier import pages\npage = pages.stage("risk")')
    said = " ".join(capsys.readouterr().out.split())
    assert f"run `riskier room upgrade --store {store}`." in said
    assert said.endswith("Then run all cells of this page again.")
    assert "Traceback" not in said


def test_what_is_plain_shares_its_look_and_cannot_change_it():
    words, stack = Text("one"), Stack()
    assert (words.layout, words.style) == (Text("two").layout, Text("two").style)
    assert words.layout is stack.layout
    with pytest.raises(TraitError, match="give the widget a layout or style of its own"):
        words.layout.display = "none"
    stack.layout = Layout(display="none")
    assert words.layout.display is None
