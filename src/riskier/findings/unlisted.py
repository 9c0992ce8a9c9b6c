"""What people answered about records that the pack has no more: kept, and said to be gone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riskier.pack import Pack
from riskier.pack.agenda import ItemsFrom, Sort
from riskier.pack.items import SEVERAL

_Key = tuple[str, int]
_Json = Mapping[str, Any]
_Person = Mapping[_Key, _Json]


def with_unlisted(
    pack: Pack, views: Mapping[_Key, _Json], people: Sequence[_Person]
) -> dict[_Key, _Json]:
    """Return views with an item for each id that answers name and the view does not.

    Its label is the last one known, with "(no longer listed)".
    """
    return {key: _completed(pack, key, view, people) for key, view in views.items()}


def _completed(pack: Pack, key: _Key, view: _Json, people: Sequence[_Person]) -> _Json:
    activity = pack.activity(key[0])
    answers = [person[key] for person in people if key in person]
    columns_from = activity.columns_from if isinstance(activity, Sort) else None
    changed: dict[str, Any] = {}
    for part, origin, named in (
        ("items", activity.items_from, _items_named),
        ("columns", columns_from, _columns_named),
    ):
        ids = [name for answer in answers for name in named(answer)]
        gone = _gone(pack, origin, view.get(part, []), ids)
        if gone:
            changed[part] = [*view[part], *gone]
    return {**view, **changed} if changed else view


def _gone(
    pack: Pack, origin: ItemsFrom | None, listed: Sequence[Mapping[str, Any]], ids: Sequence[str]
) -> list[dict[str, Any]]:
    if origin is None or origin.form in SEVERAL:
        return []
    known = {item["id"] for item in listed}
    missing = sorted(set(ids) - known)
    return [
        pack.gone(origin.collection, name).model_dump(mode="json", exclude_none=True)
        for name in missing
    ]


def _items_named(answer: _Json) -> Iterator[str]:
    for part in ("selected", "order", "ratings", "placed"):
        yield from answer.get(part, ())


def _columns_named(answer: _Json) -> Iterator[str]:
    yield from answer.get("placed", {}).values()
