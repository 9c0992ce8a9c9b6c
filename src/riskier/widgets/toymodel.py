"""The toy model of the loop, to be played with: computed and drawn on the page itself."""

from typing import Any

import anywidget
import traitlets

from riskier.pack import Pack
from riskier.widgets.source import module_source, style_source


class ToyModelWidget(anywidget.AnyWidget):
    """The loop with its settings, its paths, where it rests and tips, and its scenarios.

    `model` and `scenarios` are those of the pack's cycle. `start` may say where a group's
    own answers put it: `label` (of the button), `words`, `settings` and `state`.
    """

    _esm = module_source("toymodel")
    _css = style_source("finding", "toymodel")

    model = traitlets.Dict(help="The toy model of the pack.").tag(sync=True)
    scenarios: traitlets.List[dict[str, Any]] = traitlets.List(
        help="The scenarios of the pack."
    ).tag(sync=True)
    start = traitlets.Dict(None, allow_none=True, help="A start from people's answers.").tag(
        sync=True
    )


def toy_model_widget(pack: Pack, start: dict[str, Any] | None = None) -> ToyModelWidget:
    """Return the toy model of a pack, with a group's own start if there is one."""
    kept = ("parameters", "equations", "plain_words", "horizon_months", "lasting_share")
    model = pack.cycle.model.model_dump(mode="json")
    shown = ("id", "name", "what_it_is", "parameters", "what_happens", "what_would_change_it")
    scenarios = [scenario.model_dump(mode="json") for scenario in pack.scenarios]
    return ToyModelWidget(
        model={key: model[key] for key in kept},
        scenarios=[{key: scenario[key] for key in shown} for scenario in scenarios],
        start=start,
    )
