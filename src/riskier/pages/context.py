"""Whose room a page belongs to: what the kernel's environment says about it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from riskier.pack import load_pack
from riskier.room import Rooms, open_store


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
        pack = environment.get("RISKIER_PACK")
        # Voilà hands the server's request headers on; they are set after the key was checked.
        room = environment.get("HTTP_X_RISKIER_ROOM") or environment.get("RISKIER_ROOM")
        solo = environment.get("HTTP_X_RISKIER_SOLO") or environment.get("RISKIER_SOLO")
        url = environment.get("RISKIER_PUBLIC_URL") or cls.public_url
        in_voila = environment.get("SERVER_SOFTWARE", "").startswith("voila")
        return cls(
            store=environment.get("RISKIER_STORE") or None,
            pack=Path(pack) if pack else None,
            room=room or None,
            resume_code=solo or None,
            public_url=url if url.endswith("/") else f"{url}/",
            code_file=None if in_voila else _code_file(environment),
        )

    def open_rooms(self) -> Rooms:
        """Return the rooms of the store, with the pack."""
        return Rooms(open_store(self.store), load_pack(self.pack))

    def join_address(self, code: str) -> str:
        """Return the address of a room's participant page."""
        return f"{self.public_url}join/{code}"


def here() -> Context:
    """Return the context of this kernel."""
    return Context.of(os.environ)


def _code_file(environment: Mapping[str, str]) -> Path:
    """Return the file of the resume code: beside the database, so that they go together."""
    store = environment.get("RISKIER_STORE", "").removeprefix("sqlite:///")
    if store and "://" not in store:
        return Path(store).with_suffix(".resume-code")
    folder = environment.get("RISKIER_DATA") or user_data_path("riskier")
    return Path(folder) / "resume-code"
