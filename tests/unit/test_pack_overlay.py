"""A small pack laid over another: what it adds, changes, removes; where faults are."""

import json

import pytest
from click.testing import CliRunner

from riskier.cli.check import check
from riskier.export.printing import Order
from riskier.export.printing.cards import cards
from riskier.pack import PackError, load_pack
from riskier.widgets.explorer import explorer_widget

SHIPPED = load_pack()
OWN_TOOL = {
    **json.loads((SHIPPED.folder / "tools.json").read_text(encoding="utf-8"))["tools"][0],
    "id": "our-wiki",
    "name": "Our wiki",
    "sources": [],
    "verified": "unsourced",
}


@pytest.fixture
def mine(tmp_path):
    """Write an overlay and return its folder."""

    def write(cover=(), fit=None, **files):
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        files["pack"] = {"extends": "shipped", **dict(cover)}
        for name, document in files.items():
            (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
        if fit:
            (folder / "fit.csv").write_text(f"tool_id,task_id,fit,why\n{fit}\n", encoding="utf-8")
        return folder

    return write


def faults(folder):
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return [(fault.file, fault.key) for fault in caught.value.faults]


def test_an_overlay_of_nothing_is_the_shipped_pack(mine):
    pack = load_pack(mine())
    assert pack.files == SHIPPED.files
    assert pack.changes == ()


def test_own_records_are_added(mine):
    barrier = {**_plain("barriers", "barriers")[0], "id": "our-barrier", "label": "Ours"}
    pack = load_pack(
        mine(
            tools={"tools": [OWN_TOOL]},
            barriers={"barriers": [barrier]},
            fit="our-wiki,team-knowledge,3,We made it for that.",
        )
    )
    assert pack.tools["our-wiki"].name == "Our wiki"
    assert len(pack.tools) == len(SHIPPED.tools) + 1
    assert "our-barrier" in [item.id for item in pack.items("barriers")]
    assert pack.fit_of("our-wiki", "team-knowledge") == 3
    assert {str(change) for change in pack.changes} == {
        "adds tools tools[our-wiki]",
        "adds barriers barriers[our-barrier]",
        "adds fit scores[our-wiki, team-knowledge]",
    }


def test_a_tool_that_nobody_looked_up_says_so_on_its_card(mine):
    pack = load_pack(
        mine(tools={"tools": [OWN_TOOL]}, fit="our-wiki,team-knowledge,3,We made it for that.")
    )
    (tools,) = (one for one in cards(Order(pack)) if one.name == "tool-cards")
    warning = "No source was read for this card."
    backs = {card["title"]: card["back"][-1]["words"] for card in tools.content["cards"]}
    assert [name for name, words in backs.items() if warning in words] == ["Our wiki"]


def test_a_known_id_changes_only_the_keys_given(mine):
    pack = load_pack(mine(tools={"tools": [{"id": "slido", "records_note": "Ask the archive."}]}))
    assert pack.tools["slido"].records_note == "Ask the archive."
    assert pack.tools["slido"].name == SHIPPED.tools["slido"].name
    assert pack.tools.ids == SHIPPED.tools.ids
    assert pack.changes[0].fields == ("records_note",)


def test_a_cover_of_ones_own(mine):
    pack = load_pack(mine({"id": "ours", "title": "Our afternoon"}))
    assert (pack.id, pack.title) == ("ours", "Our afternoon")
    assert pack.question == SHIPPED.question


def test_sources_are_added_never_lost(mine):
    own = {"url": "https://example.org/ours"}
    pack = load_pack(mine(cycle={"sources": [own]}))
    assert [source.url for source in pack.cycle.sources[-2:]] == [
        SHIPPED.cycle.sources[-1].url,
        "https://example.org/ours",
    ]


def test_a_score_is_changed_or_removed(mine):
    folder = mine({"remove": {"fit": ["mastodon, recruit"]}}, fit="mastodon,follow-field,1,Quiet.")
    pack = load_pack(folder)
    assert pack.fit_of("mastodon", "follow-field") == 1
    assert pack.fit_of("mastodon", "recruit") == 0


def test_a_removed_tool_is_named_nowhere_but_keeps_its_label(mine):
    pack = load_pack(mine({"remove": {"tools": ["slido"]}}))
    assert "slido" not in pack.tools
    assert "slido" not in [item.id for item in pack.items("awareness", "90")]
    assert not [fit for fit in pack.fit if fit.tool_id == "slido"]
    [gone] = pack.items("awareness", chosen=["slido"])
    assert gone.label == "Slido (and Mentimeter) (no longer listed)"


def test_removed_and_given_again_is_a_whole_new_record(mine):
    tool = {**OWN_TOOL, "id": "slido", "name": "Our Slido"}
    pack = load_pack(mine({"remove": {"tools": ["slido"]}}, tools={"tools": [tool]}))
    assert pack.tools["slido"].name == "Our Slido"
    assert "slido" in [item.id for item in pack.items("awareness", "90")]
    assert pack.retired["tools"] == {}


def test_a_new_step_goes_to_its_stage_or_after_another(mine):
    steps = {step["id"]: step for step in _plain("agenda", "steps")}
    shorter = {"id": "rules", "minutes": {"45": 0.5, "90": 1, "180": 2}}
    own = {**steps["loop-talk"], "id": "our-talk", "stage": "welcome", "minutes": {"45": 0.5}}
    first = {**own, "id": "our-first", "minutes": {"90": 1, "180": 1}, "after": "either-way"}
    pack = load_pack(mine(agenda={"steps": [shorter, own, first]}))
    assert [step.id for step in pack.agenda.steps if step.stage == "welcome"] == [
        "either-way",
        "our-first",
        "rules",
        "first-thought",
        "our-talk",
    ]


def test_an_overlay_over_an_overlay(mine, tmp_path):
    mine(tools={"tools": [OWN_TOOL]})
    second = tmp_path / "second"
    second.mkdir()
    cover = {"extends": "../mine", "remove": {"tools": ["our-wiki"]}}
    (second / "pack.json").write_text(json.dumps(cover), encoding="utf-8")
    assert load_pack(second).retired["tools"] == {"our-wiki": "Our wiki"}


@pytest.mark.parametrize(
    ("cover", "files", "wanted"),
    [
        ({"extends": "nowhere"}, {}, ("mine/pack.json", "extends")),
        ({"extends": "."}, {}, ("mine/pack.json", "extends")),
        ({"extends": 3}, {}, ("mine/pack.json", "extends")),
        ({"remove": {"tools": ["nope"]}}, {}, ("mine/pack.json", "remove.tools")),
        ({"remove": {"toolz": ["slido"]}}, {}, ("mine/pack.json", "remove")),
        ({"remove": {"fit": ["a, b"]}}, {}, ("mine/pack.json", "remove.fit")),
        ({"title": ""}, {}, ("mine/pack.json", "title")),
        ({"titel": "x"}, {}, ("mine/pack.json", "titel")),
        ({}, {"tools": {"tools": {}}}, ("mine/tools.json", "tools")),
        ({}, {"tools": {"tools": ["x"]}}, ("mine/tools.json", "tools[0]")),
        ({}, {"tools": {"toolz": []}}, ("mine/tools.json", "toolz")),
        ({}, {"tools": []}, ("mine/tools.json", "")),
        (
            {},
            {"tools": {"tools": [{"id": "slido"}, {"id": "slido"}]}},
            ("mine/tools.json", "tools[slido]"),
        ),
        (
            {},
            {"tools": {"tools": [{"id": "slido", "cost": "cheap"}]}},
            ("mine/tools.json", "tools[slido].cost"),
        ),
        (
            {},
            {"tools": {"tools": [{"id": "slido", "family": "nope"}]}},
            ("mine/tools.json", "tools[slido].family"),
        ),
        (
            {},
            {"agenda": {"steps": [{"id": "rules", "after": "nope"}]}},
            ("mine/agenda.json", "steps[rules].after"),
        ),
        (
            {},
            {"agenda": {"steps": [{"id": "pairs", "minutes": {"45": 3}}]}},
            ("mine/agenda.json", "steps, run sheet 45"),
        ),
    ],
)
def test_a_fault_names_the_overlays_file(mine, cover, files, wanted):
    assert wanted in faults(mine(cover, **files))


def test_a_broken_override_hides_no_other_fault(mine):
    found = faults(mine(tools={"tools": [{"id": "slido", "cost": "cheap"}, {"id": "new"}]}))
    assert ("mine/tools.json", "tools[slido].cost") in found
    assert ("mine/tools.json", "tools[new].name") in found
    assert {file for file, _ in found} == {"mine/tools.json"}


def test_a_broken_score_names_the_overlays_table(mine):
    assert faults(mine(fit="slido,nope,3,Why.")) == [("mine/fit.csv", "task_id")]
    assert faults(mine(fit="slido,recruit,9,Why.")) == [("mine/fit.csv", "line 2, fit")]


def test_what_a_removal_breaks_names_the_record_left_behind(mine):
    found = faults(mine({"remove": {"tasks": ["consult-draft"]}}))
    assert {file for file, _ in found} == {"translations.json"}


def test_check_explains_an_overlay(mine):
    folder = mine({"remove": {"tools": ["reddit"]}}, tools={"tools": [OWN_TOOL]})
    result = CliRunner().invoke(check, ["--pack", str(folder)])
    assert result.exit_code == 0
    assert "laid over another pack" in result.stdout
    assert "  adds     tools.json, tools: our-wiki" in result.stdout
    assert "  removes  tools.json, tools: reddit" in result.stdout
    assert "our-wiki is in the catalogue, but no activity asks about it" in result.stdout


def test_what_an_organisation_adds_is_asked_and_found(mine):
    agenda, sheets = _plain("agenda", "activities"), ("45", "90", "180")
    own = {"awareness": "our-wiki", "task-ranking": "our-task"}
    asking = [
        {"id": each["id"], "items_from": {**origin, "ids": dict.fromkeys(sheets, ids)}}
        for each in agenda
        if each["id"] in own
        for origin in [each["items_from"]]
        for ids in [[*origin["ids"]["90"][1:], own[each["id"]]]]
    ]
    copied = {
        name: {name: [{**_plain(name, name)[0], "id": f"our-{name[:-1]}", **more}]}
        for name, more in (
            ("tasks", {"label": "Help new colleagues start"}),
            ("barriers", {"label": "The works council has not agreed."}),
            ("hazards", {"title": "A draft leaks"}),
        )
    }
    folder = mine(tools={"tools": [OWN_TOOL]}, agenda={"activities": asking}, **copied)
    pack = load_pack(folder)
    for about, label in (
        ("awareness", "Our wiki"),
        ("task-ranking", "Help new colleagues start"),
        ("barriers", "The works council has not agreed."),
        ("hazard-vote", "A draft leaks"),
    ):
        assert label in [item["label"] for item in pack.view(about)["items"]]
    assert "our-wiki" in [tool["id"] for tool in explorer_widget(pack, []).catalogue["tools"]]
    assert "note" not in CliRunner().invoke(check, ["--pack", str(folder)]).stdout


def test_check_names_a_task_that_nobody_is_asked_about(mine):
    task = {**_plain("tasks", "tasks")[0], "id": "our-task", "label": "Ours"}
    result = CliRunner().invoke(check, ["--pack", str(mine(tasks={"tasks": [task]}))])
    assert "our-task is in the catalogue, but no activity asks about it" in result.stdout


def test_check_lists_an_overlays_faults(mine):
    folder = mine(tools={"tools": [{"id": "slido", "cost": "cheap"}]})
    result = CliRunner().invoke(check, ["--pack", str(folder)])
    assert result.exit_code == 1
    assert "mine/tools.json\n  tools[slido].cost" in result.stderr


def _plain(file, key):
    return json.loads((SHIPPED.folder / f"{file}.json").read_text(encoding="utf-8"))[key]
