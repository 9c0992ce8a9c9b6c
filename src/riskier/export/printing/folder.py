"""Writing several files into a folder: all of them or none."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from riskier.export.printing.order import PrintError


def write_all(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> list[Path]:
    """Write files into `folder`, made if need be; return their paths.

    Every file is written whole beside its place first, and moved there only once all are.

    Raises:
        PrintError: The folder cannot be had or written to, or a file is there already and
            `replace` is false. Nothing was written then.

    """
    targets = {folder / name: content for name, content in files.items()}
    drafts: list[Path] = []
    try:
        _make(folder)
        _refuse(folder, [path for path in targets if path.is_dir()], "a folder called ")
        if not replace:
            _refuse(folder, [path for path in targets if path.exists()], "")
        for target, content in targets.items():
            drafts.append(target.with_name(f".{target.name}.{os.getpid()}.part"))
            _write(drafts[-1], content)
        for draft, target in zip(drafts, targets, strict=True):
            draft.replace(target)
    except OSError as error:
        _remove(drafts)
        raise PrintError(
            f"{folder} cannot be written to: {error.strerror}. Nothing was written. "
            "Give a folder that you may write to and that has room, with -o."
        ) from error
    return list(targets)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise PrintError(f"{folder} is not a folder. Give a folder with -o.") from error


def _refuse(folder: Path, there: list[Path], what: str) -> None:
    if there:
        names = ", ".join(path.name for path in there[:3])
        more = f" and {len(there) - 3} more" if len(there) > 3 else ""
        raise PrintError(
            f"{folder} already has {what}{names}{more}. Nothing was written. "
            "Give another folder with -o, or --replace to write files anew."
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
