"""The pages' scripts and styles as the browser gets them: one file each, nothing built.

The participant page must load in few requests, so its modules travel as one. They stay
separate plain ES modules here, and are tested as such.
"""

import hashlib
from functools import cache
from pathlib import Path

from riskier import widgets
from riskier.widgets.explorer import ExplorerWidget
from riskier.widgets.source import KINDS, inlined, style_source

STATIC = Path(__file__).parent / "static"
WIDGETS = Path(widgets.__file__).parent
_SHOWN = {"participant": (*KINDS, "finding"), "tools": ExplorerWidget.styles}


@cache
def script(name: str) -> str:
    """Return a page's script with everything that it imports inside.

    Args:
        name: the stem of a file in `static/`, such as `"participant"`.

    """
    return inlined((STATIC / f"{name}.js").resolve())


@cache
def stylesheet(name: str) -> str:
    """Return a page's style sheet: theme, shared controls, the widgets it shows, its own.

    Args:
        name: `"participant"`, `"sheets"`, `"tools"`, `"voila"` for pages with a kernel, or
            `"pages"` for every other page.

    """
    shown = _SHOWN.get(name, ())
    own = ("voila",) if name == "voila" else dict.fromkeys(("pages", name))
    texts = [(STATIC / f"{part}.css").read_text(encoding="utf-8") for part in own]
    return "\n".join([style_source(*shown), *texts])


@cache
def version() -> str:
    """Return a short mark that changes whenever any script or style does."""
    digest = hashlib.sha256()
    for folder in (STATIC, WIDGETS):
        for path in sorted([*folder.glob("*.js"), *folder.glob("*.css")]):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
