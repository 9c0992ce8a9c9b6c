"""Writing several files into a folder: all of them or none."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from riskier.export.printing.order import PrintError


def write_all(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> list[Path]:
    """Write files into `folder`, made if need be; return their paths.

    A name may lead into a folder: `charts/moved.svg`. Every file is written whole beside
    its place first, and moved there only once all are.

    Raises:
        PrintError: The folder cannot be had or written to, or a file is there already and
            `replace` is false. Nothing was written then.

    """
    targets = {folder / name: content for name, content in files.items()}
    drafts: list[Path] = []
    made: list[Path] = []
    try:
        for place in (folder, *dict.fromkeys(target.parent for target in targets)):
            made += _make(place)
        if there := [path for path in targets if path.is_dir()]:
            raise _taken(folder, there, "a folder called ")
        if not replace and (there := [path for path in targets if path.exists()]):
            raise _taken(folder, there, "")
        for target, content in targets.items():
            drafts.append(target.with_name(f".{target.name}.{os.getpid()}.part"))
            _write(drafts[-1], content)
        for draft, target in zip(drafts, targets, strict=True):
            draft.replace(target)
    except PrintError:
        _remove(drafts, made)
        raise
    except OSError as error:
        _remove(drafts, made)
        raise PrintError(
            f"{folder} cannot be written to: {error.strerror}. Nothing was written. "
            "Give a folder that you may write to and that has room, with -o."
        ) from error
    return list(targets)


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there, deepest first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise PrintError(f"{folder} is not a folder. Give a folder with -o.") from error
    return missing


def _taken(folder: Path, there: list[Path], what: str) -> PrintError:
    names = ", ".join(str(path.relative_to(folder)) for path in there[:3])
    more = f" and {len(there) - 3} more" if len(there) > 3 else ""
    return PrintError(
        f"{folder} already has {what}{names}{more}. Nothing was written. "
        "Give another folder with -o, or --replace to write files anew."
    )


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _remove(drafts: Iterable[Path], made: Iterable[Path]) -> None:
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    for folder in sorted(made, key=lambda place: -len(place.parts)):
        # Only an empty folder can be removed, so nothing of anybody else's goes.
        with suppress(OSError):
            folder.rmdir()
