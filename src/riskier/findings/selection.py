"""What a room's ranking hands on: the items that a later activity asks about."""

from typing import TYPE_CHECKING

from riskier.pack.agenda import ItemsFrom
from riskier.pack.handed_on import own_ids, places_for, voted_for

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


def _from(rooms: "Rooms", code: str, origin: ItemsFrom | None) -> list[str] | None:
    room = rooms.get(code)
    if origin is None or origin.result_of is None:
        return None
    take = places_for(origin, room.run_sheet)
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
    voted = voted_for(rooms.view(code, origin.result_of, 1), answers)
    spare = [name for name in own_ids(rooms.pack, origin, room.run_sheet) if name not in voted]
    return [*voted, *spare][:take]
