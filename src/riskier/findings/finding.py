"""A finding: one headline true of the data, one table, one chart, and how many people."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from riskier.charts import Picture, Width, draw, spec, svg

if TYPE_CHECKING:
    import altair
    import pandas as pd

Cell = str | int | float | None


@dataclass(frozen=True)
class Play:
    """Something to play with beside a finding: a widget, its button's words, its traits."""

    widget: str
    label: str
    traits: Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """What an activity's answers (or an exhibit) say.

    Attributes:
        activity: The id of the activity or exhibit.
        round: The round.
        n: How many people it rests on; 0 for an exhibit that needs nobody.
        headline: One or two sentences, true of the data.
        columns: The heads of the table.
        rows: The rows of the table.
        picture: What to draw, or None.
        withheld: Why nothing is shown, or None.
        alt: What the picture says, for those who do not see it.
        notes: What to know beside it: sources, ties, how it was worked out.
        synthetic: The people are made up.
        play: What one may play with once this is seen, or None.

    """

    activity: str
    round: int
    n: int
    headline: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture | None = None
    withheld: str | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()
    synthetic: bool = False
    play: Play | None = None

    @property
    def table(self) -> "pd.DataFrame":
        """The table as a data frame."""
        pandas = import_module("pandas")
        return cast("pd.DataFrame", pandas.DataFrame(list(self.rows), columns=list(self.columns)))

    @property
    def chart(self) -> "altair.TopLevelMixin | None":
        """The chart as Altair draws it in a notebook, or None."""
        return None if self.picture is None else draw(self.picture, "wide", self.alt)

    def svg(self, width: Width = "wide") -> str | None:
        """Return the chart as SVG: `wide` for projectors, `narrow` for phones."""
        return None if self.picture is None else svg(self.picture, width, self.alt)

    def vega(self, width: Width = "wide") -> dict[str, Any] | None:
        """Return the chart's Vega-Lite specification, or None."""
        return None if self.picture is None else spec(self.picture, width, self.alt)

    def public(self, chart_url: str | None = None) -> dict[str, Any]:
        """Return the finding as the API tells it; `chart_url` is where its picture is."""
        return {
            "activity": self.activity,
            "round": self.round,
            "n": self.n,
            "headline": self.headline,
            "table": {"columns": list(self.columns), "rows": [list(row) for row in self.rows]},
            "chart": None if self.picture is None else chart_url,
            "withheld": self.withheld,
            "alt": self.alt,
            "notes": list(self.notes),
            "synthetic": self.synthetic,
            "play": self.play and {"widget": self.play.widget, "label": self.play.label},
        }
