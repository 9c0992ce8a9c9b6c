"""`pages.screen()`: the projector page, kept in step with its room."""

from typing import Any

from riskier.pages import context
from riskier.pages.feed import Feed
from riskier.pages.projection import Projection
from riskier.pages.stage import PageError
from riskier.pages.views import shown
from riskier.pages.warmth import warm_up
from riskier.room import RoomError, Rooms
from riskier.widgets.screen import ScreenWidget


class Screen:
    """The projector's widget, told of every change in the room."""

    def __init__(self, rooms: Rooms, code: str, join_address: str) -> None:
        """Show the room `code`."""
        self.projection = Projection(rooms, code, join_address)
        self.widget = ScreenWidget(here=self.projection.here())
        self._drawn: tuple[str, int, str] | None = None
        self.refresh()
        self.feed = Feed(rooms, code, self.refresh)

    def refresh(self) -> None:
        """Show what is new. The words come first, the picture when it is drawn."""
        about = self.projection.about()
        if about != self._drawn:
            self.widget.set_trait("finding", None)
        self.widget.here = self.projection.here()
        if about is None or about == self._drawn:
            self._drawn = about
            return
        self._drawn = about
        self.widget.finding = self._payload(about[0], about[1])

    def _payload(self, about: str, number: int) -> dict[str, Any]:
        finding = self.projection.finding(about, number)
        people = "1 person" if finding.n == 1 else f"{finding.n} people"
        return shown(finding, narrow=False) | {"people": people}


def screen() -> ScreenWidget:
    """Return the projector page of this kernel's room.

    Raises:
        PageError: this kernel has no room; the message says how to get one.

    """
    where = context.here()
    if where.room is None:
        raise PageError("This page shows a live room. Open it from the facilitator's console.")
    rooms = where.open_rooms()
    try:
        code = rooms.get(where.room).code
    except RoomError as error:
        raise PageError(error.message) from None
    view = Screen(rooms, code, where.join_address(code))
    warm_up()
    return view.widget
