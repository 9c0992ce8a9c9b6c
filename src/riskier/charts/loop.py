"""The loop: where the room is stuck in it, and what the toy model makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x, at_x2
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.pixels import Board
from riskier.charts.sheet import sheet
from riskier.charts.theme import (
    ACCENT,
    BAND,
    FAINT,
    INK,
    LINE,
    MUTED,
    PADDING,
    SIZES,
    TRACK,
    Size,
)
from riskier.charts.words import text_width, wrap

_BOLD = 0.85  # bold letters are wider than those that widths are estimated for
_BROAD: dict[Width, int] = {"wide": 480, "narrow": 252}


def loop(rows: Sequence[Row], width: Width, *, stuck: str = "") -> alt.LayerChart:
    """Return the loop as four boxes, the one where the room is stuck standing out.

    Args:
        rows: `step` (understanding, engagement, experience or permission), `title`,
            `count` (words such as "23 of 40 people"), `quotes` and `strong`.
        width: The width of the drawing.
        stuck: Words on the box that stands out.

    """
    size = SIZES[width]
    broad = _BROAD[width]
    words = [_words(row, size, broad - 2 * _inset(size), stuck) for row in rows]
    high = max(each.height for each in words)
    places, arrows, lines, height = (_wide if width == "wide" else _narrow)(broad, high)
    thick = 4 if width == "wide" else 2.5
    board = Board(size.width - 2 * PADDING, height)
    boxes = [{**row, **places[row["step"]]} for row in rows]
    strong = [box for box in boxes if box["strong"]]
    plain = [box for box in boxes if not box["strong"]]
    return board.chart(
        *board.arrows(arrows, MUTED, thick),
        board.lines(lines, MUTED, thick) if lines else None,
        board.boxes(_filled(plain, TRACK), cornerRadius=10, stroke=LINE) if plain else None,
        board.boxes(_filled(strong, FAINT), cornerRadius=10, stroke=ACCENT, strokeWidth=4)
        if strong
        else None,
        *_written(board, words, boxes, size),
    )


def toy_model(rows: Sequence[Row], width: Width, *, months: int, note: str) -> alt.LayerChart:
    """Return one strip for each scenario: the share that takes part, month by month.

    Args:
        rows: `label`, `path` (pairs of month and share), `push_months`, `said` (words at
            the end) and `strong` (true where the level lasts, which is said, too).
        width: The width of the drawing.
        months: Length of the strips.
        note: What the height and the shaded start of a strip mean.

    """
    size = SIZES[width]
    rows = [{**row, "said": f"{row['said']}{', lasts' * row['strong']}"} for row in rows]
    room = round(max(text_width(row["said"], size.font) for row in rows)) + 14
    bar = 78 if size.label else 52
    said = wrap(f"{note} Left to right: {months} months.", size.width - 2 * PADDING, size.small)
    top = round((said.count("\n") + 1) * size.small * 1.25) + 8
    plan = sheet(rows, width, bar=bar, row=bar + 18, room=room, top=top, label=330)
    domain = (0, months)
    points = [point for row in plan.rows for point in _points(row, bar)]
    x, y = plan.x("month", domain), plan.y()
    shaded = [
        {
            **{key: row[key] for key in ("y0", "y1")},
            "end": min(row["push_months"], months),
            "from": 0,
        }
        for row in plan.rows
    ]
    return plan.chart(
        _strip(plan, TRACK),
        plan.base(shaded)
        .mark_rect(color=BAND)
        .encode(x=plan.x("from", domain), x2=alt.X2("end"), y=plan.y("y0"), y2=alt.Y2("y1")),
        *_areas(plan, points, x, y),
        plan.base()
        .mark_text(align="left", baseline="middle", dx=10, fontSize=size.font)
        .encode(x=at_x(plan.right), y=y, text=alt.Text("said:N")),
        plan.notes([{"y": 0.0, "said": said}]),
    )


Place = Mapping[str, float]
_Piece = tuple[str, float]


def _wide(w: float, h: float) -> tuple[Mapping[str, Place], list[Place], list[Place], float]:
    right, low = 1088 - w, h + 112
    places = {
        "understanding": _place(0, 4, w, h),
        "engagement": _place(right, 4, w, h),
        "experience": _place(90, low, w, h),
        "permission": _place(right, low, w, h),
    }
    arrows: list[Place] = [
        {"x": w + 14, "y": h / 2, "x1": right - 22, "y1": h / 2},
        {"x": right + 60, "y": h + 14, "x1": 500, "y1": low - 22},
        {"x": 280, "y": low - 10, "x1": 190, "y1": h + 28},
        {"x": right + w * 0.7, "y": low - 10, "x1": right + w * 0.7, "y1": h + 28},
    ]
    return places, arrows, [], low + h + 6


def _narrow(w: float, h: float) -> tuple[Mapping[str, Place], list[Place], list[Place], float]:
    step, left = h + 34, 28
    order = ("understanding", "engagement", "experience", "permission")
    places = {name: _place(left, 3 + index * step, w, h) for index, name in enumerate(order)}
    edge, right, out = left + w, left + w + 20, 8
    top, second, third, fourth = (3 + index * step + h / 2 for index in range(4))
    arrows: list[Place] = [_place(160, index * step + h + 6, 0, 24) for index in range(2)]
    arrows += [_place(right, top, -12, 0), _place(out, second, 12, 0)]
    lines: list[Place] = [
        _place(edge + 4, third, 16, 0),
        _place(right, third, 0, top - third),
        _place(left - 4, fourth, out - left + 4, 0),
        _place(out, fourth, 0, second - fourth),
    ]
    return places, arrows, lines, 4 * step - 26


def _place(x: float, y: float, width: float, height: float) -> dict[str, float]:
    return {"x": x, "y": y, "x1": x + width, "y1": y + height}


def _filled(boxes: Iterable[Mapping[str, Any]], fill: str) -> list[dict[str, Any]]:
    return [{**box, "fill": fill} for box in boxes]


@dataclass(frozen=True)
class _Words:
    """The words of one box: pieces of each kind, with their distance from its top."""

    titles: tuple[_Piece, ...]
    counts: tuple[_Piece, ...]
    quotes: tuple[_Piece, ...]
    height: float


def _words(row: Row, size: Size, room: float, stuck: str) -> _Words:
    count = f"{row['count']}{f': {stuck}' if row['strong'] and stuck else ''}"
    top = _inset(size)
    title = wrap(row["title"], room * _BOLD, size.font, lines=3)
    titles, top = ((title, top),), top + _high(title, size.font) + 4
    said = wrap(count, room * _BOLD, size.font, lines=2)
    counts, top = ((said, top),), top + _high(said, size.font) + 2
    quotes = []
    for quote in row["quotes"]:
        # Each line on its own: lines of one text that run from right to left would mix.
        for line in wrap(quote, room, size.font, lines=2).split("\n"):
            quotes.append((line, top))
            top += _high(line, size.font)
        top += 6
    return _Words(titles, counts, tuple(quotes), top + _inset(size) / 2)


def _inset(size: Size) -> float:
    return size.font * 0.6


def _high(text: str, font: float) -> float:
    return (text.count("\n") + 1) * font * 1.2 if text else 0


def _written(
    board: Board, words: Sequence[_Words], boxes: Sequence[Mapping[str, Any]], size: Size
) -> tuple[Layer, ...]:
    inset = _inset(size)

    def placed(kind: str) -> list[dict[str, Any]]:
        return [
            {"said": said, "x": box["x"] + inset, "y": box["y"] + top}
            for each, box in zip(words, boxes, strict=True)
            for said, top in getattr(each, kind)
        ]

    return (
        board.words(placed("titles"), size.font, INK, fontWeight="bold"),
        board.words(placed("counts"), size.font, ACCENT, fontWeight="bold"),
        board.words(placed("quotes"), size.font, MUTED, fontStyle="italic"),
    )


def _points(row: Mapping[str, Any], bar: int) -> Iterable[dict[str, Any]]:
    for month, share in row["path"]:
        yield {
            "label": row["label"],
            "month": month,
            "y": row["y1"] - share * bar,
            "floor": row["y1"],
            "strong": bool(row["strong"]),
        }


def _strip(plan: Any, colour: str) -> Layer:
    base: Layer = plan.base()
    return base.mark_rect(color=colour).encode(
        x=at_x(plan.left), x2=at_x2(plan.right), y=plan.y("y0"), y2=alt.Y2("y1")
    )


def _areas(plan: Any, points: Sequence[Row], x: alt.X, y: alt.Y) -> tuple[Layer, ...]:
    layers = []
    for strong, colour in ((True, ACCENT), (False, MUTED)):
        own = [point for point in points if point["strong"] is strong]
        if own:
            base = plan.base(own).encode(x=x, y=y, detail=alt.Detail("label:N"))
            layers.append(base.mark_area(color=colour, opacity=0.35).encode(y2=alt.Y2("floor")))
            layers.append(base.mark_line(color=colour, strokeWidth=3))
    return tuple(layers)
