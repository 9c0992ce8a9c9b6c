"""Who may do what in a room now: checks that run inside the store's transaction."""

from riskier.room import codes
from riskier.room.errors import RoomError, UnknownRoomError, unknown_participant
from riskier.room.records import RoomRecord, asked

MOST_PARTICIPANTS = 20_000


def may_join(record: RoomRecord) -> None:
    """Raise unless another participant may join a room."""
    if record.kind == "solo":
        raise UnknownRoomError(record.code)
    if record.ended:
        raise RoomError("ended", "This room has ended. Ask the facilitator for the next one.")
    if record.joined >= MOST_PARTICIPANTS:
        raise _room_full()


def may_answer(record: RoomRecord, participant: str, activity: str, number: int) -> None:
    """Raise unless a participant may answer an activity in a round."""
    if record.kind == "solo":
        if codes.solo_code(participant) != record.code:
            raise unknown_participant()
        return
    if record.ended:
        raise RoomError("not_open", "This room has ended, so your answer was not added.")
    if (record.activity, record.round) != (activity, number):
        raise RoomError(
            "not_open",
            "The group has moved on, so your answer was not added. It is still on your screen.",
        )
    if record.phase != "open":
        raise RoomError("not_open", _CLOSED[record.phase])


def may_enter(record: RoomRecord, activity: str, number: int, *, newcomers: int = 0) -> None:
    """Raise unless answers given on paper may be entered or taken back."""
    if record.kind == "solo":
        raise UnknownRoomError(record.code)
    if record.ended:
        raise RoomError(
            "ended", "This room has ended. Open it again in the console to enter sheets."
        )
    if record.phases.get(asked(activity, number)) == "revealed":
        raise RoomError(
            "revealed",
            "The result is out. A sheet added or taken back now would show in the difference, "
            "so that is not possible any more.",
        )
    if record.joined + newcomers > MOST_PARTICIPANTS:
        raise _room_full()


def _room_full() -> RoomError:
    return RoomError(
        "room_full",
        f"This room takes {MOST_PARTICIPANTS:,} participants at the most.",
    )


_CLOSED = {
    "waiting": "This question is not open yet. Your answer can be sent once it is.",
    "closed": "This question is closed, so your answer was not added.",
    "revealed": "This question is closed, so your answer was not added.",
}
