"""A room as its file tells it: everything that a report is made from.

A report is made from the same JSON that `Rooms.export` gives away. So it shows nothing of a
question that is still open, and a report of a room that was exported and imported again is
the same to the byte.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from riskier.findings.context import Context, Key, Person, View
from riskier.findings.of import in_order, late_of, shown_keys, untold_keys
from riskier.pack import Pack
from riskier.room import RoomError, Rooms

Json = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """A room at one moment, read once. Its code is only for telling it from another room."""

    pack: Pack
    file: Json
    code: str = ""

    @classmethod
    def of(cls, rooms: Rooms, code: str) -> "Snapshot":
        """Read a live room.

        Raises:
            RoomError: `unknown_room`, `other_pack`, or `solo_room` for a person's own room.

        """
        room = rooms.get(code)
        pack_id = rooms.store.room(room.code).pack_id
        if pack_id != rooms.pack.id:
            raise RoomError(
                "other_pack",
                f"Room {room.code} runs the pack {pack_id}; {rooms.pack.id} is in use. "
                "Give the other pack's folder with --pack.",
                status=422,
            )
        if room.kind == "solo":
            raise RoomError(
                "solo_room",
                "This is one person's own room; a report is about a group. "
                "Print the pages of the notebooks instead.",
                status=422,
            )
        return cls(rooms.pack, rooms.export(code), room.code)

    @property
    def topic(self) -> str:
        """What the group talked about."""
        return str(self.file["room"]["topic"])

    @property
    def day(self) -> str:
        """The day on which the room was made."""
        return str(self.file["room"]["created"])

    @property
    def run_sheet(self) -> str:
        """The length of the workshop, in minutes."""
        return str(self.file["room"]["run_sheet"])

    @property
    def ended(self) -> bool:
        """Whether the workshop was over."""
        return bool(self.file["room"]["ended"])

    @property
    def synthetic(self) -> bool:
        """Whether the people are made up."""
        return bool(self.file["synthetic"])

    @property
    def k_min(self) -> int:
        """Fewer people than this are not shown."""
        return int(self.file["room"]["k_min"])

    @property
    def joined(self) -> int:
        """How many joined."""
        return int(self.file["joined"])

    def too_few(self, count: int) -> bool:
        """Say whether a number of people is too small to be told."""
        return count < (1 if self.synthetic else self.k_min)

    def people(self, keys: Sequence[Key]) -> list[Person]:
        """Return the answers to some questions, one mapping a person."""
        names = {f"{activity}/{number}": (activity, number) for activity, number in keys}
        found = (
            {names[name]: body for name, body in answers.items() if name in names}
            for answers in self._answers
        )
        return [person for person in found if person]

    def view(self, activity: str, number: int) -> View:
        """Return a question as the room asked it."""
        chosen = self.file["chosen"].get(activity, {})
        sheet: Any = self.run_sheet
        return self.pack.view(
            activity,
            number,
            sheet,
            topic=self.topic,
            chosen=chosen.get("items"),
            chosen_columns=chosen.get("columns"),
        )

    def context(self, about: str, number: int = 1) -> Context:
        """Return what the finding of an activity or exhibit is made from."""
        keys = shown_keys(self.pack, about, self._is_seen)
        late = self.file["late"]
        untold = [] if self.synthetic else untold_keys(self.pack, about, number, late)
        ctx = Context(
            pack=self.pack,
            about=about,
            round=number,
            views={key: self.view(*key) for key in keys},
            people=self.people([key for key in keys if key not in untold]),
            texts=self._texts(about, number),
            k_min=self.k_min,
            run_sheet=self.run_sheet,
            synthetic=self.synthetic,
            late=late_of(late, keys),
            few=(about, number) not in keys and bool(self.people(untold)),
        )
        return replace(ctx, people=in_order(ctx))

    def exhibit(self, kind: str) -> str | None:
        """Return the id of the pack's exhibit of a kind of finding."""
        return next((each.id for each in self.pack.exhibits if each.finding == kind), None)

    def activity(self, kind: str) -> str | None:
        """Return the id of the pack's first activity with a kind of finding."""
        return next((each.id for each in self.pack.activities if each.finding == kind), None)

    def asking_about(self, collection: str) -> str | None:
        """Return the id of the pack's first activity that asks about a collection's records."""
        return next(iter(self.pack.asking_about(collection)), None)

    def _is_seen(self, activity: str, number: int) -> bool:
        return bool(self.file["phases"].get(f"{activity}/{number}") == "revealed")

    @cached_property
    def _answers(self) -> list[Json]:
        """Everyone's answers, hidden texts left empty as `Rooms.people` leaves them."""
        return [self._without_hidden(person) for person in self.file["people"]]

    @cached_property
    def _hidden(self) -> frozenset[str]:
        return frozenset(self.file["hidden"])

    def _without_hidden(self, person: Json) -> Json:
        answers: Json = dict(person["answers"])
        for key, names in person.get("texts", {}).items():
            body = answers[key]
            named = zip(body["texts"], names, strict=True)
            texts = ["" if name in self._hidden else text for text, name in named]
            votes = [vote for vote in body["votes"] if vote not in self._hidden]
            answers[key] = {**body, "texts": texts, "votes": votes}
        return answers

    def _texts(self, about: str, number: int) -> list[Json]:
        """Return what was written to an activity, as `Rooms.texts` lists it."""
        if about in self.pack.exhibits or self.pack.activity(about).kind != "text":
            return []
        asked = self.pack.activity(about)
        written = number - (number in getattr(asked, "vote_rounds", ()))
        return list(self._written(f"{about}/{written}", f"{about}/{written + 1}"))

    def _written(self, key: str, ballot: str) -> Iterator[Json]:
        votes = Counter(
            vote for answers in self._answers for vote in answers.get(ballot, {}).get("votes", ())
        )
        for person in self.file["people"]:
            for slot, name in enumerate(person.get("texts", {}).get(key, ())):
                if text := person["answers"][key]["texts"][slot]:
                    hidden = name in self._hidden
                    yield {
                        "id": name,
                        "text": text,
                        "slot": slot,
                        "hidden": hidden,
                        "votes": votes[name],
                    }
