"""Paper worksheets: their answers go into the room like everybody else's.

A person on paper is known by the mark on their sheets. The store keeps neither the mark nor
that somebody answered on paper: the mark is hashed with the room's secret into a
participant whose token nobody has.
"""

import unicodedata
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from random import Random
from typing import Any

from riskier.pack.agenda import Step
from riskier.pack.view import heading_of
from riskier.room import codes
from riskier.room.answers import check_answer
from riskier.room.errors import AnswerError
from riskier.room.guards import may_enter
from riskier.room.records import AnswerRow, Json, RoomRecord, asked
from riskier.room.route import Route
from riskier.room.sheets import Sheets
from riskier.room.state import Views
from riskier.room.store.contract import Store
from riskier.room.totals import MOST_PEOPLE, dealt, takes_totals

MARK_LENGTH = 60


class Paper:
    """What a facilitator keys in from paper. A code may be given as people type it."""

    def __init__(self, store: Store, route: Route, views: Views, sheets: Sheets) -> None:
        self._store = store
        self._route = route
        self._views = views
        self._sheets = sheets

    def questions(self, code: str) -> list[Json]:
        """Return the sheets of a room's run sheet, in the order in which they are printed.

        Each has `activity`, `round`, `place`, `heading`, `phase`, `answered`, `totals`
        (whether totals are taken), `why_not` (nothing when sheets are taken) and `view`.
        """
        record = self._record(code)
        steps = [step for step in self._route.on_run_sheet(record.run_sheet) if step.activity]
        return [
            self._question(record, step, f"Sheet {place} of {len(steps)}")
            for place, step in enumerate(steps, 1)
        ]

    def answered(self, code: str, activity: str, number: int) -> int:
        """Return how many answers a question has, on paper and on devices."""
        return self._record(code).answered.get(asked(activity, number), 0)

    def enter(  # noqa: PLR0913 - a sheet has these parts
        self,
        code: str,
        activity: str,
        number: int,
        *,
        mark: object,
        answer: object,
        replace: bool = False,
    ) -> "Future[int]":
        """Keep one sheet; the future gives the room's seq once it is on disk.

        In a round that asks what to change, lines left empty keep the first sheet's answer.

        Raises:
            RoomError: `ended`, `revealed`, `stays_private`, `entered_already`, ….
            AnswerError: when the sheet does not fit the question.

        """
        record = self._ready(code, activity, number)
        person = _person(record, mark)
        view = self._view(record, activity, number)
        body = self._checked(record, person, view, answer)
        return self._kept(record, view, [AnswerRow(person, activity, number, body)], anew=replace)

    def enter_totals(  # noqa: PLR0913 - a count has these parts
        self, code: str, activity: str, number: int, *, mark: object, people: object, counts: object
    ) -> "Future[int]":
        """Keep counted totals as so many people's answers; `mark` takes them back later.

        Raises:
            RoomError: what `enter` raises, and `sheets_only` where totals tell too little.

        """
        record = self._ready(code, activity, number)
        if not takes_totals(self._route.activity(activity)):
            raise AnswerError(
                "sheets_only",
                "This result compares what each person said, which totals do not tell. "
                "Enter the sheets one by one.",
                "totals",
            )
        # By the mark: the same totals sent again are the same answers.
        chance = Random(_person(record, mark))
        view = self._views.of(record, activity, number)
        rows = [
            AnswerRow(_person(record, mark, place), activity, number, body)
            for place, body in enumerate(_dealt(view, people, counts, chance), 1)
        ]
        return self._kept(record, view, rows, anew=False)

    def take_back(self, code: str, activity: str, number: int, *, mark: object) -> "Future[int]":
        """Take a sheet, or totals, out of the room again.

        Raises:
            RoomError: `not_entered`, and what `enter` raises.

        """
        record = self._ready(code, activity, number)
        there = {row.participant for row in self._store.answers(record.code, [(activity, number)])}
        names = (_person(record, mark, place) for place in range(MOST_PEOPLE + 1))
        people = [name for name in names if name in there]

        def guard(now: RoomRecord) -> None:
            may_enter(now, activity, number)

        return self._store.withdraw(record.code, (activity, number), people, guard)

    # Inside

    def _record(self, code: str) -> RoomRecord:
        return self._store.room(codes.room_code(code) or code)

    def _question(self, record: RoomRecord, step: Step, place: str) -> Json:
        activity = self._route.activity(str(step.activity))
        view = self._view(record, activity.id, step.round)
        key = asked(activity.id, step.round)
        return {
            "activity": activity.id,
            "round": step.round,
            "place": place,
            "heading": heading_of(view),
            "phase": record.phases.get(key, "waiting"),
            "answered": record.answered.get(key, 0),
            "totals": takes_totals(activity),
            "why_not": _why_not(record, view),
            "view": view,
        }

    def _ready(self, code: str, activity: str, number: int) -> RoomRecord:
        record = self._record(code)
        self._route.round(activity, number)
        may_enter(record, activity, number)
        if self._route.activity(activity).reveal == "never":
            raise AnswerError("stays_private", _PRIVATE, "activity")
        return record

    def _view(self, record: RoomRecord, activity: str, number: int) -> Json:
        """Return what is asked, with the texts to vote on where people vote."""
        view = self._views.of(record, activity, number)
        if not view.get("vote"):
            return view
        # Only once answers are closed may anybody read them, a facilitator too.
        closed = record.phases.get(asked(activity, number - 1)) in ("closed", "revealed")
        read_out = self._sheets.read_out(record, activity, number) if closed else []
        return {**view, "candidates": read_out}

    def _checked(self, record: RoomRecord, person: str, view: Json, answer: object) -> Json:
        if view["prefill"] and isinstance(answer, dict):
            given = self._store.answers_of(record.code, person, view["id"])
            before = given.get(view["round"] - 1)
            answer = _completed(before or {}, answer)
        body = check_answer(view, answer)
        if not any(body.values()) and view["kind"] != "choice":
            raise AnswerError("empty", "Nothing is filled in on this sheet. Skip it.", "answer")
        return body

    def _kept(
        self, record: RoomRecord, view: Json, rows: list[AnswerRow], *, anew: bool
    ) -> "Future[int]":
        activity, number = rows[0].activity, rows[0].round

        def change(now: RoomRecord) -> RoomRecord:
            may_enter(now, activity, number, newcomers=len(rows))
            self._sheets.recheck(view, now, [row.body for row in rows])
            return _closed(now, asked(activity, number))

        return self._store.enter(record.code, rows, change, replace=anew)


def _dealt(view: Json, people: object, counts: object, chance: Random) -> list[Json]:
    return [check_answer(view, each) for each in dealt(view, people, counts, chance)]


_PRIVATE = "Plans stay with the people who wrote them. Do not enter them."


def _why_not(record: RoomRecord, view: Mapping[str, Any]) -> str:
    if view["reveal"] == "never":
        return _PRIVATE
    if record.phases.get(asked(view["id"], view["round"])) == "revealed":
        return "The result is out, so no sheet can be added or taken back any more."
    if view.get("vote") and not view["candidates"]:
        return (
            "There are no sentences to vote on yet: enter those of the sheet before, "
            f"from at least {record.k_min} people."
        )
    return ""


def _closed(record: RoomRecord, key: str) -> RoomRecord:
    """Return a record in which a question that was never opened counts as closed.

    Else its answers would be in no result. Devices can still be asked: closed opens again.
    """
    if record.phases.get(key, "waiting") != "waiting":
        return record
    return replace(record, phases={**record.phases, key: "closed"})


def _completed(before: Mapping[str, Any], answer: Mapping[str, Any]) -> Json:
    """Return an estimate with what was left empty taken from the round before."""
    given = answer.get("estimates")
    if not isinstance(given, dict) or not all(isinstance(each, dict) for each in given.values()):
        return dict(answer)
    whole: Json = {name: dict(parts) for name, parts in before.get("estimates", {}).items()}
    for name, parts in given.items():
        whole[name] = {**whole.get(name, {}), **parts}
    return {**answer, "estimates": whole}


def _person(record: RoomRecord, mark: object, place: int = 0) -> str:
    """Return the participant that a mark stands for; `place` tells apart those of a count."""
    text = " ".join(unicodedata.normalize("NFKC", str(mark)).casefold().split())
    if not isinstance(mark, str) or not 0 < len(text) <= MARK_LENGTH:
        raise AnswerError(
            "bad_mark", f"A mark has 1 to {MARK_LENGTH} characters. Shorten it.", "mark"
        )
    clean = text.encode("utf-8", "replace").decode()
    token = codes.digest("paper", record.salt, clean.replace("\x1f", " "), str(place))
    return codes.participant_of(record.code, token)
