import pytest
import traitlets

from riskier.widgets import KINDS, ActivityWidget, FindingWidget, activity_widget


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_widget(kind):
    view = {"id": "sample", "kind": kind, "items": []}
    widget = activity_widget(view, phase="waiting", previous={"selected": []})
    assert isinstance(widget, ActivityWidget)
    assert widget.activity == view
    assert widget.answer is None
    assert widget.previous == {"selected": []}
    assert widget.phase == "waiting"


def test_a_new_widget_is_open_and_has_nothing_to_say():
    widget = activity_widget({"kind": "choice"})
    assert widget.phase == "open"
    assert widget.saved == {"state": "none", "message": "", "field": None}
    assert widget.draft is None


def test_an_unknown_kind_is_told_the_known_ones():
    with pytest.raises(ValueError, match="no widget for kind 'slider'; there is choice, scale"):
        activity_widget({"kind": "slider"})


def test_an_unknown_trait_is_told_the_known_ones():
    with pytest.raises(ValueError, match="Unknown trait anwser; there is answer, previous"):
        activity_widget({"kind": "choice"}, anwser={})


def test_a_phase_must_be_one_of_four():
    with pytest.raises(traitlets.TraitError, match="paused"):
        activity_widget({"kind": "choice"}, phase="paused")


@pytest.mark.parametrize(
    ("say", "state"),
    [("show_saved", "saved"), ("show_refused", "refused"), ("show_offline", "offline")],
)
def test_the_same_outcome_twice_reaches_the_page_twice(say, state):
    widget = activity_widget({"kind": "choice"})
    seen = []
    widget.observe(lambda change: seen.append(change["new"]["state"]), "saved")
    getattr(widget, say)("words")
    getattr(widget, say)("words")
    assert seen == ["saving", state, "saving", state]


def test_a_refusal_names_its_field():
    widget = activity_widget({"kind": "choice"})
    widget.show_refused("Choose at most 3.", "selected")
    assert widget.saved == {"state": "refused", "message": "Choose at most 3.", "field": "selected"}


def test_a_finding_may_be_absent():
    assert FindingWidget().finding is None
    assert FindingWidget(finding={"headline": "So it is", "n": 5}).finding["n"] == 5
