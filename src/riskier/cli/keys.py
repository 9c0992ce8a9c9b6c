"""Secrets that outlive a restart, in files that only this user can read."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path

from riskier.cli.start import fail


def data_folder() -> Path:
    """Return the user's folder for the kit's data, made if it is not there; or end, saying why."""
    folder = Path(os.environ.get("RISKIER_DATA") or user_data_path("riskier"))
    with _or_another(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_or_make_key() -> str:
    """Return the key that makes rooms on this machine."""
    return _read_or_make("host-key", lambda: secrets.token_urlsafe(12))


def read_or_make_secret() -> bytes:
    """Return what signs cookies, so that sign-ins outlive a restart."""
    given = os.environ.get("RISKIER_COOKIE_SECRET")
    return (given or _read_or_make("cookie-secret", lambda: secrets.token_hex(32))).encode()


def _read_or_make(name: str, make: Callable[[], str]) -> str:
    file = data_folder() / name
    with _or_another(file):
        if file.is_file() and (kept := file.read_text("utf-8").strip()):
            return kept
        value = make()
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(value + "\n")
    return value


@contextmanager
def _or_another(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fail(
            f"{place} cannot be used: {error.strerror}. Mend that, or name a folder that you "
            "may write to in the environment variable RISKIER_DATA."
        )
