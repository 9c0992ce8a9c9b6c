"""The rules of one estimate: lowest, highest, best and confidence fit together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riskier.room.errors import AnswerError, listed, shown

_LARGEST = 1e12
_LOWEST_CONFIDENCE, _HIGHEST_CONFIDENCE = 50, 100
Parts = Mapping[str, float]


def check_parts(
    asks: Sequence[str],
    bounds: Mapping[str, float],
    given: Mapping[str, float | None],
    field: str,
) -> dict[str, float]:
    """Return the parts asked for, in order, once they fit each other and the bounds.

    Args:
        asks: the names of the parts asked for.
        bounds: `lowest` and `highest`, where the quantity has such limits.
        given: the numbers by part; None stands for a part not filled in.
        field: what a fault's field begins with.

    Raises:
        AnswerError: for the first fault, with the field of the part to mend.

    """
    for part, message in _faults(asks, bounds, given):
        raise AnswerError("bad_estimate", message, f"{field}.{part}")
    return {part: plain(given[part]) for part in asks}


def plain(value: float | None) -> Any:
    """Return a whole number as an int, so that 3.0 is shown as 3."""
    return int(value) if value is not None and float(value).is_integer() else value


def _faults(
    asks: Sequence[str], bounds: Mapping[str, float], given: Mapping[str, float | None]
) -> Iterator[tuple[str, str]]:
    for part in given:
        if part not in asks:
            yield part, f"{shown(part)} is not asked for here. Asked for: {listed(asks)}."
    for part in asks:
        value = given.get(part)
        if value is None:
            yield part, f"{_NAMES[part]} is missing. Give a number."
        elif part == "confidence":
            yield from _confidence(value)
        else:
            yield from _within(part, value, bounds)
    yield from _in_order({part: value for part, value in given.items() if value is not None})


def _confidence(value: float) -> Iterator[tuple[str, str]]:
    if not _LOWEST_CONFIDENCE <= value <= _HIGHEST_CONFIDENCE:
        allowed = f"{_LOWEST_CONFIDENCE} to {_HIGHEST_CONFIDENCE}"
        yield "confidence", f"Confidence is {number(value)}. Give a number from {allowed}."


def _within(part: str, value: float, bounds: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    least, most = bounds.get("lowest", -_LARGEST), bounds.get("highest", _LARGEST)
    if value < least:
        yield part, f"{_NAMES[part]} is {number(value)}; the least possible is {number(least)}."
    if value > most:
        yield part, f"{_NAMES[part]} is {number(value)}; the most possible is {number(most)}."


def _in_order(given: Parts) -> Iterator[tuple[str, str]]:
    lowest, highest, best = (given.get(part) for part in ("lowest", "highest", "best"))
    if lowest is not None and highest is not None and highest < lowest:
        yield (
            "highest",
            f"Highest is {number(highest)}, which is below lowest, {number(lowest)}. "
            f"Give a highest of {number(lowest)} or more.",
        )
    if best is not None and lowest is not None and best < lowest:
        yield (
            "best",
            f"Best guess is {number(best)}, which is below lowest, {number(lowest)}. "
            "Give one between lowest and highest.",
        )
    if best is not None and highest is not None and best > highest:
        yield (
            "best",
            f"Best guess is {number(best)}, which is above highest, {number(highest)}. "
            "Give one between lowest and highest.",
        )


def number(value: float) -> str:
    """Return a number as a person would write it: 1,000 or 0.25."""
    return f"{value:,.15g}"


_NAMES = {
    "lowest": "Lowest",
    "highest": "Highest",
    "best": "Best guess",
    "confidence": "Confidence",
}
