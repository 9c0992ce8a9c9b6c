"""The answers of one transaction: read together, changed in memory, written together."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select, update

from riskier.room.records import AnswerRow, Json
from riskier.room.store import tables

_Key = tuple[str, str, int, str]

_PEOPLE = tables.participants.c
_GIVEN = tables.answers.c
_FORMER = (
    select(_PEOPLE.id, _GIVEN.body)
    .select_from(
        tables.participants.outerjoin(
            tables.answers,
            and_(
                _GIVEN.room == _PEOPLE.room,
                _GIVEN.participant == _PEOPLE.id,
                _GIVEN.activity == bindparam("in_activity"),
                _GIVEN.round == bindparam("in_round"),
            ),
        )
    )
    .where(
        _PEOPLE.room == bindparam("in_room"),
        _PEOPLE.id.in_(bindparam("who", expanding=True)),
    )
)
_REPLACE = (
    update(tables.answers)
    .where(
        _GIVEN.room == bindparam("in_room"),
        _GIVEN.activity == bindparam("in_activity"),
        _GIVEN.round == bindparam("in_round"),
        _GIVEN.participant == bindparam("who"),
    )
    .values(body=bindparam("new_body"))
)

_REMOVE = delete(tables.answers).where(
    _GIVEN.room == bindparam("in_room"),
    _GIVEN.activity == bindparam("in_activity"),
    _GIVEN.round == bindparam("in_round"),
    _GIVEN.participant == bindparam("who"),
)
_LEAVE = delete(tables.participants).where(
    _PEOPLE.room == bindparam("in_room"),
    _PEOPLE.id == bindparam("who"),
    ~exists().where(_GIVEN.room == _PEOPLE.room, _GIVEN.participant == _PEOPLE.id),
)


class Ledger:
    """What participants answered before, and what they answer now."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # None: a participant of the room without an answer. No key: nobody we know.
        self._bodies: dict[_Key, Json | None] = {}
        self._stored: set[_Key] = set()
        self._changed: dict[_Key, Json] = {}

    def read(self, expected: Iterable[tuple[str, AnswerRow]]) -> None:
        """Read the former answers of whoever is expected to answer."""
        people: dict[tuple[str, str, int], set[str]] = defaultdict(set)
        for code, answer in expected:
            people[code, answer.activity, answer.round].add(answer.participant)
        for (code, activity, number), who in people.items():
            names = {"in_room": code, "in_activity": activity, "in_round": number}
            for person, body in self._connection.execute(_FORMER, {**names, "who": list(who)}):
                key = (code, activity, number, person)
                self._bodies[key] = body
                if body is not None:
                    self._stored.add(key)

    def reread(self, expected: Iterable[tuple[str, AnswerRow]]) -> None:
        """Read the former answers of people who were not expected before."""
        # What this transaction has changed so far is read back with the rest.
        self.write()
        self.read(expected)

    def welcome(self, code: str, answer: AnswerRow) -> None:
        """Take note of a participant who was added in this transaction."""
        self._bodies[_key(code, answer)] = None

    def knows(self, code: str, answer: AnswerRow) -> bool:
        """Tell whether an answer comes from a participant of the room."""
        return _key(code, answer) in self._bodies

    def former(self, code: str, answer: AnswerRow) -> Json | None:
        """Return what the participant answered before."""
        return self._bodies[_key(code, answer)]

    def answered(self, code: str, answer: AnswerRow) -> bool:
        """Tell whether the participant has answered this already."""
        return self._bodies.get(_key(code, answer)) is not None

    def differs(self, code: str, answer: AnswerRow) -> bool:
        """Tell whether the participant has answered this otherwise."""
        return self.answered(code, answer) and self.former(code, answer) != answer.body

    def remove(self, code: str, rows: Iterable[AnswerRow]) -> int:
        """Delete answers, and who has no other one; return how many people that were."""
        left = 0
        for row in rows:
            person = {"in_room": code, "who": row.participant}
            which = {"in_activity": row.activity, "in_round": row.round}
            self._connection.execute(_REMOVE, person | which)
            left += self._connection.execute(_LEAVE, person).rowcount
            self._bodies.pop(_key(code, row), None)
            self._stored.discard(_key(code, row))
        return left

    def enter(self, code: str, answer: AnswerRow) -> None:
        """Put an answer in place of the former one."""
        key = _key(code, answer)
        self._bodies[key] = self._changed[key] = answer.body

    def write(self) -> None:
        """Write the changed answers."""
        # Sorted by participant, a hash: the order of rows is not the order of arrival.
        changed = sorted(self._changed.items(), key=lambda entry: entry[0])
        former = [_as_replaced(key, body) for key, body in changed if key in self._stored]
        new = [_as_row(key, body) for key, body in changed if key not in self._stored]
        if former:
            self._connection.execute(_REPLACE, former)
        if new:
            self._connection.execute(insert(tables.answers), new)
        self._stored.update(self._changed)
        self._changed.clear()


def _key(code: str, answer: AnswerRow) -> _Key:
    return code, answer.activity, answer.round, answer.participant


def _as_row(key: _Key, body: Json) -> Json:
    code, activity, number, person = key
    return {
        "room": code,
        "activity": activity,
        "round": number,
        "participant": person,
        "body": body,
    }


def _as_replaced(key: _Key, body: Json) -> Json:
    code, activity, number, person = key
    which = {"in_room": code, "in_activity": activity, "in_round": number, "who": person}
    return {**which, "new_body": body}
