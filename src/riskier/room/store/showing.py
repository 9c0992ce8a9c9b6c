"""Which answers may be shown: so many new ones at a time that no difference is one person's.

Whoever closes a question, looks, opens it for one more answer, closes it and looks again
would read that answer in the difference. So each answer stands beside a copy: what it was
when its question was last shown. Closing brings the copies up to date only if at least
`k_min` answers are new or changed; fewer wait until there are more. Blank ones hide nobody,
so they do not count. Everything that leaves a room is made from the copies.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, cast, false, func, or_, select, update

from riskier.room.store import tables

_GIVEN = tables.answers.c
_WAITS = or_(_GIVEN.shown.is_(None), cast(_GIVEN.shown, Text) != cast(_GIVEN.body, Text))


def show(
    connection: Connection, code: str, key: str, k_min: int, *, seen_before: bool
) -> int | None:
    """Take a question's answers as shown, if they may be.

    Returns:
        How many answers must wait; None while so few have answered that nobody is shown
        anything, from which the next answer could be told.

    """
    waiting = and_(_of(code, key), _WAITS)
    found = _saying(connection, waiting, k_min) if seen_before else _all(connection, waiting)
    if 0 < found < k_min:
        return found if seen_before else None
    copy = update(tables.answers).where(waiting).values(shown=_GIVEN.body)
    connection.execute(copy)
    return 0 if found or seen_before else None


def _all(connection: Connection, waiting: ColumnElement[bool]) -> int:
    count: int = connection.execute(select(func.count()).where(waiting)).scalar_one()
    return count


def _saying(connection: Connection, waiting: ColumnElement[bool], most: int) -> int:
    """Count the answers that say something, or take something back; at most `most`."""
    with connection.execute(select(_GIVEN.body, _GIVEN.shown).where(waiting)) as rows:
        return sum(1 for _ in islice((row for row in rows if any(map(_says, row))), most))


def _says(body: Mapping[str, Any] | None) -> bool:
    """Tell an answer from a blank; a choice of nothing is an answer, too."""
    return body is not None and ("selected" in body or _holds(body))


def _holds(part: Any) -> bool:
    if isinstance(part, Mapping):
        return any(map(_holds, part.values()))
    if isinstance(part, list):
        return any(map(_holds, part))
    return part not in (None, "")


def show_at_once(connection: Connection, code: str, key: str, participants: list[str]) -> None:
    """Take answers as shown that whoever looks has in their hands, on paper.

    So they make no others show: those wait for `k_min` of their own.
    """
    theirs = and_(_of(code, key), _GIVEN.participant.in_(participants))
    connection.execute(update(tables.answers).where(theirs).values(shown=_GIVEN.body))


def _of(code: str, key: str) -> ColumnElement[bool]:
    activity, _, number = key.rpartition("/")
    if not number.isdecimal():
        return false()  # An exhibit, to which nobody answers.
    return and_(_GIVEN.room == code, _GIVEN.activity == activity, _GIVEN.round == int(number))
