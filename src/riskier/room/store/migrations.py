"""From the tables of an older kit to those of today, one version at a time.

Each step runs inside the caller's transaction and loses nothing.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, text, update

from riskier.room.store import tables
from riskier.room.store.showing import show_first


def migrate(connection: Connection) -> None:
    """Bring a store's tables up to date; has no effect on those of today or of tomorrow."""
    key = tables.meta.c.key == "schema_version"
    found = str(connection.execute(select(tables.meta.c.value).where(key)).scalar())
    while found in _STEPS:
        _STEPS[found](connection)
        found = str(int(found) + 1)
        connection.execute(update(tables.meta).where(key).values(value=found))


def _keep_and_moved_on(connection: Connection) -> None:
    """Version 2: how long a room's answers are kept, and the day it was last moved."""
    add = "ALTER TABLE riskier_rooms ADD COLUMN"
    connection.execute(text(f"{add} keep VARCHAR(16) NOT NULL DEFAULT 'until-deleted'"))
    connection.execute(text(f"{add} moved_on VARCHAR(10) NOT NULL DEFAULT ''"))
    # When an older room was moved is not known: its clock begins on the day it was made.
    connection.execute(text("UPDATE riskier_rooms SET moved_on = created"))


def _what_was_shown(connection: Connection) -> None:
    """Version 3: each answer as it was last shown, and how many wait to be."""
    connection.execute(text("ALTER TABLE riskier_answers ADD COLUMN shown JSON"))
    connection.execute(text("ALTER TABLE riskier_rooms ADD COLUMN late JSON NOT NULL DEFAULT '{}'"))
    rooms = tables.rooms.c
    known = select(rooms.code, rooms.k_min, rooms.phases)
    for code, k_min, phases in connection.execute(known).all():
        closed = [key for key, phase in phases.items() if phase in ("closed", "revealed")]
        late = {key: show_first(connection, code, key, k_min) for key in closed}
        late = {key: waiting for key, waiting in late.items() if waiting is not None}
        connection.execute(update(tables.rooms).where(rooms.code == code).values(late=late))


_STEPS: Mapping[str, Callable[[Connection], None]] = {
    "1": _keep_and_moved_on,
    "2": _what_was_shown,
}
