"""What a stage's notebook calls: show something, look at a finding, recap."""

from collections.abc import Callable

from ipywidgets import Widget

from riskier.analysis.risk import Pooling
from riskier.findings import Finding
from riskier.findings.panel import Numbers
from riskier.pages import context, words
from riskier.pages.decision import numbers, panel, what_if
from riskier.pages.errors import PageError
from riskier.pages.explore import Explored, tools, toy_model
from riskier.pages.live import LiveRoom
from riskier.pages.liveviews import LiveView
from riskier.pages.panel import SectionView
from riskier.pages.plain import Stack, Text
from riskier.pages.resume import find_solo
from riskier.pages.solo import Asked, Me, Series, Shown, rounds_of
from riskier.pages.views import ActivityView, ExhibitView, FindingView, follow
from riskier.room import RoomError, Rooms, StoreError
from riskier.widgets.guess import guess_widget

_THEN = "Nothing below can be shown before that. Then run all cells of this page again."


class StagePage:
    """One stage on a page: for a person alone, or for a room on the projector."""

    def __init__(
        self, stage: str, rooms: Rooms, who: Me | LiveRoom, *, in_browser: bool = False
    ) -> None:
        """Show `stage` to `who`; `in_browser` is the web app, where no code is seen."""
        self._in_browser = in_browser
        self.stage = stage
        self.rooms = rooms
        self.who = who
        self._shown: list[str] = []
        self._has_look = False

    def show(self, *ids: str) -> Widget:
        """Return activities and exhibits, one below the other.

        Raises:
            PageError: an id is neither; the message names those of this stage.

        """
        return Stack([*self._look(), *(self._view(about) for about in ids)])

    def explore(self, what: str) -> Widget:
        """Return something to play with: `toy-model`, the catalogue of `tools`, or `evidence`.

        Raises:
            PageError: there is no such thing; the message names those there are.

        """
        explored = {
            "toy-model": ("Play with it", self._toy_model, self._why_no_toy_model),
            "tools": ("Open the catalogue", self._tools, lambda: ""),
            "evidence": ("Guess more figures", self._evidence, lambda: ""),
        }
        if what not in explored:
            raise PageError(f"There is no {what!r} to explore. There is: {', '.join(explored)}.")
        view = Explored(*explored[what])
        if isinstance(self.who, Me):
            self.who.on_saved(lambda _activity, _round: view.refresh())
        else:
            self.who.on_change(view.refresh)
        return Stack([*self._look(), view])

    def panel(self, *ids: str) -> Widget:
        """Return the decision panel, with activities and exhibits below it.

        Raises:
            PageError: an id is neither; the message names those of this stage.

        """
        return Stack([*self._look(), panel(self.who, [self._part(about) for about in ids])])

    def what_if(self) -> Widget:
        """Return controls that change the group's numbers, and the panel that follows."""
        return Stack([*self._look(), what_if(self.who)])

    def numbers(
        self,
        *,
        seed: int = 2011,
        pooling: Pooling = "linear",
        target: float = 0.80,
        years: int = 20_000,
    ) -> Numbers:
        """Return the arrays behind the panel: `.beliefs` and `.comparison`.

        Args:
            seed: another one gives other simulated years.
            pooling: `"linear"` (everyone's view in turn) or `"quantile"` (one average view).
            target: what share people's ranges are standardised to hold.
            years: how many to simulate.

        Raises:
            NotYetError: the panel may not be seen yet; the message says why.
            ValueError: a setting is out of range, or there is nothing to compare.

        """
        return numbers(self.who, seed=seed, pooling=pooling, target=target, years=years)

    def finding(self, about: str, round: int = 1) -> FindingView:  # noqa: A002
        """Return what the answers to an activity, or an exhibit, say.

        In JupyterLab: `.chart`, `.table`, `.headline` and `.n` of it.

        Raises:
            PageError: there is no such activity or exhibit.

        """
        self._check(about)
        view = FindingView(*self._source(about, round))
        view.refresh()
        return view

    def recap(self) -> Widget:
        """Return what of this page is done, and how to come back to it."""
        if isinstance(self.who, LiveRoom):
            return Text(words.paragraph(f"Room {self.who.code}."))
        recap, me = Text(), self.who

        def refresh(*_saved: object) -> None:
            recap.value = _recap(me, self._shown)

        me.on_saved(refresh)
        refresh()
        return Stack([*self._look(), recap])

    def resume(self) -> Widget:
        """Return this person's resume code and how to use it."""
        if isinstance(self.who, LiveRoom):
            return Text()
        code = self.who.solo.resume_code
        return Stack([*self._look(), Text(words.resume(code, in_browser=self._in_browser))])

    def _look(self) -> list[Widget]:
        """Return the page's styles, the first time that something is shown."""
        if self._has_look:
            return []
        self._has_look = True
        return [Text(words.style())]

    def _view(self, about: str) -> Widget:
        self._check(about)
        self._shown.append(about)
        if isinstance(self.who, LiveRoom):
            return self._live_view(self.who, about)
        if about in self.rooms.pack.exhibits:
            return ExhibitView(Shown(self.who, about))
        view = ActivityView(Series(self.who, about, self.stage))
        follow(view)
        return view

    def _part(self, about: str) -> Widget:
        """Return a part of the panel: an exhibit is shown together with it."""
        if isinstance(self.who, Me) and about in self.rooms.pack.exhibits:
            return SectionView(Shown(self.who, about))
        return self._view(about)

    def _toy_model(self) -> Widget:
        alone = isinstance(self.who, Me)
        return toy_model(self.rooms.pack, self.who.ratings("relevance"), alone=alone)

    def _tools(self) -> Widget:
        return tools(self.rooms.pack, self.who.first("task-ranking"), self.who.ratings("awareness"))

    def _evidence(self) -> Widget:
        return guess_widget(self.rooms.pack)

    def _why_no_toy_model(self) -> str:
        if "toy-model" not in self.rooms.pack.exhibits:
            return ""
        if isinstance(self.who, LiveRoom):
            return self.who.phase_words("toy-model")
        return Shown(self.who, "toy-model").why_not_yet()

    def _live_view(self, room: LiveRoom, about: str) -> Widget:
        if about in self.rooms.pack.exhibits:
            return LiveView(room, about)
        rounds = rounds_of(self.rooms.pack, about, self.stage)
        return Stack([LiveView(room, about, number) for number in rounds])

    def _source(self, about: str, number: int) -> tuple[Callable[[], Finding], Callable[[], str]]:
        who = self.who
        if isinstance(who, LiveRoom):
            return (lambda: who.finding(about, number)), (lambda: who.phase_words(about, number))
        if about in self.rooms.pack.exhibits:
            exhibit = Shown(who, about)
            return exhibit.finding, exhibit.why_not_yet
        asked = Asked(who, about, number)
        return asked.finding, asked.why_not_yet

    def _check(self, about: str) -> None:
        pack = self.rooms.pack
        if about in pack.activities or about in pack.exhibits:
            return
        here = [each.id for each in (*pack.activities, *pack.exhibits) if each.stage == self.stage]
        raise PageError(f"There is no {about!r} in this pack. In this stage: {', '.join(here)}.")


def stage(name: str, *, resume: str | None = None) -> StagePage:
    """Return the page of a stage, for whoever this kernel serves.

    Args:
        name: the stage's id, such as `"relevance"`.
        resume: a resume code from another device, to go on with its answers.

    Raises:
        PageError: there is no such stage, the resume code is mistyped, or the store cannot be
            opened, as one that an older kit wrote.

    """
    where = context.here()
    try:
        rooms = where.open_rooms()
    except StoreError as error:
        raise PageError(f"{error.message} {_THEN}") from None
    if name not in rooms.pack.stages:
        known = ", ".join(rooms.pack.stages.ids)
        raise PageError(f"There is no stage {name!r}. Stages: {known}.")
    if where.room is not None:
        return StagePage(name, rooms, _live(rooms, where.room))
    try:
        me = Me(rooms, find_solo(rooms, where, resume))
    except RoomError as error:
        raise PageError(error.message) from None
    return StagePage(name, rooms, me, in_browser=where.code_file is None)


def _live(rooms: Rooms, code: str) -> LiveRoom:
    try:
        return LiveRoom(rooms, rooms.get(code).code)
    except RoomError as error:
        raise PageError(error.message) from None


def _recap(me: Me, shown: list[str]) -> str:
    activities = [about for about in shown if about in me.pack.activities]
    lines = [(me.pack.activity(about).title, me.has_answered(about)) for about in activities]
    done = sum(1 for _title, answered in lines if answered)
    return words.block(
        words.paragraph(f"You have answered {done} of {len(lines)} here."),
        words.checklist(lines),
        words.paragraph("Your resume code leads back to your answers:"),
        words.code(me.solo.resume_code),
        kind="rk-recap",
    )
