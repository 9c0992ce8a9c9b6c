"""How findings say numbers and names in plain sentences."""

import re
from collections.abc import Iterable, Sequence

from riskier.charts.words import shorten
from riskier.pack.record import Source

_NAMES = 72  # of the 125 characters that a headline on a projector may have
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def people(count: int) -> str:
    """Return `1 person`, `12 people`."""
    return "1 person" if count == 1 else f"{count:,} people"


def of_people(part: int, whole: int) -> str:
    """Return `7 of 12 people`, `all 12 people`, `none of the 12 people`."""
    if part not in (0, whole):
        return f"{part:,} of {people(whole)}"
    if whole <= 1:
        return "the one person asked" if part else "nobody"
    if whole == 2:
        return "both people" if part else "neither of the 2 people"
    return f"all {people(whole)}" if part else f"none of the {people(whole)}"


def bases(counts: Iterable[int]) -> str:
    """Return on how many people several results rest: `24 people`, `22 to 24 people`."""
    fewest, *more = sorted(set(counts))
    return f"{fewest:,} to {people(more[-1])}" if more else people(fewest)


def share(part: float, whole: float) -> str:
    """Return `58%`."""
    return "–" if not whole else f"{round(100 * part / whole)}%"


def quoted(text: str, length: int = 55) -> str:
    """Return a label in quotation marks, shortened and without its full stop."""
    return f"“{isolated(shorten(text, length).removesuffix('.'))}”"


def isolated(text: str) -> str:
    """Return people's words so that their direction does not turn the line around them."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def listed(words: Sequence[str]) -> str:
    """Return `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sharing(labels: Sequence[str], noun: str, length: int = 30) -> str:
    """Return who shares a place: the names, or how many they are where those are too long."""
    names = listed([quoted(label, length) for label in labels])
    return names if len(names) <= _NAMES else counted(len(labels), noun)


def cited(sources: Iterable[Source]) -> str:
    """Return who published what something rests on, as far as that is known, and where."""
    return "; ".join(", ".join(filter(None, (one.publisher, one.url))) for one in sources)


def counted(count: int, noun: str) -> str:
    """Return `1 option`, `12 options`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def number(value: float) -> str:
    """Return a number with about two significant digits: 0.04, 1.5, 38, 1,240."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    rounded = two_digits(value)
    return f"{rounded:g}" if abs(rounded) >= 0.0001 else f"{value:.1e}"


def two_digits(value: float) -> float:
    """Return a value rounded to two significant digits."""
    return float(f"{value:.2g}")


def short_name(label: str) -> str:
    """Return a tool's name without what stands in brackets."""
    return label.partition(" (")[0]


def sentence(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]
