"""What is known about a room: the record in the store, and what callers get."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

from riskier.room.codes import digest

Kind = Literal["live", "solo"]
Phase = Literal["waiting", "open", "closed", "revealed"]
Keep = Literal["until-deleted", "30-days", "tables", "until-end"]
Json = dict[str, Any]


@dataclass(frozen=True)
class RoomRecord:
    """A room as the store keeps it, one field a column. Never changed in place."""

    code: str
    kind: Kind
    pack_id: str
    created: str
    run_sheet: str
    topic: str
    k_min: int
    key_hash: str
    salt: str
    stage: str
    step: str | None = None
    activity: str | None = None
    exhibit: str | None = None
    round: int = 1
    timer_ends_at: float | None = None
    ended: bool = False
    synthetic: bool = False
    joined: int = 0
    seq: int = 1
    phases: dict[str, Phase] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, dict[str, list[str] | None]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    # Of each question shown so far: how many answers, new or changed since, must wait, as a
    # whole or in part.
    late: dict[str, int] = field(default_factory=dict)
    keep: Keep = "until-deleted"
    moved_on: str = ""

    @property
    def here(self) -> str | None:
        """The key, in `phases` and `answered`, of what the room is looking at."""
        if self.activity is not None:
            return asked(self.activity, self.round)
        return None if self.exhibit is None else shown_exhibit(self.exhibit)

    @property
    def phase(self) -> Phase:
        """The phase of what the room is looking at; a solo room is always open."""
        if self.kind == "solo":
            return "open"
        return "waiting" if self.here is None else self.phases.get(self.here, "waiting")


def asked(activity: str, number: int) -> str:
    """Return the key of an activity in one of its rounds."""
    return f"{activity}/{number}"


def shown_exhibit(exhibit: str) -> str:
    """Return the key of an exhibit. An activity's key ends in a number, so they differ."""
    return f"exhibit/{exhibit}"


class AnswerRow(NamedTuple):
    """One answer as the store keeps it."""

    participant: str
    activity: str
    round: int
    body: Json


@dataclass(frozen=True)
class Room:
    """Where a room stands. A copy: it does not follow later changes.

    `mark` tells it from a room that had the same code before and was deleted.
    """

    code: str
    mark: str
    kind: Kind
    run_sheet: str
    topic: str
    k_min: int
    stage: str
    step: str | None
    activity: str | None
    exhibit: str | None
    round: int
    phase: Phase
    seq: int
    timer_ends_at: float | None
    ended: bool
    settings: Json
    joined: int
    created: str
    synthetic: bool
    late: dict[str, int]

    @classmethod
    def of(cls, record: RoomRecord) -> "Room":
        """Return the room that a record describes."""
        return cls(
            code=record.code,
            mark=digest("room", record.salt)[:20],
            kind=record.kind,
            run_sheet=record.run_sheet,
            topic=record.topic,
            k_min=record.k_min,
            stage=record.stage,
            step=record.step,
            activity=record.activity,
            exhibit=record.exhibit,
            round=record.round,
            phase=record.phase,
            seq=record.seq,
            timer_ends_at=record.timer_ends_at,
            ended=record.ended,
            settings=settings_of(record),
            joined=record.joined,
            created=record.created,
            synthetic=record.synthetic,
            late=record.late,
        )


def settings_of(record: RoomRecord) -> Json:
    """Return what a facilitator may set in a room."""
    names = ("topic", "k_min", "run_sheet", "keep")
    return {name: getattr(record, name) for name in names}


class NewRoom(NamedTuple):
    """A room just made. The key is nowhere else: the store keeps its hash."""

    code: str
    facilitator_key: str


class Joined(NamedTuple):
    """A participant's own secrets: the token for this device, the code for another."""

    token: str
    resume_code: str


class Solo(NamedTuple):
    """One person's own room, and the code that leads back to it."""

    code: str
    participant: str
    resume_code: str


@dataclass(frozen=True)
class Receipt:
    """What a deletion removed, and what it had to leave (normally nothing)."""

    code: str
    participants: int
    answers: int
    texts: int
    stays: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The receipt as two sentences or more."""
        gone = (
            f"Room {self.code} is deleted: {self.participants} participants, "
            f"{self.answers} answers, {self.texts} texts."
        )
        stays = " ".join(self.stays) if self.stays else "Nothing of it stays in the store."
        return f"{gone} {stays}"

    def as_dict(self) -> Json:
        """Return the receipt as JSON."""
        return {**asdict(self), "stays": list(self.stays), "message": self.message}
