"""Which sentence leads to which: the steps that people's orders share."""

from collections import Counter
from collections.abc import Mapping, Sequence

from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Finding
from riskier.findings.words import counted, of_people, people, quoted, sentence

Step = tuple[str, str]
_SHOWN, _LISTED = 6, 8


def build(ctx: Context) -> Finding:
    """Return the most shared steps, and how many closed the loop as the post does."""
    answers = ctx.answers
    labels = {item["id"]: item["label"] for item in ctx.items}
    counts = Counter(step for answer in answers for step in _steps(answer, labels))
    order = {name: place for place, name in enumerate(labels)}
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], order[kv[0][0]], order[kv[0][1]]))
    headline = sentence(_loop_sentence(ctx, answers))
    detail = _step_sentence(ranked, labels, len(answers))
    if not headline:
        headline, detail = detail, ""
    return Finding(
        ctx.about,
        ctx.round,
        len(answers),
        headline + _own(ctx),
        columns=("From", "To", "People", "In the 2011 post"),
        rows=tuple(
            (labels[a], labels[b], count, "yes" if _in_post(ctx, (a, b)) else "no")
            for (a, b), count in ranked[:_LISTED]
        ),
        picture=_picture(ctx, ranked, labels) if ranked else None,
        alt=f"{headline} {detail}".strip(),
        notes=(
            *filter(None, (detail,)),
            *_rest(ranked),
            "The last sentence leads back to the first, because a loop may begin anywhere.",
            "Solid bars are steps of the loop in the 2011 post; pale ones are not.",
        ),
    )


def _picture(
    ctx: Context, ranked: Sequence[tuple[Step, int]], labels: Mapping[str, str]
) -> Picture:
    rows = [
        {
            "label": f"{_short(labels[first])} → {_short(labels[then])}",
            "value": count,
            "said": str(count),
            "strong": _in_post(ctx, (first, then)),
        }
        for (first, then), count in ranked[:_SHOWN]
    ]
    return Picture("bars", tuple(rows), {"most": len(ctx.answers), "label": 620})


def _steps(answer: Answer, labels: Mapping[str, str]) -> set[Step]:
    """Return each pair of neighbours in an order, the ends joined from three cards on."""
    order = [name for name in answer["order"] if name in labels]
    following = order[1:] + (order[:1] if len(order) > 2 else [])
    return set(zip(order, following, strict=False))


def _post_loop(ctx: Context) -> tuple[str, ...]:
    """Return the cards of the post's own loop, in its order, when all are asked about."""
    asked = {item["id"] for item in ctx.items}
    loops = [loop.links for loop in ctx.pack.cycle.loops if loop.type == "reinforcing"]
    return next((links for links in loops if asked.issuperset(links)), ())


def _in_post(ctx: Context, step: Step) -> bool:
    loop = _post_loop(ctx)
    return step in set(zip(loop, loop[1:] + loop[:1], strict=True))


def _closed(answer: Answer, loop: Sequence[str]) -> bool:
    """Say whether an order goes round the loop, whatever else stands between."""
    order = [name for name in answer["order"] if name in loop]
    turns = [[*loop[turn:], *loop[:turn]] for turn in range(len(loop))]
    return order in turns


def _loop_sentence(ctx: Context, answers: Sequence[Answer]) -> str:
    loop = _post_loop(ctx)
    if not loop:
        return ""
    closed = sum(_closed(answer, loop) for answer in answers)
    return f"{of_people(closed, len(answers))} closed the loop as the 2011 post does."


def _step_sentence(ranked: Sequence[tuple[Step, int]], labels: Mapping[str, str], n: int) -> str:
    if not ranked:
        return sentence(f"{of_people(0, n)} joined two sentences.")
    (first, then), count = ranked[0]
    alike = sum(each == count for _, each in ranked) > 1
    return (
        f"{'A' if alike else 'The'} step shared by most, {count} of {n}, leads from"
        f" {quoted(labels[first], 70)} to {quoted(labels[then], 70)}."
    )


def _rest(ranked: Sequence[tuple[Step, int]]) -> tuple[str, ...]:
    """Return how many steps the table leaves out."""
    left = ranked[_LISTED:]
    if not left:
        return ()
    most = left[0][1]
    by = f"{people(most)} or fewer" if most > 1 else "one person each"
    return (f"Not listed: {counted(len(left), 'step')} made by {by}.",)


def _own(ctx: Context) -> str:
    loop = _post_loop(ctx)
    if ctx.own_answer is None or not loop:
        return ""
    return f" You {'closed it, too' if _closed(ctx.own_answer, loop) else 'went another way'}."


def _short(label: str) -> str:
    return label.removesuffix(".")
