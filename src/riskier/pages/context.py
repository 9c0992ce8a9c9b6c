"""Whose room a page belongs to: what the kernel's environment says about it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from riskier.pack import Pack, load_pack
from riskier.room import Rooms, open_store
from riskier.room.handover import PACK, STORE

# A gateway hands on to kernels what begins with this (kernels/gateway.py).
_FAR = "KERNEL_RISKIER_"


@dataclass(frozen=True)
class Context:
    """Where a page runs.

    Attributes:
        store: where rooms are kept; None is the usual place of this user.
        pack: the folder of the pack; None is the shipped one.
        room: the code of the live room that the page shows; None for a person alone.
        resume_code: what leads a person alone back to their answers, if known.
        public_url: the address at which people join, with a slash at its end.
        code_file: where a person's resume code is kept between pages; None where the
            server keeps it (in Voilà many people share one account).

    """

    store: str | None = None
    pack: Path | None = None
    room: str | None = None
    resume_code: str | None = None
    public_url: str = "http://127.0.0.1:8866/"
    code_file: Path | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Context":
        """Return the context that environment variables describe."""
        pack = environment.get(PACK)
        # Voilà hands the server's request headers on; they are set after the key was checked.
        room = _first(environment, "HTTP_X_RISKIER_ROOM", f"{_FAR}ROOM", "RISKIER_ROOM")
        solo = _first(environment, "HTTP_X_RISKIER_SOLO", f"{_FAR}SOLO", "RISKIER_SOLO")
        url = _first(environment, f"{_FAR}PUBLIC_URL", "RISKIER_PUBLIC_URL") or cls.public_url
        is_far = f"{_FAR}PUBLIC_URL" in environment
        in_voila = is_far or environment.get("SERVER_SOFTWARE", "").startswith("voila")
        return cls(
            store=environment.get(STORE) or None,
            pack=Path(pack) if pack else None,
            room=room,
            resume_code=solo,
            public_url=url if url.endswith("/") else f"{url}/",
            code_file=None if in_voila else _code_file(environment),
        )

    def open_rooms(self) -> Rooms:
        """Return the rooms of the store, with the pack."""
        return Rooms(open_store(self.store), _pack(self.pack))

    def join_address(self, code: str) -> str:
        """Return the address of a room's participant page."""
        return f"{self.public_url}join/{code}"


def _first(environment: Mapping[str, str], *names: str) -> str | None:
    return next((environment[name] for name in names if environment.get(name)), None)


def here() -> Context:
    """Return the context of this kernel."""
    return Context.of(os.environ)


@cache
def _pack(folder: Path | None) -> Pack:
    """Return a pack, read once a process: kernels that are forked find it already read."""
    return load_pack(folder)


def _code_file(environment: Mapping[str, str]) -> Path:
    """Return the file of the resume code: beside the database, so that they go together."""
    store = environment.get(STORE, "").removeprefix("sqlite:///")
    if store and "://" not in store:
        return Path(store).with_suffix(".resume-code")
    folder = environment.get("RISKIER_DATA") or user_data_path("riskier")
    return Path(folder) / "resume-code"
