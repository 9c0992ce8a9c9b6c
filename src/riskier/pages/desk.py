"""`pages.console()`: the facilitator's console, kept in step with its room."""

from typing import Any

from ipywidgets import Widget

from riskier.pages.feed import Feed
from riskier.pages.roompage import room_page, say_away
from riskier.pages.steering import RUN_SHEETS, Console
from riskier.pages.views import shown
from riskier.room import Rooms
from riskier.widgets.console import ConsoleWidget

_LINKS = {
    "screen": "screen.ipynb",
    "pages": "00-welcome.ipynb?room={code}",
    "sheets": "../../facilitator/sheets",
    "report": "../../api/rooms/{code}/report",
    "sign_in": "../../facilitator?leave=1",
}


class Desk:
    """The console's widget, told of every change in the room."""

    def __init__(self, rooms: Rooms, code: str, join_address: str) -> None:
        """Steer the room `code`."""
        self.console = Console(rooms, code, join_address)
        self._looked = ""
        sheets = [{"id": sheet, "label": label} for sheet, label in RUN_SHEETS.items()]
        links = {name: link.format(code=self.console.code) for name, link in _LINKS.items()}
        self.widget = ConsoleWidget(run_sheets=sheets, links=links, here=self.console.here())
        self.widget.on_command(self.answer)
        self.refresh()
        self.feed = Feed(rooms, self.console.code, self.refresh, lambda: say_away(self.widget))

    def answer(self, command: dict[str, Any]) -> dict[str, Any]:
        """Do a command and show what came of it at once."""
        reply = self.console.answer(command)
        self.feed.look()
        return reply

    def refresh(self) -> None:
        """Show what is new.

        Raises:
            StoreError: the room cannot be read.

        """
        self.widget.here = self.console.here()
        self.widget.agenda = self.console.agenda()
        self.widget.texts = self.console.texts()
        version = f"{self.console.looking_at}{self.console.looking_version()}"
        if version == self._looked:
            return
        finding = self.console.finding()
        self._looked = version
        self.widget.set_trait("finding", None if finding is None else shown(finding, narrow=False))


def console() -> Widget:
    """Return the console of this kernel's room, or how to get one."""
    return room_page(lambda *room: Desk(*room).widget, "The console steers a live room.")
