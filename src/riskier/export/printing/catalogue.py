"""What can be printed, by name."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from riskier.export.printing.cards import cards
from riskier.export.printing.guide import guide, troubleshooting
from riskier.export.printing.key import answer_key
from riskier.export.printing.order import Order, Print, PrintError
from riskier.export.printing.paper import PAPERS, typeset
from riskier.export.printing.posters import join_poster, loop_poster
from riskier.export.printing.worksheets import worksheets

Maker = Callable[[Order], Iterator[Print]]

_MAKERS: Mapping[str, Sequence[Maker]] = {
    "cards": (cards,),
    "worksheets": (worksheets, answer_key),
    "poster": (loop_poster,),
    "troubleshooting": (troubleshooting,),
    "join": (join_poster,),
    "guide": (guide,),
}
ALL = "all"
WHAT = (*_MAKERS, ALL)
"""What `printed` can be asked for."""


def printed(
    order: Order, what: str, paper: str, on_made: Callable[[str], None] = lambda _name: None
) -> dict[str, bytes]:
    """Return PDFs by file name; calls `on_made` with each name once it is made.

    `all` is everything, but for the join poster when the order has no room.

    Raises:
        PrintError: Unknown `what` or `paper`, or something that cannot be set.

    """
    if what not in WHAT:
        raise PrintError(f"{what!r} cannot be printed. Choose {', '.join(WHAT)}.")
    if paper not in PAPERS:
        raise PrintError(f"{paper!r} is no paper of ours. Choose {' or '.join(PAPERS)}.")
    files: dict[str, bytes] = {}
    for make in _wanted(order, what):
        for document in make(order):
            name = f"{document.name}-{paper}.pdf"
            files[name] = typeset(document, paper)
            on_made(name)
    return files


def _wanted(order: Order, what: str) -> Iterator[Maker]:
    for name, makers in _MAKERS.items():
        if name == what or (what == ALL and (name != "join" or order.invitation)):
            yield from makers
