"""Widgets' lines to their page: silent until there is a page to hear them.

A page connects when its cells have run, and asks for the state of all widgets at once.
What a widget says before that reaches nobody, yet it would be made, signed, passed on by
two processes and taken apart again: half of all the messages of a visit.
"""

# mypy: disallow-untyped-calls=False
# ipykernel types only part of the class that this one extends.

from collections.abc import Callable
from typing import Any

import comm
from ipykernel.comm.comm import BaseComm
from ipykernel.kernelbase import Kernel

_OUTPUT = "@jupyter-widgets/output"


class PageComm(BaseComm):
    """A line of a widget that says nothing before the page has spoken."""

    has_page = False

    @property
    def kernel(self) -> Kernel | None:  # type: ignore[override] # a widget looks before it speaks
        """What the line leads out of; None, which widgets know as nobody there, before."""
        return Kernel.instance() if PageComm.has_page else None

    def publish_msg(self, *args: Any, **kwargs: Any) -> None:
        """Say something, if there is a page."""
        if PageComm.has_page:
            super().publish_msg(*args, **kwargs)


def wait_for_page(kernel: Any) -> None:
    """Have new widgets of this kernel be silent until a page opens a line or uses one."""
    comm.create_comm = _create
    for kind in ("comm_open", "comm_msg"):
        kernel.shell_handlers[kind] = _noting_the_page(kernel.shell_handlers[kind])


def _create(*args: Any, **kwargs: Any) -> BaseComm:
    state = (kwargs.get("data") or {}).get("state", {})
    # Whoever runs the cells has to hear of this one: it takes in what they print.
    kind = BaseComm if state.get("_model_module") == _OUTPUT else PageComm
    return kind(*args, **kwargs)


def _noting_the_page(handle: Callable[..., Any]) -> Callable[..., Any]:
    def note(*message: Any) -> Any:
        PageComm.has_page = True
        return handle(*message)

    return note
