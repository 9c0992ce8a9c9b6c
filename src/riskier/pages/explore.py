"""What one explores on a stage page without being asked: the toy model, the catalogue."""

from collections.abc import Callable, Sequence
from typing import Any

from ipywidgets import Widget

from riskier.analysis.gems import reason
from riskier.findings.gems import gems_for as gems
from riskier.findings.playing import toy_model as toy_model_played
from riskier.pack import Pack
from riskier.pages.gated import Gated
from riskier.widgets.explorer import explorer_widget
from riskier.widgets.toymodel import ToyModelWidget

Json = dict[str, Any]
Ratings = list[dict[str, float]]


class Explored(Gated):
    """Something to play with, behind a button that opens when its time has come."""

    def __init__(
        self, label: str, make: Callable[[], Widget], why_not_yet: Callable[[], str]
    ) -> None:
        self._make = make
        super().__init__(label, why_not_yet)

    def show(self) -> None:
        """Put it on the page, made afresh from the answers there are now."""
        if not self._why_not_yet():
            self.children = (self.button, self.why, self._make())
            self.say_shown()


def toy_model(pack: Pack, ratings: Ratings, *, alone: bool) -> Widget:
    """Return the toy model, to start from people's ratings of relevance, too."""
    return ToyModelWidget(**toy_model_played(pack, ratings, alone=alone).traits)


def tools(pack: Pack, tasks: Sequence[str], ratings: Ratings) -> Widget:
    """Return the catalogue of tools, with hidden gems for the tasks that came first."""
    return explorer_widget(pack, gems_for(pack, tasks, ratings))


def gems_for(pack: Pack, tasks: Sequence[str], ratings: Ratings) -> list[dict[str, str]]:
    """Return tools that fit the tasks and that few have heard of, each with its reason."""
    found = gems(pack, tasks, ratings)
    return [{"id": gem.tool.id, "reason": reason(pack, gem)} for gem in found]
