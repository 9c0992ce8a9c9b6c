"""What a finding is made from: the pack, the questions as asked, and people's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from riskier.pack import Pack
from riskier.pack.unlisted import with_unlisted

if TYPE_CHECKING:
    from riskier.analysis import Beliefs

Key = tuple[str, int]
Answer = Mapping[str, Any]
Person = Mapping[Key, Answer]
View = Mapping[str, Any]

# The part of an answer that must hold something for it to count; a choice of nothing is an
# answer, too.
_CONTENT = {
    "scale": "ratings",
    "rank": "order",
    "sort": "placed",
    "estimate": "estimates",
    "plan": "act",
}


@dataclass(frozen=True)
class Context:
    """Everything a builder may look at; no database, no clock.

    Attributes:
        pack: The content.
        about: The activity or exhibit.
        round: The round.
        views: Each question as the room asks it, by activity and round; with an item for
            each id that answers name although the pack has lost the record.
        people: One mapping for each person, from activity and round to the answer.
        texts: What people wrote to `about`, as rooms list it.
        k_min: Fewer people than this are not shown.
        run_sheet: The room's run sheet.
        synthetic: The people are made up.
        own: The reader's own answers when alone; they are not among `people`.
        late: How many answers came in or were changed after this was shown, and wait for
            others so that nobody is told by the difference.
        few: About an exhibit: there are answers that it would rest on, but so few, or to a
            question still open, that they are not among `people`.
        held: What is to be believed instead of the people's estimates, in a what-if.
        months: How far ahead to look; None is what the pack says.

    """

    pack: Pack
    about: str
    round: int = 1
    views: Mapping[Key, View] = field(default_factory=dict)
    people: Sequence[Person] = ()
    texts: Sequence[Mapping[str, Any]] = ()
    k_min: int = 5
    run_sheet: str = "90"
    synthetic: bool = False
    own: Person | None = None
    late: int = 0
    few: bool = False
    held: "Beliefs | None" = None
    months: int | None = None

    def __post_init__(self) -> None:
        """Complete the views, so that an answer about what is gone still counts."""
        everyone = [*self.people, self.own or {}]
        object.__setattr__(self, "views", with_unlisted(self.pack, self.views, everyone))

    @property
    def view(self) -> View:
        """The question in the round asked for."""
        return self.views[self.about, self.round]

    @property
    def items(self) -> list[dict[str, Any]]:
        """The things asked about."""
        return list(self.view["items"])

    @property
    def answers(self) -> list[Answer]:
        """The answers in the round asked for, empty ones left out."""
        return self.answers_to((self.about, self.round))

    @property
    def own_answer(self) -> Answer | None:
        """The reader's own answer in the round asked for, when there is one."""
        found = self.answers_in([self.own or {}], (self.about, self.round))
        return found[0] if found else None

    def answers_to(self, key: Key) -> list[Answer]:
        """Return everyone's answers to a question, empty ones left out."""
        return self.answers_in(self.people, key)

    def pairs(self, before: Key, after: Key) -> list[tuple[Answer, Answer]]:
        """Return the answers of those who answered both."""
        both = (
            (self.answers_in([person], before), self.answers_in([person], after))
            for person in self.people
        )
        return [(first[0], second[0]) for first, second in both if first and second]

    def answers_in(self, people: Sequence[Person], key: Key) -> list[Answer]:
        """Return some people's answers to a question, empty ones left out."""
        if key not in self.views:
            return []
        content = _CONTENT.get(self.views[key]["kind"])
        given = (person[key] for person in people if key in person)
        return [answer for answer in given if content is None or answer.get(content)]

    def too_few(self, count: int) -> bool:
        """Say whether a number of people is too small to be shown."""
        return count < (1 if self.synthetic else self.k_min)
