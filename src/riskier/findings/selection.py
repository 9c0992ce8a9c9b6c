"""What a room's ranking hands on: the items that a later activity asks about."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from riskier.pack import Pack
from riskier.pack.agenda import ItemsFrom

if TYPE_CHECKING:
    from riskier.room import Rooms


def choices_for(
    rooms: "Rooms", code: str, activity: str
) -> tuple[list[str], list[str] | None] | None:
    """Return the record ids (items, columns) that a room's answers choose for an activity.

    None when the activity does not build on an earlier one, when its run sheet has a list
    of its own, or when fewer than `k_min` people answered: then the pack's list stands. Of
    equal ones, that with more first places goes first, then that which stands first in the
    earlier activity's list. Places nobody voted for are filled from the pack's list.
    """
    room = rooms.get(code)
    asked = rooms.pack.activity(activity)
    items = _from(rooms, code, asked.items_from)
    columns = _from(rooms, code, getattr(asked, "columns_from", None))
    if items is None and columns is None:
        return None
    return (
        items if items is not None else own_ids(rooms.pack, asked.items_from, room.run_sheet),
        columns,
    )


def settle(rooms: "Rooms", code: str, activity: str) -> None:
    """Freeze an activity's items from the answers that it builds on, if it does.

    Has no effect once somebody has answered the activity.
    """
    chosen = choices_for(rooms, code, activity)
    if chosen is not None:
        rooms.choose(code, activity, *chosen)


def taken_from(
    pack: Pack, about: str, run_sheet: str, ranked: Sequence[tuple[Mapping[str, Any], float]]
) -> tuple[str, ...]:
    """Return the ids that a ranking hands on, in its order; none when nothing builds on it.

    `ranked` holds items with their votes, the best first.
    """
    origin = next((each for each in _origins(pack) if each.result_of == about), None)
    take = _take(origin, run_sheet) if origin else 0
    return tuple(item["id"] for item, votes in ranked[:take] if votes)


def ranking(
    view: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], float, int]]:
    """Return items with points and first places, the best first, ties in the view's order.

    Each pick is one point; in a ranking of `top` places, the first gets `top` points, the
    last one.
    """
    scored = [(item, *_score(item["id"], view, answers)) for item in view["items"]]
    return sorted(scored, key=lambda one: (-one[1], -one[2]))


def own_ids(pack: Pack, origin: ItemsFrom | None, run_sheet: str) -> list[str]:
    """Return the record ids that a pack itself gives to an activity on a run sheet."""
    if origin is None:
        return []
    if origin.ids is None:
        return list(pack.collection(origin.collection).ids)
    sheet: Any = run_sheet
    return list(origin.ids.of(sheet))


def _from(rooms: "Rooms", code: str, origin: ItemsFrom | None) -> list[str] | None:
    room = rooms.get(code)
    if origin is None or origin.result_of is None:
        return None
    take = _take(origin, room.run_sheet)
    answers = [
        answer
        for person in rooms.people(code, [(origin.result_of, 1)])
        for answer in person.values()
        if answer.get("order") or answer.get("selected")
    ]
    # Alone there is nobody to protect; in a made-up group neither.
    enough = 1 if room.synthetic or room.kind == "solo" else room.k_min
    if not take or len(answers) < enough:
        return None
    ranked = ranking(rooms.view(code, origin.result_of, 1), answers)
    voted = [item["id"] for item, points, _ in ranked if points]
    spare = [name for name in own_ids(rooms.pack, origin, room.run_sheet) if name not in voted]
    return [*voted, *spare][:take]


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


def _take(origin: ItemsFrom, run_sheet: str) -> int:
    takes: Mapping[str, int] = {str(sheet): n for sheet, n in (origin.take or {}).items()}
    return takes.get(run_sheet, 0)
