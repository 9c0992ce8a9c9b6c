"""Who votes on which texts: a few of others' each, none favoured for having been early."""

from collections import Counter
from dataclasses import dataclass

import pytest

from riskier.room.texts import CANDIDATES, Written, candidates, text_id

SLOTS = 2


@dataclass
class Record:
    salt: str
    hidden: tuple[str, ...] = ()


class Wall:
    """Texts by a number of writers, the first ones written by the first people."""

    def __init__(self, writers: int, each: int, salt: str = "a secret") -> None:
        self.record = Record(salt)
        self.people = [f"person {number}" for number in range(writers)]
        self.texts = sorted(
            Written(name, f"{who} {slot}", slot, False)
            for who in self.people
            for slot, name in enumerate(sorted(self.own(who))[:each])
        )

    def own(self, who: str) -> frozenset[str]:
        return frozenset(text_id(self.record.salt, who, "translate", 1, s) for s in range(SLOTS))

    def ballot(self, who: str, hidden: frozenset[str] = frozenset()) -> list[str]:
        texts = [text._replace(hidden=text.id in hidden) for text in self.texts]
        return [each["id"] for each in candidates(self.record, texts, self.own(who), who)]


@pytest.mark.parametrize(
    ("writers", "each"), [(4, 1), (6, 2), (12, 1), (12, 2), (40, 2), (400, 1), (200, 2)]
)
def test_each_text_is_seen_about_as_often(writers, each):
    wall = Wall(writers, each)
    ballots = [wall.ballot(who) for who in wall.people]
    for who, ballot in zip(wall.people, ballots, strict=True):
        assert len(set(ballot)) == min(CANDIDATES, (writers - 1) * each)
        assert wall.own(who).isdisjoint(ballot)
    seen = Counter(name for ballot in ballots for name in ballot)
    counts = [seen[text.id] for text in wall.texts]
    assert min(counts) > 0
    assert max(counts) - min(counts) <= 2 * (each - 1)


def test_everyone_has_an_order_of_their_own():
    wall = Wall(40, 2)
    assert len({str(wall.ballot(who)) for who in wall.people}) == 40
    # One's first is not everybody's first, either.
    firsts = Counter(wall.ballot(who)[0] for who in wall.people)
    assert max(firsts.values()) <= 4


def test_who_wrote_nothing_votes_on_as_few():
    wall = Wall(12, 2)
    late = [wall.ballot(f"late {number}") for number in range(400)]
    assert {len(set(ballot)) for ballot in late} == {CANDIDATES}
    seen = Counter(name for ballot in late for name in ballot)
    assert min(seen.values()) > 60
    assert max(seen.values()) < 140


@pytest.mark.parametrize("writers", [0, 1, 2, 5, CANDIDATES])
def test_who_wrote_nothing_sees_all_of_a_few_texts(writers):
    wall = Wall(writers, 1)
    everything = {text.id for text in wall.texts}
    assert all(set(wall.ballot(f"late {number}")) == everything for number in range(20))


def test_a_hidden_text_makes_room_for_one_more_and_the_rest_stay():
    wall = Wall(20, 2)
    for who in wall.people:
        before = wall.ballot(who)
        after = wall.ballot(who, frozenset(before[2:3]))
        assert len(after) == CANDIDATES
        assert [name for name in after if name in before] == [*before[:2], *before[3:]]
        assert wall.ballot(who) == before


def test_where_all_others_are_hidden_ones_own_are_left():
    wall = Wall(5, 1)
    own = wall.own("person 0")
    others = frozenset(text.id for text in wall.texts) - own
    assert set(wall.ballot("person 0", others)) < own
    assert wall.ballot("person 0", frozenset(text.id for text in wall.texts)) == []
