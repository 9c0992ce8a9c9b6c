"""What a room looks like from outside, as JSON: for everyone, and for its facilitator."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from riskier.pack import Pack
from riskier.pack.agenda import Step
from riskier.room import clock
from riskier.room.keeping import KEEP
from riskier.room.kept import Kept
from riskier.room.records import Json, Phase, RoomRecord, asked, settings_of, shown_exhibit
from riskier.room.route import Route

_VIEWS_KEPT = 500


class Views:
    """Activities as one room asks them, kept once made. Callers must not change them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._kept: Kept[Json] = Kept(_VIEWS_KEPT)

    def of(self, record: RoomRecord, activity: str, number: int) -> Json:
        """Return the view of an activity in one of its rounds."""
        chosen = record.chosen.get(activity, {})
        items, columns = chosen.get("items"), chosen.get("columns")
        key = (activity, number, record.run_sheet, record.topic, str(items), str(columns))
        sheet: Any = record.run_sheet
        # What a room was asked stays asked, also when the pack has lost a record since.
        wanted: Json = {"topic": record.topic, "chosen": items, "chosen_columns": columns}
        return self._kept.get(key, lambda: self._pack.view(activity, number, sheet, **wanted))


def shared_state(pack: Pack, route: Route, views: Views, record: RoomRecord) -> Json:
    """Return what everyone in a room may know, but for the time."""
    step = None if record.step is None else route.step(record.step)
    return {
        "code": record.code,
        "kind": record.kind,
        "title": pack.title,
        "question": pack.question,
        "topic": record.topic,
        "run_sheet": record.run_sheet,
        "k_min": record.k_min,
        "seq": record.seq,
        "stage": record.stage,
        "stage_title": pack.stages[record.stage].title,
        "step": record.step,
        "step_title": None if step is None else step.title,
        "activity": _activity(views, record),
        "ballot": _ballot(views, record),
        "exhibit": _exhibit(route, record),
        "round": record.round,
        "phase": record.phase,
        "joined": record.joined,
        "answered": answered(record),
        "timer": None if record.timer_ends_at is None else {"ends_at": record.timer_ends_at},
        "finding_version": _shown_version(route, record),
        "progress": route.progress(record),
        "ended": record.ended,
        "promise": KEEP[record.keep],
        "synthetic": record.synthetic,
    }


def with_time(state: Json) -> Json:
    """Return a state with the server's time, against which a timer is read."""
    return {**state, "server_time": round(clock.now(), 3)}


def facilitator_state(route: Route, record: RoomRecord) -> Json:
    """Return what a facilitator's page shows beside the shared state."""
    upcoming = route.next_step(record)
    words = None if record.step is None else route.step(record.step).model_dump(mode="json")
    return {
        "agenda": [_line(record, step) for step in route.steps],
        "next": None if upcoming is None else upcoming.id,
        "step_words": words,
        "settings": settings_of(record),
        "late": None if record.here is None else record.late.get(record.here),
    }


def answered(record: RoomRecord) -> int:
    """Return how many have answered what the room is looking at."""
    return 0 if record.here is None else record.answered.get(record.here, 0)


def phase_of(route: Route, record: RoomRecord, about: str, number: int) -> Phase:
    """Return the phase of any activity (in a round) or exhibit."""
    key = _key(route, about, number)
    return "open" if record.kind == "solo" else record.phases.get(key, "waiting")


def finding_version(route: Route, record: RoomRecord, about: str, number: int) -> str:
    """Return a short text that differs whenever what a finding says may differ."""
    is_exhibit = _key(route, about, number) == shown_exhibit(about)
    counts = {
        key: count
        for key, count in record.versions.items()
        if is_exhibit or key.rpartition("/")[0] == about
    }
    chosen = record.chosen if is_exhibit else record.chosen.get(about)
    # Not its own phase: what was worked out when it closed is what is revealed. But an
    # exhibit repeats people's words from questions that were.
    seen = [key for key in record.versions if is_exhibit and record.phases.get(key) == "revealed"]
    return _version(counts, record.hidden, chosen, settings_of(record), number, sorted(seen))


def _version(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:12]


def _shown_version(route: Route, record: RoomRecord) -> str | None:
    about = record.activity or record.exhibit
    if about is None or record.phase != "revealed":
        return None
    return finding_version(route, record, about, record.round)


def _key(route: Route, about: str, number: int) -> str:
    if route.is_exhibit(about):
        return shown_exhibit(about)
    return asked(about, route.round(about, number))


def _activity(views: Views, record: RoomRecord) -> Json | None:
    if record.activity is None:
        return None
    return views.of(record, record.activity, record.round)


def _ballot(views: Views, record: RoomRecord) -> str | None:
    """Return a short text that differs whenever the texts to vote on may; None without a vote."""
    view = _activity(views, record)
    if view is None or not view.get("vote"):
        return None
    return _version(record.hidden, record.versions.get(asked(view["id"], record.round - 1)))


def _exhibit(route: Route, record: RoomRecord) -> Mapping[str, str] | None:
    if record.exhibit is None:
        return None
    exhibit = route.exhibit(record.exhibit)
    return {"id": exhibit.id, "title": exhibit.title, "text": exhibit.text}


def _line(record: RoomRecord, step: Step) -> Json:
    minutes: Mapping[str, float] = {str(sheet): each for sheet, each in step.minutes.items()}
    return {
        "step": step.id,
        "stage": step.stage,
        "title": step.title,
        "activity": step.activity,
        "round": step.round,
        "exhibit": step.exhibit,
        "minutes": minutes.get(record.run_sheet),
        "phase": _phase_of_step(record, step),
        "on_run_sheet": record.run_sheet in minutes,
        "later": not minutes,
    }


def _phase_of_step(record: RoomRecord, step: Step) -> Phase | None:
    if step.activity is not None:
        return record.phases.get(asked(step.activity, step.round), "waiting")
    if step.exhibit is not None:
        return record.phases.get(shown_exhibit(step.exhibit), "waiting")
    return None
