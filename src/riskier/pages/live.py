"""A live room as a projected stage page sees it: phases, counts, revealed findings."""

from collections.abc import Callable

from riskier.findings import Finding, finding_of
from riskier.findings.context import Context as Given
from riskier.findings.gems import first_tasks
from riskier.findings.of import context_of
from riskier.findings.playing import of_enough
from riskier.pack import Pack
from riskier.pages.feed import Feed
from riskier.room import Rooms, UnknownRoomError

_WORDS = {
    "waiting": "Not open yet.",
    "open": "Open: answer on your own device.",
    "closed": "Closed. The result comes in a moment.",
    "revealed": "",
}


class LiveRoom:
    """A room that somebody else moves. Whoever listens is told when something is new."""

    def __init__(self, rooms: Rooms, code: str) -> None:
        """Follow the room `code`."""
        self.rooms = rooms
        self.code = code
        self.pack: Pack = rooms.pack
        self._listeners: list[Callable[[], None]] = []
        self.feed = Feed(rooms, code, self._tell)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener()` when something in the room is new."""
        self._listeners.append(listener)

    def is_revealed(self, about: str, number: int = 1) -> bool:
        """Say whether everyone may see the finding."""
        return self._phase(about, number) == "revealed"

    def phase_words(self, about: str, number: int = 1) -> str:
        """Say in a sentence how far the room is with an activity or exhibit."""
        if self.is_revealed(about, number):
            return ""
        if about in self.pack.exhibits:
            return "To be shown when the facilitator reveals it."
        return _WORDS[self._phase(about, number)]

    def version(self, about: str, number: int = 1) -> str:
        """Return a text that differs whenever the finding may."""
        return self.rooms.finding_version(self.code, about, number)

    def finding(self, about: str, number: int = 1) -> Finding:
        """Return what the room's answers say."""
        return finding_of(self.rooms, self.code, about, number)

    def ratings(self, activity: str) -> list[dict[str, float]]:
        """Return everyone's ratings once they are revealed, of lines with enough to be shown."""
        asked = self._asked(activity)
        if asked is None:
            return []
        return of_enough([each["ratings"] for each in asked.answers], asked.too_few)

    def first(self, activity: str) -> list[str]:
        """Return what the room put first in a ranking, once that is revealed."""
        asked = self._asked(activity)
        return first_tasks(asked.view, asked.answers) if asked else []

    def _asked(self, activity: str) -> Given | None:
        """Return a question with its answers, once it is revealed and enough have answered."""
        if activity not in self.pack.activities or not self.is_revealed(activity):
            return None
        asked = context_of(self.rooms, self.code, activity)
        return None if asked.too_few(len(asked.answers)) else asked

    def _phase(self, about: str, number: int) -> str:
        try:
            return self.rooms.phase(self.code, about, number)
        except UnknownRoomError:
            # Deleted meanwhile: nothing is shown any more.
            return "waiting"

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
