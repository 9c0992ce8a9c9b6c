"""What happens inside a transaction, for which every other writer waits."""

import threading

from riskier.room.kept import Kept
from tests.store.conftest import Group

ESTIMATE = {"rumour-gap.engage.cost": {"lowest": 1, "highest": 9, "best": 4, "confidence": 80}}


def test_what_the_room_asks_by_now_is_looked_at_without_reading_in_a_transaction(
    group: Group, monkeypatch
):
    group.join(7)
    group.ask("translate")
    group.all_say(*({"texts": [f"text {who}"]} for who in range(7)))
    group.ask("translate", 2)
    candidates = group.rooms.own(group.code, group.people[0])["candidates"]

    def read(*_, **__):
        assert threading.current_thread() is threading.main_thread()
        return reading(*_, **__)

    reading = group.rooms.store._rows
    monkeypatch.setattr(group.rooms.store, "_rows", read)
    # Every view is another one than before, as after a change of what the room asks.
    monkeypatch.setattr(Kept, "get", lambda _, __, make: make())
    vote = {"votes": [candidates[0]["id"]]}
    group.say(0, vote)
    enter = group.rooms.paper.enter
    enter(group.code, "translate", 2, mark="fish", answer=vote).result()
    enter(group.code, "estimates", 2, mark="fish", answer={"estimates": ESTIMATE}).result()
