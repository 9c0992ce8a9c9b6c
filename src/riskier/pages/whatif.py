"""What if, on a page: change a number, see the panel follow. Nothing is kept."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from ipywidgets import HTML, BoundedFloatText, BoundedIntText, Button, Dropdown, VBox

from riskier.findings.context import Context
from riskier.findings.inputs import named
from riskier.pages import words
from riskier.pages.panel import panel_words
from riskier.pages.trial import MONTHS, SCALE, Trial
from riskier.pages.views import FindingView

_LEAD = (
    "Change a number and see what follows. Nothing here is kept, and nobody's answers change."
    " What safeguards and practice do is illustrative: made up for this kit, not measured."
)
_STYLE = {"description_width": "14rem"}
_WIDE = {"width": "100%", "max_width": "44rem"}
_SHORT = {"width": "24rem"}
_LEAST, _MOST = 0.001, 100_000.0


class WhatIfView(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Labelled controls, the changes in words, and the panel of the changed numbers."""

    def __init__(self, context: Callable[[], Context], why_not_yet: Callable[[], str]) -> None:
        self._context = context
        self._why_not_yet = why_not_yet
        self.trial: Trial | None = None
        self._quiet = False
        self._before = ""
        self.head = HTML(words.title("What if?", _LEAD))
        self.button = _button("Start", self.start)
        self.why = HTML()
        self.whose = _choice("Whose numbers")
        self.which = _choice("Number to change")
        self.lowest = _amount("Lowest (80% range)", _LEAST, _MOST)
        self.highest = _amount("Highest (80% range)", _LEAST, _MOST)
        self.use = _button("Use this range", self._use)
        self.safeguard = _choice("Safeguard (illustrative)")
        self.switch = _button("Switch it on or off", self._switch)
        self.scale = _amount("Practice saves, times", *SCALE, value=1, step=0.25)
        self.months = BoundedIntText(
            description="Months ahead", min=MONTHS[0], max=MONTHS[1], style=_STYLE, layout=_SHORT
        )
        self.back = _button("Back to what was said", self._reset)
        self.status, self.result, self.time = HTML(), HTML(), HTML()
        self.finding = FindingView(lambda: self._trial.panel().finding, why_not_yet)
        super().__init__([self.head, self.button, self.why])
        self.add_class("rk").add_class("rk-ask")
        self.whose.observe(self._begin, "value")
        self.which.observe(self._fill, "value")
        self.scale.observe(self._set, "value")
        self.months.observe(self._set, "value")
        self.refresh()

    def refresh(self) -> None:
        """Open or close the button."""
        reason = self._why_not_yet()
        self.button.disabled = bool(reason)
        self.why.value = words.status(reason) if reason else ""

    def start(self) -> None:
        """Take the numbers as they are now, and show the controls."""
        if self._why_not_yet():
            return
        ctx = self._context()
        try:
            self.trial = Trial(ctx)
        except ValueError as nothing:
            self.why.value = words.status(str(nothing))
            return
        group = "The made-up sample group" if ctx.synthetic else "The group"
        self._quiet = True
        _offer(self.whose, [(group, False), *_mine(ctx)])
        self._quiet = False
        self.button.description = "Start again"
        self.children = (
            *(self.head, self.button, self.why, self.whose, self.which),
            *(self.lowest, self.highest, self.use, self.safeguard, self.switch),
            *(self.scale, self.months, self.back),
            *(self.status, self.result, self.finding, self.time),
        )
        self._begin()

    @property
    def _trial(self) -> Trial:
        if self.trial is None:
            self.trial = Trial(self._context())
        return self.trial

    def _begin(self, *_change: object) -> None:
        if self._quiet:
            return
        trial = self.trial = Trial(self._context(), own=bool(self.whose.value))
        self._before = trial.before().answer
        self._quiet = True
        names = [named(trial.ctx.pack, one) for one in trial.inputs]
        _offer(self.which, [(name, index) for index, name in enumerate(names)])
        names = [trial.safeguard(one) for one in trial.safeguards]
        _offer(self.safeguard, [(name, index) for index, name in enumerate(names)])
        self._quiet = False
        self._show("Nothing is changed yet.")

    def _fill(self, *_change: object) -> None:
        if not self._quiet and self.which.value is not None:
            self._quiet = True
            self.lowest.value, self.highest.value = self._trial.range_now(self.which.value)
            self._quiet = False

    def _use(self) -> None:
        try:
            self._trial.set_range(self.which.value, self.lowest.value, self.highest.value)
        except ValueError as refused:
            self.status.value = words.status(str(refused))
            return
        self._show("The range is used.")

    def _switch(self) -> None:
        if self.safeguard.value is None:
            return
        on = self._trial.toggle(self.safeguard.value)
        self._show(f"The safeguard is {'on' if on else 'off'}.")

    def _set(self, *_change: object) -> None:
        if self._quiet:
            return
        self._trial.set_experience(self.scale.value)
        self._trial.set_months(self.months.value)
        self._show("Changed.")

    def _reset(self) -> None:
        self._trial.reset()
        self._show("Everything is back to what was said.")

    def _show(self, done: str) -> None:
        """Bring the controls and everything below them up to date."""
        trial = self._trial
        self._quiet = True
        self.scale.value, self.months.value = trial.changes.experience_scale, trial.months
        self._quiet = False
        self._fill()
        panel = trial.panel()
        self.status.value = words.status(f"{done} {panel.answer}")
        self.result.value = words.block(_changes(trial.said(), self._before)) + panel_words(panel)
        self.finding.refresh()
        headline, detail = trial.over_time()
        self.time.value = words.block(
            words.paragraph(f"Over {trial.months} months. {headline}"), words.paragraph(detail)
        )


def _offer(choice: Dropdown, options: Sequence[tuple[str, int]]) -> None:
    """Put options up with the first one chosen, which an empty list leaves out."""
    choice.options = options
    choice.value = options[0][1] if options else None


def _mine(ctx: Context) -> list[tuple[str, bool]]:
    try:
        Trial(ctx, own=True)
    except ValueError:
        return []
    return [("My own", True)] if ctx.own else []


def _changes(lines: list[str], before: str) -> str:
    if not lines:
        return "<h3>As said</h3>"
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return f"<h3>If…</h3><ul>{items}</ul>{words.paragraph(f'Before: {before}')}<h3>Then</h3>"


def _button(label: str, act: Callable[[], None]) -> Button:
    button = Button(description=label, layout={"width": "auto"})
    button.on_click(lambda _button: act())
    return button


def _choice(label: str) -> Dropdown:
    return Dropdown(description=label, style=_STYLE, layout=_WIDE)


def _amount(label: str, least: float, most: float, **more: Any) -> BoundedFloatText:
    given = {"value": least, **more}
    return BoundedFloatText(
        description=label, min=least, max=most, style=_STYLE, layout=_SHORT, **given
    )
