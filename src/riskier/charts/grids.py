"""A grid of votes: how many put each tool to each task."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.key import Entry, key, key_height
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
    PADDING,
    PAPER,
    SIZES,
    SOFT,
    STAY_AWAY_TEXT,
)
from riskier.charts.words import text_width, wrap

_SHADES = ("#f4f6f8", FAINT, SOFT, "#2a7d76", ACCENT)
_RING = STAY_AWAY_TEXT


def heatmap(
    rows: Sequence[Row], width: Width, *, columns: Sequence[str], ring: str = ""
) -> alt.LayerChart:
    """Return a grid with the number of votes in each cell, darker for more.

    Args:
        rows: `label`; `counts`, one for each column; `fits`, true for the cells that
            get a ring.
        width: The width of the drawing.
        columns: The heads of the columns. On a phone those too long for their column are
            numbered and listed on top.
        ring: What a ring means.

    """
    size = SIZES[width]
    beside = 250 if size.label else 0
    span = size.width - 2 * PADDING - (beside + 14 if beside else 0)
    cell = span / len(columns)
    heads = _heads(columns, width, cell)
    entries = [Entry(ring, _RING, hollow=True)] if any(any(row["fits"]) for row in rows) else []
    above = key_height(entries, size) if entries else 0
    bar, row_height = (34, 44) if len(rows) <= 11 else (26, 32)
    plan = sheet(
        rows, width, top=above + heads["height"], label=beside or None, bar=bar, row=row_height
    )
    cells = [one for row in plan.rows for one in _cells(row, len(columns))]
    domain = (0, len(columns))
    return plan.chart(
        plan.base(cells)
        .mark_rect(stroke=PAPER, strokeWidth=3)
        .encode(
            x=plan.x("x0", domain),
            x2=alt.X2("x1"),
            y=plan.y("y0"),
            y2=alt.Y2("y1"),
            fill=alt.Fill("fill:N", scale=None, legend=None),
        ),
        plan.base(cells)
        .mark_text(baseline="middle", fontSize=size.font)
        .encode(
            x=plan.x("x", domain),
            y=plan.y(),
            text=alt.Text("count:Q"),
            color=alt.Color("ink:N", scale=None, legend=None),
        ),
        *_rings(plan, cells, domain),
        *_head_layers(plan, heads["texts"], domain, above),
        *(key(plan, entries) if entries else ()),
    )


def _heads(columns: Sequence[str], width: Width, cell: float) -> dict[str, Any]:
    """Return the texts over the columns: words where they fit, else numbers and a list."""
    size = SIZES[width]
    if size.label or _fit(columns, cell - 8, size.small):
        texts = [wrap(column, cell - 8, size.small, lines=4) for column in columns]
        lines = max(text.count("\n") + 1 for text in texts)
        height = round(lines * size.small * 1.2) + 12
        return {"height": height, "texts": [(text, "") for text in texts]}
    listed = [f"{i}  {column}" for i, column in enumerate(columns, 1)]
    wrapped = [wrap(line, size.width - 2 * PADDING, size.small, lines=2) for line in listed]
    lines = sum(text.count("\n") + 1 for text in wrapped)
    numbered = [(str(i), text) for i, text in enumerate(wrapped, 1)]
    return {"height": round(lines * size.small * 1.25 + size.font * 2.4), "texts": numbered}


def _fit(columns: Sequence[str], room: float, font: float) -> bool:
    """Say whether every head fits over its column, in two lines and with no word cut."""
    return all(
        wrap(column, room, font, lines=9).count("\n") < 2
        and all(text_width(word, font) <= room for word in column.split())
        for column in columns
    )


def _head_layers(
    plan: Sheet,
    texts: Sequence[tuple[str, str]],
    domain: tuple[float, float],
    above: float,
) -> tuple[Layer, ...]:
    """Return the heads of the columns, standing on the grid, and on a phone their list."""
    line = plan.size.small * 1.12
    # A block of lines hangs from its first line, so more lines start higher.
    over = [
        {"x": index + 0.5, "y": plan.top - 8 - text.count("\n") * line, "said": text}
        for index, (text, _) in enumerate(texts)
    ]
    mark = plan.base(over).mark_text(
        baseline="line-bottom",
        lineBreak="\n",
        lineHeight=line,
        color=MUTED,
        fontSize=plan.size.small,
    )
    heads = mark.encode(x=plan.x("x", domain), y=plan.y(), text=alt.Text("said:N"))
    return (heads, *_listed(plan, [text for _, text in texts if text], above))


def _listed(plan: Sheet, texts: Sequence[str], top: float) -> tuple[Layer, ...]:
    """Return the list of what the numbered columns are."""
    if not texts:
        return ()
    rows, y = [], top
    for text in texts:
        rows.append({"y": y, "said": text})
        y += (text.count("\n") + 1) * plan.size.small * 1.25
    return (plan.notes(rows),)


def _cells(row: Mapping[str, Any], columns: int) -> list[dict[str, Any]]:
    total = sum(row["counts"]) or 1
    place = {key: row[key] for key in ("y0", "y", "y1")}
    cells = []
    for index in range(columns):
        share = row["counts"][index] / total
        shade = 0 if not row["counts"][index] else 1 + min(3, int(share * 4))
        cells.append(
            {
                **place,
                "tool": row["label"],
                "count": row["counts"][index],
                "x0": index,
                "x": index + 0.5,
                "x1": index + 1,
                "fill": _SHADES[shade],
                "ink": PAPER if shade > 2 else INK,
                "ring": bool(row["fits"][index]),
            }
        )
    return cells


def _rings(plan: Sheet, cells: Sequence[Row], domain: tuple[float, float]) -> tuple[Layer, ...]:
    ringed = [
        {**cell, "x0": cell["x0"] + 0.02, "x1": cell["x1"] - 0.02} for cell in cells if cell["ring"]
    ]
    if not ringed:
        return ()
    mark = plan.base(ringed).mark_rect(filled=False, stroke=_RING, strokeWidth=3)
    at = {"y": plan.y("y0"), "y2": alt.Y2("y1")}
    return (mark.encode(x=plan.x("x0", domain), x2=alt.X2("x1"), **at),)
