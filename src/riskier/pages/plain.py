"""Words, stacks and buttons for pages, from fewer parts.

ipywidgets gives every widget a layout and a style of its own, each a widget too that is made,
sent and drawn. Most say nothing; those below have them in common.
"""

from collections.abc import Sequence
from typing import Any

from ipywidgets import HTML, Button, ButtonStyle, DOMWidget, Layout, VBox, Widget
from ipywidgets.widgets.widget_string import HTMLStyle
from traitlets import TraitError, default, validate

_common: dict[type[Widget], Widget] = {}


class _Plain(DOMWidget):  # type: ignore[misc]  # ipywidgets has no types
    @default("layout")
    def _common_layout(self) -> Widget:
        return _in_common(Layout)


class Text(_Plain, HTML):  # type: ignore[misc]  # ipywidgets has no types
    """HTML that has no look of its own: leave its `layout` and `style` alone."""

    @default("style")
    def _common_style(self) -> Widget:
        return _in_common(HTMLStyle)


class Stack(_Plain, VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Widgets one below the other, with no look of their own: leave its `layout` alone."""

    def __repr__(self) -> str:
        # ipywidgets would spell out all that is in it, though a page shows the widgets.
        return f"<{type(self).__name__} of {len(self.children)}>"


class Part(Stack):
    """One thing on a page in the kit's look, set apart from what follows."""

    def __init__(self, children: Sequence[Widget]) -> None:
        super().__init__(children)
        self.add_class("rk").add_class("rk-ask")


class Press(_Plain, Button):  # type: ignore[misc]  # ipywidgets has no types
    """A button that has no look of its own: leave its `layout` and `style` alone."""

    def __init__(self, label: str) -> None:
        super().__init__(description=label, button_style="primary")

    @default("style")
    def _common_style(self) -> Widget:
        return _in_common(ButtonStyle)


def _in_common(kind: type[Widget]) -> Widget:
    known = _common.get(kind)
    # Whoever closes all widgets, as a kernel's preparation does, closes these too.
    if known is None or known.comm is None:
        look = _unchanging(kind) if known is None else type(known)
        known = _common[kind] = look()
    return known


def _unchanging(kind: type[Widget]) -> type[Widget]:
    """Return a look that says nothing and goes on saying nothing."""
    says = [name for name in kind.class_traits(sync=True) if not name.startswith("_")]
    return type(f"Common{kind.__name__}", (kind,), {"_refuse": validate(*says)(_refuse)})


def _refuse(_look: Widget, proposal: dict[str, Any]) -> Any:
    if proposal["value"] not in (None, ""):
        raise TraitError(
            f"{proposal['trait'].name} would change for every widget that shares this look; "
            "give the widget a layout or style of its own first."
        )
    return proposal["value"]
