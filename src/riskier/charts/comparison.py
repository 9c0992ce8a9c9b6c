"""The comparison: which stance costs more, in how many of a hundred years, and where."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.picture import Layer, Row, Width
from riskier.charts.pixels import Board
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ENGAGE, INK, LINE, MUTED, PADDING, SIZES, STAY_AWAY, Size
from riskier.charts.words import text_width, wrap

_SIGNS = (
    ("stay_away", "square", STAY_AWAY),
    ("same", "circle", LINE),
    ("engage", "circle", ENGAGE),
)
_ICONS: dict[Width, int] = {"wide": 350, "narrow": 308}


def comparison(
    rows: Sequence[Row],
    width: Width,
    *,
    years: Mapping[str, int],
    stances: Mapping[str, str],
    unit: str,
) -> alt.HConcatChart | alt.VConcatChart:
    """Return a hundred years as signs, and the expected loss of each hazard as bars.

    Args:
        rows: `label`, and the expected loss a year under `engage` and `stay_away`; the
            first row is the total.
        width: The width of the drawing.
        years: Of 100 simulated years, how many cost more under each stance, and how many
            under neither (`same`).
        stances: What the stances are called.
        unit: What the bars count.

    """
    size, gap = SIZES[width], 36
    icons = _icons(years, stances, _ICONS[width], size)
    inner = size.width - 2 * PADDING
    if width == "narrow":
        return alt.vconcat(icons, _pairs(rows, width, inner, unit), spacing=gap)
    bars = _pairs(rows, width, inner - _ICONS[width] - gap, unit)
    return alt.hconcat(icons, bars, spacing=gap)


def _icons(
    years: Mapping[str, int], stances: Mapping[str, str], span: int, size: Size
) -> alt.LayerChart:
    """Return ten rows of ten signs, under what they are and over what they mean."""
    title = wrap("100 simulated years: which choice cost more?", span, size.font, lines=2)
    top = (title.count("\n") + 1) * size.font * 1.2 + 12
    step = min(span / 10, 32 if size.label else 24)
    lines = _meanings(years, stances, top + step * 10 + 10, size)
    board = Board(span, lines[-1]["y"] + size.font * 1.5)
    places = iter(range(100))
    layers = []
    for stance, shape, colour in _SIGNS:
        own = [_spot(next(places), step, top) for _ in range(years[stance])]
        if own:
            layers.append(board.signs(own, shape, colour, (step * 0.68) ** 2))
        line = [row for row in lines if row["stance"] == stance]
        layers += [board.words(line, size.small)] if line else []
        marks = [{"x": size.font * 0.45, "y": row["y"] + size.small * 0.5} for row in line]
        layers += [board.signs(marks, shape, colour, (size.font * 0.75) ** 2)] if marks else []
    heading = board.words([{"said": title, "x": 0, "y": 0}], size.font, INK, fontWeight="bold")
    return board.chart(*layers, heading)


def _spot(index: int, step: float, top: float) -> dict[str, float]:
    return {"x": (index % 10 + 0.5) * step, "y": top + (index // 10 + 0.5) * step}


def _meanings(
    years: Mapping[str, int], stances: Mapping[str, str], top: float, size: Size
) -> list[dict[str, Any]]:
    words = {stance: f"{label} cost more" for stance, label in stances.items()}
    words["same"] = "No difference"
    kept = [stance for stance, *_ in _SIGNS if years[stance] or stance != "same"]
    return [
        {
            "stance": stance,
            "said": f"{years[stance]}  {words[stance]}",
            "x": size.font * 1.1,
            "y": top + index * size.font * 1.35,
        }
        for index, stance in enumerate(kept)
    ]


def _pairs(rows: Sequence[Row], width: Width, span: int, unit: str) -> alt.LayerChart:
    """Return two bars for each row, taking part over staying away."""
    size = SIZES[width]
    full = max([float(row[stance]) for row in rows for stance in ("engage", "stay_away")] + [0.001])
    bar = (44 if len(rows) <= 7 else 36) if size.label else 34
    room = round(text_width("0,000", size.small)) + 12
    first = {**rows[0], "heading": unit}
    plan = sheet(
        [first, *rows[1:]],
        width,
        span=span,
        room=room,
        bar=bar,
        row=bar + 18,
        label=270 if size.label else None,
    )
    layers = [
        layer
        for stance, colour, part in (("engage", ENGAGE, 0), ("stay_away", STAY_AWAY, 1))
        for layer in _half(plan, stance, colour, part, full)
    ]
    return plan.chart(*layers)


def _half(plan: Sheet, stance: str, colour: str, part: int, full: float) -> tuple[Layer, Layer]:
    placed = []
    for row in plan.rows:
        half = (row["y1"] - row["y0"]) / 2
        top = row["y0"] + part * half
        spot = {"top": top + 1, "mid": top + half / 2, "bottom": top + half - 1}
        placed.append({stance: row[stance], "said": _number(float(row[stance])), **spot})
    base = plan.base(placed)
    x = plan.x(stance, (0, full))
    bar = base.mark_rect(color=colour).encode(
        x=x, x2=alt.X2Datum(0), y=plan.y("top"), y2=alt.Y2("bottom")
    )
    text = base.mark_text(
        align="left", baseline="middle", dx=6, color=MUTED, fontSize=plan.size.small
    )
    return bar, text.encode(x=x, y=plan.y("mid"), text=alt.Text("said:N"))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{round(value, 1):g}"
