"""Published figures with where they come from and what to be careful about."""

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import cited, listed, number
from riskier.pack.evidence import Evidence

rests_on = None

_NOT = ("did not", "do not", "had no", "have no", "no ")


def build(ctx: Context) -> Finding:
    """Return the figures of an exhibit, each with its caveat and sources."""
    exhibit = ctx.pack.exhibit(ctx.about)
    records = [ctx.pack.evidence[name] for name in exhibit.evidence]
    headline = f"{exhibit.title}: {listed([_figure(record) for record in records])}."
    detail = " ".join(record.statement for record in records)
    return Finding(
        ctx.about,
        ctx.round,
        0,
        headline,
        columns=("Figure", "Value", "Unit", "Where", "Year", "Who was asked"),
        rows=tuple(
            (value.label, value.value, record.unit, record.geography, record.year, record.sample)
            for record in records
            for value in record.values
        ),
        picture=Picture("evidence", tuple(_bar(record) for record in records)),
        alt=f"{headline} {detail}",
        notes=(detail, *(_note(record) for record in records)),
    )


def _figure(record: Evidence) -> str:
    return f"{number(record.values[-1].value)}% ({record.geography}, {record.year})"


def _bar(record: Evidence) -> dict[str, object]:
    value = record.values[-1]
    negative = value.label.startswith(_NOT)
    said = f"{number(value.value)}% {value.label if negative else ''}".strip()
    return {
        "label": f"{record.geography}, {record.year}: {record.statement}",
        "share": value.value / 100,
        "said": said,
        "start": not negative,
        "rest": f"{number(100 - value.value)}%" if negative else "",
    }


def _note(record: Evidence) -> str:
    said = f"{record.geography}, {record.year}: {record.caveat}"
    return f"{said} Source: {cited(record.sources)}"
