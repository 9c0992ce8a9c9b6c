"""What a stage page shows to a person alone: questions, the group, exhibits, a recap."""

import logging
from asyncio import TimerHandle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from riskier.findings import Finding
from riskier.pages import words
from riskier.pages.drawing import draw_offline
from riskier.pages.errors import NotYetError
from riskier.pages.feed import in_a_moment
from riskier.pages.gated import Gated
from riskier.pages.plain import Part, Press, Stack, Text
from riskier.pages.solo import Asked, Series, Shown
from riskier.room import RoomError, StoreError
from riskier.widgets import FindingWidget, activity_widget

if TYPE_CHECKING:
    import pandas as pd


Nothing = Callable[[], None]
_log = logging.getLogger(__name__)
_SHOWN = "The group is shown below."


class FindingView(Stack):
    """A finding on a page; in JupyterLab also its numbers.

    Attributes of the finding itself: `headline`, `n`, `chart` (an Altair chart or None),
    `table` (a DataFrame). They raise `NotYetError` while the finding may not be seen.
    """

    def __init__(self, get: Callable[[], Finding], why_not_yet: Callable[[], str]) -> None:
        self._get = get
        self._why_not_yet = why_not_yet
        self._widget: FindingWidget | None = None
        self._note = Text()
        super().__init__([self._note])

    def refresh(self) -> None:
        """Show the finding as it is now, or why it is not to be seen yet."""
        note = self._why_not_yet()
        if not note:
            note = self._draw()
        self._note.value = words.status(note)

    def _draw(self) -> str:
        try:
            self._show(shown(self._get()))
        except Exception:
            # Whatever is wrong with a chart, the page round it goes on.
            _log.exception("A finding could not be drawn.")
            return "This could not be drawn. The answers are safe."
        return ""

    def _show(self, finding: dict[str, Any]) -> None:
        # Made only when there is something to show: each widget brings its own module along.
        if self._widget is None:
            self._widget = FindingWidget(finding=finding)
            self.children = (self._note, self._widget)
        self._widget.finding = finding

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        return self._seen().headline

    @property
    def n(self) -> int:
        """How many people it rests on."""
        return self._seen().n

    @property
    def chart(self) -> Any:
        """The chart, if the finding has one; it is drawn without the network."""
        draw_offline()
        return self._seen().chart

    @property
    def table(self) -> "pd.DataFrame":
        """The numbers."""
        return self._seen().table

    def _seen(self) -> Finding:
        if reason := self._why_not_yet():
            raise NotYetError(reason)
        return self._get()


def shown(finding: Finding, *, narrow: bool = True) -> dict[str, Any]:
    """Return a finding as its widget takes it; `narrow` adds the drawing for phones."""
    both = {"svg_narrow": finding.svg("narrow")} if narrow else {}
    return {**finding.public(), "svg": finding.svg(), **both}


class RoundView(Part):
    """One round of an activity: the question, then the way to the group."""

    def __init__(self, asked: Asked, changed: Nothing) -> None:
        self.asked = asked
        self._changed = changed
        self._again: TimerHandle | None = None
        view, own = asked.view, asked.own
        self.head = Text(words.heading(view, asked.advice))
        self.question = activity_widget(view, answer=own["answer"], previous=own["previous"])
        self.question.observe(self._answered, "answer")
        self.gate = Press("Show me the group")
        self.gate.on_click(lambda _button: self.show_group())
        self.why = Text()
        self.group = FindingView(asked.finding, asked.why_not_yet)
        self.talk = Text()
        way = [self.gate] if asked.has_group else []
        super().__init__([self.head, self.question, *way, self.why, self.group, self.talk])
        self.refresh()

    def refresh(self) -> None:
        """Bring the question and the gate up to date."""
        view = self.asked.view
        self.question.activity = view
        self.question.set_trait("previous", self.asked.own["previous"])
        self.head.value = words.heading(view, self.asked.advice)
        if not self.asked.has_group:
            self.why.value = words.note("Only you see this. There is no group to compare with.")
            return
        reason = self.asked.why_not_yet()
        self.gate.disabled = bool(reason)
        if self.asked.is_shown:
            # It stays: a button that went away under the finger would take the focus along.
            self.gate.description = "Show me the group again"
            reason = _SHOWN
        self.why.value = words.note(reason)

    def show_group(self) -> None:
        """Show the group beside the person's own answer, and what to think about."""
        self.why.value = words.status("Working it out…")
        try:
            self.asked.show_group()
        except NotYetError as reason:
            self.why.value = words.status(str(reason))
            return
        self.group.refresh()
        questions = words.questions("To think about", self.asked.activity.discussion)
        self.talk.value = words.model_answers(self.asked.model_answers()) + questions
        self.refresh()
        self._changed()
        self.why.value = words.status(_SHOWN)

    def _answered(self, _change: object = None) -> None:
        try:
            # The newest, however long the store was away.
            self.asked.take(self.question.answer)
        except StoreError:
            self.question.show_offline(words.NOT_KEPT)
            if self._again is not None:
                self._again.cancel()
            self._again = in_a_moment(self._answered)
            return
        except RoomError as refused:
            self.question.show_refused(refused.message, refused.field)
            return
        self.question.show_saved()
        if self.asked.is_shown:
            self.group.refresh()
        self.refresh()
        self._changed()


class ActivityView(Stack):
    """All rounds of an activity that a stage has; each appears when its turn comes."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self.rounds: list[RoundView] = []
        super().__init__()
        self.refresh()

    def refresh(self) -> None:
        """Add the rounds that have opened; bring all up to date."""
        for view in self.rounds:
            view.refresh()
        opened = self.series.opened()
        if len(opened) == len(self.rounds):
            return
        new = opened[len(self.rounds) :]
        self.rounds += [RoundView(asked, self.refresh) for asked in new]
        self.children = tuple(self.rounds)


class ExhibitView(Gated):
    """Something to look at, behind a button: drawing it takes a moment."""

    def __init__(self, exhibit: Shown) -> None:
        self.exhibit = exhibit
        record = exhibit.exhibit
        self.head = Text(words.title(record.title, record.text if record.of is None else ""))
        self.finding = FindingView(exhibit.finding, exhibit.why_not_yet)
        self.text = Text()
        super().__init__(
            "Show it", exhibit.why_not_yet, above=[self.head], below=[self.finding, self.text]
        )
        exhibit.me.on_saved(lambda _activity, _round: self.refresh())

    def show(self) -> None:
        """Draw it."""
        self.why.value = words.status("Drawing…")
        self.finding.refresh()
        record = self.exhibit.exhibit
        self.text.value = words.block(words.paragraph(record.text)) if record.of else ""
        self.button.description = "Show it again"
        self.refresh()
        self.say_shown()


def follow(view: ActivityView) -> None:
    """Keep an activity up to date that asks about the result of another."""
    asked = view.series.rounds[0]
    origins = (asked.activity.items_from, getattr(asked.activity, "columns_from", None))
    sources = {origin.result_of for origin in origins if origin and origin.result_of}

    def settle(activity: str, _round: int) -> None:
        if activity in sources and not asked.has_answer:
            asked.me.settle(asked.activity.id)
            view.refresh()

    if sources:
        asked.me.on_saved(settle)
