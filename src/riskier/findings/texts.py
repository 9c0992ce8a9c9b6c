"""What people wrote, and what they voted for. Hidden texts never appear."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from riskier.charts import Picture
from riskier.charts.words import shorten
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Finding
from riskier.findings.words import counted, listed, people, quoted

_SHOWN = 8


def rests_on(ctx: Context) -> int:
    """Return how many wrote something that is not hidden, or came to vote."""
    answers = ctx.answers
    if ctx.view["vote"]:
        return len(answers)
    return sum(any(answer.get("texts", ())) for answer in answers)


def build(ctx: Context) -> Finding:
    """Return the texts, with votes in a round of votes; a picture only of votes."""
    texts = [text for text in ctx.texts if not text["hidden"] and text["text"]]
    return _voted(ctx, texts) if ctx.view["vote"] else _written(ctx, texts)


def _written(ctx: Context, texts: Sequence[Mapping[str, Any]]) -> Finding:
    n, slots = rests_on(ctx), [item["label"] for item in ctx.items]
    # By what they say, never by who wrote them or by an id: the same everywhere.
    ordered = sorted(texts, key=lambda text: (text["slot"], *_spelled(text)))
    headline = f"{people(n)} wrote {counted(len(texts), 'text')}."
    if len(slots) < 2:
        rows = tuple((text["text"],) for text in ordered)
        return Finding(ctx.about, ctx.round, n, headline, ("Text",), rows)
    counts = Counter(text["slot"] for text in texts)
    said = [f"{quoted(label, 60)} {counts[slot]}" for slot, label in enumerate(slots)]
    return Finding(
        ctx.about,
        ctx.round,
        n,
        headline,
        ("Text", "About"),
        tuple((text["text"], _slot(slots, text)) for text in ordered),
        notes=(f"Texts on {listed(said)}.",),
    )


def _voted(ctx: Context, texts: Sequence[Mapping[str, Any]]) -> Finding:
    answers, slots = ctx.answers, [item["label"] for item in ctx.items]
    ordered = sorted(texts, key=lambda text: (-text["votes"], *_spelled(text)))
    headline = _vote_sentence(ordered, answers)
    rows = [
        {
            "label": text["text"],
            "value": text["votes"],
            "said": counted(text["votes"], "vote"),
        }
        for text in ordered[:_SHOWN]
        if text["votes"]
    ]
    about = ("About",) if len(slots) > 1 else ()
    return Finding(
        ctx.about,
        ctx.round,
        len(answers),
        headline,
        columns=("Text", "Votes", *about),
        rows=tuple(
            (text["text"], text["votes"], *((_slot(slots, text),) if about else ()))
            for text in ordered
        ),
        picture=Picture("bars", tuple(rows)) if rows else None,
        alt=f"{headline} " + "; ".join(f"{r['said']}: {shorten(r['label'], 80)}" for r in rows),
        notes=("Each person saw a few of the texts, in an order of their own.",),
    )


def _spelled(text: Mapping[str, Any]) -> tuple[str, str]:
    return str(text["text"]).casefold(), str(text["text"])


def _vote_sentence(ordered: Sequence[Mapping[str, Any]], answers: Sequence[Answer]) -> str:
    top = ordered[0]["votes"] if ordered else 0
    if not top:
        return f"{people(len(answers))} looked at the texts, and nobody voted for one."
    first = [text for text in ordered if text["votes"] == top]
    voters = f"{people(sum(bool(answer.get('votes')) for answer in answers))} voted"
    if len(first) == 1:
        return f"{voters}; {quoted(first[0]['text'], 50)} got the most votes: {top:,}."
    return f"{voters}; {len(first):,} texts share first place with {counted(top, 'vote')} each."


def _slot(slots: Sequence[str], text: Mapping[str, Any]) -> str:
    return slots[text["slot"]] if text["slot"] < len(slots) else ""
