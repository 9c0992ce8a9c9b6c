"""The decision panel on a page: the answer, four numbers, and what they rest on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from ipywidgets import HTML, Button, VBox, Widget

from riskier.findings import Finding
from riskier.findings.panel import Figure, Panel
from riskier.pages import words
from riskier.pages.live import LiveRoom
from riskier.pages.solo import Shown
from riskier.pages.views import FindingView

_BEHIND = "Behind it: the simulated years, and where the difference comes from."


class PanelView(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The panel; alone behind a button, in a room as soon as it is revealed."""

    def __init__(
        self,
        get: Callable[[], Panel],
        why_not_yet: Callable[[], str],
        sections: Sequence[Widget] = (),
    ) -> None:
        self._get = get
        self._why_not_yet = why_not_yet
        self._panel: Panel | None = None
        self.head = HTML(words.title("The decision panel"))
        self.button = Button(description="Show the decision panel", button_style="primary")
        self.button.on_click(lambda _button: self.show())
        self.why = HTML()
        self.answer = HTML()
        self.finding = FindingView(self._finding, why_not_yet)
        self.text = HTML()
        self.sections = VBox(list(sections))
        super().__init__(
            [
                self.head,
                self.button,
                self.why,
                self.answer,
                self.finding,
                self.text,
                self.sections,
            ]
        )
        self.add_class("rk").add_class("rk-ask")

    def refresh(self) -> None:
        """Open or close the button."""
        reason = self._why_not_yet()
        self.button.disabled = bool(reason)
        self.why.value = words.status(reason) if reason else ""

    def show(self) -> None:
        """Work the panel out and show it."""
        if reason := self._why_not_yet():
            self.why.value = words.status(reason)
            return
        self.why.value = words.status("Working it out…")
        self._panel = self._get()
        self.answer.value = panel_words(self._panel)
        self.finding.refresh()
        self.button.description = "Show the decision panel again"
        self.why.value = words.status("It is shown below.")

    def _finding(self) -> Finding:
        panel = self._panel or self._get()
        # The answer stands above; once is enough.
        return replace(panel.finding, headline=_BEHIND) if panel.figures else panel.finding


def panel_alone(get: Callable[[], Panel], exhibit: Shown, sections: Sequence[Widget]) -> PanelView:
    """Return the panel for one person: it opens when they have given their own numbers."""
    view = PanelView(get, exhibit.why_not_yet, sections)
    view.text.value = words.block(words.paragraph(exhibit.exhibit.text))
    exhibit.me.on_saved(lambda _activity, _round: view.refresh())
    view.refresh()
    return view


def panel_in_room(
    get: Callable[[], Panel], room: LiveRoom, about: str, sections: Sequence[Widget]
) -> PanelView:
    """Return the panel of a room: it follows what is revealed and what changes."""
    view = PanelView(get, lambda: room.phase_words(about), sections)
    view.button.layout.display = "none"
    view.text.value = words.block(words.paragraph(room.pack.exhibits[about].text))
    seen = ""

    def follow() -> None:
        nonlocal seen
        view.refresh()
        if room.is_revealed(about) and (version := room.version(about)) != seen:
            view.show()
            view.why.value = ""
            seen = version

    room.on_change(follow)
    follow()
    return view


def panel_words(panel: Panel) -> str:
    """Return the answer, the reader's own one, and the four numbers, as HTML."""
    if not panel.figures:
        return words.block(words.paragraph(panel.answer, "rk-prompt"))
    return words.block(
        words.paragraph(panel.answer, "rk-prompt"),
        words.paragraph(panel.own),
        figures(panel.figures),
    )


def figures(given: Sequence[Figure]) -> str:
    """Return numbers with what each rests on."""
    terms = "".join(
        f'<dt>{escape(one.name)}</dt><dd dir="auto"><strong>{escape(one.said)}.</strong>'
        f'<br><span class="rk-small">{escape(one.rests_on)}</span></dd>'
        for one in given
    )
    return f"<dl>{terms}</dl>"
