"""What one transaction does: several writes, each of which may be refused by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from riskier.room.errors import RoomError, UnknownRoomError, unknown_participant
from riskier.room.records import AnswerRow, Json, Receipt, RoomRecord, asked
from riskier.room.store import tables
from riskier.room.store.contract import Change, Guard
from riskier.room.store.ledger import Ledger
from riskier.room.store.showing import show_at_once, show_first, show_more

_GONE = 0

_ROOM = select(tables.rooms).where(tables.rooms.c.code == bindparam("code"))


class Batch:
    """The writes of one transaction.

    Every write checks before it changes anything, so a `RoomError` from one of them
    leaves the others untouched. Room records are read once and written once, at `flush`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records: dict[str, RoomRecord] = {}
        self._changed: dict[str, int] = {}
        self._ledger = Ledger(connection)

    def hold(self, codes: Iterable[str], answers: Iterable[tuple[str, AnswerRow]]) -> None:
        """Lock rooms against other processes; read what the expected answers replace."""
        # Always in the same order, so that two servers never wait for each other.
        known = tables.rooms.c.code.in_(sorted(codes))
        query = select(tables.rooms).where(known).order_by(tables.rooms.c.code)
        # SQLite locks the whole file at BEGIN IMMEDIATE and leaves FOR UPDATE out.
        for row in self._connection.execute(query.with_for_update()).mappings():
            record = tables.to_record(row)
            self._records[record.code] = record
        self._ledger.read(answers)

    def flush(self) -> dict[str, int]:
        """Write everything; return the rooms' new sequence numbers."""
        self._ledger.write()
        for code, seq in self._changed.items():
            if seq != _GONE:
                row = tables.to_row(self._records[code])
                known = tables.rooms.c.code == code
                self._connection.execute(update(tables.rooms).where(known).values(row))
        return self._changed

    def add(
        self, record: RoomRecord, participants: Sequence[str], answers: Iterable[AnswerRow]
    ) -> None:
        """Add a room with everything in it."""
        if self._find(record.code) is not None:
            raise RoomError(
                "code_taken",
                f"There is a room {record.code} already. Choose another code, or leave it out.",
                field="code",
            )
        self._connection.execute(insert(tables.rooms), tables.to_row(record))
        people = [{"room": record.code, "id": each} for each in participants]
        rows = [_row(record, answer) for answer in answers]
        if people:
            self._connection.execute(insert(tables.participants), people)
        if rows:
            self._connection.execute(insert(tables.answers), rows)
        self._keep(record)

    def change(self, code: str, change: Change) -> RoomRecord:
        """Replace a record by what `change` makes of it."""
        before = self._room(code)
        after = change(before)
        if after == before:
            return before
        for key in _closing(before, after):
            after = self._shown(after, key)
        return self._keep(replace(after, seq=before.seq + 1))

    def join(self, code: str, participant: str, guard: Guard) -> int:
        """Add a participant who is not there yet."""
        record = self._room(code)
        guard(record)
        self._connection.execute(insert(tables.participants), {"room": code, "id": participant})
        return self._keep(replace(record, joined=record.joined + 1, seq=record.seq + 1)).seq

    def put(self, code: str, answer: AnswerRow, guard: Guard, if_missing: RoomRecord | None) -> int:
        """Keep an answer in place of the former one."""
        record = self._find(code)
        if record is None and if_missing is not None:
            guard(if_missing)
            self.add(replace(if_missing, joined=1), [answer.participant], [])
            self._ledger.welcome(code, answer)
            record = self._records[code]
        if record is None:
            raise UnknownRoomError(code)
        guard(record)
        return self._put(record, answer)

    def enter(self, code: str, answers: Sequence[AnswerRow], change: Change, *, anew: bool) -> int:
        """Keep answers of people without a device, who join with them."""
        before = self._room(code)
        record = change(before)
        self._ledger.reread([(code, answer) for answer in answers])
        if not anew and any(self._ledger.differs(code, answer) for answer in answers):
            raise RoomError(
                "entered_already",
                "A sheet with this mark is in for this question already, with other answers. "
                "Use another mark, or replace it.",
                field="mark",
            )
        new = [answer for answer in answers if not self._ledger.knows(code, answer)]
        if new:
            people = [{"room": code, "id": answer.participant} for answer in new]
            self._connection.execute(insert(tables.participants), people)
            record = replace(record, joined=record.joined + len(new))
        for answer in new:
            self._ledger.welcome(code, answer)
        if record != before:
            record = self._keep(replace(record, seq=before.seq + 1))
        for answer in answers:
            self._put(self._records[code], answer)
        if self._records[code] != before:
            self._show_entered(self._records[code], answers)
        return self._records[code].seq

    def withdraw(
        self, code: str, which: tuple[str, int], participants: Sequence[str], guard: Guard
    ) -> int:
        """Take answers back, and out of the room whoever has no other."""
        record = self._room(code)
        guard(record)
        rows = [AnswerRow(each, *which, {}) for each in participants]
        self._ledger.reread([(code, row) for row in rows])
        if not rows or not all(self._ledger.answered(code, row) for row in rows):
            raise RoomError(
                "not_entered",
                "There is no sheet with this mark for this question, so nothing was taken back.",
                field="mark",
                status=404,
            )
        left = self._ledger.remove(code, rows)
        key = asked(*which)
        rest = record.answered.get(key, 0) - len(rows)
        others = {name: count for name, count in record.answered.items() if name != key}
        return self._keep(
            replace(
                record,
                joined=record.joined - left,
                answered=others | ({key: rest} if rest > 0 else {}),
                versions=_one_more(record.versions, rows[0]),
                seq=record.seq + 1,
            )
        ).seq

    def delete(self, code: str) -> Receipt:
        """Delete a room and count what went."""
        record = self._room(code)
        self._ledger.write()
        receipt = Receipt(code, record.joined, self._count_answers(code), self._count_texts(code))
        for table in (tables.answers, tables.participants):
            self._connection.execute(delete(table).where(table.c.room == code))
        self._connection.execute(delete(tables.rooms).where(tables.rooms.c.code == code))
        del self._records[code]
        self._changed[code] = _GONE
        return receipt

    def _shown(self, record: RoomRecord, key: str) -> RoomRecord:
        """Return a record that tells how many answers to a closed question must wait."""
        self._ledger.write()
        take = show_more if key in record.late else show_first
        waiting = take(self._connection, record.code, key, record.k_min)
        late = record.late if waiting is None else {**record.late, key: waiting}
        versions = {**record.versions, key: record.versions.get(key, 0) + 1}
        return replace(record, late=late, versions=versions)

    def _show_entered(self, record: RoomRecord, answers: Sequence[AnswerRow]) -> None:
        key = asked(answers[0].activity, answers[0].round)
        if key in record.late:
            self._ledger.write()
            people = [answer.participant for answer in answers]
            show_at_once(self._connection, record.code, key, people)
        elif record.phases.get(key) == "closed":
            # Nobody closes a question that was asked on paper only.
            self._keep(self._shown(record, key))

    def _put(self, record: RoomRecord, answer: AnswerRow) -> int:
        if not self._ledger.knows(record.code, answer):
            raise unknown_participant()
        former = self._ledger.former(record.code, answer)
        if former == answer.body:
            return record.seq
        if former is None:
            record = replace(record, answered=_one_more(record.answered, answer))
        self._ledger.enter(record.code, answer)
        versions = _one_more(record.versions, answer)
        return self._keep(replace(record, versions=versions, seq=record.seq + 1)).seq

    def _find(self, code: str) -> RoomRecord | None:
        if code not in self._records:
            row = self._connection.execute(_ROOM, {"code": code}).mappings().first()
            if row is None:
                return None
            self._records[code] = tables.to_record(row)
        return self._records[code]

    def _room(self, code: str) -> RoomRecord:
        record = self._find(code)
        if record is None:
            raise UnknownRoomError(code)
        return record

    def _keep(self, record: RoomRecord) -> RoomRecord:
        self._records[record.code] = record
        self._changed[record.code] = record.seq
        return record

    def _count_answers(self, code: str) -> int:
        count = select(func.count()).where(tables.answers.c.room == code)
        return self._connection.execute(count).scalar_one()

    def _count_texts(self, code: str) -> int:
        bodies = select(tables.answers.c.body).where(tables.answers.c.room == code)
        return sum(
            sum(1 for text in body.get("texts", ()) if text)
            for body in self._connection.execute(bodies).scalars()
        )


def _row(record: RoomRecord, answer: AnswerRow) -> Json:
    was_shown = asked(answer.activity, answer.round) in record.late
    shown = answer.body if was_shown else None
    return {"room": record.code, **answer._asdict(), "shown": shown}


def _closing(before: RoomRecord, after: RoomRecord) -> list[str]:
    now = after.phases
    return [key for key, was in before.phases.items() if was == "open" and now[key] != "open"]


def _one_more(counts: dict[str, int], answer: AnswerRow) -> dict[str, int]:
    key = asked(answer.activity, answer.round)
    return {**counts, key: counts.get(key, 0) + 1}
