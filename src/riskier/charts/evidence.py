"""Published figures as full-length bars, each part with its own words."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import Sheet, sheet
from riskier.charts.theme import ACCENT, INK, PAPER, SIZES, TRACK


def evidence(rows: Sequence[Row], width: Width) -> alt.LayerChart:
    """Return one bar of 100 % for each figure.

    Args:
        rows: `label`; `share` from 0 to 1, the published part; `said`, the words in it;
            `start`, true when the part stands at the left, false at the right; `rest`, the
            words in the other part (may be empty).
        width: The width of the drawing.

    """
    bar = 96 if SIZES[width].label else 54
    plan = sheet(rows, width, bar=bar, row=bar + 40, label=470)
    parts = [part for row in plan.rows for part in _parts(row)]
    fill = alt.Fill("fill:N", scale=None, legend=None)
    place = {"y": plan.y("y0"), "y2": alt.Y2("y1")}
    boxes = plan.base(parts).mark_rect(stroke=PAPER, strokeWidth=2)
    return plan.chart(
        boxes.encode(x=plan.x("from", (0, 1)), x2=alt.X2("to"), fill=fill, **place),
        *_words(plan, parts),
    )


def _parts(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    share, start = float(row["share"]), bool(row["start"])
    published = (0.0, share) if start else (1 - share, 1.0)
    other = (share, 1.0) if start else (0.0, 1 - share)
    place = {"y0": row["y0"], "y": row["y"], "y1": row["y1"]}
    return [
        _part(published, row["said"], ACCENT, PAPER, place),
        _part(other, row["rest"], TRACK, INK, place),
    ]


def _part(
    ends: tuple[float, float], said: str, fill: str, ink: str, place: Mapping[str, Any]
) -> dict[str, Any]:
    middle = (ends[0] + ends[1]) / 2
    text = {"from": ends[0], "to": ends[1], "middle": middle, "said": said}
    return {**text, "fill": fill, "ink": ink, **place}


def _words(plan: Sheet, parts: Sequence[Row]) -> tuple[Layer, ...]:
    said = [part for part in parts if part["said"]]
    mark = plan.base(said).mark_text(baseline="middle", fontSize=plan.size.font, fontWeight="bold")
    ink = alt.Color("ink:N", scale=None, legend=None)
    return (
        mark.encode(x=plan.x("middle", (0, 1)), y=plan.y(), text=alt.Text("said:N"), color=ink),
    )
