"""What the Python twins of all activities share: their traits."""

from typing import Any

import anywidget
import traitlets

PHASES = ("waiting", "open", "closed", "revealed")


class ActivityWidget(anywidget.AnyWidget):
    """An activity on a page, with its answer.

    The front end sets `answer` and `draft`; whoever hosts the widget sets the rest. The
    host watches `answer` and says what became of it by `show_saved` and its siblings.
    """

    activity = traitlets.Dict(help="What is asked: the pack's view of an activity.").tag(sync=True)
    answer = traitlets.Dict(default_value=None, allow_none=True, help="The person's answer.").tag(
        sync=True
    )
    previous = traitlets.Dict(
        default_value=None, allow_none=True, help="The person's answer in the round before."
    ).tag(sync=True)
    phase = traitlets.Enum(
        PHASES, "open", help="Answers can be given while it is `open`; otherwise only read."
    ).tag(sync=True)
    saved = traitlets.Dict(help="What became of the answer: state, message, field.").tag(sync=True)
    draft = traitlets.Dict(
        default_value=None, allow_none=True, help="What is typed but not a valid answer yet."
    ).tag(sync=True)

    @traitlets.default("saved")
    def _not_saved(self) -> dict[str, Any]:
        return _saved("none")

    def show_saving(self) -> None:
        """Say that the answer is on its way."""
        self.saved = _saved("saving")

    def show_saved(self, message: str = "") -> None:
        """Say that the answer is on disk; `message` replaces the word "Saved"."""
        # Only a change reaches the page, and two answers in a row are both "saved".
        self.show_saving()
        self.saved = _saved("saved", message)

    def show_refused(self, message: str, field: str | None = None) -> None:
        """Say why the answer was not taken, beside the control that `field` names."""
        self.show_saving()
        self.saved = _saved("refused", message, field)

    def show_offline(self, message: str = "") -> None:
        """Say that the answer waits for the connection."""
        self.show_saving()
        self.saved = _saved("offline", message)


def _saved(state: str, message: str = "", field: str | None = None) -> dict[str, Any]:
    return {"state": state, "message": message, "field": field}
