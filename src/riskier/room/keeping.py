"""How long a room's answers are kept, as people were promised."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from riskier.room import clock
from riskier.room.records import Keep, RoomRecord

DAYS = 30
Due = Literal["delete", "tables"]

# What becomes of the answers, in words.
KEEP: Mapping[Keep, str] = {
    "until-deleted": "Answers are kept until the facilitator deletes them",
    "30-days": f"Answers are deleted {DAYS} days after the last step",
    "tables": "Answers are deleted when the room ends; tables stay, without sentences",
    "until-end": "Answers are deleted when the room ends",
}
# What may be promised instead once people have joined: never more than before.
SHORTER: Mapping[Keep, tuple[Keep, ...]] = {
    "until-deleted": ("30-days", "tables", "until-end"),
    "30-days": ("until-end",),
    "tables": ("until-end",),
    "until-end": (),
}


def possible(keep: Keep, joined: int) -> tuple[Keep, ...]:
    """Return what may be promised in place of `keep`, itself included."""
    return (keep, *SHORTER[keep]) if joined else tuple(KEEP)


def today() -> date:
    """Return the day, the same everywhere."""
    return datetime.fromtimestamp(clock.now(), UTC).date()


def due(record: RoomRecord, day: date) -> Due | None:
    """Return what is to become of a room on a day; None when nothing is.

    A room that nobody has moved for 30 days counts as ended: who promised to delete at the
    end may have forgotten to end it. A room that nobody joined yet is left alone until then
    and after.
    """
    if record.kind == "solo" or record.keep == "until-deleted":
        return None
    forgotten = record.joined > 0 and _day(record) + timedelta(days=DAYS) <= day
    if record.keep == "30-days":
        return "delete" if forgotten else None
    if not (record.ended or forgotten):
        return None
    return "tables" if record.keep == "tables" and record.joined else "delete"


def _day(record: RoomRecord) -> date:
    return date.fromisoformat(record.moved_on or record.created)
