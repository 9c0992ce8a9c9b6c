"""Room codes, resume codes, keys and tokens: how they are made, read and hashed.

Everything secret is made of enough chance that a plain SHA-256 of it can be kept in the
store: a resume code has 70 bits, a facilitator key 100. A person's token is worked out
from the resume code, so that one short code is all that another device needs, and the
store keeps neither.
"""

import hashlib
import hmac
import re
import secrets

# Room codes are read from a screen across a room: no vowels (no words), no 0/O or 1/I/L.
_ROOM_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
# Resume codes are copied from one's own device: Crockford's 32 letters, 5 bits each.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GAPS = re.compile(r"[\s\-_.‐-―]+")
_SOLO = re.compile(rf"SOLO[{_LETTERS}]{{20}}")
_ROOM = re.compile(r"[A-Z0-9]{3,24}")


def new_room_code() -> str:
    """Return a fresh code for a live room."""
    return "".join(secrets.choice(_ROOM_LETTERS) for _ in range(6))


def room_code(text: str) -> str | None:
    """Return a room code as it is stored, or None when the text cannot be one.

    Case, spaces and dashes do not matter.
    """
    code = _GAPS.sub("", text[:80]).upper()
    return code if _ROOM.fullmatch(code) else None


def is_solo(code: str) -> bool:
    """Tell whether a stored code is that of a solo room."""
    return _SOLO.fullmatch(code) is not None


def new_resume_code() -> str:
    """Return a fresh resume code, three groups of five. The last letter checks the others."""
    letters = _random_letters(14)
    return _grouped(letters + _check_letter(letters), 5)


def resume_code(text: str) -> str | None:
    """Return a resume code in its written form, or None when it is mistyped.

    Case, spaces and dashes do not matter, nor does O for 0 or I for 1.
    """
    letters = _GAPS.sub("", text[:80]).upper().translate(_MISREAD)
    if len(letters) != 15 or not set(letters) <= set(_LETTERS):
        return None
    return _grouped(letters, 5) if _check_letter(letters[:14]) == letters[14] else None


def new_key() -> str:
    """Return a fresh facilitator key, four groups of five."""
    return _grouped(_random_letters(20), 5)


def new_salt() -> str:
    """Return a room's own secret, which keeps its text ids from being guessed."""
    return secrets.token_hex(16)


def token_of(code: str, resume: str) -> str:
    """Return the token of the person who holds a resume code in a room."""
    return digest("token", code, resume)


def participant_of(code: str, token: str) -> str:
    """Return the id under which the store keeps a token's answers."""
    return digest("participant", code, token)[:32]


def solo_participant(resume: str) -> str:
    """Return the id of the one participant of a solo room."""
    return digest("solo participant", resume)[:32]


def solo_code(participant: str) -> str:
    """Return the code of the solo room that belongs to a participant."""
    number = int(digest("solo room", participant), 16)
    return "SOLO" + "".join(_LETTERS[(number >> (5 * place)) & 31] for place in range(20))


def digest(*parts: str) -> str:
    """Return one SHA-256, as hex, of all parts together."""
    # No part holds the separator, so different parts never run into the same bytes.
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two hashes in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _check_letter(letters: str) -> str:
    return _LETTERS[int(digest("check", letters), 16) % 32]


def _random_letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))


def _grouped(letters: str, size: int) -> str:
    return "-".join(letters[start : start + size] for start in range(0, len(letters), size))
