"""One person alone: what is asked, what was answered, and when the group may be seen.

The rule is the workshop's: a private answer first, then the (made-up) group's.
"""

from collections.abc import Callable
from typing import Any

from riskier.findings import Finding, finding_of
from riskier.findings.selection import settle
from riskier.pack import Pack
from riskier.pages.errors import NotYetError
from riskier.room import RoomError, Rooms, Solo

Json = dict[str, Any]
Listener = Callable[[str, int], None]


class Me:
    """A person learning alone, with their answers."""

    def __init__(self, rooms: Rooms, solo: Solo) -> None:
        """Use the room that `solo` names; it is made by its first answer."""
        self.rooms = rooms
        self.pack: Pack = rooms.pack
        self.solo = solo
        self._listeners: list[Listener] = []

    def view(self, activity: str, number: int = 1) -> Json:
        """Return what is asked, as this person is asked it."""
        return self.rooms.view(self.solo.code, activity, number)

    def own(self, activity: str, number: int = 1) -> Json:
        """Return the person's `answer`, and their `previous` one of the round before."""
        return self.rooms.own(self.solo.code, self.solo.participant, activity, number)

    def has_answered(self, activity: str, number: int = 1) -> bool:
        """Say whether there is an answer."""
        return self.own(activity, number)["answer"] is not None

    def ratings(self, activity: str) -> list[dict[str, float]]:
        """Return the person's own ratings, when they gave any."""
        if activity not in self.pack.activities or not self.has_answered(activity):
            return []
        return [self.own(activity)["answer"]["ratings"]]

    def first(self, activity: str, most: int = 3) -> list[str]:
        """Return what the person put first in a ranking."""
        if activity not in self.pack.activities or not self.has_answered(activity):
            return []
        return list(self.own(activity)["answer"]["order"][:most])

    def save(self, activity: str, number: int, answer: object) -> None:
        """Keep an answer; it is on disk when this returns.

        Raises:
            RoomError: when the answer does not fit, with the field at fault.

        """
        self.rooms.submit(self.solo.code, self.solo.participant, activity, number, answer)
        for listener in self._listeners:
            listener(activity, number)

    def on_saved(self, listener: Listener) -> None:
        """Call `listener(activity, round)` after each answer."""
        self._listeners.append(listener)

    def settle(self, activity: str) -> None:
        """Settle what an activity asks about from the answers that it builds on."""
        settle(self.rooms, self.solo.code, activity)

    def finding(self, about: str, number: int = 1) -> Finding:
        """Return what the answers say, the person's beside the made-up group's."""
        return finding_of(self.rooms, self.solo.code, about, number)


class Asked:
    """An activity in one round, put to one person."""

    def __init__(self, me: Me, activity: str, number: int) -> None:
        """Nothing is shown of the group until `show_group`."""
        self.me = me
        self.activity = me.pack.activity(activity)
        self.number = number
        self.is_shown = False

    @property
    def view(self) -> Json:
        """What is asked."""
        return self.me.view(self.activity.id, self.number)

    @property
    def advice(self) -> str:
        """What a person alone is advised to do; it is about the first time of asking."""
        return self.activity.solo if self.number == 1 else ""

    @property
    def own(self) -> Json:
        """The person's answer and the one of the round before."""
        return self.me.own(self.activity.id, self.number)

    @property
    def has_answer(self) -> bool:
        """Whether the person has answered."""
        return self.own["answer"] is not None

    @property
    def has_group(self) -> bool:
        """Whether there is a group's result to be seen at all."""
        return self.activity.reveal != "never"

    def take(self, answer: object) -> None:
        """Keep an answer, whatever a browser sent.

        Raises:
            RoomError: with a message for the person and the field at fault.

        """
        if not isinstance(answer, dict):
            raise RoomError("bad_answer", "That was not an answer. Please try again.", status=422)
        self.me.save(self.activity.id, self.number, answer)

    def why_not_yet(self) -> str:
        """Say what to do before the group is shown; nothing when it can be."""
        return "" if self.has_answer else "Answer first. Then you can see the group."

    def show_group(self) -> None:
        """Let the group be seen from now on.

        Raises:
            NotYetError: there is no answer yet.

        """
        if reason := self.why_not_yet():
            raise NotYetError(reason)
        self.is_shown = True

    def finding(self) -> Finding:
        """Return what the group's answers say, with the person's own beside them."""
        return self.me.finding(self.activity.id, self.number)

    def model_answers(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return possible answers to compare one's own with: examples with labelled texts."""
        origin = self.activity.items_from
        if origin is None or origin.collection != "translations":
            return []
        records = [self.me.pack.translations[item["id"]] for item in self.view["items"]]
        return [
            (
                record.example,
                [
                    ("In public service", record.model_answers.public_service),
                    ("In a company", record.model_answers.corporate),
                    ("What carries over", record.carries_over),
                    ("What does not", record.does_not_carry_over),
                ],
            )
            for record in records
        ]


class Series:
    """The rounds of an activity in one stage, the later ones opening in their turn."""

    def __init__(self, me: Me, activity: str, stage: str) -> None:
        """Take the rounds that a run sheet has in `stage`."""
        self.rounds = [
            Asked(me, activity, number)
            for number in rounds_of(me.pack, activity, stage, alone=True)
        ]

    def opened(self) -> list[Asked]:
        """Return the rounds that can be answered now."""
        count = 1
        for before, after in zip(self.rounds, self.rounds[1:], strict=False):
            if not _opens(before, after):
                break
            count += 1
        return self.rounds[:count]


def _opens(before: Asked, after: Asked) -> bool:
    # A round that builds on the group's first answers needs them to be seen.
    if after.has_answer:
        return True
    builds_on = after.me.pack.round(after.activity.id, after.number).prefill
    return before.is_shown if builds_on else before.has_answer


def rounds_of(pack: Pack, activity: str, stage: str, *, alone: bool = False) -> list[int]:
    """Return the rounds of an activity that the agenda has in a stage.

    `alone` leaves out votes on other people's texts: there are none when one is alone.
    """
    asked = pack.activity(activity)
    steps = [step for step in pack.agenda.steps if step.activity == activity]
    here = sorted({step.round for step in steps if step.stage == stage})
    rounds = here or [each.number for each in asked.rounds]
    votes = getattr(asked, "vote_rounds", ()) if alone else ()
    return [number for number in rounds if number not in votes]


class Shown:
    """An exhibit, put before one person."""

    def __init__(self, me: Me, exhibit: str) -> None:
        """Nothing is drawn until `show`."""
        self.me = me
        self.exhibit = me.pack.exhibit(exhibit)

    def why_not_yet(self) -> str:
        """Say what to do before this is shown; nothing when it can be."""
        before = self.exhibit.of
        if before is None or self.me.has_answered(before):
            return ""
        return f"Answer “{self.me.pack.activity(before).title}” first. Then this opens."

    def finding(self) -> Finding:
        """Return what the exhibit shows."""
        return self.me.finding(self.exhibit.id)
