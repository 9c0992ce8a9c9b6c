"""What a stage page shows on the projector: no controls, the room's findings as revealed."""

from riskier.findings import Finding
from riskier.pages import words
from riskier.pages.live import LiveRoom
from riskier.pages.plain import Part, Text
from riskier.pages.views import FindingView


class LiveView(Part):
    """An activity in one round, or an exhibit, as the room sees it."""

    def __init__(self, room: LiveRoom, about: str, number: int = 1) -> None:
        self.room = room
        self.about, self.number = about, number
        self._seen = ""
        self.head = Text(_head(room, about, number))
        self.phase = Text()
        self.finding = FindingView(self._get, lambda: room.phase_words(about, number))
        self.talk = Text()
        super().__init__([self.head, self.phase, self.finding, self.talk])
        room.on_change(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where the room is; draw the finding once it is revealed or has changed."""
        said = self.room.phase_words(self.about, self.number)
        self.phase.value = words.note(said)
        if not self.room.is_revealed(self.about, self.number):
            return
        version = self.room.version(self.about, self.number)
        if version == self._seen:
            return
        self.finding.refresh()
        self.talk.value = _talk(self.room, self.about)
        self._seen = version

    def _get(self) -> Finding:
        return self.room.finding(self.about, self.number)


def _head(room: LiveRoom, about: str, number: int) -> str:
    if about not in room.pack.exhibits:
        return words.heading(room.rooms.view(room.code, about, number))
    exhibit = room.pack.exhibits[about]
    # What answers a question is not told before the room has seen it.
    return words.title(exhibit.title, "" if exhibit.of else exhibit.text)


def _talk(room: LiveRoom, about: str) -> str:
    if about in room.pack.exhibits:
        exhibit = room.pack.exhibits[about]
        return words.block(words.paragraph(exhibit.text)) if exhibit.of else ""
    return words.questions("To talk about", room.pack.activity(about).discussion)
