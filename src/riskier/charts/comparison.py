"""The comparison: which stance costs more, in how many of a hundred years, and where."""

from collections.abc import Mapping, Sequence

import altair as alt

from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.signs import with_signs
from riskier.charts.theme import ENGAGE, MUTED, SIZES, STAY_AWAY
from riskier.charts.words import text_width

_HIGHEST, _BETWEEN = 72, 18  # pixels of a pair of bars, and between two pairs


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
    meanings = {stance: f"{label} cost more" for stance, label in stances.items()}
    meanings["same"] = "No difference"
    title = "100 simulated years: which choice cost more?"

    def pairs(span: int, height: int) -> alt.LayerChart:
        return _pairs(rows, width, (span, height), unit)

    return with_signs(title, years, meanings, width, pairs)


def _pairs(rows: Sequence[Row], width: Width, room: tuple[int, int], unit: str) -> alt.LayerChart:
    """Return two bars for each row, taking part over staying away; few rows are higher."""
    size = SIZES[width]
    full = max([float(row[stance]) for row in rows for stance in ("engage", "stay_away")] + [0.001])
    span, height = room
    least = (44 if len(rows) <= 7 else 36) if size.label else 34
    bar = max(least, min(_HIGHEST, height // (len(rows) + 1) - _BETWEEN))
    first = {**rows[0], "heading": unit}
    plan = sheet(
        [first, *rows[1:]],
        width,
        span=span,
        room=round(text_width("0,000", size.small)) + 12,
        bar=bar,
        row=bar + _BETWEEN,
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
