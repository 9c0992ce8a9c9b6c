"""Names for characters that no font on a machine has."""

import re
import unicodedata
from itertools import groupby
from typing import Any

_TOLD = re.compile(r'the text `"(.+?)"` could not be displayed')
_DRAWINGS = "svg"
_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"
_SIGN = "sign"
_SIGNS_BEGIN = 0x2300  # symbols, dingbats, emoji
_MOSTLY_THERE = ("LATIN", "GREEK", "CYRILLIC", "COMBINING")
# What Typst writes for a character that has no picture, such as one that is not assigned.
_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
# What the fonts inside Typst have; marks of direction, which findings put round people's words,
# need no picture.
_PLAIN = re.compile(
    "[\0-\u024f\u0370-\u045f\u2010-\u2027\u2066-\u2069\u20a0-\u20bf\u2190-\u2199\u2200-\u226f]"
)
# So many are found one by one, each by setting everything again.
_MOST_KINDS = 8


class Missing:
    """Kinds of characters that cannot be printed: signs such as emoji, or whole scripts."""

    def __init__(self) -> None:
        self._kinds: set[str] = set()
        self._only_plain = False

    def learn(self, message: str) -> bool:
        """Take note of what an error of Typst says; tell whether that was news."""
        found = _TOLD.search(message)
        if not found or len(self._kinds) >= _MOST_KINDS:
            return False
        kinds = {_kind(_told(character)) for character in _NUMBER.sub(_numbered, found[1])}
        news = bool(kinds - self._kinds)
        self._kinds |= kinds
        return news

    def suspect_all(self) -> bool:
        """Take everything but plain letters and signs for missing; tell whether that is news.

        For what Typst does not name (of a mark above a letter it names the letter), and for
        more kinds than anybody writes but to do harm.
        """
        news = not self._only_plain
        self._only_plain = True
        return news

    def named(self, text: str) -> str:
        """Return a text with such characters named: `[party popper]`, `[CJK text]`."""
        runs = groupby(text, key=self._missing)
        return "".join(_name("".join(run), kind) if kind else "".join(run) for kind, run in runs)

    def _missing(self, character: str) -> str:
        kind = _kind(character)
        gone = kind in self._kinds or (self._only_plain and not _is_plain(character))
        return kind if gone else ""


def named(content: Any, missing: Missing) -> Any:
    """Return the same JSON with what cannot be printed named; drawings stay as they are."""
    if isinstance(content, str):
        return missing.named(content)
    if isinstance(content, list):
        return [named(each, missing) for each in content]
    if isinstance(content, dict):
        return {
            key: each if key == _DRAWINGS else named(each, missing) for key, each in content.items()
        }
    return content


def _is_plain(character: str) -> bool:
    return bool(_PLAIN.match(character)) and unicodedata.category(character) != "Cn"


def _numbered(told: re.Match[str]) -> str:
    return chr(int(told[1], 16))


def _told(character: str) -> str:
    """Return what is missing: of an emoji such as a key with a digit, Typst names the digit."""
    return _KEYCAP if character.isascii() else character


def _kind(character: str) -> str:
    """Return what is missing together with a character: its script, all signs, or itself."""
    if unicodedata.category(character)[0] in "LM":
        script = unicodedata.name(character, "UNKNOWN").split()[0]
        return character if script in _MOSTLY_THERE else script
    return _SIGN if ord(character) >= _SIGNS_BEGIN else character


def _name(run: str, kind: str) -> str:
    if kind == _SIGN or len(kind) == 1:
        names = (unicodedata.name(character, "unnamed sign").lower() for character in run)
        return "".join(f"[{name}]" for name in names)
    return f"[{kind if len(kind) < 4 else kind.capitalize()} text]"
