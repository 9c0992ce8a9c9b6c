"""How one process of the kit tells another which store and which pack it works with."""

from collections.abc import Mapping

from riskier.room.rooms import Rooms

STORE, PACK = "RISKIER_STORE", "RISKIER_PACK"


def handover(rooms: Rooms) -> Mapping[str, str]:
    """Return what to add to the environment of a process that works with the same rooms.

    The store's address may hold a password, which nobody must see among the arguments.
    """
    return {STORE: rooms.store.url, PACK: str(rooms.pack.folder)}
