"""What the result of one activity hands on to another: the items it will ask about."""

from collections.abc import Mapping, Sequence
from typing import Any

from riskier.pack.agenda import ItemsFrom
from riskier.pack.pack import Pack


def ranking(
    view: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], float, int]]:
    """Return items with points and first places, the best first, ties in the view's order.

    Each pick is one point; in a ranking of `top` places, the first gets `top` points, the
    last one.
    """
    scored = [(item, *_score(item["id"], view, answers)) for item in view["items"]]
    return sorted(scored, key=lambda one: (-one[1], -one[2]))


def voted_for(view: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the ids that got any points, the best first."""
    return [item["id"] for item, points, _ in ranking(view, answers) if points]


def taken_from(
    pack: Pack, about: str, run_sheet: str, ranked: Sequence[tuple[Mapping[str, Any], float]]
) -> tuple[str, ...]:
    """Return the ids that a ranking hands on, in its order; none when nothing builds on it.

    `ranked` holds items with their votes, the best first.
    """
    origin = next((each for each in _origins(pack) if each.result_of == about), None)
    take = places_for(origin, run_sheet) if origin else 0
    return tuple(item["id"] for item, votes in ranked[:take] if votes)


def own_ids(pack: Pack, origin: ItemsFrom | None, run_sheet: str) -> list[str]:
    """Return the record ids that a pack itself gives to an activity on a run sheet."""
    if origin is None:
        return []
    if origin.ids is None:
        return list(pack.collection(origin.collection).ids)
    sheet: Any = run_sheet
    return list(origin.ids.of(sheet))


def places_for(origin: ItemsFrom, run_sheet: str) -> int:
    """Return how many ids are taken over on a run sheet; 0 where the pack's list stands."""
    takes: Mapping[str, int] = {str(sheet): n for sheet, n in (origin.take or {}).items()}
    return takes.get(run_sheet, 0)


def _score(
    name: str, view: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]
) -> tuple[float, int]:
    if view["kind"] == "choice":
        return sum(name in answer["selected"] for answer in answers), 0
    top = view.get("top") or len(view["items"])
    places = [answer["order"].index(name) for answer in answers if name in answer["order"]]
    return sum(max(top - place, 0) for place in places), places.count(0)


def _origins(pack: Pack) -> list[ItemsFrom]:
    origins = [
        origin
        for activity in pack.agenda.activities
        for origin in (activity.items_from, getattr(activity, "columns_from", None))
    ]
    return [origin for origin in origins if origin is not None]
