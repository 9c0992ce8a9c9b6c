"""The decision panel on a page: the answer, four numbers, and what they rest on."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from ipywidgets import Layout, Widget

from riskier.findings import Finding
from riskier.findings.panel import Figure, Panel
from riskier.findings.words import people
from riskier.pack.agenda import Exhibit
from riskier.pages import words
from riskier.pages.gated import Gated
from riskier.pages.live import LiveRoom
from riskier.pages.plain import Part, Stack, Text
from riskier.pages.solo import Shown
from riskier.pages.views import FindingView

_BEHIND = "Behind it: the simulated years, and where the difference comes from."
_BREATH = 0.05  # seconds: a message needs several turns of the loop
_CHANGED = "Your numbers have changed since. Press the button to work it out again."


class SectionView(Part):
    """One part of the panel, for a person alone: a question, its answer, what to make of it."""

    def __init__(self, exhibit: Shown) -> None:
        record = exhibit.exhibit
        self.head = Text(words.title(record.title))
        self.finding = FindingView(exhibit.finding, exhibit.why_not_yet)
        self.text = Text(words.block(words.paragraph(record.text)))
        super().__init__([self.head, self.finding, self.text])


class PanelView(Gated):
    """The panel; alone behind a button, in a room as soon as it is revealed."""

    def __init__(
        self,
        get: Callable[[], Panel],
        why_not_yet: Callable[[], str],
        exhibit: Exhibit,
        lead: str,
        sections: Sequence[Widget] = (),
    ) -> None:
        self._get = get
        self._exhibit = exhibit
        self._lead = lead
        self._panel: Panel | None = None
        self.head = Text(words.title("The decision panel"))
        self.answer = Text()
        self.finding = FindingView(self._finding, why_not_yet)
        self.text = Text(words.block(words.paragraph(exhibit.text)))
        self.sections = Stack(list(sections))
        # These two are hidden at times, so they have looks of their own.
        self.finding.layout, self.sections.layout = Layout(), Layout()
        super().__init__(
            "Show the decision panel",
            why_not_yet,
            above=[self.head],
            below=[self.answer, self.finding, self.text, self.sections],
        )

    def note_change(self) -> None:
        """Open or close the button; say so when the numbers of what is shown have changed."""
        self.refresh("" if self._panel is None else _CHANGED)

    def show(self) -> None:
        """Work the panel out and show it: the answer first, then part by part."""
        if reason := self._why_not_yet():
            self.why.value = words.status(reason)
            return
        self.why.value = words.status("Working it out…")
        self._panel = self._get()
        talk = self._exhibit.discussion
        self.answer.value = panel_words(self._panel, talk)
        self.finding.layout.display = None if self._panel.figures else "none"
        about = words.block(words.paragraph(self._exhibit.text))
        more = words.questions(self._lead, talk) if self._panel.figures else ""
        self.text.value = about + more
        self.sections.layout.display = None
        self.button.description = "Work the panel out again"
        self.say_shown()
        parts = [part.finding for part in self.sections.children if isinstance(part, SectionView)]
        one_by_one([self.finding.refresh, *(part.refresh for part in parts)])

    def _finding(self) -> Finding:
        panel = self._panel or self._get()
        # The answer stands above; once is enough.
        return replace(panel.finding, headline=_BEHIND) if panel.figures else panel.finding


def one_by_one(works: Sequence[Callable[[], None]]) -> None:
    """Do works in turn; in a kernel, what a person does meanwhile goes between them."""
    if not works:
        return
    works[0]()
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        one_by_one(works[1:])
    else:
        loop.call_later(_BREATH, one_by_one, works[1:])


def panel_alone(get: Callable[[], Panel], exhibit: Shown, sections: Sequence[Widget]) -> PanelView:
    """Return the panel for one person: it opens when they have given their own numbers."""
    lead = "To think about"
    view = PanelView(get, exhibit.why_not_yet, exhibit.exhibit, lead, sections)
    view.sections.layout.display = "none"
    estimates = exhibit.exhibit.of

    def follow(activity: str, _round: int) -> None:
        if activity == estimates:
            view.note_change()

    exhibit.me.on_saved(follow)
    return view


def panel_in_room(
    get: Callable[[], Panel], room: LiveRoom, about: str, sections: Sequence[Widget]
) -> PanelView:
    """Return the panel of a room: it follows what is revealed and what changes."""
    exhibit, lead = room.pack.exhibits[about], "To talk about"
    view = PanelView(get, lambda: room.phase_words(about), exhibit, lead, sections)
    view.button.layout = Layout(display="none")
    seen = ""

    def follow() -> None:
        nonlocal seen
        if not room.is_revealed(about):
            view.refresh()
        elif (version := room.version(about)) != seen:
            view.show()
            view.why.value = ""
            seen = version

    room.on_change(follow)
    follow()
    return view


def panel_words(panel: Panel, discussion: Sequence[str] = ()) -> str:
    """Return the answer, the reader's own one, and the four numbers, as HTML.

    Where nothing may or can be shown: why, and what to talk about instead.
    """
    if not panel.figures:
        said = words.block(words.paragraph(panel.answer, "rk-prompt"))
        return said + words.questions("To talk about instead", discussion)
    return words.block(
        words.paragraph(panel.answer.removesuffix(panel.flip).strip(), "rk-prompt rk-answer"),
        words.paragraph(panel.flip),
        words.paragraph(panel.own),
        "<h3>The answer in four numbers</h3>",
        words.paragraph(_rests_on(panel.finding)),
        figures(panel.figures),
        kind="rk-block rk-panel-words",
    )


def _rests_on(finding: Finding) -> str:
    group = "a made-up sample group of " if finding.synthetic else ""
    return f"All four rest on what {group}{people(finding.n)} estimated."


def figures(given: Sequence[Figure]) -> str:
    """Return numbers with what each rests on."""
    terms = "".join(
        f'<div class="rk-figure-card"><dt>{escape(one.name)}</dt>'
        f'<dd dir="auto"><strong>{escape(one.said)}.</strong>'
        f'<span class="rk-small">{escape(one.rests_on)}</span></dd></div>'
        for one in given
    )
    return f'<dl class="rk-figures">{terms}</dl>'
