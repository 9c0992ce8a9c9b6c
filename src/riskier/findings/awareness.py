"""Which tools people know: household names beside lesser-known ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.diverging import points_of, ratings
from riskier.findings.finding import Finding
from riskier.findings.words import bases, quoted, short_name

_HALF = 0.5


@dataclass(frozen=True)
class Known:
    """How well one tool is known."""

    label: str
    household: bool
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many said so."""
        return sum(self.counts)

    @property
    def unknown(self) -> float:
        """The share that never heard of it."""
        return self.counts[0] / self.n if self.n else 0.0


def build(ctx: Context) -> Finding:
    """Return how many never heard of, heard of, use privately or at work each tool."""
    points = points_of(ctx.view, {})
    tools = [_known(ctx, item, points) for item in ctx.items]
    shown = [tool for tool in tools if tool.n and not ctx.too_few(tool.n)]
    shown.sort(key=lambda tool: (not tool.household, -tool.unknown))
    n = len(ctx.answers)
    headline = _headline(shown) + _own(ctx, tools, points[0]["value"])
    labels = [point["label"] for point in points]
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline,
        columns=("Tool", "Kind", *labels),
        rows=tuple(
            (tool.label, "household name" if tool.household else "lesser known", *tool.counts)
            for tool in shown
        ),
        picture=Picture("awareness", tuple(_rows(shown)), {"points": labels}) if shown else None,
        alt=f"{headline} {_spoken(shown)}",
        notes=(
            *_detail(shown),
            *(f"Too few rated {tool.label} to show it." for tool in tools if tool not in shown),
        ),
    )


def _known(ctx: Context, item: Mapping[str, Any], points: Sequence[Mapping[str, Any]]) -> Known:
    given = ratings(ctx.answers, item["id"])
    counts = tuple(sum(each == point["value"] for each in given) for point in points)
    known = item["id"] in ctx.pack.tools and ctx.pack.tools[item["id"]].well_known
    return Known(item["label"], known, counts)


def _headline(shown: Sequence[Known]) -> str:
    lesser = [tool for tool in shown if not tool.household]
    if not lesser:
        return "Too few people rated a lesser-known tool to say where the blind spot is."
    blind, n = sum(tool.unknown >= _HALF for tool in lesser), bases(tool.n for tool in lesser)
    if not blind:
        return f"No lesser-known tool is unknown to half of those who rated it ({n})."
    which = f"{blind} of the {len(lesser)} lesser-known tools are"
    if blind == len(lesser):
        which = f"All {blind} lesser-known tools are" if blind > 1 else f"{lesser[0].label} is"
    elif blind == 1:
        which = f"1 of the {len(lesser)} lesser-known tools is"
    whom = "it" if which.endswith(" is") else "them"
    return f"{which} unknown to half or more of those who rated {whom} ({n})."


def _detail(shown: Sequence[Known]) -> tuple[str, ...]:
    """Return the least-known tool, and how household names fare."""
    lesser = [tool for tool in shown if not tool.household]
    household = [tool for tool in shown if tool.household]
    if not lesser:
        return ()
    least = max(lesser, key=lambda tool: tool.unknown)
    alike = sum(tool.unknown == least.unknown for tool in lesser) > 1
    lead = "Among the least known is" if alike else "Least known is"
    said = f"{lead} {short_name(least.label)}: news to {least.counts[0]} of {least.n}."
    if len(household) < 2:
        return (said,)
    known = sum(tool.unknown < _HALF for tool in household)
    each = f"{known} of the" if known < len(household) else "Each of the"
    is_known = "is" if known in (1, len(household)) else "are"
    return (f"{said} {each} {len(household)} household names {is_known} known to more than half.",)


def _own(ctx: Context, tools: Sequence[Known], never: float) -> str:
    own = ctx.own_answer
    if own is None:
        return ""
    lesser = [item["id"] for item, tool in zip(ctx.items, tools, strict=True) if not tool.household]
    heard = sum(own["ratings"].get(name, never) > never for name in lesser)
    return f" You have heard of {heard} of the {len(lesser)} lesser-known ones."


def _rows(shown: Sequence[Known]) -> list[dict[str, Any]]:
    rows, before = [], None
    for tool in shown:
        head = "Household names" if tool.household else "Lesser known"
        row = {"label": short_name(tool.label), "counts": list(tool.counts)}
        rows.append(row if head == before else {**row, "heading": head})
        before = head
    return rows


def _spoken(shown: Sequence[Known]) -> str:
    said = [f"{tool.counts[0]} of {tool.n} never heard of {quoted(tool.label)}" for tool in shown]
    return "; ".join(said) + ("." if said else "")
