"""What one explores on a stage page without being asked: the toy model, the catalogue."""

from collections.abc import Callable, Sequence
from typing import Any

from ipywidgets import HTML, Button, VBox, Widget

from riskier.analysis.cycle_start import start_from
from riskier.analysis.gems import gems, reason
from riskier.pack import Pack
from riskier.pages import words
from riskier.widgets.explorer import explorer_widget
from riskier.widgets.toymodel import toy_model_widget

Json = dict[str, Any]
Ratings = list[dict[str, float]]
RELUCTANT = "more reluctance"


class Explored(VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Something to play with, behind a button that opens when its time has come."""

    def __init__(
        self, label: str, make: Callable[[], Widget], why_not_yet: Callable[[], str]
    ) -> None:
        self._make = make
        self._why_not_yet = why_not_yet
        self.button = Button(description=label, button_style="primary")
        self.button.on_click(lambda _button: self.show())
        self.why = HTML()
        super().__init__([self.button, self.why])
        self.add_class("rk").add_class("rk-ask")
        self.refresh()

    def refresh(self) -> None:
        """Open or close the button."""
        reason = self._why_not_yet()
        self.button.disabled = bool(reason)
        self.why.value = words.status(reason) if reason else ""

    def show(self) -> None:
        """Put it on the page, made afresh from the answers there are now."""
        if not self._why_not_yet():
            self.children = (self.button, self.why, self._make())
            self.why.value = words.status("It is shown below.")


def toy_model(pack: Pack, ratings: Ratings, *, alone: bool) -> Widget:
    """Return the toy model, to start from people's ratings of relevance, too."""
    return toy_model_widget(pack, start_of(pack, ratings, alone=alone))


def tools(pack: Pack, tasks: Sequence[str], ratings: Ratings) -> Widget:
    """Return the catalogue of tools, with hidden gems for the tasks that came first."""
    return explorer_widget(pack, gems_for(pack, tasks, ratings))


def gems_for(pack: Pack, tasks: Sequence[str], ratings: Ratings) -> list[dict[str, str]]:
    """Return tools that fit the tasks and that few have heard of, each with its reason."""
    known = [task for task in tasks if task in pack.tasks]
    found = gems(pack, known, ratings, never=_never(pack))
    return [{"id": gem.tool.id, "reason": reason(pack, gem)} for gem in found]


def _never(pack: Pack) -> float:
    """Return the lowest point of the awareness scale: never heard of it."""
    points = _points(pack, "awareness")
    return 0.0 if points is None else points[0]


def start_of(pack: Pack, ratings: Ratings, *, alone: bool) -> Json | None:
    """Return where ratings of the statements on relevance put a group, as the widget takes it.

    None when they say nothing of one side of the rule (`analysis.cycle_start`), or when the
    pack asks no such question.
    """
    scale = _points(pack, "relevance")
    theta = next((one for one in pack.cycle.model.parameters if one.symbol == "theta"), None)
    if scale is None or theta is None:
        return None
    low, high = scale
    shares = {
        name: [(given[name] - low) / (high - low) for given in ratings if name in given]
        for name in pack.relevance.ids
    }
    start = start_from(
        shares,
        {one.id: one.measures for one in pack.relevance},
        frozenset(one.id for one in pack.relevance if one.higher_means == RELUCTANT),
        lowest_theta=theta.min,
        highest_theta=theta.max,
        step=theta.step,
    )
    if start is None:
        return None
    whose = "your own answers" if alone else f"the answers of {len(ratings)} people"
    return {
        "label": "Start from my answers" if alone else "Start from our answers",
        "words": (
            f"From {whose} on relevance: understanding begins at"
            f" {round(start.state[0] * 100)} of 100, and the bar lies at"
            f" {round(start.theta * 100)}. A rule of thumb for a toy; it measures nothing."
        ),
        "settings": {"theta": start.theta},
        "state": list(start.state),
    }


def _points(pack: Pack, about: str) -> tuple[float, float] | None:
    activity = pack.activities.get(about)
    scale = getattr(activity, "scale", None)
    if scale is None:
        return None
    values = [point.value for point in scale.points]
    return min(values), max(values)
