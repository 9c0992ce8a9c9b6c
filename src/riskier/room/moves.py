"""The rules by which a facilitator moves a room. Pure: records in, records out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from riskier.pack.agenda import Activity, Text
from riskier.room.errors import RoomError, first_fault, listed
from riskier.room.keeping import KEEP, SHORTER, possible
from riskier.room.records import Keep, Phase, RoomRecord, asked
from riskier.room.route import Route
from riskier.room.wording import one_line

TOPIC_LENGTH = 120
K_MIN = (1, 50)
LONGEST_TIMER_SECONDS = 86_400

_AFTER: dict[Phase, tuple[Phase, ...]] = {
    "waiting": ("open",),
    "open": ("closed",),
    "closed": ("open", "revealed"),
    "revealed": (),
}
_AFTER_EXHIBIT: dict[Phase, tuple[Phase, ...]] = {"waiting": ("revealed",)}
_Seconds = Annotated[float, Field(ge=0, le=LONGEST_TIMER_SECONDS, allow_inf_nan=False)]
_STRICT = ConfigDict(extra="forbid", strict=True)
POSITION = ("stage", "activity", "exhibit", "step", "round")


@with_config(_STRICT)
class Settings(TypedDict, total=False):
    """What may be set in a room beside its position."""

    topic: str
    k_min: int
    run_sheet: str
    keep: Keep


@with_config(_STRICT)
class Move(TypedDict, total=False):
    """What a facilitator may ask for; what is left out stays as it is.

    `activity`, `exhibit`, `step` and `timer_seconds` may be None: nothing to look at, no
    timer. `timer_seconds` counts from now, so a running timer is extended by sending what
    is left and more.
    """

    stage: str
    activity: str | None
    exhibit: str | None
    step: str | None
    round: int
    phase: Phase
    timer_seconds: _Seconds | None
    settings: Settings
    hide: str | list[str]
    unhide: str | list[str]
    ended: bool


_ADAPTER: TypeAdapter[Move] = TypeAdapter(Move)


def read_move(wanted: Mapping[str, object]) -> Move:
    """Return a move of any origin once its shape is right.

    Raises:
        RoomError: `bad_move` (422) for unknown names and wrong types.

    """
    try:
        return _ADAPTER.validate_python(dict(wanted))
    except ValidationError as error:
        field, message = first_fault(error)
        names = tuple(Move.__annotations__)
        if field not in names and field is not None and "." not in field:
            message += f" Known: {listed(names)}."
        raise RoomError("bad_move", message, field=field, status=422, allowed=names) from None


def text_ids(given: str | list[str] | None) -> list[str]:
    """Return the texts that a move hides or shows."""
    return [given] if isinstance(given, str) else given or []


def moved(route: Route, record: RoomRecord, move: Move, now: float) -> RoomRecord:
    """Return a room's record after a move.

    Args:
        route: the agenda.
        record: the room before the move.
        move: what to change.
        now: the time, in seconds since the epoch, from which a timer runs.

    Raises:
        RoomError: `impossible_move`, `ended`, `unknown_…` with what would be possible.

    """
    if record.kind == "solo":
        raise _impossible("A room for one person is always open. Answer any activity.")
    if "ended" in move:
        record = _end(record, ended=move["ended"])
    if record.ended and any(name in move for name in (*POSITION, "phase", "timer_seconds")):
        raise RoomError(
            "ended",
            "This room has ended. Set ended to false to go on with it.",
            field="ended",
            allowed=("ended", "hide", "unhide", "settings"),
        )
    if "settings" in move:
        record = with_settings(route, record, move["settings"])
    if any(name in move for name in POSITION):
        record = _go(record, _agreed(_position(route, record, move), move))
    if "phase" in move:
        record = _set_phase(route, record, move["phase"])
    if "timer_seconds" in move:
        record = _set_timer(record, move["timer_seconds"], now)
    hidden = {*record.hidden, *text_ids(move.get("hide"))}.difference(text_ids(move.get("unhide")))
    return replace(record, hidden=sorted(hidden))


def with_settings(route: Route, record: RoomRecord, settings: Settings) -> RoomRecord:
    """Return a record with other settings.

    Raises:
        RoomError: for values out of range, and for changes that come too late.

    """
    if "topic" in settings:
        topic = one_line(settings["topic"], TOPIC_LENGTH, "settings.topic")
        record = replace(record, topic=topic or record.topic)
    if "k_min" in settings:
        record = _set_k_min(record, settings["k_min"])
    if "run_sheet" in settings:
        record = _set_run_sheet(route, record, settings["run_sheet"])
    if "keep" in settings:
        record = _set_keep(record, settings["keep"])
    return record


def _set_k_min(record: RoomRecord, k_min: int) -> RoomRecord:
    least, most = K_MIN
    if not least <= k_min <= most:
        raise RoomError(
            "bad_setting",
            f"k_min is {k_min}. Give a number from {least} to {most}.",
            field="settings.k_min",
            status=422,
        )
    if k_min < record.k_min and record.joined:
        raise RoomError(
            "too_late",
            f"People joined on the promise that nothing is shown of fewer than {record.k_min}. "
            "It can be raised now, not lowered; make a new room to lower it.",
            field="settings.k_min",
        )
    return replace(record, k_min=k_min)


def _set_run_sheet(route: Route, record: RoomRecord, run_sheet: str) -> RoomRecord:
    route.run_sheet(run_sheet)
    if run_sheet != record.run_sheet and record.answered:
        raise RoomError(
            "too_late",
            f"There are answers already, to the questions of the {record.run_sheet}-minute "
            "run sheet. Stay with it, and leave steps out or add some.",
            field="settings.run_sheet",
        )
    return replace(record, run_sheet=run_sheet)


def _set_keep(record: RoomRecord, keep: Keep) -> RoomRecord:
    if keep not in possible(record.keep, record.joined):
        allowed = SHORTER[record.keep]
        raise RoomError(
            "too_late",
            f"People joined on the promise “{KEEP[record.keep]}”. It can be made stricter, not "
            f"looser: {listed([KEEP[each] for each in allowed])}.",
            field="settings.keep",
            allowed=allowed,
        )
    return replace(record, keep=keep)


def _end(record: RoomRecord, *, ended: bool) -> RoomRecord:
    if ended and not record.ended:
        record = replace(_leave(record), timer_ends_at=None)
    return replace(record, ended=ended)


def _position(route: Route, record: RoomRecord, move: Move) -> RoomRecord:
    if move.get("step") is not None:
        return _at_step(route, record, str(move["step"]))
    if move.get("activity") is not None:
        return _at_activity(route, record, str(move["activity"]), move)
    if move.get("exhibit") is not None:
        return _at_exhibit(route, record, str(move["exhibit"]), move)
    if "round" in move and record.activity is not None and "stage" not in move:
        return _at_activity(route, record, record.activity, move)
    if "round" in move:
        raise _impossible("There is no activity to take another round of. Name one.", "round")
    stage = route.stage(move.get("stage", record.stage))
    return replace(record, stage=stage, step=None, activity=None, exhibit=None, round=1)


def _agreed(there: RoomRecord, move: Move) -> RoomRecord:
    """Return a position that is where every part of the move says."""
    for name in POSITION:
        wanted, found = move.get(name), getattr(there, name)
        if wanted is not None and wanted != found:
            raise _impossible(
                f"The move asks for {name} {wanted}, but the rest of it leads to {found}. "
                "Leave one of them out.",
                name,
            )
    return there


def _at_step(route: Route, record: RoomRecord, name: str) -> RoomRecord:
    step = route.step(name)
    return replace(
        record,
        stage=step.stage,
        step=step.id,
        activity=step.activity,
        exhibit=step.exhibit,
        round=step.round if step.activity else 1,
    )


def _at_activity(route: Route, record: RoomRecord, name: str, move: Move) -> RoomRecord:
    activity = route.activity(name)
    stage = route.stage(move["stage"]) if "stage" in move else None
    number = move.get("round", None if stage else 1)
    if number is not None:
        route.round(name, number)
    step = route.step_of_activity(name, number=number, stage=stage, run_sheet=record.run_sheet)
    if step is not None:
        return _at_step(route, record, step.id)
    _belongs(route, activity, stage)
    place = replace(record, stage=activity.stage, step=None, exhibit=None)
    return replace(place, activity=name, round=number or 1)


def _belongs(route: Route, activity: Activity, stage: str | None) -> None:
    if stage in (None, activity.stage):
        return
    steps = [step.stage for step in route.steps if step.activity == activity.id]
    stages = tuple(dict.fromkeys((activity.stage, *steps)))
    raise _impossible(
        f"{activity.id} is not part of the stage {stage}. It belongs to: {listed(stages)}.",
        "stage",
        stages,
    )


def _at_exhibit(route: Route, record: RoomRecord, name: str, move: Move) -> RoomRecord:
    exhibit = route.exhibit(name)
    stage = route.stage(move["stage"]) if "stage" in move else None
    step = route.step_of_exhibit(name, stage=stage, run_sheet=record.run_sheet)
    if step is not None:
        return _at_step(route, record, step.id)
    if stage not in (None, exhibit.stage):
        raise _impossible(
            f"{name} is not part of the stage {stage}. It belongs to {exhibit.stage}.",
            "stage",
            (exhibit.stage,),
        )
    place = replace(record, stage=exhibit.stage, step=None, activity=None)
    return replace(place, exhibit=name, round=1)


def _go(record: RoomRecord, there: RoomRecord) -> RoomRecord:
    if there == record:
        return record
    if there.here == record.here:
        return there
    return replace(there, phases=_leave(record).phases, timer_ends_at=None)


def _leave(record: RoomRecord) -> RoomRecord:
    """Close what is open: nobody answers what nobody looks at."""
    return _with_phase(record, "closed") if record.phase == "open" else record


def _set_phase(route: Route, record: RoomRecord, phase: Phase) -> RoomRecord:
    if record.here is None:
        raise _impossible("Nothing is being looked at. Choose an activity first.", "phase")
    if phase == record.phase:
        return record
    after = _AFTER if record.activity is not None else _AFTER_EXHIBIT
    allowed = after.get(record.phase, ())
    if phase not in allowed:
        what = record.exhibit or f"{record.activity}, round {record.round},"
        raise _impossible(
            f"{what} is {record.phase} and cannot become {phase}. Possible now: {listed(allowed)}.",
            "phase",
            allowed,
        )
    if phase == "open":
        record = _reveal_what_is_voted_on(route, record)
    if phase in ("closed", "revealed"):
        record = replace(record, timer_ends_at=None)
    return _with_phase(record, phase)


def _reveal_what_is_voted_on(route: Route, record: RoomRecord) -> RoomRecord:
    """Whoever may vote on texts has seen them: say so, rather than call them closed."""
    activity = route.activity(str(record.activity))
    if not isinstance(activity, Text) or record.round not in activity.vote_rounds:
        return record
    before = asked(activity.id, record.round - 1)
    if record.phases.get(before) != "closed":
        return record
    return replace(record, phases={**record.phases, before: "revealed"})


def _with_phase(record: RoomRecord, phase: Phase) -> RoomRecord:
    return replace(record, phases={**record.phases, str(record.here): phase})


def _set_timer(record: RoomRecord, seconds: float | None, now: float) -> RoomRecord:
    return replace(record, timer_ends_at=round(now + seconds, 1) if seconds else None)


def _impossible(message: str, field: str | None = None, allowed: Sequence[str] = ()) -> RoomError:
    return RoomError("impossible_move", message, field=field, allowed=allowed)
