"""`pages.screen()`: the projector page, kept in step with its room."""

from typing import Any

from ipywidgets import HTML, Widget

from riskier.pages import context, words
from riskier.pages.drawing import warm_up
from riskier.pages.feed import Feed
from riskier.pages.live import open_live
from riskier.pages.projection import Projection
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
        self.feed = Feed(rooms, code, self.refresh, self._say_away)

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

    def _say_away(self) -> None:
        self.widget.here = self.widget.here | {"phase_words": words.STORE_AWAY}

    def _payload(self, about: str, number: int) -> dict[str, Any]:
        finding = self.projection.finding(about, number)
        people = {0: "", 1: "1 person"}.get(finding.n, f"{finding.n} people")
        played = finding.play and dict(finding.play.traits)
        return shown(finding, narrow=False) | {"people": people, "played": played}


def screen() -> Widget:
    """Return the projector page of this kernel's room, or how to get one."""
    where = context.here()
    opened = open_live(where)
    if opened is None:
        return HTML(words.no_room("This page shows a live room on a projector."))
    rooms, code = opened
    warm_up()
    return Screen(rooms, code, where.join_address(code)).widget
