"""Signs in rows of ten: a shape for each side, over what it means and how many there are."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from riskier.charts.picture import Width
from riskier.charts.pixels import Board
from riskier.charts.theme import ENGAGE, INK, LINE, PADDING, SIZES, STAY_AWAY, Size
from riskier.charts.words import wrap

_LOOK = {
    "stay_away": ("square", STAY_AWAY),
    "same": ("circle", LINE),
    "engage": ("circle", ENGAGE),
}
_SPAN: dict[Width, int] = {"wide": 350, "narrow": 308}
_APART = 36


def with_signs(
    title: str,
    counts: Mapping[str, int],
    meanings: Mapping[str, str],
    width: Width,
    rest: Callable[[int, int], alt.LayerChart],
) -> alt.HConcatChart | alt.VConcatChart:
    """Return up to a hundred signs, ten in a row, over their key; beside or above the rest.

    Args:
        title: What one sign is.
        counts: How many there are of `engage`, `stay_away` and `same`.
        meanings: What each of these means.
        width: The width of the whole drawing.
        rest: Draws the rest, so many pixels wide; the second number is how high the signs
            beside it are, and 0 when they are above it.

    """
    size, span = SIZES[width], _SPAN[width]
    group = _signs(title, counts, meanings, span, size)
    inner = size.width - 2 * PADDING
    if width == "narrow":
        return alt.vconcat(group, rest(inner, 0), spacing=_APART)
    beside = rest(inner - span - _APART, round(group.height))
    return alt.hconcat(group, beside, spacing=_APART)


def _signs(
    title: str, counts: Mapping[str, int], meanings: Mapping[str, str], span: int, size: Size
) -> alt.LayerChart:
    title = wrap(title, span, size.font, lines=2)
    top = (title.count("\n") + 1) * size.font * 1.2 + 12
    step = min(span / 10, 32 if size.label else 24)
    rows = -(-sum(counts.values()) // 10)
    lines = _meanings(counts, meanings, top + step * rows + 10, size)
    board = Board(span, lines[-1]["y"] + size.font * 1.5)
    places = iter(range(sum(counts.values())))
    spots = [
        {**_look(stance, step * 0.68), **_spot(next(places), step, top)}
        for stance in _LOOK
        for _ in range(counts[stance])
    ]
    spots += [
        {
            **_look(row["stance"], size.font * 0.75),
            "x": size.font * 0.45,
            "y": row["y"] + size.small * 0.5,
        }
        for row in lines
    ]
    heading = board.words([{"said": title, "x": 0, "y": 0}], size.font, INK, fontWeight="bold")
    return board.chart(board.any_signs(spots), board.words(lines, size.small), heading)


def _look(stance: str, side: float) -> dict[str, Any]:
    shape, colour = _LOOK[stance]
    return {"shape": shape, "fill": colour, "area": side**2}


def _spot(index: int, step: float, top: float) -> dict[str, float]:
    return {"x": (index % 10 + 0.5) * step, "y": top + (index // 10 + 0.5) * step}


def _meanings(
    counts: Mapping[str, int], meanings: Mapping[str, str], top: float, size: Size
) -> list[dict[str, Any]]:
    kept = [stance for stance in _LOOK if counts[stance] or stance != "same"]
    return [
        {
            "stance": stance,
            "said": f"{counts[stance]}  {meanings[stance]}",
            "x": size.font * 1.1,
            "y": top + index * size.font * 1.35,
        }
        for index, stance in enumerate(kept)
    ]
