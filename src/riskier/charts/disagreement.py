"""Disagreement beside uncertainty: a sign for each person, and the range with and without."""

from collections.abc import Mapping, Sequence

import altair as alt

from riskier.charts.fixed import at_x
from riskier.charts.picture import Layer, Row, Width
from riskier.charts.sheet import sheet
from riskier.charts.signs import with_signs
from riskier.charts.theme import PAPER, SIZES, STANCE
from riskier.charts.words import text_width, wrap


def disagreement(  # noqa: PLR0913 - two drawings, each with its words
    rows: Sequence[Row],
    width: Width,
    *,
    people: Mapping[str, int],
    title: str,
    meanings: Mapping[str, str],
    note: str,
) -> alt.HConcatChart | alt.VConcatChart:
    """Return a sign for each person, and ranges with a mark in the middle of each.

    Args:
        rows: `label`, `stance`, `low`, `middle`, `high` and `said`, words at the right.
        width: The width of the drawing.
        people: How many put the higher cost on `engage`, `stay_away` or neither (`same`).
        title: What one sign is.
        meanings: What each of the three means.
        note: What the ranges are.

    """

    def ranges(span: int, _height: int) -> alt.LayerChart:
        return _ranges(rows, width, span, note)

    return with_signs(title, people, meanings, width, ranges)


def _ranges(rows: Sequence[Row], width: Width, span: int, note: str) -> alt.LayerChart:
    size = SIZES[width]
    room = round(max(text_width(str(row["said"]), size.small) for row in rows)) + 14
    words = wrap(note, span, size.small, lines=2)
    top = round((words.count("\n") + 1) * size.small * 1.3) + 8
    label = round(max(text_width(str(row["label"]), size.font) for row in rows)) + 4
    beside = {"label": min(label, 260)} if size.label else {}
    plan = sheet(rows, width, top=top, room=room, span=span, **beside)
    domain = (0.0, max([float(row["high"]) for row in rows] + [0.001]))
    layers: list[Layer] = []
    for stance, colour in STANCE.items():
        own = [row for row in plan.rows if row["stance"] == stance]
        place = {"x": plan.x("low", domain), "y": plan.y("y0"), "y2": alt.Y2("y1")}
        bar = plan.base(own).mark_rect(color=colour)
        layers.append(bar.encode(x2=alt.X2("high"), **place))
        middle = plan.base(own).mark_rule(color=PAPER, strokeWidth=4)
        layers.append(middle.encode(**{**place, "x": plan.x("middle", domain)}))
    said = plan.base().mark_text(align="left", baseline="middle", fontSize=size.small, dx=10)
    layers.append(said.encode(x=at_x(plan.right), y=plan.y(), text=alt.Text("said:N")))
    return plan.chart(*layers, plan.notes([{"y": 0.0, "said": words}]))
