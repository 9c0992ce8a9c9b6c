"""Where the kit's own files are: in a clone beside `src/`, installed under `share/`."""

import sys
from pathlib import Path

_CLONE = Path(__file__).resolve().parents[2]


def _share() -> Path:
    in_clone = (_CLONE / "data" / "agenda.json").is_file()
    return _CLONE if in_clone else Path(sys.prefix) / "share" / "riskier"


def pack_dir() -> Path:
    """Return the folder of the shipped pack."""
    return _share() / "data"


def notebooks_dir() -> Path:
    """Return the folder of the kit's notebooks."""
    return _share() / "notebooks"


def template_root() -> Path:
    """Return the folder that holds the `jupyter/voila/templates` tree."""
    in_clone = (_CLONE / "share" / "jupyter" / "voila").is_dir()
    return _CLONE / "share" if in_clone else Path(sys.prefix) / "share"


def guide_dir() -> Path:
    """Return the folder of the facilitator's guide."""
    return _share() / "facilitator-guide"
