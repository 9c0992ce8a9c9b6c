"""What people write, made safe to store and show: one line of ordinary text.

Text is never markup here or anywhere else, so `<` and `&` stay as they are. Removed are
characters that nobody types on purpose: control characters, and those that turn the
writing direction of what follows round. Letters of right-to-left scripts, joiners and
emoji stay. Length is counted in code points after this, as `[...text].length` counts in
JavaScript.
"""

import re
import unicodedata

from riskier.room.errors import AnswerError

_BREAKS = re.compile(r"[\s\u0085\u2028\u2029]+")
# Embeddings, overrides and isolates; the byte order mark.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# No characters at all, and nothing that XML, and so a drawing, may hold.
_NONE = re.compile("[\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str, most: int, field: str) -> str:
    """Return a person's text, cleaned; at most `most` characters long.

    Raises:
        AnswerError: for text that is too long or that is not valid Unicode.

    """
    if len(text) > 20 * most:
        # Not worth cleaning: whoever sends this does not use our page.
        raise _too_long(len(text), most, field)
    if _SURROGATE.search(text):
        raise AnswerError(
            "bad_text", "This text holds half a character. Delete it and type it again.", field
        )
    clean = _NONE.sub("", _TURNS.sub("", _BREAKS.sub(" ", text)))
    clean = "".join(letter for letter in clean if unicodedata.category(letter) != "Cc")
    clean = unicodedata.normalize("NFC", clean).strip()
    if len(clean) > most:
        raise _too_long(len(clean), most, field)
    return clean


def _too_long(length: int, most: int, field: str) -> AnswerError:
    return AnswerError(
        "too_long",
        f"This has {length} characters; {most} are allowed. Shorten it by {length - most}.",
        field,
    )
