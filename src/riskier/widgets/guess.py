"""Published figures to guess before one sees them."""

from typing import Any

import anywidget
import traitlets

from riskier.pack import Pack
from riskier.widgets.source import module_source, style_source


class GuessWidget(anywidget.AnyWidget):
    """Pieces of evidence, each with a question that one of its figures answers."""

    _esm = module_source("guess")
    _css = style_source("finding", "toymodel", "explorer", "guess")

    evidence: traitlets.List[dict[str, Any]] = traitlets.List(help="Evidence to guess.").tag(
        sync=True
    )


def guess_widget(pack: Pack) -> GuessWidget:
    """Return the figures of a pack that may be guessed."""
    return GuessWidget(evidence=[one.model_dump(mode="json") for one in pack.evidence if one.guess])
