"""Stacked bars: how answers spread over the points of a scale."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from riskier.charts.fixed import at_x
from riskier.charts.key import Entry, key, key_height
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ENGAGE, INK, MUTED, PAPER, SIZES, STAY_AWAY, Size
from riskier.charts.words import text_width

# Brown to green-blue: safe for colour-blind people, and not the colours of the stances.
_LOW = ("#8c510a", "#bf812d", "#dfc27d")
_HIGH = ("#80cdc1", "#2a7d76", "#01665e")
_ENGAGE = (ENGAGE, "#7185cf", "#c3ccee")
_STAY_AWAY = ("#f7dfb8", "#e5ab57", STAY_AWAY)
_MANY = 12
_EDGE = 12
_NEUTRAL = "#d5dae0"
# What nobody heard of is the message: it stands out.
_AWARE = ("#8c510a", "#d5ebe8", "#80cdc1", "#01665e")


def diverging(  # noqa: PLR0913 - each is a choice of its own
    rows: Sequence[Row],
    width: Width,
    *,
    low: str,
    high: str,
    stances: bool = False,
    tall: bool = False,
) -> alt.LayerChart:
    """Return bars centred on the neutral point, with the number on each side.

    Args:
        rows: `label` and `counts`, one number for each point from low to high.
        width: The width of the drawing.
        low: What the left side means.
        high: What the right side means.
        stances: Use the colours of the stances: taking part left, staying away right.
        tall: Draw thick bars with the number of each part in them, beside short labels.

    """
    size = SIZES[width]
    side = round(text_width("000", size.font)) + 10
    heads = (f"← {low}", f"{high} →")
    plan = sheet(
        rows,
        width,
        room=side,
        top=round(size.font * (1.8 if _fit_beside(heads, size) else 3.1)),
        label=170 if tall else 400,
        bar=size.bar * 3 if tall else None,
        row=size.bar * 4 if tall else None,
    )
    # As much room at the left of the bars as at the right.
    plan = replace(plan, left=plan.left + side)
    parts = [part for row in plan.rows for part in _spread(row, stances)]
    reach = max([abs(part[end]) for part in parts for end in ("from", "to")] + [0.01])
    domain = (-reach, reach)
    centre = [{"x": 0, "y0": row["y0"] - 8, "y1": row["y1"] + 8} for row in plan.rows]
    middle = plan.base(centre).mark_rule(color=INK, strokeWidth=1.5)
    centre_line = middle.encode(x=plan.x("x", domain), y=plan.y("y0"), y2=alt.Y2("y1"))
    bars = _segments(plan, parts, domain)
    # In tall bars the line goes behind, so that no number is struck through.
    return plan.chart(
        *((centre_line, bars, *_inside(plan, parts, domain)) if tall else (bars, centre_line)),
        *_sides(plan, heads),
    )


def awareness(rows: Sequence[Row], width: Width, *, points: Sequence[str]) -> alt.LayerChart:
    """Return full-length bars of shares, one for each tool, with the numbers in them.

    Args:
        rows: `label`, `counts` from never heard to most used, and `heading` on the first of
            a group.
        width: The width of the drawing.
        points: The words for each part of a bar.

    """
    entries = [Entry(words, fill) for words, fill in zip(points, _AWARE, strict=True)]
    top = key_height(entries, SIZES[width]) + 4
    # Many tools stand closer, so that a projector shows all of them.
    bar, row = (None, 40) if len(rows) <= _MANY else (26, 32)
    plan = sheet(rows, width, top=top, bar=bar, row=row, label=300)
    parts = [part for row in plan.rows for part in _stack(row)]
    return plan.chart(
        _segments(plan, parts, (0, 1)), *_inside(plan, parts, (0, 1)), *key(plan, entries)
    )


def _spread(row: Mapping[str, Any], stances: bool) -> list[dict[str, Any]]:
    """Return the parts of one bar around zero; the neutral point is cut in two halves."""
    counts = list(row["counts"])
    total = sum(counts) or 1
    below, odd = len(counts) // 2, len(counts) % 2
    at = -(sum(counts[:below]) + (counts[below] / 2 if odd else 0)) / total
    parts = []
    for index, count in enumerate(counts):
        fill = _fill(index, len(counts), stances)
        parts.append(_part(row, at, at + count / total, fill, count))
        at += count / total
    return [part for part in parts if part["count"]]


def _stack(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    total = sum(row["counts"]) or 1
    parts, at = [], 0.0
    for count, fill in zip(row["counts"], _AWARE, strict=True):
        parts.append(_part(row, at, at + count / total, fill, count))
        at += count / total
    return [part for part in parts if part["count"]]


def _part(
    row: Mapping[str, Any], start: float, end: float, fill: str, count: int
) -> dict[str, Any]:
    dark = fill in ("#8c510a", "#2a7d76", "#01665e", ENGAGE, "#7185cf")
    return {
        "item": row["label"],
        "from": start,
        "to": end,
        "count": count,
        "fill": fill,
        "ink": PAPER if dark else INK,
        "y0": row["y0"],
        "y": row["y"],
        "y1": row["y1"],
    }


def _fill(index: int, points: int, stances: bool) -> str:
    """Return the colour of a point: strong at the ends, grey in the middle."""
    half = points // 2
    low, high = (_ENGAGE, _STAY_AWAY) if stances else (_LOW, _HIGH)
    if points % 2 and index == half:
        return _NEUTRAL
    if index < half:
        return low[round(index * 2 / max(half - 1, 1))]
    return high[2 - round((points - 1 - index) * 2 / max(half - 1, 1))]


def _segments(plan: Sheet, parts: Sequence[Row], domain: tuple[float, float]) -> Layer:
    return (
        plan.base(parts)
        .mark_rect(stroke=PAPER, strokeWidth=1)
        .encode(
            x=plan.x("from", domain),
            x2=alt.X2("to"),
            y=plan.y("y0"),
            y2=alt.Y2("y1"),
            fill=alt.Fill("fill:N", scale=None, legend=None),
        )
    )


def _inside(
    plan: Sheet, parts: Sequence[dict[str, Any]], domain: tuple[float, float]
) -> tuple[Layer, ...]:
    """Return the numbers in the middle of those parts that have room for them."""
    span = (plan.right - plan.left) / (domain[1] - domain[0])
    fitting = [
        {**part, "middle": (part["from"] + part["to"]) / 2}
        for part in parts
        if (part["to"] - part["from"]) * span > text_width(str(part["count"]), plan.size.small) + 6
    ]
    if not fitting:
        return ()
    text = plan.base(fitting).mark_text(baseline="middle", fontSize=plan.size.small)
    ink = alt.Color("ink:N", scale=None, legend=None)
    return (
        text.encode(x=plan.x("middle", domain), y=plan.y(), text=alt.Text("count:Q"), color=ink),
    )


def _fit_beside(heads: tuple[str, str], size: Size) -> bool:
    """Whether both heads have room on one line; wide drawings have it."""
    widths = sum(text_width(words, size.font) for words in heads)
    return size.label > 0 or widths + size.font < size.width - _EDGE


def _sides(plan: Sheet, heads: tuple[str, str]) -> tuple[Layer, ...]:
    """Return the counts at both ends of each row, under what they mean."""
    below, above = [], []
    for row in plan.rows:
        half = len(row["counts"]) // 2
        below.append({"y": row["y"], "said": str(sum(row["counts"][:half]))})
        above.append({"y": row["y"], "said": str(sum(row["counts"][-half:]))})
    ends = ((below, plan.left - 10, "right"), (above, plan.right + 10, "left"))
    numbers = [_column(plan, rows, x, align, INK) for rows, x, align in ends]
    start = plan.left - 60 if plan.size.label else 0
    first = plan.size.font * 0.7
    second = first if _fit_beside(heads, plan.size) else plan.size.font * 2.0
    left = _column(plan, [{"y": first, "said": heads[0]}], start, "left", MUTED)
    right_edge = plan.size.width - _EDGE
    right = _column(plan, [{"y": second, "said": heads[1]}], right_edge, "right", MUTED)
    return (*numbers, left, right)


def _column(plan: Sheet, rows: Sequence[Row], x: float, align: Any, colour: str) -> Layer:
    mark = plan.base(rows).mark_text(
        align=align, baseline="middle", color=colour, fontSize=plan.size.font
    )
    return mark.encode(x=at_x(x), y=plan.y(), text=alt.Text("said:N"))
