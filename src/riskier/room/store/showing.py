"""Which answers may be shown: so many new ones at a time that no difference is one person's.

Whoever closes a question, looks, opens it for one more answer, closes it and looks again
would read that answer in the difference. So each answer stands beside a copy: what of it
was last shown. Closing brings into the copies what `k_min` people or more said anew of the
same part (`telling`); the rest waits until there are more. Everything that leaves a room is
made from the copies.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import chain

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    cast,
    false,
    func,
    or_,
    select,
    update,
)

from riskier.room.records import Json
from riskier.room.store import tables
from riskier.room.store.telling import Late, told

_GIVEN = tables.answers.c
_OTHER = tables.answers.alias("other").c
_WAITS = or_(_GIVEN.shown.is_(None), cast(_GIVEN.shown, Text) != cast(_GIVEN.body, Text))


def show_first(connection: Connection, code: str, key: str, k_min: int) -> int | None:
    """Take a question's answers as shown for the first time, if there are enough.

    Returns:
        How many answers must wait: none; or None while so few have answered that nobody is
        shown anything, from which the next answer could be told.

    """
    waiting = and_(_of(code, key), _WAITS)
    found: int = connection.execute(select(func.count()).where(waiting)).scalar_one()
    if found < max(k_min, 1):
        return None
    connection.execute(update(tables.answers).where(waiting).values(shown=_GIVEN.body))
    return 0


def show_more(connection: Connection, code: str, key: str, k_min: int) -> int:
    """Take as shown what may be of the answers that came or changed since the last time.

    Returns how many must wait, as a whole or in part.
    """
    waiting = and_(_of(code, key), _WAITS)
    own = (_GIVEN.participant, _GIVEN.body, _GIVEN.shown)
    rows = connection.execute(select(*own).where(waiting)).all()
    if not rows:
        return 0
    beside = _beside(connection, code, key, waiting)
    late = [Late(body, shown, beside(who)) for who, body, shown in rows]
    bodies, count = told(late, k_min)
    if not count:
        connection.execute(update(tables.answers).where(waiting).values(shown=_GIVEN.body))
        return 0
    told_now = [
        {"who": row.participant, "told": body}
        for row, body in zip(rows, bodies, strict=True)
        if body != row.shown
    ]
    if told_now:
        its = and_(_of(code, key), _GIVEN.participant == bindparam("who"))
        copy = update(tables.answers).where(its).values(shown=bindparam("told"))
        connection.execute(copy, told_now)
    return count


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


def _beside(
    connection: Connection, code: str, key: str, waiting: ColumnElement[bool]
) -> Callable[[str], list[Json | None]]:
    """Return what gives a person's answers in the other rounds that were shown, in order."""
    activity, _, number = key.rpartition("/")
    people = select(_GIVEN.participant).where(waiting)
    query = select(_OTHER.participant, _OTHER.round, _OTHER.shown).where(
        _OTHER.room == code,
        _OTHER.activity == activity,
        _OTHER.round != int(number),
        _OTHER.shown.is_not(None),
        _OTHER.participant.in_(people),
    )
    found: defaultdict[str, dict[int, Json]] = defaultdict(dict)
    for who, other, shown in connection.execute(query):
        found[who][other] = shown
    rounds = sorted(set(chain.from_iterable(found.values())))
    return lambda who: [found[who].get(other) for other in rounds]
