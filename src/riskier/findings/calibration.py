"""How often people's ranges caught the known answer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskier.analysis.elicitation import interval_score
from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import cited, counted, number, people, share
from riskier.pack.evidence import Question

_CLOSE = 0.08  # how far from the aim still counts as close to it


@dataclass(frozen=True)
class Asked:
    """One question with everyone's range and the true answer."""

    question: Question
    label: str
    ranges: tuple[tuple[float, float], ...]

    @property
    def caught(self) -> int:
        """How many ranges hold the answer."""
        return sum(_holds(each, self.question.answer) for each in self.ranges)

    def score(self, confidence: float) -> float | None:
        """Return the middle interval score: width plus a penalty for every miss."""
        if not self.ranges:
            return None
        lowest, highest = zip(*self.ranges, strict=True)
        scores = interval_score(lowest, highest, self.question.answer, confidence)
        return round(float(np.median(scores)), 1)


def build(ctx: Context) -> Finding:
    """Return everyone's hits, and each question with its answer and sources."""
    confidence = float(ctx.view["confidence"])
    asked = [_asked(ctx, item) for item in ctx.items if item["id"] in ctx.pack.calibration]
    shown = [one for one in asked if one.ranges and not ctx.too_few(len(one.ranges))]
    headline = _headline(asked, confidence) + _own(ctx, asked)
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        headline,
        columns=(
            "Question",
            "Answer",
            "Unit",
            "Ranges that caught it",
            "Ranges",
            "Middle interval score",
        ),
        rows=tuple(_row(one, confidence, hidden=one not in shown) for one in asked),
        picture=_picture(ctx, asked, confidence),
        alt=f"{headline} {_spoken(ctx, asked)}",
        notes=(_score_sentence(confidence), *(_source(one) for one in asked)),
    )


def _asked(ctx: Context, item: Mapping[str, Any]) -> Asked:
    ranges = [_range(answer, item["id"]) for answer in ctx.answers]
    given = tuple(each for each in ranges if each is not None)
    return Asked(ctx.pack.calibration[item["id"]], item["label"], given)


def _range(answer: Answer, name: str) -> tuple[float, float] | None:
    given = answer["estimates"].get(name, {})
    if given.get("lowest") is None or given.get("highest") is None:
        return None
    return float(given["lowest"]), float(given["highest"])


def _holds(given: tuple[float, float], truth: float) -> bool:
    return given[0] <= truth <= given[1]


def _hits(answer: Answer, asked: Sequence[Asked]) -> int:
    found = [(_range(answer, one.question.id), one.question.answer) for one in asked]
    return sum(given is not None and _holds(given, truth) for given, truth in found)


def _headline(asked: Sequence[Asked], confidence: float) -> str:
    total, caught = sum(len(one.ranges) for one in asked), sum(one.caught for one in asked)
    if not total:
        return "No ranges were given, so there is nothing to score."
    aim = confidence / 100
    said = f"{caught:,} of {counted(total, 'range')} caught the answer ({share(caught, total)})"
    if caught / total < aim - _CLOSE:
        return f"{said}; at {confidence:g}% sure it should be about {round(aim * total):,}."
    if caught / total > aim + _CLOSE:
        return f"{said}: more than the {confidence:g}% aimed at, so the ranges could be narrower."
    return f"{said}: close to the {confidence:g}% aimed at."


def _own(ctx: Context, asked: Sequence[Asked]) -> str:
    if ctx.own_answer is None:
        return ""
    given = sum(_range(ctx.own_answer, one.question.id) is not None for one in asked)
    return f" You caught {_hits(ctx.own_answer, asked)} of {given}."


def _row(one: Asked, confidence: float, *, hidden: bool) -> tuple[Cell, ...]:
    head = (one.label, one.question.answer, one.question.unit)
    if hidden:
        return (*head, None, "too few to show", None)
    return (*head, one.caught, len(one.ranges), one.score(confidence))


def _picture(ctx: Context, asked: Sequence[Asked], confidence: float) -> Picture:
    hits = Counter(_hits(answer, asked) for answer in ctx.answers)
    aim = round(confidence / 100 * len(asked))
    rows: list[dict[str, object]] = [
        {"label": str(count), "value": hits[count]} for count in range(len(asked) + 1)
    ]
    rows[aim] |= {"strong": True, "mark": f"aim at {confidence:g}%"}
    return Picture("histogram", tuple(rows), {"below": f"answers caught, out of {len(asked)}"})


def _spoken(ctx: Context, asked: Sequence[Asked]) -> str:
    hits = Counter(_hits(answer, asked) for answer in ctx.answers)
    said = [f"{people(hits[count])} caught {count}" for count in sorted(hits)]
    return f"{', '.join(said)} of {len(asked)}."


def _score_sentence(confidence: float) -> str:
    weight = number(2 / (1 - confidence / 100))
    return (
        f"The interval score is the width of a range plus {weight} times the distance by which"
        " it missed, so lower is better and “zero to a million” does not pay."
    )


def _source(one: Asked) -> str:
    question = one.question
    answer = f"{number(question.answer)} {question.unit} ({question.year})"
    return f"{one.label} {answer}. {question.after_reveal} Source: {cited(question.sources)}"
