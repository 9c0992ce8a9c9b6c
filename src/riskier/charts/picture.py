"""A picture: the name of a chart with its data, drawn when somebody looks at it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import altair as alt

Width = Literal["wide", "narrow"]
Row = Mapping[str, Any]
_TAG = re.compile("<[^>]*>")
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")
# One layer of a chart: what Altair's `encode` returns has no type.
Layer = Any

# Which module draws which chart. Each drawing function has its chart's name.
_MODULES = {
    "bars": "bars",
    "pareto": "bars",
    "diverging": "stacked",
    "awareness": "stacked",
    "dumbbell": "dots",
    "histogram": "columns",
    "heatmap": "grids",
    "matrix": "matrix",
    "intervals": "ranges",
    "moved": "moved",
    "comparison": "comparison",
    "curves": "curves",
    "tornado": "tornado",
    "disagreement": "disagreement",
    "loop": "loop",
    "toy_model": "loop",
    "evidence": "evidence",
}


@dataclass(frozen=True)
class Picture:
    """What to draw: `chart` names a function of this package, the rest are its arguments."""

    chart: str
    rows: tuple[Row, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


def draw(picture: Picture, width: Width = "wide", description: str = "") -> "alt.TopLevelMixin":
    """Return the chart of a picture.

    Args:
        picture: What to draw.
        width: `wide` for a projector or a notebook (1100 px), `narrow` for a phone (320 px).
        description: The text alternative, kept in the specification.

    Raises:
        KeyError: No chart has this name.

    """
    module = import_module(f"riskier.charts.{_MODULES[picture.chart]}")
    theme = import_module("riskier.charts.theme")
    # Altair would check every part, data included, as it is put in: that takes longer than
    # all the rest. Tests check whole charts instead.
    with import_module("altair.utils.schemapi").debug_mode(False):
        chart = getattr(module, picture.chart)(picture.rows, width, **picture.options)
        finished: alt.TopLevelMixin = theme.finish(chart, width, description)
    return finished


def spec(picture: Picture, width: Width = "wide", description: str = "") -> dict[str, Any]:
    """Return the Vega-Lite specification of a picture, data included."""
    # Tests check that what is drawn is valid; here that would double the time.
    found: dict[str, Any] = draw(picture, width, description).to_dict(validate=False)
    found["datasets"] = {name: list(rows) for name, rows in found.get("datasets", {}).items()}
    return found


def svg(picture: Picture, width: Width = "wide", description: str = "") -> str:
    """Return a picture as SVG, drawn without a browser and without the network."""
    return svg_of(spec(picture, width, description))


def warm_charts() -> None:
    """Load all that drawing needs, and draw one small picture."""
    for module in _MODULES.values():
        import_module(f"riskier.charts.{module}")
    svg(Picture("bars", ({"label": "", "value": 1, "said": ""},)))


def svg_of(specification: Mapping[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG."""
    return _svg(json.dumps(specification))


@lru_cache(maxsize=256)
def _svg(vega_lite: str) -> str:
    vlc = import_module("vl_convert")
    drawn: str = vlc.vegalite_to_svg(vega_lite)
    # A hundredth of a pixel is enough; sixteen digits made files twice as large.
    return _TAG.sub(lambda tag: _LONG_NUMBER.sub(_hundredths, tag[0]), drawn)


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
