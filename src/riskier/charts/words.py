"""Text that fits: how wide a line is, where to break it, how to shorten it.

SVG does not break lines by itself, and the fonts of the reader's machine are unknown. So
widths are estimates for Arial-like fonts with some slack.
"""

import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"
_JOINER = "\u200d"
# Variation selectors and skin tones change the character before them.
_CLINGING = frozenset("\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_SLACK = 1.06
_WIDTHS = (("ijl|!.,:;'", 0.25), ("ftrI()[]/- ", 0.32), ("mwM%", 0.86), ("W@←→↓…", 1.0))
# Of a line: a piece of a word fills it, so it must fit in a font wider than the usual one.
_PIECE = 0.88


def text_width(text: str, font: float) -> float:
    """Return about how many pixels a line of text needs at a font size."""
    return sum(_char_width(char) for char in text) * font * _SLACK


def wrap(text: str, width: float, font: float, lines: int = 3) -> str:
    """Break text into at most `lines` lines of `width` pixels; what is left over becomes `…`."""
    wrapped: list[str] = []
    for word in _pieces(text.split(), width, font):
        if wrapped and text_width(f"{wrapped[-1]} {word}", font) <= width:
            wrapped[-1] = f"{wrapped[-1]} {word}"
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        kept = wrapped[:lines]
        kept[-1] = _fit(f"{kept[-1]}{ELLIPSIS}", width, font)
        return "\n".join(kept)
    return "\n".join(wrapped)


def shorten(text: str, length: int) -> str:
    """Return one line of at most `length` characters, cut after a word and ending in `…`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[:length]
    at_word = cut.rpartition(" ")[0]
    # A word longer than half of the room is cut, or nothing much would be left.
    kept = at_word if len(at_word) > length // 2 else cut[: length - 1]
    return kept.rstrip(" ,;:") + ELLIPSIS


def _char_width(char: str) -> float:
    if _clings(char) or char == _JOINER:
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.1
    for chars, width in _WIDTHS:
        if char in chars:
            return width
    return 0.7 if char.isupper() else 0.56


def _pieces(words: Iterable[str], width: float, font: float) -> Iterable[str]:
    """Yield words, cutting those that alone are wider than a line."""
    for word in words:
        rest = word
        while text_width(rest, font) > width and len(rest) > 1:
            cut = _cut(rest, width * _PIECE, font)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _cut(word: str, width: float, font: float) -> int:
    """Return how many characters fit a line, joined emoji and accents kept whole."""
    used, cut = 0.0, 0
    for index, char in enumerate(word):
        used += text_width(char, font)
        if used > width and cut:
            return cut
        following = word[index + 1 : index + 2]
        if _JOINER not in (char, following) and not _clings(following or " "):
            cut = index + 1
    return len(word)


def _clings(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in _CLINGING


def _fit(line: str, width: float, font: float) -> str:
    while text_width(line, font) > width and len(line) > 2:
        line = line[:-2].rstrip() + ELLIPSIS
    return line
