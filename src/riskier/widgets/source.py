"""The widgets' JavaScript and CSS as one self-contained text each.

The modules import one another by `./name.js`. anywidget and the participant page both load
a single module, so the imports are replaced by what they name. No build step, no bundler.
"""

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[\w./-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)

KINDS = ("choice", "scale", "rank", "sort", "estimate", "text", "plan")
"""The kinds of activity, each with a module and a style of its own."""


def _file(name: str) -> Path:
    path = _HERE / name
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in _HERE.glob(f"*{path.suffix}")))
        raise ValueError(f"There is no widget source {name!r}; there is {known}.")
    return path


def _dependencies(path: Path, found: dict[Path, str]) -> None:
    """Put the file into `found` after all that it imports."""
    text = path.read_text(encoding="utf-8")
    for address in _IMPORT.findall(text):
        other = (path.parent / address).resolve()
        if other not in found:
            _dependencies(other, found)
    found[path] = _IMPORT.sub("", text)


@cache
def inlined(path: Path) -> str:
    """Return an ES module with everything that it imports by relative path inside.

    Each file comes once, before those that need it. Names share one scope, so no two
    files may declare the same.
    """
    found: dict[Path, str] = {}
    _dependencies(path.resolve(), found)
    own = found.pop(path.resolve())
    return "\n".join([*(_EXPORT.sub("", text) for text in found.values()), own])


def module_source(name: str) -> str:
    """Return the self-contained ES module of a widget, such as `"choice"`.

    Raises:
        ValueError: there is no such widget; the message names those there are.

    """
    return inlined(_file(f"{name}.js"))


@cache
def style_source(*names: str) -> str:
    """Return the styles of some widgets, with the theme and the shared controls first.

    Args:
        *names: stems of CSS files of this folder. None give the theme and controls alone.

    Returns:
        One style sheet in which each file stands once.

    Raises:
        ValueError: there is no such file; the message names those there are.

    """
    return own_style(*dict.fromkeys(("theme", "controls", *names)))


def own_style(*names: str) -> str:
    """Return some style sheets alone, for a page that has theme and controls already."""
    return "\n".join(_file(f"{name}.css").read_text(encoding="utf-8") for name in names)
