"""Writing several files into a folder: all of them or none."""

import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from riskier.export.printing.order import PrintError

LISTING = "files.txt"
_LISTED_FIRST = "The files of this report. When it is written anew, what is listed here goes."


def with_listing(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files and a list of them, by which `write_all` knows them when it comes again."""
    names = "\n".join((_LISTED_FIRST, "", *sorted((*files, LISTING)), ""))
    return {**files, LISTING: names.encode()}


def check_folder(folder: Path, names: Collection[str] = (), *, replace: bool = False) -> None:
    """Say what stands in the way of writing files into a folder, before there are any.

    Raises:
        PrintError: The folder cannot be one or cannot be written to, or a file is there
            already and `replace` is false.

    """
    made: list[Path] = []
    try:
        made = _make(folder)
        _refuse_what_is_there(folder, names, replace=replace)
        probe = folder / f".{os.getpid()}.part"
        _write(probe, b"")
        probe.unlink()
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        _remove_folders(made)


def write_all(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> list[Path]:
    """Write files into `folder`, made if need be; return their paths.

    A name may have folders in it. Every file is written whole beside its place first, and
    moved there only once all are. Files of an earlier listing that are not among these go
    then: no table of last time is left beside those of now. Whatever else is in the folder
    stays.

    Raises:
        PrintError: The folder cannot be had or written to, or a file is there already and
            `replace` is false. Nothing was written then.

    """
    targets = {folder / name: content for name, content in files.items()}
    drafts: list[Path] = []
    made: list[Path] = []
    try:
        for place in (folder, *{target.parent for target in targets}):
            made += _make(place)
        _refuse_what_is_there(folder, files, replace=replace)
        for target, content in targets.items():
            drafts.append(target.with_name(f".{target.name}.{os.getpid()}.part"))
            _write(drafts[-1], content)
        old = _listed(folder) if LISTING in files else set()
        for draft, target in zip(drafts, targets, strict=True):
            draft.replace(target)
        _remove(folder / name for name in old - files.keys())
    except (OSError, PrintError) as error:
        _remove(drafts)
        _remove_folders(made)
        if isinstance(error, OSError):
            raise _unwritable(folder, error) from error
        raise
    return list(targets)


def _listed(folder: Path) -> set[str]:
    """Return what an earlier listing names, inside the folder only."""
    try:
        lines = (folder / LISTING).read_text("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return set()
    names = lines[2:] if lines[:1] == [_LISTED_FIRST] else []
    parts = {name: PurePosixPath(name) for name in names if name}
    return {
        name for name, path in parts.items() if not path.is_absolute() and ".." not in path.parts
    }


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return those that were not there."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise PrintError(f"{folder} is not a folder. Give a folder with -o.") from error
    return missing[::-1]


def _refuse_what_is_there(folder: Path, names: Collection[str], *, replace: bool) -> None:
    targets = [folder / name for name in names]
    _refuse(folder, [path for path in targets if path.is_dir()], "a folder called ")
    if not replace:
        _refuse(folder, [path for path in targets if path.exists()], "")


def _refuse(folder: Path, there: list[Path], what: str) -> None:
    if there:
        names = ", ".join(str(path.relative_to(folder)) for path in there[:3])
        more = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise PrintError(
            f"{folder} already has {what}{names}{more}. Nothing was written. "
            "Give another folder with -o, or --replace to write files anew."
        )


def _unwritable(folder: Path, error: OSError) -> PrintError:
    return PrintError(
        f"{folder} cannot be written to: {error.strerror}. Nothing was written. "
        "Give a folder that you may write to and that has room, with -o."
    )


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _remove(drafts: Iterable[Path]) -> None:
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _remove_folders(made: list[Path]) -> None:
    """Remove folders that were made for nothing, the innermost first."""
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
