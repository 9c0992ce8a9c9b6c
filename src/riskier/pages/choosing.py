"""Settling what an activity asks about when it builds on an earlier result."""

from riskier.findings.selection import choices_for
from riskier.room import Rooms


def settle(rooms: Rooms, code: str, activity: str) -> None:
    """Freeze an activity's items from the answers that it builds on, if it does.

    Has no effect once somebody has answered the activity.
    """
    chosen = choices_for(rooms, code, activity)
    if chosen is not None:
        rooms.choose(code, activity, *chosen)
