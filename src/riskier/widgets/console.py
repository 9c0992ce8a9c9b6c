"""The facilitator's console: shows what Python says, sends what is pressed."""

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from riskier.widgets.source import module_source, style_source

_STYLES = ("console", "consolepanels", "consolelook", "consoleagenda", "consoletools")

Send = Callable[[dict[str, Any]], dict[str, Any]]


class ConsoleWidget(anywidget.AnyWidget):
    """Draws a room for its facilitator.

    A command from the page is a JSON object with `id` and `command`; whoever was given to
    `on_command` answers it with a reply that the page shows. Nothing that the page sets is
    ever read: all traits go one way.
    """

    _esm = module_source("console")
    _css = style_source(*_STYLES)

    here = traitlets.Dict(help="Where the room is, and what can be done.").tag(sync=True)
    agenda: traitlets.List[dict[str, Any]] = traitlets.List(help="The steps of the run sheet.").tag(
        sync=True
    )
    texts: traitlets.List[dict[str, Any]] = traitlets.List(
        help="What people wrote here, hidden texts too."
    ).tag(sync=True)
    finding = traitlets.Dict(default_value=None, allow_none=True, help="A private look.").tag(
        sync=True
    )
    run_sheets: traitlets.List[dict[str, Any]] = traitlets.List(
        help="The run sheets: id and label."
    ).tag(sync=True)
    links = traitlets.Dict(help="Addresses of other pages.").tag(sync=True)
    reply = traitlets.Dict(help="What became of the last command.").tag(sync=True)

    def on_command(self, answer: Send) -> None:
        """Let `answer` turn each command into a reply."""

        def received(_widget: object, content: object, _buffers: object) -> None:
            if isinstance(content, dict):
                self.reply = answer(content)

        self.on_msg(received)
