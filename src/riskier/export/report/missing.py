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


class Missing:
    """Kinds of characters that cannot be printed: signs such as emoji, or whole scripts."""

    def __init__(self) -> None:
        self._kinds: set[str] = set()

    def learn(self, message: str) -> bool:
        """Take note of what an error of Typst says; tell whether that was news."""
        found = _TOLD.search(message)
        kinds = {_kind(_told(character)) for character in found[1]} if found else set()
        news = bool(kinds - self._kinds)
        self._kinds |= kinds
        return news

    def named(self, text: str) -> str:
        """Return a text with such characters named: `[party popper]`, `[CJK text]`."""
        runs = groupby(text, key=self._missing)
        return "".join(_name("".join(run), kind) if kind else "".join(run) for kind, run in runs)

    def _missing(self, character: str) -> str:
        kind = _kind(character)
        return kind if kind in self._kinds else ""


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
