"""The rules for notebooks: thin pages, committed without outputs. See CONTRIBUTING.md."""

import ast
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
BOOKS = sorted(FOLDER.glob("*.ipynb"))
STAGES = [book for book in BOOKS if book.name[0].isdigit()]
MOST_CELLS, MOST_LINES = 8, 8
KEPT_METADATA = {"kernelspec", "language_info", "riskier"}
REFUSED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
    ast.Try,
)


def read(book):
    return json.loads(book.read_text("utf-8"))


def text(cell):
    return "".join(cell["source"])


def cells(book, kind):
    return [cell for cell in read(book)["cells"] if cell["cell_type"] == kind]


def name(book):
    return book.stem


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_it_has_one_h1_and_it_comes_first(book):
    titles = [
        line
        for cell in cells(book, "markdown")
        for line in text(cell).splitlines()
        if line.startswith("# ")
    ]
    assert len(titles) == 1, f"{book.name} has {len(titles)} headings of level 1: {titles}"
    assert text(read(book)["cells"][0]).startswith(titles[0])


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_it_has_few_and_short_code_cells(book):
    code = cells(book, "code")
    assert len(code) <= MOST_CELLS, f"{book.name} has {len(code)} code cells"
    for cell in code:
        lines = len(text(cell).splitlines())
        assert lines <= MOST_LINES, f"{book.name}, cell {cell['id']}: {lines} lines"


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_each_code_cell_makes_one_call_and_nothing_else(book):
    for cell in cells(book, "code"):
        tree = ast.parse(text(cell))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        assert len(calls) == 1, f"{book.name}, cell {cell['id']}: {len(calls)} calls"
        found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, REFUSED)]
        assert not found, f"{book.name}, cell {cell['id']}: {found} belong into the package"


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_it_is_stripped(book):
    for cell in cells(book, "code"):
        assert cell["outputs"] == [], f"{book.name}, cell {cell['id']}: run nbstripout"
        assert cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}
    extra = set(read(book)["metadata"]) - KEPT_METADATA
    assert not extra, f"{book.name} keeps {extra} of somebody's machine"


@pytest.mark.parametrize("book", BOOKS, ids=name)
def test_it_says_how_it_is_shown(book):
    about = read(book)["metadata"]["riskier"]
    assert about["title"]
    assert about["layout"] in {"page", "console", "screen"}


def test_the_stages_are_those_of_the_pack(pack):
    stages = [read(book)["metadata"]["riskier"]["stage"] for book in STAGES]
    assert stages == list(pack.stages.ids)


def test_every_activity_and_exhibit_has_its_place(pack):
    shown = [argument for book in STAGES for argument in arguments(book)]
    expected = {each.id for each in (*pack.activities, *pack.exhibits)}
    assert set(shown) == expected


def arguments(book):
    """Return what a notebook shows: what it hands to `page.show` and `page.panel`."""
    for cell in cells(book, "code"):
        for node in ast.walk(ast.parse(text(cell))):
            called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            if called in {"show", "panel"}:
                yield from (argument.value for argument in node.args)
            if called == "panel":
                yield "comparison"


@pytest.mark.parametrize("book", STAGES, ids=name)
def test_its_links_lead_to_other_pages(book):
    words = "\n".join(text(cell) for cell in cells(book, "markdown"))
    targets = [part.split(")")[0] for part in words.split("](")[1:]]
    local = [target for target in targets if not target.startswith("http")]
    assert local
    for target in local:
        assert (FOLDER / target).is_file(), f"{book.name} leads to {target}, which is not there"
