"""The widgets' JavaScript and CSS as one self-contained text each.

The modules import one another by `./name.js`. anywidget and the participant page both load
a single module, so the imports are replaced by what they name. No build step, no bundler.
"""

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)

KINDS = ("choice", "scale")
"""The kinds of activity, each with a module and a style of its own."""


def _read(file: str) -> str:
    path = _HERE / file
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in _HERE.glob(f"*{path.suffix}")))
        raise ValueError(f"There is no widget source {file!r}; there is {known}.")
    return path.read_text(encoding="utf-8")


def _dependencies(name: str, found: dict[str, str]) -> None:
    """Put `name` into `found` after all that it imports."""
    text = _read(f"{name}.js")
    for other in _IMPORT.findall(text):
        if other not in found:
            _dependencies(other, found)
    found[name] = _IMPORT.sub("", text)


@cache
def module_source(name: str) -> str:
    """Return the ES module of a widget with everything that it imports inside.

    Args:
        name: the stem of a JavaScript file of this folder, such as `"choice"`.

    Returns:
        A module without imports whose exports are those of the file.

    Raises:
        ValueError: there is no such file; the message names those there are.

    """
    found: dict[str, str] = {}
    _dependencies(name, found)
    own = found.pop(name)
    return "\n".join([*(_EXPORT.sub("", text) for text in found.values()), own])


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
    wanted = dict.fromkeys(("theme", "controls", *names))
    return "\n".join(_read(f"{name}.css") for name in wanted)
