"""What the kit imports is declared, and no bound lets in a version with a known fault."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = {
    canonicalize_name(needed.name): needed
    for needed in map(Requirement, [*PROJECT["dependencies"], *EXTRAS["postgres"]])
}
ADVISORIES = tomllib.loads((ROOT / "tests/lint/advisories.toml").read_text("utf-8"))["advisory"]

# Parts of what is declared, published as packages of their own.
COME_ALONG = {"IPython", "markupsafe", "pydantic_core", "typing_extensions", "zmq"}


def lowest(needed):
    return Version(next(each.version for each in needed.specifier if each.operator == ">="))


@pytest.mark.parametrize("advisory", ADVISORIES, ids=lambda advisory: advisory["id"])
def test_no_version_with_a_known_fault_is_let_in(advisory):
    fixed = Version(advisory["fixed"])
    assert advisory["source"].endswith(advisory["id"])
    assert lowest(DECLARED[advisory["package"]]) >= fixed, advisory["what"]
    assert Version(version(advisory["package"])) >= fixed, "the one that is installed"


def test_every_dependency_has_a_lower_bound():
    assert all(lowest(needed) for needed in DECLARED.values())


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def test_what_is_imported_is_declared():
    files = (ROOT / "src").rglob("*.py")
    names = {
        name.partition(".")[0] for path in files for name in imported(ast.parse(path.read_text()))
    }
    others = names - set(sys.stdlib_module_names) - {"riskier"} - COME_ALONG
    by_name = packages_distributions()
    needed = {name: {canonicalize_name(each) for each in by_name[name]} for name in others}
    assert not [name for name, packages in needed.items() if not packages & DECLARED.keys()]
