"""What a page opens when its time has come."""

from collections.abc import Callable, Sequence

from ipywidgets import Widget

from riskier.pages import words
from riskier.pages.plain import Part, Press, Text


class Gated(Part):
    """Something behind a button, which is off and says why until it may be seen."""

    def __init__(
        self,
        label: str,
        why_not_yet: Callable[[], str],
        *,
        above: Sequence[Widget] = (),
        below: Sequence[Widget] = (),
    ) -> None:
        self._why_not_yet = why_not_yet
        self.button = Press(label)
        self.button.on_click(lambda _button: self.show())
        self.why = Text()
        super().__init__([*above, self.button, self.why, *below])
        self.refresh()

    def show(self) -> None:
        """Put it on the page, or say why it is not to be seen yet."""
        raise NotImplementedError

    def refresh(self, note: str = "") -> None:
        """Open or close the button; `note` stands beside one that is open."""
        reason = self._why_not_yet()
        self.button.disabled = bool(reason)
        self.why.value = words.note(reason) if reason else words.status(note)

    def say_shown(self) -> None:
        """Say that it is there now: whoever pressed may not see it appear."""
        self.why.value = words.status("It is shown below.")
