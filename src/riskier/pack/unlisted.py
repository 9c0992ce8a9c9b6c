"""What people answered about records that the pack has no more: kept, and said to be gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from riskier.pack.agenda import ItemsFrom, Sort
from riskier.pack.items import SEVERAL
from riskier.pack.pack import Pack
from riskier.pack.record import is_id

_Key = tuple[str, int]
_Json = Mapping[str, Any]
_Person = Mapping[_Key, _Json]

# Whether a record of a collection may have been there once.
MayBeGone = Callable[[str, str], bool]


def with_unlisted(
    pack: Pack, views: Mapping[_Key, _Json], people: Sequence[_Person]
) -> dict[_Key, _Json]:
    """Return views with an item for each id that answers name and the view does not.

    Its label is the last one known, with "(no longer listed)".
    """
    return {
        key: completed(pack, key[0], view, [person[key] for person in people if key in person])
        for key, view in views.items()
    }


def completed(
    pack: Pack,
    about: str,
    view: _Json,
    answers: Sequence[_Json],
    may_be_gone: MayBeGone = lambda _collection, _name: True,
) -> _Json:
    """Return the view of one activity with an item for each gone record that answers name."""
    activity = pack.activity(about)
    columns_from = activity.columns_from if isinstance(activity, Sort) else None
    changed: dict[str, Any] = {}
    for part, origin, named in (
        ("items", activity.items_from, _items_named),
        ("columns", columns_from, _columns_named),
    ):
        ids = [name for answer in answers for name in named(answer)]
        gone = _gone(pack, origin, view.get(part, []), ids, may_be_gone)
        if gone:
            changed[part] = [*view[part], *gone]
    return {**view, **changed} if changed else view


def without_gone(pack: Pack, about: str, answer: _Json, may_be_gone: MayBeGone) -> dict[str, Any]:
    """Return an answer without what it says of gone records of which several things were asked.

    What those were cannot be known any more, so nobody could read the numbers.
    """
    origin = pack.activity(about).items_from
    if origin is None or origin.form not in SEVERAL:
        return dict(answer)
    there = pack.collection(origin.collection)

    def is_kept(name: object) -> bool:
        record = str(name).partition(".")[0]
        return record in there or not (is_id(record) and may_be_gone(origin.collection, record))

    return {
        part: {name: said for name, said in given.items() if is_kept(name)}
        if isinstance(given, dict)
        else given
        for part, given in answer.items()
    }


def _gone(
    pack: Pack,
    origin: ItemsFrom | None,
    listed: Sequence[Mapping[str, Any]],
    ids: Sequence[str],
    may_be_gone: MayBeGone,
) -> list[dict[str, Any]]:
    if origin is None or origin.form in SEVERAL:
        return []
    known = {item["id"] for item in listed}
    missing = sorted(name for name in set(ids) - known if may_be_gone(origin.collection, name))
    return [
        pack.gone(origin.collection, name).model_dump(mode="json", exclude_none=True)
        for name in missing
    ]


def _items_named(answer: _Json) -> Iterator[str]:
    for part in ("selected", "order", "ratings", "placed"):
        yield from _names(answer.get(part))


def _columns_named(answer: _Json) -> Iterator[str]:
    placed = answer.get("placed")
    yield from _names(list(placed.values()) if isinstance(placed, dict) else None)


def _names(given: object) -> Iterator[str]:
    """Yield what can be ids, of whatever a file may hold."""
    for name in given if isinstance(given, list | dict) else ():
        if isinstance(name, str) and is_id(name):
            yield name
