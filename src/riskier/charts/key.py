"""A key: small signs with words, where a direct label would not fit."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from riskier.charts.picture import Layer
from riskier.charts.sheet import Sheet
from riskier.charts.theme import PADDING, PAPER, Size
from riskier.charts.words import text_width


@dataclass(frozen=True)
class Entry:
    """One line of a key."""

    words: str
    fill: str
    shape: str = "square"
    hollow: bool = False


def key_height(entries: Sequence[Entry], size: Size) -> int:
    """Return the pixels that a key needs above the first row."""
    return round(_places(entries, size)[-1][1] + size.font * 1.9)


def key(plan: Sheet, entries: Sequence[Entry]) -> tuple[Layer, Layer]:
    """Return the signs and the words of a key at the top of a sheet."""
    size = plan.size
    rows = [
        {"x": x, "tx": x + size.font * 1.1, "y": y + size.font * 0.6, **_look(entry)}
        for entry, (x, y) in zip(entries, _places(entries, size), strict=True)
    ]
    base = plan.base(rows)
    place = {"y": plan.y()}
    signs = base.mark_point(
        size=(size.font * 0.8) ** 2, opacity=1, strokeWidth=2, xOffset=size.font * 0.4
    )
    words = base.mark_text(align="left", baseline="middle", fontSize=size.small)
    look = {
        "fill": alt.Fill("fill:N", scale=None, legend=None),
        "stroke": alt.Stroke("stroke:N", scale=None, legend=None),
        "shape": alt.Shape("shape:N", scale=None, legend=None),
    }
    return (
        signs.encode(x=plan.across("x"), **look, **place),
        words.encode(x=plan.across("tx"), text=alt.Text("words:N"), **place),
    )


def _look(entry: Entry) -> dict[str, str]:
    fill = PAPER if entry.hollow else entry.fill
    return {"words": entry.words, "shape": entry.shape, "fill": fill, "stroke": entry.fill}


def _places(entries: Sequence[Entry], size: Size) -> list[tuple[float, float]]:
    places, x, y = [], 0.0, 0.0
    for entry in entries:
        need = text_width(entry.words, size.small) + size.font * 2.4
        if x and x + need > size.width - 2 * PADDING:
            x, y = 0.0, y + size.font * 1.5
        places.append((x, y))
        x += need
    return places
