"""A room's answers as they leave it: the same file for the same content.

Whom an answer came from and when it came decide nothing: people are put in the order of a
hash of what they said, and texts are named by a hash of what was written. So a file made
again, here or from a copy of the room, is the same to the byte.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from riskier.pack import Pack
from riskier.room.records import AnswerRow, Json, RoomRecord, asked
from riskier.room.texts import text_id

KEPT_PRIVATE = "(kept private)"
_CLOSED = ("closed", "revealed")


def leaving(
    pack: Pack, record: RoomRecord, rows: Iterable[AnswerRow]
) -> tuple[list[Json], list[str]]:
    """Return the people of a room's file, and the names of its hidden texts.

    Answers to questions that are still open stay behind, and so does what a plan says.
    Each piece of writing is an object of its own.
    """
    order = {activity: place for place, activity in enumerate(pack.activities.ids)}
    kept = sorted(
        (row for row in rows if _may_leave(record, row)),
        key=lambda row: (order[row.activity], row.round),
    )
    names = _names(record, [row for row in kept if _is_writing(pack, row)])
    people: dict[object, Json] = {}
    for row in kept:
        writing, key = _is_writing(pack, row), asked(row.activity, row.round)
        person = people.setdefault((row.participant, key) if writing else row.participant, {})
        person.setdefault("answers", {})[key] = _told(pack, row, names)
        if writing:
            person["texts"] = {key: [names[name] for name in _ids(record, row)]}
    hidden = sorted(names[name] for name in record.hidden if name in names)
    return sorted(people.values(), key=_digest), hidden


def _may_leave(record: RoomRecord, row: AnswerRow) -> bool:
    return record.kind == "solo" or record.phases.get(asked(row.activity, row.round)) in _CLOSED


def _is_writing(pack: Pack, row: AnswerRow) -> bool:
    return pack.activity(row.activity).kind == "text"


def _told(pack: Pack, row: AnswerRow, names: Mapping[str, str]) -> Json:
    if pack.activity(row.activity).kind == "plan":
        return {part: KEPT_PRIVATE if text else "" for part, text in row.body.items()}
    body: Json = _in_order(row.body)
    if "votes" in body:
        body["votes"] = [names[vote] for vote in body["votes"] if vote in names]
    return body


def _in_order(body: Any) -> Any:
    """Return a body whose keys do not tell in which order its parts were filled in."""
    if not isinstance(body, dict):
        return body
    return {name: _in_order(body[name]) for name in sorted(body)}


def _ids(record: RoomRecord, row: AnswerRow) -> list[str]:
    slots = range(len(row.body["texts"]))
    return [text_id(record.salt, row.participant, row.activity, row.round, slot) for slot in slots]


def _names(record: RoomRecord, writings: Sequence[AnswerRow]) -> dict[str, str]:
    """Return what each text's id becomes in the file."""
    alike: dict[str, list[list[str]]] = defaultdict(list)
    for row in writings:
        alike[_digest([row.activity, row.round, row.body["texts"]])].append(_ids(record, row))
    plain = {name: said for said, copies in alike.items() for ids in copies for name in ids}
    signs = _signs(record, writings, plain)
    names = {}
    for said, copies in alike.items():
        # Who wrote the very same is told apart by the votes it got, if by anything.
        copies.sort(key=lambda ids: [signs[name] for name in ids])
        for copy, ids in enumerate(copies):
            for slot, name in enumerate(ids):
                names[name] = _digest([said, copy, slot])[:16]
    return names


def _signs(
    record: RoomRecord, writings: Sequence[AnswerRow], plain: Mapping[str, str]
) -> dict[str, str]:
    """Return what became of each text: whether it was hidden, and beside which it was picked."""
    ballots: dict[str, Counter[str]] = defaultdict(Counter)
    for row in writings:
        votes = row.body["votes"]
        beside = _digest([plain.get(vote) for vote in votes])
        for vote in votes:
            ballots[vote][beside] += 1
    return {name: _digest([name in record.hidden, sorted(ballots[name].items())]) for name in plain}


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
