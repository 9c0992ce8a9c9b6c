"""People's texts: ids that lead back to nobody, who votes on what, what is hidden.

A text's id is worked out from the room's secret, the writer and the slot. So it stays the
same while a person edits the text, says nothing to others, and needs no table.
"""

import hashlib
import hmac
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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

    Everyone goes on from their own texts by the same steps, so that each text is shown
    about as often as any other, whenever it was written; who wrote none begins anywhere.
    The choice and its order stay the same for each person while texts are hidden or shown.
    One's own texts are left out as long as there are others. `texts` come in the order of
    their ids.
    """
    places = [bisect_left(texts, name, key=lambda text: text.id) for name in own]
    starts = [at for at in sorted(places) if at < len(texts) and texts[at].id in own]
    steps = _steps(record.salt, len(texts))
    if texts and not starts:
        # The text there is somebody else's: it is one of those to be shown.
        starts, steps = [int(_keyed(record.salt, "start", participant), 16)], [0, *steps]
    walked = (texts[(start + step) % len(texts)] for step in steps for start in starts)
    others = dict.fromkeys(text for text in walked if not text.hidden and text.id not in own)
    shown = [*others] or [text for text in texts if not text.hidden]
    chosen = sorted(
        shown[:CANDIDATES],
        key=lambda text: _keyed(record.salt, "ballot", participant, text.id),
    )
    return [{"id": text.id, "text": text.text} for text in chosen]


@lru_cache(maxsize=64)
def _steps(salt: str, count: int) -> list[int]:
    """Return how far to go on from one's own text to each that one is shown."""
    mixed = Random(_keyed(salt, "steps"))
    # Drawing a few dozen of thousands is quick; mixing them all is not.
    return mixed.sample(range(1, count), min(max(count - 1, 0), _DRAWN))


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
