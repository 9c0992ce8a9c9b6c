"""Which parts of late answers may be shown together: those that enough people change.

An answer that goes line by line (ratings, places, estimates) has a part for each line; an
order, a choice or a text is one part. A part of somebody's answer is shown as it is now
only with those of `k_min` people or more, so that what is told of a line never changes by
fewer.

Results also compare what people said of a line in two rounds. So among those whose line is
shown as it is now, as many are in the other round, or nobody; and so with those who are not.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from riskier.room.records import Json

_Part = str
_Crowds = frozenset[object]

_WHOLE = ""


class Late(NamedTuple):
    """What somebody says by now, what of it was shown, and what was of each other round."""

    body: Json
    shown: Json | None
    beside: Sequence[Json | None] = ()


def told(late: Sequence[Late], k_min: int) -> tuple[list[Json | None], int]:
    """Return what may be shown of each answer from now on, and how many go on waiting.

    One that goes on waiting may be shown in part. A blank one is shown with others.
    """
    changed: defaultdict[_Part, dict[int, _Crowds]] = defaultdict(dict)
    for who, answer in enumerate(late):
        beside = [_parts(body) for body in answer.beside]
        for part in _changes(answer):
            compared = beside if part != _WHOLE else ()
            changed[part][who] = _crowds(*((part in said, bool(said)) for said in compared))
    safe = {part: _enough(crowds, k_min) for part, crowds in changed.items()}
    kept: defaultdict[int, set[_Part]] = defaultdict(set)
    for part, crowds in changed.items():
        for who in crowds.keys() - safe[part]:
            kept[who].add(part)
    if kept and not any(safe.values()):
        return [answer.shown for answer in late], len(kept)
    return [_merged(answer, kept.get(who, ())) for who, answer in enumerate(late)], len(kept)


def _changes(answer: Late) -> Iterator[_Part]:
    now, before = _parts(answer.body), _parts(answer.shown)
    return (part for part in {**before, **now} if now.get(part) != before.get(part))


@cache
def _crowds(*beside: tuple[bool, bool]) -> _Crowds:
    """Return the crowds of somebody who, in each other round, said the same part or any."""
    return frozenset([None, *enumerate(beside)])


def _enough(crowds: dict[int, _Crowds], k_min: int) -> frozenset[int]:
    """Return who is left once everyone has gone who is in a crowd of fewer than `k_min`."""
    while True:
        sizes = Counter(chain.from_iterable(crowds.values()))
        small = {crowd for crowd, size in sizes.items() if size < k_min}
        if not small:
            return frozenset(crowds)
        crowds = {who: own for who, own in crowds.items() if small.isdisjoint(own)}


def _parts(body: Json | None) -> Mapping[_Part, Any]:
    """Return what an answer says of each part; nothing when it is blank."""
    if body is None:
        return {}
    lines = _lines(body)
    if lines is not None:
        said: Mapping[_Part, Any] = body[lines]
        return said
    return {_WHOLE: body} if "selected" in body or any(map(_holds, body.values())) else {}


def _lines(body: Json) -> str | None:
    """Return under what name an answer has its lines, if it has any."""
    return next((name for name, said in body.items() if isinstance(said, Mapping)), None)


def _holds(said: Any) -> bool:
    return any(said) if isinstance(said, list) else bool(said)


def _merged(answer: Late, kept: Collection[_Part]) -> Json | None:
    """Return an answer as it is now, but for the parts that are kept as they were shown."""
    lines = _lines(answer.body)
    if not kept:
        return answer.body
    if lines is None:
        return answer.shown
    now, before = answer.body[lines], _parts(answer.shown)
    merged = {part: said for part, said in now.items() if part not in kept}
    merged |= {part: before[part] for part in before if part in kept}
    if not merged and answer.shown is None:
        return None
    return {lines: merged}
