"""The catalogue at a glance: how many tools there are for whom, and how open."""

from collections.abc import Mapping, Sequence

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.pack.tools import AUDIENCES, DEGREES

rests_on = None


def build(ctx: Context) -> Finding:
    """Return the number of tools for each audience at each degree of openness."""
    tools = [tool for tool in ctx.pack.tools if tool.status != "sunset"]
    counts = {
        label: [
            sum(audience in tool.audience and tool.openness == degree for tool in tools)
            for degree in DEGREES
        ]
        for audience, label in AUDIENCES.items()
    }
    degrees = list(DEGREES.values())
    everyone = sum(tool.openness == "public" for tool in tools)
    headline = (
        f"{everyone} of {len(tools)} tools are open to all;"
        f" the other {len(tools) - everyone} are by invitation or closed."
    )
    return Finding(
        ctx.about,
        ctx.round,
        0,
        headline,
        columns=("For whom", *degrees),
        rows=tuple((label, *row) for label, row in counts.items()),
        picture=Picture(
            "heatmap",
            tuple(
                {"label": label, "counts": row, "fits": [False] * len(row)}
                for label, row in counts.items()
            ),
            {"columns": degrees},
        ),
        alt=f"{headline} {_spoken(counts, degrees)}",
        notes=("A tool for several audiences counts in each of their lines.",),
    )


def _spoken(counts: Mapping[str, Sequence[int]], degrees: Sequence[str]) -> str:
    said = [
        f"for {label[:1].lower()}{label[1:]}, "
        + ", ".join(f"{n} {degree.lower()}" for n, degree in zip(row, degrees, strict=True))
        for label, row in counts.items()
    ]
    return f"Number of tools: {'; '.join(said)}."
