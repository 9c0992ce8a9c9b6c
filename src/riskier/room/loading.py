"""From a room's file to rows: every answer is checked before anything is stored."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from riskier.pack import Pack
from riskier.pack.unlisted import MayBeGone, completed, without_gone
from riskier.room.answers import check_answer
from riskier.room.errors import RoomError, shown
from riskier.room.moves import TOPIC_LENGTH
from riskier.room.records import AnswerRow, Json, RoomRecord
from riskier.room.route import Route
from riskier.room.state import Views
from riskier.room.texts import text_id
from riskier.room.transfer import PersonPart, RoomFile
from riskier.room.wording import one_line

_OTHER_PACK = "If the room was run with a pack of your own, give that with --pack."


@dataclass(frozen=True)
class Loaded:
    """What a file becomes in a store."""

    record: RoomRecord
    participants: list[str]
    answers: list[AnswerRow]


def loaded(pack: Pack, route: Route, views: Views, file: RoomFile, empty: RoomRecord) -> Loaded:
    """Return what to store for a file.

    What it says of records that the pack has no more is kept, as in a room that goes on
    while its pack changes.

    Args:
        pack: the content.
        route: the agenda.
        views: how the pack's activities are asked.
        file: the file's content.
        empty: a new room's record, to be filled.

    Raises:
        RoomError: `bad_file` with the field at fault.

    """
    gone = _may_be_gone(pack, file)
    record = _settled(pack, route, file, empty, gone)
    loading = _Loading(pack, route, views, record, gone)
    for index, person in enumerate(file.people):
        loading.take_texts(index, person)
    for index, person in enumerate(file.people):
        loading.take_answers(index, person)
    return loading.finished(file)


@dataclass
class _Loading:
    pack: Pack
    route: Route
    views: Views
    record: RoomRecord
    may_be_gone: MayBeGone
    people: list[str] = field(default_factory=list)
    rows: list[AnswerRow] = field(default_factory=list)
    # The ids of texts in the file, and what they become in this room.
    renamed: dict[str, str] = field(default_factory=dict)
    written: dict[tuple[str, int], list[Json]] = field(default_factory=dict)

    def take_texts(self, index: int, person: PersonPart) -> None:
        """Give a new id to each text, so that votes and hidden texts can be followed."""
        participant = secrets.token_hex(16)
        self.people.append(participant)
        for key, names in person.texts.items():
            activity, number = self._key(key, f"people.{index}.texts.{key}")
            texts = person.answers.get(key, {}).get("texts")
            if not isinstance(texts, list) or len(texts) != len(names):
                raise _bad("There must be one id for each text.", f"people.{index}.texts.{key}")
            for slot, name in enumerate(names):
                new = text_id(self.record.salt, participant, activity, number, slot)
                if self.renamed.setdefault(name, new) != new:
                    raise _bad(f"The text id {shown(name)} is there twice.", f"people.{index}")
                self.written.setdefault((activity, number), []).append({"id": name})

    def take_answers(self, index: int, person: PersonPart) -> None:
        """Check each answer as if it were given now."""
        for key, answer in person.answers.items():
            where = f"people.{index}.answers.{key}"
            activity, number = self._key(key, where)
            try:
                body = self._checked(activity, number, answer)
            except RoomError as error:
                place = f"{where}.{error.field}" if error.field else where
                hint = f" {_OTHER_PACK}" if error.code == "unknown_id" else ""
                raise _bad(error.message + hint, place) from None
            if body.get("votes"):
                body = {**body, "votes": [self.renamed[vote] for vote in body["votes"]]}
            self.rows.append(AnswerRow(self.people[index], activity, number, body))

    def finished(self, file: RoomFile) -> Loaded:
        """Return everything, with the counts that a room keeps."""
        unknown = [name for name in file.hidden if name not in self.renamed]
        if unknown:
            raise _bad(f"The hidden text {shown(unknown[0])} is not in the file.", "hidden")
        counts = Counter(f"{row.activity}/{row.round}" for row in self.rows)
        record = replace(
            self.record,
            hidden=sorted(self.renamed[name] for name in file.hidden),
            answered=dict(counts),
            late={key: file.late.get(key, 0) for key in self._shown(counts)},
            versions=dict(counts),
            joined=len(self.people) if file.joined is None else file.joined,
        )
        return Loaded(record, self.people, self.rows)

    def _shown(self, counts: Mapping[str, int]) -> list[str]:
        enough = (key for key, count in counts.items() if count >= self.record.k_min)
        return [key for key in enough if self.record.phases.get(key, "waiting") != "waiting"]

    def _checked(self, activity: str, number: int, answer: Json) -> Json:
        kept = without_gone(self.pack, activity, answer, self.may_be_gone)
        view = completed(
            self.pack, activity, self._view(activity, number), [kept], self.may_be_gone
        )
        return check_answer(view, kept)

    def _view(self, activity: str, number: int) -> Json:
        view = self.views.of(self.record, activity, number)
        if not view.get("vote"):
            return view
        return {**view, "candidates": self.written.get((activity, number - 1), [])}

    def _key(self, key: str, where: str) -> tuple[str, int]:
        try:
            return self.route.asked(key)
        except RoomError as error:
            raise _bad(error.message, where) from None


def _may_be_gone(pack: Pack, file: RoomFile) -> MayBeGone:
    """Say of which records a file may speak though the pack has them not.

    Those that were taken away here, and, in a file of another version of the pack, any.
    """
    is_other = file.pack.version not in (None, pack.files.pack.version)
    return lambda collection, name: is_other or name in pack.retired.get(collection, {})


def _settled(
    pack: Pack, route: Route, file: RoomFile, empty: RoomRecord, may_be_gone: MayBeGone
) -> RoomRecord:
    room = file.room
    _check_names(route, file)
    record = replace(
        empty,
        **room.model_dump(exclude={"topic", "stage", "created"}),
        topic=one_line(room.topic, TOPIC_LENGTH, "room.topic") or empty.topic,
        stage=room.stage or empty.stage,
        created=room.created or empty.created,
        # Answers to what was open are not in the file: it can be asked again.
        phases={key: phase for key, phase in file.phases.items() if phase != "open"},
        chosen={name: each.model_dump() for name, each in file.chosen.items()},
        synthetic=file.synthetic,
    )
    for name, each in file.chosen.items():
        try:
            pack.require(name, each.items or (), each.columns or (), may_be_gone)
        except KeyError as error:
            raise _bad(f"{error.args[0]}. {_OTHER_PACK}", f"chosen.{name}") from None
    return record


def _check_names(route: Route, file: RoomFile) -> None:
    for field_name, check in _names(route, file):
        try:
            check()
        except RoomError as error:
            raise _bad(error.message, field_name) from None


def _names(route: Route, file: RoomFile) -> Iterator[tuple[str, Callable[[], object]]]:
    room = file.room
    yield "room.run_sheet", partial(route.run_sheet, room.run_sheet)
    if room.stage is not None:
        yield "room.stage", partial(route.stage, room.stage)
    if room.step is not None:
        yield "room.step", partial(route.step, room.step)
    if room.activity is not None:
        yield "room.activity", partial(route.round, room.activity, room.round)
    if room.exhibit is not None:
        yield "room.exhibit", partial(route.exhibit, room.exhibit)
    for key in file.phases:
        yield f"phases.{key}", partial(route.of_key, key)
    for name in file.chosen:
        yield f"chosen.{name}", partial(route.activity, name)


def _bad(message: str, field_name: str | None = None) -> RoomError:
    return RoomError("bad_file", message, field=field_name, status=422)
