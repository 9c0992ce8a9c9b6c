"""A room as a file: what `export` writes and `load` reads.

One JSON object::

    {"format": "riskier-room", "version": 1, "synthetic": false,
     "pack": {"id": …, "version": …},
     "room": {"kind", "created", "run_sheet", "topic", "k_min", "stage", "step",
              "activity", "exhibit", "round", "ended"},
     "joined": 24,
     "phases": {"gut-check/1": "revealed", "exhibit/loop": "revealed", …},
     "late": {"gut-check/1": 0, …},
     "chosen": {"estimates": {"items": [id…], "columns": null}},
     "people": [{"answers": {"gut-check/1": {…}, …}, "texts": {"stop/1": [id…]}}, …],
     "hidden": [text id…]}

A person is an object without an id; their order comes from what they say and from nothing
else, so that the same room always makes the same file. What somebody wrote stands in an
object of its own, so that a sentence never leads to that person's ratings. Plans are nobody
else's business: only whether each part was filled in is written. Questions that are still
open are left out; so are answers that wait to be shown, of which `late` tells how many for
each question shown so far. `created` is the day the room was made. A file written by hand may leave
out `texts` and everything after `room` but `people`.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from riskier.pack import Pack
from riskier.pack.record import Id
from riskier.room.errors import RoomError, first_fault, shown
from riskier.room.leaving import leaving
from riskier.room.moves import K_MIN, TOPIC_LENGTH
from riskier.room.records import AnswerRow, Json, Kind, Phase, RoomRecord


def _is_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("no_day", "There is no such day") from None
    return text


def _once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise PydanticCustomError("twice", "Each may be there once")
    return names


FORMAT = "riskier-room"
VERSION = 1
_Name = Annotated[str, Field(max_length=120)]
_Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_is_day)]
_Ids = Annotated[list[Id], AfterValidator(_once)]
_Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}/[a-z0-9][a-z0-9._-]{0,79}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class PackPart(_Part):
    """Which pack the answers are to."""

    id: _Name
    version: _Name | None = None


class RoomPart(_Part):
    """Where the room stood, and what was set."""

    kind: Kind = "live"
    created: _Day | None = None
    run_sheet: _Name
    topic: Annotated[str, Field(min_length=1, max_length=TOPIC_LENGTH)]
    k_min: Annotated[int, Field(ge=K_MIN[0], le=K_MIN[1])] = 5
    stage: _Name | None = None
    step: _Name | None = None
    activity: _Name | None = None
    exhibit: _Name | None = None
    round: Annotated[int, Field(ge=1, le=9)] = 1
    ended: bool = False


class ChosenPart(_Part):
    """Which records an activity asked about."""

    items: _Ids | None
    columns: _Ids | None = None


class PersonPart(_Part):
    """What one person said; or, by itself, what one person wrote."""

    answers: Annotated[dict[_Key, dict[str, Any]], Field(max_length=200)]
    texts: Annotated[dict[_Key, list[_Name]], Field(max_length=200)] = {}


class RoomFile(_Part):
    """The whole file."""

    format: Literal["riskier-room"]
    version: Literal[1]
    synthetic: bool = False
    pack: PackPart
    room: RoomPart
    joined: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    phases: Annotated[dict[_Key, Phase], Field(max_length=500)] = {}
    late: Annotated[
        dict[_Key, Annotated[int, Field(ge=0, le=1_000_000)]], Field(max_length=500)
    ] = {}
    chosen: Annotated[dict[_Name, ChosenPart], Field(max_length=100)] = {}
    people: Annotated[list[PersonPart], Field(max_length=200_000)]
    hidden: Annotated[list[_Name], Field(max_length=200_000)] = []


def export(pack: Pack, record: RoomRecord, rows: Iterable[AnswerRow]) -> Json:
    """Return a room as a JSON object that `read` understands."""
    people, hidden = leaving(pack, record, rows)
    return {
        "format": FORMAT,
        "version": VERSION,
        "synthetic": record.synthetic,
        "pack": {"id": pack.id, "version": pack.files.pack.version},
        "room": {name: getattr(record, name) for name in RoomPart.model_fields},
        "joined": record.joined,
        # What is open has left no answers here: it counts as not asked yet.
        "phases": {key: phase for key, phase in record.phases.items() if phase != "open"},
        "late": dict(sorted(record.late.items())),
        "chosen": record.chosen,
        "people": people,
        "hidden": hidden,
    }


def as_text(file: Json) -> str:
    """Return a room's file as it is written: the same text for the same content."""
    return json.dumps(file, ensure_ascii=False, indent=2) + "\n"


def read(pack: Pack, data: object) -> RoomFile:
    """Return a file's content once its shape is right and it is for this pack.

    Raises:
        RoomError: `bad_file`, `newer_file` or `other_pack`.

    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise _bad("This is not a room written by `riskier room export`. Give such a file.")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise RoomError(
            "newer_file",
            f"This file has version {version}; this kit reads version {VERSION}. "
            "Update the kit (`pip install --upgrade riskier`), then load it again.",
            field="version",
            status=422,
        )
    try:
        file = RoomFile.model_validate(data)
    except ValidationError as error:
        field, message = first_fault(error)
        raise _bad(message, field) from None
    if file.pack.id != pack.id:
        raise RoomError(
            "other_pack",
            f"This room is of the pack {shown(file.pack.id)}; {shown(pack.id)} is in use. "
            "Give the other pack with --pack.",
            field="pack.id",
            status=422,
        )
    if file.room.kind == "solo":
        raise _bad("A room for one person opens with its resume code, not from a file.")
    return file


def _bad(message: str, field: str | None = None) -> RoomError:
    return RoomError("bad_file", message, field=field, status=422)
