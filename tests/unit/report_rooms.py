"""Rooms to report on, made from answers."""

import json
from functools import cache
from typing import Any

from riskier.export.report import Snapshot
from riskier.export.report.results import results_of
from riskier.export.report.risk import risk_of
from riskier.export.report.whole import document_of
from riskier.pack import Pack, load_pack
from riskier.paths import pack_dir
from riskier.room import Rooms

HAZARD = "open-invite"
Json = dict[str, Any]


@cache
def shipped() -> Pack:
    return load_pack()


def sample() -> Json:
    """The shipped sample room."""
    return json.loads((pack_dir() / "sample-room.json").read_text("utf-8"))


def room_file(answers: list[Json], **more: Any) -> Json:
    """A room's file in which each person gave some answers, all closed."""
    phases = {key: "closed" for person in answers for key in person}
    room = {"run_sheet": "90", "topic": "social media at work", "created": "2026-11-23"}
    return {
        "format": "riskier-room",
        "version": 1,
        "pack": {"id": shipped().id},
        "room": room | more.pop("room", {}),
        "phases": phases,
        "people": [{"answers": person} for person in answers],
    } | more


def snapshot_of(rooms: Rooms, file: Json) -> Snapshot:
    return Snapshot.of(rooms, rooms.load(file))


def said(snapshot: Snapshot) -> str:
    """Everything that a report says in words and tables, as one text."""
    results = results_of(snapshot, lambda _: None)
    return repr(document_of(snapshot, risk_of(snapshot), results))


def vote(side: int) -> Json:
    return {"ratings": {"side": side, "sure": 60}}


def estimates(engage: float, stay_away: float) -> Json:
    """One hazard's numbers: two events a year, at a cost that differs by side."""
    return {
        "estimates": {
            f"{HAZARD}.engage.events": _range(2),
            f"{HAZARD}.stay_away.events": _range(2),
            f"{HAZARD}.engage.cost": _range(engage),
            f"{HAZARD}.stay_away.cost": _range(stay_away),
        }
    }


def estimators(count: int, engage: float, stay_away: float) -> list[Json]:
    return [{"estimates/1": estimates(engage, stay_away)} for _ in range(count)]


def one_sided(count: int) -> list[Json]:
    """People who put numbers on one side only."""
    given = {"estimates": {f"{HAZARD}.engage.events": _range(2)}}
    return [{"estimates/1": given} for _ in range(count)]


def _range(best: float) -> Json:
    return {"lowest": best * 0.9, "best": best, "highest": best * 1.1, "confidence": 80}
