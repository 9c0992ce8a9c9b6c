"""The facilitator's guide says what the pack and the kit say."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import click
import pytest

from riskier.cli import main
from riskier.export.printing.guide import chapters
from riskier.export.printing.markdown import links, words
from riskier.export.runsheets import file_name, run_sheet_text
from riskier.pack import load_pack
from riskier.pack.agenda import RUN_SHEETS
from riskier.paths import guide_dir
from riskier.room.keeping import KEEP

PACK = load_pack()
LATER = tuple(step for step in PACK.agenda.steps if not step.minutes)
GUIDE = {chapter.name: chapter for chapter in chapters(PACK)}
TEXTS = {name: (guide_dir() / name).read_text("utf-8") for name in GUIDE}
WIDGETS = Path(import_module("riskier.widgets").__file__).parent


def flat(node):
    yield node
    for child in node.get("children", ()):
        yield from flat(child)


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_run_sheets_are_up_to_date(run_sheet):
    written = TEXTS[file_name(run_sheet)]
    assert written == run_sheet_text(PACK, run_sheet), "run python -m riskier.export.runsheets"


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_every_word_to_say_is_the_packs(run_sheet):
    quotes = [node for node in GUIDE[file_name(run_sheet)].tree if node["type"] == "block_quote"]
    said = [
        [words(part["children"]) for part in quote["children"] if part["type"] == "paragraph"]
        for quote in quotes
    ]
    assert said == [["SAY", *step.say] for step in (*PACK.steps(run_sheet), *LATER)]


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_steps_have_every_part_in_order(run_sheet):
    text = TEXTS[file_name(run_sheet)]
    steps = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert len(steps) == len(PACK.steps(run_sheet)) + len(LATER)
    parts = ["*Purpose:*", "*Screen:*", "**SAY**", "**DO**", "*You know it worked when:*"]
    parts += ["*If short of time:*", "*If stuck:*", "*Output:*"]
    for step in steps:
        places = [step.index(part) for part in parts]
        assert places == sorted(places), step.splitlines()[0]


def seconds(time):
    """Read a time such as "2 min 30 s"."""
    found = re.fullmatch(r"(?:(\d+) min)? ?(?:(\d+) s)?", time)
    return 60 * int(found[1] or 0) + int(found[2] or 0)


@pytest.mark.parametrize("run_sheet", RUN_SHEETS)
def test_the_plan_adds_up(run_sheet):
    rows = re.findall(r"^\| (\d):(\d\d) \| (.+?) \|", TEXTS[file_name(run_sheet)], re.MULTILINE)
    *steps, end = rows
    assert len(steps) == len(PACK.steps(run_sheet))
    assert sum(seconds(time) for *_, time in steps) == seconds(end[2]) == 60 * int(run_sheet)
    assert int(end[0]) * 60 + int(end[1]) == int(run_sheet)
    begun = 0
    for hours, minutes, time in steps:
        assert abs(60 * (60 * int(hours) + int(minutes)) - begun) <= 30
        begun += seconds(time)


@pytest.mark.parametrize("name", GUIDE)
def test_links_lead_somewhere(name):
    for url in links(GUIDE[name].tree):
        if url.startswith(("http://", "https://")):
            continue
        page, _, place = url.partition("#")
        if page.startswith("../"):
            assert (guide_dir() / page).is_file(), url
            continue
        assert page in ("", *GUIDE), url
        assert not place or place in GUIDE[page or name].anchors, url


def commands():
    """Yield every command that the guide spells out, as a list of words."""
    for name, chapter in GUIDE.items():
        for node in (inner for top in chapter.tree for inner in flat(top)):
            code = node.get("raw", "") if node["type"] in ("codespan", "block_code") else ""
            for line in code.splitlines():
                given = re.match(r"(?:riskier|python3 workshop\.py) ([a-z].*)", line)
                if given:
                    yield pytest.param(shlex.split(given[1]), id=f"{name}: {line}")


@pytest.mark.parametrize("given", list(commands()))
def test_commands_exist_with_their_options(given):
    command, context = main, click.Context(main)
    while isinstance(command, click.Group):
        name, *given = given
        command = command.get_command(context, name)
        assert command is not None, name
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in given if word.startswith("-")} <= known
    if command.name == "print" and given:
        assert given[0] in command.params[0].type.choices


@pytest.mark.parametrize(
    "label",
    [
        "Look at the result privately",
        "Export answers as CSV",
        "Make the report",
        "Enter paper sheets",
        "Keep the answers",
        "End or delete",
        "Delete the room and every answer",
        "If short of time",
        "Open the room again",
        "What people wrote",
        "Start timer",
    ],
)
def test_buttons_are_called_what_the_console_calls_them(label):
    assert any(label in text for text in TEXTS.values())
    assert any(label in path.read_text("utf-8") for path in WIDGETS.glob("console*.js"))


@pytest.mark.parametrize(
    "label",
    [
        "I have already joined on another device",
        "Leave and forget this room here",
        "Learn alone",
        "For facilitators",
        "Start a new room",
        "What happens to the answers",
    ],
)
def test_participants_read_the_same_words(label):
    pages = Path(import_module("riskier.server").__file__).parent / "templates"
    assert any(label in text for text in TEXTS.values())
    assert any(label in path.read_text("utf-8") for path in pages.glob("*.html"))


@pytest.mark.parametrize(("run_sheet", "count"), [("45", "three"), ("90", "four"), ("180", "six")])
def test_the_number_of_hazards_is_the_packs(run_sheet, count):
    hazards = {item.group for item in PACK.items("estimates", run_sheet)}
    assert len(hazards) == {"three": 3, "four": 4, "six": 6}[count]
    (row,) = re.findall(rf"^\| \[{run_sheet}\].*", TEXTS["01-prepare.md"], re.MULTILINE)
    assert f"{count} hazards" in row


@pytest.mark.parametrize(("keep", "promise"), KEEP.items())
def test_promises_are_told_in_the_words_that_people_read(keep, promise):
    assert f"| {promise} |" in TEXTS["10-records-and-deletion.md"]
    assert f"--keep {keep}" in TEXTS["10-records-and-deletion.md"] or keep == "until-deleted"


def test_the_ground_rules_are_the_packs():
    for rule in PACK.items("ground-rules"):
        assert f"**{rule.label}.** {rule.detail}" in TEXTS["04-safety.md"]


def test_the_overview_names_every_page():
    linked = set(links(GUIDE["README.md"].tree))
    assert linked >= set(GUIDE) - {"README.md"}
