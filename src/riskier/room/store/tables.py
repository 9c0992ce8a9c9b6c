"""The tables. Every key is a hash or random, so that the order of rows says nothing.

Nothing here is finer in time than a day, but for a running timer, which belongs to the
facilitator and is cleared when the activity closes.
"""

from dataclasses import fields

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
)

from riskier.room.records import RoomRecord

SCHEMA_VERSION = 3

metadata = MetaData()

# WITHOUT ROWID: SQLite would otherwise number the rows in the order of their arrival.
meta = Table(
    "riskier_meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

rooms = Table(
    "riskier_rooms",
    metadata,
    Column("code", String(24), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("pack_id", String(80), nullable=False),
    Column("created", String(10), nullable=False),
    Column("run_sheet", String(8), nullable=False),
    Column("topic", Text, nullable=False),
    Column("k_min", Integer, nullable=False),
    Column("key_hash", String(64), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("stage", String(80), nullable=False),
    Column("step", String(80)),
    Column("activity", String(80)),
    Column("exhibit", String(80)),
    Column("round", Integer, nullable=False),
    Column("timer_ends_at", Double),
    Column("ended", Boolean, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("joined", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("phases", JSON, nullable=False),
    Column("answered", JSON, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("chosen", JSON, nullable=False),
    Column("hidden", JSON, nullable=False),
    Column("late", JSON, nullable=False),
    Column("keep", String(16), nullable=False),
    Column("moved_on", String(10), nullable=False),
    # The change feed reads these two columns of every room: the index holds both.
    Index("riskier_rooms_seq", "code", "seq"),
    sqlite_with_rowid=False,
)

participants = Table(
    "riskier_participants",
    metadata,
    Column("room", String(24), primary_key=True),
    Column("id", String(32), primary_key=True),
    sqlite_with_rowid=False,
)

answers = Table(
    "riskier_answers",
    metadata,
    Column("room", String(24), primary_key=True),
    Column("activity", String(80), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("participant", String(32), primary_key=True),
    Column("body", JSON, nullable=False),
    # What of the body was last shown; see `showing`.
    Column("shown", JSON(none_as_null=True)),
    sqlite_with_rowid=False,
)

_FIELDS = tuple(field.name for field in fields(RoomRecord))


def to_row(record: RoomRecord) -> dict[str, object]:
    """Return a record as column values."""
    return {name: getattr(record, name) for name in _FIELDS}


def to_record(row: RowMapping) -> RoomRecord:
    """Return the record that a row of `rooms` holds."""
    return RoomRecord(**{name: row[name] for name in _FIELDS})
