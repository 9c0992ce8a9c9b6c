"""What was picked most, and how few options make up half of all picks."""

from typing import Any

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.counts import Counted, is_own, leaders_sentence, own_sentence, picks, spoken
from riskier.findings.finding import Finding
from riskier.findings.words import counted, listed, quoted, share
from riskier.pack.handed_on import taken_from


def build(ctx: Context) -> Finding:
    """Return the picks with their running share; barriers by the step of the loop they break."""
    n, ranked = len(ctx.answers), picks(ctx)
    total = sum(count for _, count in ranked)
    half = _half(ranked, total)
    taken = taken_from(ctx.pack, ctx.about, ctx.run_sheet, ranked)
    headline, detail = leaders_sentence(ranked, n), _half_sentence(ranked, half, total)
    steps = {item["id"]: _step(ctx, item) for item, _ in ranked}
    running, rows = 0, []
    for item, count in ranked:
        running += count
        step = steps[item["id"]]
        extra = (step,) if step else ()
        rows.append((item["label"], *extra, count, share(count, n), share(running, total)))
    stepped = all(steps.values())
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline + own_sentence(ctx),
        columns=("Option", *(("Step of the loop",) if stepped else ()), *_COUNTED),
        rows=tuple(rows),
        picture=_picture(ctx, ranked, half, steps if stepped else {}, taken),
        alt=f"{headline} {detail} In order: {spoken(ranked)}.",
        notes=(*filter(None, (detail,)), *_notes(ctx, ranked, steps if stepped else {}, taken)),
    )


_COUNTED = ("People", "Share of people", "Running share of all picks")


def _half(ranked: Counted, total: int) -> int:
    """Return how many of the first options it takes to reach half of all picks."""
    running = 0
    for index, (_, count) in enumerate(ranked, 1):
        running += count
        if total and running * 2 >= total:
            return index
    return 0


def _half_sentence(ranked: Counted, half: int, total: int) -> str:
    if not total or len(ranked) < 4 or half * 2 >= len(ranked):
        return ""
    first = f"The first {counted(half, 'option')}" if half > 1 else "The first alone"
    verb = "make" if half > 1 else "makes"
    return f"{first} of {len(ranked)} {verb} up half of all {total:,} picks."


def _step(ctx: Context, item: dict[str, Any]) -> str:
    barriers = ctx.pack.barriers
    return barriers[item["id"]].loop_step if item["id"] in barriers else ""


def _picture(
    ctx: Context, ranked: Counted, half: int, steps: dict[str, str], taken: tuple[str, ...]
) -> Picture:
    rows: list[dict[str, Any]] = []
    for index, (item, count) in enumerate(ranked, 1):
        words = [
            str(count) if steps else f"{count} of {len(ctx.answers)}",
            *([steps[item["id"]]] if steps else []),
        ]
        words += ["you too"] if is_own(ctx, item) else []
        rows.append(
            {
                "label": item["label"],
                "value": count,
                "said": " · ".join(words),
                "step": steps.get(item["id"], ""),
                "half": bool(steps) and index == half < len(ranked),
                "strong": not taken or item["id"] in taken,
            }
        )
    return Picture("pareto" if steps else "bars", tuple(rows))


def _notes(
    ctx: Context, ranked: Counted, steps: dict[str, str], taken: tuple[str, ...]
) -> tuple[str, ...]:
    if taken:
        names = {item["id"]: quoted(item["label"], 60) for item, _ in ranked}
        chosen = listed([names[name] for name in taken])
        return (f"These go on, by number of picks and then by their place in the list: {chosen}.",)
    if not steps:
        return ()
    by_step = dict.fromkeys(dict.fromkeys(steps.values()), 0)
    for item, count in ranked:
        by_step[steps[item["id"]]] += count
    said = [f"{step} {count}" for step, count in sorted(by_step.items(), key=lambda kv: -kv[1])]
    return (
        f"Picks by the step of the loop that they break: {listed(said)}.",
        "A barrier is not a fault: each can be a good reason.",
    )
