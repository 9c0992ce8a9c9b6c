"""Stage 4's decision panel, what-if and arrays, for a person alone or for a room."""

from collections.abc import Callable, Sequence

from ipywidgets import Widget

from riskier.findings.context import Context
from riskier.findings.of import context_of
from riskier.findings.panel import Numbers, Panel, numbers_of, panel_of
from riskier.pages.errors import NotYetError
from riskier.pages.live import LiveRoom
from riskier.pages.panel import PanelView, panel_alone, panel_in_room
from riskier.pages.solo import Me, Shown
from riskier.pages.whatif import WhatIfView

ABOUT = "comparison"


def panel(who: Me | LiveRoom, sections: Sequence[Widget]) -> PanelView:
    """Return the panel above other parts of the page."""

    def get() -> Panel:
        return panel_of(_context(who))

    if isinstance(who, LiveRoom):
        return panel_in_room(get, who, ABOUT, sections)
    return panel_alone(get, Shown(who, ABOUT), sections)


def what_if(who: Me | LiveRoom) -> WhatIfView:
    """Return the controls that change numbers; they open when the panel does."""
    view = WhatIfView(lambda: _context(who), _why_not_yet(who))
    if isinstance(who, LiveRoom):
        who.on_change(view.refresh)
    else:
        who.on_saved(lambda _activity, _round: view.refresh())
    return view


def numbers(who: Me | LiveRoom, **settings: object) -> Numbers:
    """Return the arrays behind the panel; for the settings, see `findings.panel.numbers_of`.

    Raises:
        NotYetError: the panel may not be seen yet; the message says why.

    """
    if reason := _why_not_yet(who)():
        raise NotYetError(reason)
    return numbers_of(who.rooms, _code(who), ABOUT, **settings)  # type: ignore[arg-type]


def _why_not_yet(who: Me | LiveRoom) -> Callable[[], str]:
    if isinstance(who, LiveRoom):
        return lambda: who.phase_words(ABOUT)
    return Shown(who, ABOUT).why_not_yet


def _context(who: Me | LiveRoom) -> Context:
    return context_of(who.rooms, _code(who), ABOUT)


def _code(who: Me | LiveRoom) -> str:
    return who.code if isinstance(who, LiveRoom) else who.solo.code
