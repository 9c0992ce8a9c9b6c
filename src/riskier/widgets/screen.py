"""The projector page: what a whole room looks at."""

import anywidget
import traitlets

from riskier.widgets.source import module_source, style_source


class ScreenWidget(anywidget.AnyWidget):
    """Follows a room. Draws what `here` and `finding` say and sends nothing back.

    `here["view"]` is `waiting`, `question`, `talk`, `finding` or `end`;
    `riskier.pages.screen` makes the rest of it.
    """

    _esm = module_source("screen")
    _css = style_source("finding", "toymodel", "screen")

    here = traitlets.Dict(help="What to show now.").tag(sync=True)
    finding = traitlets.Dict(default_value=None, allow_none=True, help="The finding to show.").tag(
        sync=True
    )
