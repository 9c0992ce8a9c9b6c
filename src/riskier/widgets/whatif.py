"""The what-if of the risk comparison: native controls here, the numbers in the kernel."""

import anywidget
import traitlets

from riskier.widgets.source import module_source, style_source


class WhatIfWidget(anywidget.AnyWidget):
    """Controls that change a group's numbers, and what follows in words and numbers.

    The host sets `form` (what can be changed) and answers each `wish` with a `result` of the
    same `seq`: `done`, `answer`, `before`, `changes`, `figures`, `effect`, `time` and
    `safeguards`, or `refused`. `look` says which picture the page wants, and whether it is
    `narrow`; it comes once the person pauses, because drawing takes longer than the numbers.
    """

    _esm = module_source("whatif")
    _css = style_source("finding", "whatif")

    form = traitlets.Dict(help="What can be changed.").tag(sync=True)
    wish = traitlets.Dict(
        default_value=None, allow_none=True, help="The changes that are wanted."
    ).tag(sync=True)
    result = traitlets.Dict(
        default_value=None, allow_none=True, help="What follows from them."
    ).tag(sync=True)
    look = traitlets.Dict(
        default_value=None, allow_none=True, help="The picture that is wanted."
    ).tag(sync=True)
