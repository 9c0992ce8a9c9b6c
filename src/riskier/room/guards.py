"""Who may do what in a room now: checks that run inside the store's transaction."""

from riskier.room import codes
from riskier.room.errors import RoomError, UnknownRoomError, unknown_participant
from riskier.room.records import RoomRecord

MOST_PARTICIPANTS = 20_000


def may_join(record: RoomRecord) -> None:
    """Raise unless another participant may join a room."""
    if record.kind == "solo":
        raise UnknownRoomError(record.code)
    if record.ended:
        raise RoomError("ended", "This room has ended. Ask the facilitator for the next one.")
    if record.joined >= MOST_PARTICIPANTS:
        raise RoomError(
            "room_full",
            f"This room has {MOST_PARTICIPANTS:,} participants, which is the most it takes.",
        )


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


_CLOSED = {
    "waiting": "This question is not open yet. Your answer can be sent once it is.",
    "closed": "This question is closed, so your answer was not added.",
    "revealed": "This question is closed, so your answer was not added.",
}
