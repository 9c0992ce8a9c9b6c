"""Curves: up to three lines over one measure, with the band around each where there is one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.picture import Layer, Row, Width
from riskier.charts.pixels import Board
from riskier.charts.theme import ACCENT, ENGAGE, INK, LINE, MUTED, PADDING, SIZES, STAY_AWAY, Size
from riskier.charts.words import text_width, wrap

# Lines differ by their dashes as well: nothing is told by colour alone.
_LOOK: Mapping[str, tuple[str, list[int]]] = {
    "engage": (ENGAGE, [1, 0]),
    "stay_away": (STAY_AWAY, [14, 6]),
    "pilot": (ACCENT, [3, 5]),
}
_SIGNS = {"engage": "circle", "stay_away": "square"}
_TALL: dict[Width, int] = {"wide": 430, "narrow": 250}
_NICE = (1, 2, 5, 10)
_BAND = 0.22


def curves(  # noqa: PLR0913 - two axes, each with words and a length
    rows: Sequence[Row],
    width: Width,
    *,
    x_says: str,
    y_says: str,
    x_most: float,
    y_most: float,
    mark: float | None = None,
    mark_says: str = "",
    guide: Mapping[str, Any] | None = None,
    x_step: float | None = None,
) -> alt.LayerChart:
    """Return lines from zero, both axes whole, with a key that shows each line.

    Args:
        rows: `stance` (engage, stay_away or pilot), `label`, `points` (pairs of x and y)
            and, where there is one, `band` (x, low and high).
        width: The width of the drawing.
        x_says: What x counts.
        y_says: What y counts.
        x_most: The end of x; it begins at 0.
        y_most: The end of y; it begins at 0.
        mark: A place on x to point out.
        mark_says: The words there.
        guide: A height to read the lines at: `y`, `said` (its words) and `at`, for each line
            in the order of `rows` the x at which it has that height.
        x_step: From one number on x to the next; without it, round numbers.

    """
    size = SIZES[width]
    plot = _plot(rows, width, y_says, (x_most, y_most))
    board = Board(size.width - 2 * PADDING, plot["bottom"] + size.small * 3)
    place = _Place(plot, (x_most, y_most), x_step)
    marks = [] if mark is None else _mark(board, place, mark, mark_says, size)
    return board.chart(
        *_axes(board, place, size, x_says),
        *[_band(board, place, row) for row in rows if row.get("band")],
        *marks,
        *[_line(board, place, row) for row in rows],
        *(_guide(board, place, rows, guide, size) if guide else ()),
        *_key(board, rows, size),
        board.words([{"x": 0, "y": plot["title"], "said": plot["y_says"]}], size.small, MUTED),
    )


class _Place:
    """Where numbers lie on the drawing."""

    def __init__(
        self, plot: Mapping[str, Any], most: tuple[float, float], x_step: float | None
    ) -> None:
        self.plot, self.x_most, self.y_most = plot, *most
        self.x_step = x_step

    def x(self, value: float) -> float:
        left, right = self.plot["left"], self.plot["right"]
        return float(left + (right - left) * value / self.x_most)

    def y(self, value: float) -> float:
        top, bottom = self.plot["top"], self.plot["bottom"]
        return float(bottom - (bottom - top) * value / self.y_most)


def _plot(
    rows: Sequence[Row], width: Width, y_says: str, most: tuple[float, float]
) -> dict[str, Any]:
    size = SIZES[width]
    inner = size.width - 2 * PADDING
    title = list(_key_places(rows, size))[-1][1] + size.font * 1.6
    words = wrap(y_says, inner, size.small, lines=2)
    top = title + (words.count("\n") + 1) * size.small * 1.25 + size.small * 0.8
    left = max(text_width(_said(tick), size.small) for tick in _ticks(most[1])) + 10
    room = text_width(_said(_ticks(most[0])[-1]), size.small) / 2
    return {
        "title": title,
        "y_says": words,
        "top": top,
        "bottom": top + _TALL[width],
        "left": left,
        "right": inner - room,
    }


def _axes(board: Board, place: _Place, size: Size, x_says: str) -> Iterator[Layer]:
    plot = place.plot
    below = plot["bottom"] + 6
    down = [{"y": place.y(tick), "said": _said(tick)} for tick in _ticks(place.y_most)]
    across = [
        {"x": place.x(tick), "said": _said(tick)} for tick in _ticks(place.x_most, place.x_step)
    ]
    yield board.lines(
        [{"x": plot["left"], "x1": plot["right"], "y": one["y"], "y1": one["y"]} for one in down],
        LINE,
        1,
    )
    numbers = [{**one, "x": plot["left"] - 6} for one in down]
    yield board.words(numbers, size.small, MUTED, align="right", baseline="middle")
    yield board.words([{**one, "y": below} for one in across], size.small, MUTED, align="center")
    middle = (plot["left"] + plot["right"]) / 2
    title = [{"x": middle, "y": below + size.small * 1.3, "said": x_says}]
    yield board.words(title, size.small, MUTED, align="center")


def _line(board: Board, place: _Place, row: Row) -> Layer:
    colour, dash = _LOOK[row["stance"]]
    points = [{"x": place.x(x), "y": place.y(y), "at": x} for x, y in row["points"]]
    line = board.base(points).mark_line(color=colour, strokeWidth=4, strokeDash=dash)
    return line.encode(order=alt.Order("at:Q"))


def _band(board: Board, place: _Place, row: Row) -> Layer:
    colour, _ = _LOOK[row["stance"]]
    points = [
        {"x": place.x(x), "y": place.y(high), "floor": place.y(low)} for x, low, high in row["band"]
    ]
    return board.base(points).mark_area(color=colour, opacity=_BAND).encode(y2=alt.Y2("floor"))


def _mark(board: Board, place: _Place, mark: float, said: str, size: Size) -> list[Layer]:
    x, plot = place.x(mark), place.plot
    late = mark > place.x_most / 2
    words = [{"x": x + (-8 if late else 8), "y": plot["top"], "said": f"lines cross: {said}"}]
    return [
        board.lines([{"x": x, "x1": x, "y": plot["top"], "y1": plot["bottom"]}], INK, 2),
        board.words(words, size.small, INK, align="right" if late else "left"),
    ]


def _guide(
    board: Board, place: _Place, rows: Sequence[Row], guide: Mapping[str, Any], size: Size
) -> Iterator[Layer]:
    """Yield a line across, and where each curve meets it a sign with its number."""
    y, ends = place.y(guide["y"]), sorted(guide["at"])
    across = [{"x": place.plot["left"], "x1": place.plot["right"], "y": y, "y1": y}]
    rule = board.base(across).mark_rule(color=MUTED, strokeWidth=2, strokeDash=[4, 4])
    yield rule.encode(x2=alt.X2("x1"), y2=alt.Y2("y1"))
    words = [{"x": place.plot["right"], "y": y - 6, "said": guide["said"]}]
    yield board.words(words, size.small, MUTED, align="right", baseline="bottom")
    for row, x in zip(rows, guide["at"], strict=True):
        colour, _ = _LOOK[row["stance"]]
        # The number of the lesser one to the left of its sign, so that two can lie close.
        left = x == ends[0] and ends[0] < ends[-1]
        beside = place.x(x) + (-1 if left else 1) * size.font * 0.6
        spot = {"x": place.x(x), "y": y}
        yield board.signs([spot], _SIGNS[row["stance"]], colour, size.font**2 * 0.6)
        yield board.words(
            [{"x": beside, "y": y + 4 if left else y - 4, "said": _said(x)}],
            size.font,
            INK,
            align="right" if left else "left",
            baseline="line-top" if left else "bottom",
            fontWeight="bold",
        )


def _key(board: Board, rows: Sequence[Row], size: Size) -> Iterator[Layer]:
    words = []
    for row, (x, y) in zip(rows, _key_places(rows, size), strict=True):
        colour, dash = _LOOK[row["stance"]]
        middle = y + size.font * 0.55
        end = x + size.font * 2.2
        sample = [{"x": x, "x1": end, "y": middle, "y1": middle}]
        line = board.base(sample).mark_rule(color=colour, strokeWidth=4, strokeDash=dash)
        yield line.encode(x2=alt.X2("x1"), y2=alt.Y2("y1"))
        words.append({"x": end + size.font * 0.4, "y": middle, "said": row["label"]})
    yield board.words(words, size.font, INK, baseline="middle")


def _key_places(rows: Sequence[Row], size: Size) -> Iterator[tuple[float, float]]:
    x, y = 0.0, 0.0
    for row in rows:
        need = text_width(str(row["label"]), size.font) + size.font * 4
        if x and x + need > size.width - 2 * PADDING:
            x, y = 0.0, y + size.font * 1.5
        yield x, y
        x += need


def _ticks(most: float, step: float | None = None) -> list[float]:
    """Return about four round numbers, or even steps, from zero that lie within the axis."""
    step = step or _round_step(most)
    return [step * count for count in range(int(most / step + 1e-9) + 1)]


def _round_step(most: float) -> float:
    size = 10.0 ** len(str(int(most))) if most >= 1 else 1.0
    while size > most:
        size /= 10
    return next(size * nice / 10 for nice in (*_NICE, 20, 50) if most / (size * nice / 10) <= 5)


def _said(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"
