"""What if, on a page: change a number, see the panel follow. Nothing is kept."""

import logging
from collections.abc import Callable
from typing import Any

from riskier.findings import Finding
from riskier.findings.context import Context
from riskier.pages import words
from riskier.pages.gated import Gated
from riskier.pages.plain import Text
from riskier.pages.trial import Trial
from riskier.pages.whatifform import (
    PICTURES,
    answer_of,
    budget_of,
    form_of,
    picked_words,
    take,
)
from riskier.widgets import FindingWidget
from riskier.widgets.whatif import WhatIfWidget

Json = dict[str, Any]
_LEAD = (
    "Change a number, put safeguards in place, and see whether the answer changes. Nothing here"
    " is kept, and nobody's answers change."
)
_FAILED = "This could not be worked out. Your numbers are still there: change one and try again."
_log = logging.getLogger(__name__)


class WhatIfView(Gated):
    """The what-if behind a button: its controls and answers, and one picture of them."""

    def __init__(self, context: Callable[[], Context], why_not_yet: Callable[[], str]) -> None:
        self._context = context
        self.trial: Trial | None = None
        self.controls: WhatIfWidget | None = None
        self.picture: FindingWidget | None = None
        self._drawn: tuple[bool, Finding] | None = None
        self.head = Text(words.title("What if?", _LEAD))
        super().__init__("Open the what-if", why_not_yet, above=[self.head])

    def show(self) -> None:
        """Take the numbers as they are now, and show the controls."""
        if self._why_not_yet():
            return
        try:
            self.trial = Trial(self._context())
        except ValueError as nothing:
            self.why.value = words.status(str(nothing))
            return
        self.button.description = "Start again from the answers"
        self.say_shown()
        before = [part for part in (self.controls, self.picture) if part is not None]
        self._drawn = None
        self.picture = FindingWidget()
        self.controls = WhatIfWidget(
            form=form_of(self.trial), result={"seq": 0, **answer_of(self.trial, "")}
        )
        self.controls.observe(self._heed, "wish")
        self.controls.observe(self._draw, "look")
        self.children = (self.head, self.button, self.why, self.controls, self.picture)
        for old in before:
            old.close()

    def _heed(self, change: Json) -> None:
        """Answer a wish, whatever a browser sent: with what follows, or why not."""
        wish = change["new"] or {}
        try:
            result = self._answered(wish)
        except ValueError as refused:
            result = {"refused": str(refused)}
        except Exception:
            _log.exception("A what-if could not be worked out.")
            result = {"refused": _FAILED}
        if self.controls is not None:
            self.controls.result = {"seq": wish.get("seq"), **result}

    def _answered(self, wish: Json) -> Json:
        own = bool(wish.get("own"))
        if self.trial is None or self.controls is None:
            return {"refused": _FAILED}
        if own != self.trial.own:
            self.trial = Trial(self.trial.ctx, own=own)
            self.controls.form = form_of(self.trial)
            return answer_of(self.trial, "")
        budget = budget_of(wish)
        take(self.trial, wish)
        done = ""
        if budget is not None:
            self.trial.set_safeguards(self.trial.pick(budget))
            done = picked_words(self.trial, budget)
        return {**answer_of(self.trial, done), "picked": budget is not None}

    def _draw(self, change: Json) -> None:
        """Draw the picture that is asked for, unless it is there already."""
        look = change["new"] or {}
        about, narrow = look.get("about"), bool(look.get("narrow"))
        if self.trial is None or self.picture is None or about not in PICTURES:
            return
        try:
            found = self.trial.finding(about)
            if (narrow, found) == self._drawn:
                return
            drawing = found.svg("narrow" if narrow else "wide")
        except Exception:
            # Whatever is wrong with a chart, the page round it goes on.
            _log.exception("A picture of a what-if could not be drawn.")
            return
        self.picture.finding = {**found.public(), "svg": drawing}
        self._drawn = (narrow, found)
