"""Load a pack from its folder, or say everything that is wrong with it."""

from pathlib import Path

from riskier.pack.check import faults_in
from riskier.pack.draft import read_draft
from riskier.pack.faults import Fault, PackError
from riskier.pack.pack import Pack
from riskier.paths import pack_dir


def load_pack(path: Path | None = None) -> Pack:
    """Return the pack in the folder `path`, or the shipped pack.

    A folder whose `pack.json` says `extends` holds only what it adds to another pack,
    changes in it or removes from it; `changes` of the result lists that.

    Raises PackError, whose `faults` list everything that is wrong.
    """
    folder = pack_dir() if path is None else Path(path)
    if not folder.is_dir():
        raise PackError([Fault(str(folder), "", "no such folder", "the folder of a pack")])
    faults: list[Fault] = []
    draft = read_draft(folder, faults)
    faults.extend(faults_in(draft))
    if faults:
        raise PackError(draft.placed(fault) for fault in faults)
    return draft.pack
