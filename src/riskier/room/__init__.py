"""Rooms: a group's run of a pack, its answers, and the store that keeps them."""

from riskier.room.answers import check_answer
from riskier.room.errors import AnswerError, RoomError, StoreError, UnknownRoomError
from riskier.room.records import Joined, NewRoom, Receipt, Room, Solo
from riskier.room.rooms import Rooms
from riskier.room.store import Store, open_store

__all__ = [
    "AnswerError",
    "Joined",
    "NewRoom",
    "Receipt",
    "Room",
    "RoomError",
    "Rooms",
    "Solo",
    "Store",
    "StoreError",
    "UnknownRoomError",
    "check_answer",
    "open_store",
]
