"""People's texts: ids that lead back to nobody, who votes on what, what is hidden.

A text's id is worked out from the room's secret, the writer and the slot. So it stays the
same while a person edits the text, says nothing to others, and needs no table.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random, SystemRandom
from typing import NamedTuple

from riskier.room.records import AnswerRow, Json, RoomRecord

CANDIDATES = 6
_DRAWN = 60
_random = SystemRandom()


class Written(NamedTuple):
    """One text, with the id it is known by."""

    id: str
    text: str
    slot: int
    hidden: bool


def text_id(salt: str, participant: str, activity: str, number: int, slot: int) -> str:
    """Return the id of what a participant wrote in one slot."""
    return _keyed(salt, "text", participant, activity, str(number), str(slot))[:16]


def written(record: RoomRecord, rows: Iterable[AnswerRow]) -> Iterator[Written]:
    """Yield every text that is not empty in some answers."""
    hidden = frozenset(record.hidden)
    for row in rows:
        for slot, text in enumerate(row.body.get("texts", ())):
            if text:
                name = text_id(record.salt, row.participant, row.activity, row.round, slot)
                yield Written(name, text, slot, name in hidden)


def listing(
    record: RoomRecord, rows: Iterable[AnswerRow], votes: Iterable[AnswerRow]
) -> list[Json]:
    """Return texts with their votes, in an order made afresh."""
    count = Counter(vote for row in votes for vote in row.body.get("votes", ()))
    texts = [{**text._asdict(), "votes": count[text.id]} for text in written(record, rows)]
    _random.shuffle(texts)
    return texts


def candidates(
    record: RoomRecord, texts: Sequence[Written], own: frozenset[str], participant: str
) -> list[Json]:
    """Return the texts that one participant may vote on, in that person's own order.

    The choice and its order differ between people, so that no text is favoured, and stay
    the same for each while texts are hidden or shown. One's own texts are left out as
    long as there are others. `texts` come in an order that does not change.
    """
    mixed = Random(_keyed(record.salt, "ballot", participant))
    # Drawing a few dozen of thousands is quick; mixing them all for everyone is not.
    drawn = mixed.sample(texts, min(len(texts), _DRAWN))
    shown = [text for text in drawn if not text.hidden]
    others = [text for text in shown if text.id not in own]
    return [{"id": text.id, "text": text.text} for text in (others or shown)[:CANDIDATES]]


def without_hidden(record: RoomRecord, row: AnswerRow) -> Json:
    """Return an answer whose hidden texts are empty, and without votes for such."""
    if not record.hidden or "texts" not in row.body:
        return row.body
    hidden = {text.slot for text in written(record, [row]) if text.hidden}
    texts = ["" if slot in hidden else text for slot, text in enumerate(row.body["texts"])]
    votes = [vote for vote in row.body["votes"] if vote not in record.hidden]
    return {**row.body, "texts": texts, "votes": votes}


def _keyed(salt: str, *parts: str) -> str:
    return hmac.new(salt.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
