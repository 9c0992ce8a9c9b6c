"""A risk matrix: where the group's estimates land on an organisation's own grid."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.picture import Layer, Row, Width
from riskier.charts.pixels import Board
from riskier.charts.theme import ENGAGE, INK, MUTED, PADDING, PAPER, SIZES, STAY_AWAY, Size
from riskier.charts.words import wrap

RATINGS = {"low": "#f1f4f6", "medium": "#e1e6ea", "high": "#cbd3da", "extreme": "#b1bcc6"}
RATING_WORDS = INK
_SIGNS = (("engage", "circle", ENGAGE, PAPER), ("stay_away", "square", STAY_AWAY, INK))


def matrix(  # noqa: PLR0913 - a grid has that many words
    rows: Sequence[Row],
    width: Width,
    *,
    likelihood: Sequence[str],
    consequence: Sequence[str],
    names: Sequence[str],
    stances: Mapping[str, str],
) -> alt.LayerChart:
    """Return a risk matrix with a lettered sign for each hazard and stance.

    Args:
        rows: The cells: `x` and `y` from 1, `rating`, and `marks`, each with `letter` and
            `stance`.
        width: The width of the drawing.
        likelihood: Words for the rows, from the rarest.
        consequence: Words for the columns, from the mildest.
        names: What each letter stands for, listed under the grid.
        stances: What the stances are called.

    """
    size, wide = SIZES[width], width == "wide"
    left, side = (230, 80) if wide else (66, 76)
    step = (size.width - 2 * PADDING - left) / len(consequence)
    grid = side * len(likelihood)
    listed = _listed(names, stances, size, grid + size.small * (1.6 if wide else 2.9))
    board = Board(size.width - 2 * PADDING, listed[-1]["y"] + size.font * 1.6)
    cells = [_cell(row, left, step, side, len(likelihood)) for row in rows]
    marks = _marks(cells, step, side, size)
    return board.chart(
        board.boxes([_plain(cell) for cell in cells]),
        board.words(
            [{**_plain(c), "said": c["rating"]} for c in cells],
            15 if wide else 11,
            RATING_WORDS,
            dx=3 if wide else 2,
            dy=2,
        ),
        board.words(_beside(likelihood, left, side, size), size.small, MUTED),
        _under(board, consequence, (left, step, grid), size),
        *_signs(board, marks, size.font),
        *_names(board, listed, size),
    )


def _cell(row: Row, left: float, step: float, side: float, up: int) -> dict[str, Any]:
    x, y = left + (row["x"] - 1) * step, (up - row["y"]) * side
    fill = RATINGS[row["rating"]]
    return {**row, "x": x + 1, "x1": x + step - 1, "y": y + 1, "y1": y + side - 1, "fill": fill}


def _plain(cell: Row) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key != "marks"}


def _marks(cells: Sequence[Row], step: float, side: float, size: Size) -> list[dict[str, Any]]:
    """Place the signs of each cell in rows from its bottom, all of one size that fits."""
    most = max([len(cell["marks"]) for cell in cells] + [1])
    head = size.small * 1.4  # the rating stands there
    gap = size.font * 1.6
    while (step // gap) * ((side - head) // gap) < most and gap > 4:
        gap -= 0.5
    per_row = int(step // gap)
    return [
        {
            **mark,
            "gap": gap,
            "x": cell["x"] + gap * (index % per_row + 0.5),
            "y": cell["y1"] - gap * (index // per_row + 0.52),
        }
        for cell in cells
        for index, mark in enumerate(cell["marks"])
    ]


def _signs(board: Board, marks: Sequence[Row], font: int) -> tuple[Layer, ...]:
    layers: list[Layer] = []
    for stance, shape, fill, ink in _SIGNS:
        own = [{**mark, "said": mark["letter"]} for mark in marks if mark["stance"] == stance]
        if own:
            gap = float(own[0]["gap"])
            layers.append(board.signs(own, shape, fill, (gap * 0.84) ** 2))
            letter = {"align": "center", "baseline": "middle", "fontWeight": "bold"}
            layers.append(board.words(own, min(font * 0.85, gap * 0.62), ink, **letter))
    return tuple(layers)


def _beside(likelihood: Sequence[str], left: float, side: float, size: Size) -> list[Row]:
    rows: list[Row] = []
    for index, words in enumerate(reversed(likelihood)):
        said = wrap(words, left - 4, size.small, lines=5)
        lines = said.count("\n") + 1
        rows.append({"said": said, "x": 0, "y": (index + 0.5) * side - lines * size.small * 0.6})
    return rows


def _under(
    board: Board, consequence: Sequence[str], place: tuple[float, float, float], size: Size
) -> Layer:
    """Return words under the columns: in place when wide, as one line when narrow."""
    left, step, y = place
    if size.label:
        rows = [
            {"said": words, "x": left + (i + 0.5) * step, "y": y + 4}
            for i, words in enumerate(consequence)
        ]
        return board.words(rows, size.small, MUTED, align="center")
    line = f"from left: {', '.join(consequence)}".lower()
    said = wrap(line, board.width, size.small, lines=2)
    return board.words([{"said": said, "x": 0, "y": y + 4}], size.small, MUTED)


def _listed(
    names: Sequence[str], stances: Mapping[str, str], size: Size, top: float
) -> list[dict[str, Any]]:
    """Place the stances in a line, then the names in one column, or two when wide."""
    columns = 2 if size.label else 1
    across = (size.width - 2 * PADDING) / columns
    rows: list[dict[str, Any]] = [
        {"said": stances[stance], "x": size.font + index * size.width * 0.3, "y": top + 6}
        for index, (stance, *_) in enumerate(_SIGNS)
    ]
    start, down = top + size.font * 1.9, -(-len(names) // columns)
    for column in range(columns):
        y = start
        for name in names[column * down : (column + 1) * down]:
            said = wrap(name, across - 10, size.small, lines=2)
            rows.append({"said": said, "x": column * across, "y": y})
            y += size.small * (1.4 + 1.15 * said.count("\n"))
    return sorted(rows, key=lambda row: float(row["y"]))


def _names(board: Board, listed: Sequence[Row], size: Size) -> tuple[Layer, ...]:
    layers = [board.words(listed, size.small)]
    for (_, shape, fill, _), row in zip(_SIGNS, listed, strict=False):
        spot = {"x": row["x"] - size.font * 0.6, "y": row["y"] + size.small * 0.6}
        layers.append(board.signs([spot], shape, fill, (size.font * 0.75) ** 2))
    return tuple(layers)
