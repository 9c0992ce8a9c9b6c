"""The toy model of the loop, to be played with: computed and drawn on the page itself."""

from typing import Any

import anywidget
import traitlets

from riskier.widgets.source import module_source, style_source


class ToyModelWidget(anywidget.AnyWidget):
    """The loop with its settings, its paths, where it rests and tips, and its scenarios.

    `model` and `scenarios` are what the pack's `cycle.playable()` gives. `start` may say
    where a group's own answers put it: `label` (of the button), `words`, `settings`, `state`.
    """

    _esm = module_source("toymodel")
    _css = style_source("finding", "toymodel")

    model = traitlets.Dict(help="The toy model of the pack.").tag(sync=True)
    scenarios: traitlets.List[dict[str, Any]] = traitlets.List(
        help="The scenarios of the pack."
    ).tag(sync=True)
    start = traitlets.Dict(
        default_value=None, allow_none=True, help="A start from people's answers."
    ).tag(sync=True)
