"""`pages.screen()`: the projector page, kept in step with its room."""

from typing import Any

from ipywidgets import Widget

from riskier.findings.words import people
from riskier.pages.feed import Feed
from riskier.pages.projection import Projection
from riskier.pages.roompage import room_page, say_away
from riskier.pages.views import shown
from riskier.room import Rooms
from riskier.widgets.screen import ScreenWidget


class Screen:
    """The projector's widget, told of every change in the room."""

    def __init__(self, rooms: Rooms, code: str, join_address: str) -> None:
        """Show the room `code`."""
        self.projection = Projection(rooms, code, join_address)
        self.widget = ScreenWidget(here=self.projection.here())
        self._drawn: tuple[str, int, str] | None = None
        self.refresh()
        self.feed = Feed(rooms, code, self.refresh, lambda: say_away(self.widget))

    def refresh(self) -> None:
        """Show what is new. The words come first, the picture when it is drawn.

        Raises:
            StoreError: the room cannot be read.

        """
        about = self.projection.about()
        if about != self._drawn:
            self.widget.set_trait("finding", None)
        self.widget.here = self.projection.here()
        if about is None or about == self._drawn:
            self._drawn = about
            return
        self.widget.finding = self._payload(about[0], about[1])
        self._drawn = about

    def _payload(self, about: str, number: int) -> dict[str, Any]:
        finding = self.projection.finding(about, number)
        whom = people(finding.n) if finding.n else ""
        played = finding.play and dict(finding.play.traits)
        return shown(finding, narrow=False) | {"people": whom, "played": played}


def screen() -> Widget:
    """Return the projector page of this kernel's room, or how to get one."""
    return room_page(
        lambda *room: Screen(*room).widget, "This page shows a live room on a projector."
    )
