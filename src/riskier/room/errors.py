"""What goes wrong in a room, in words that can be shown to the person it concerns."""

import copyreg
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from typing_extensions import override


class RoomError(Exception):
    """A request that a room refuses.

    Attributes:
        code: stable short name, such as `not_open`.
        message: one or two sentences: what was given, what is allowed, what to do.
        field: the part of the request that is at fault, where there is one.
        status: the HTTP status that fits.
        allowed: what would have been possible, where that is a short list.

    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        status: int = 409,
        allowed: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.status = status
        self.allowed = tuple(allowed)

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes by its parts: the kinds of error are made from different ones.
        return copyreg.__newobj__, (type(self), self.message), vars(self)  # type: ignore[attr-defined] # not in its stub


class AnswerError(RoomError):
    """An answer that does not fit its activity. The message belongs beside the control."""

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(code, message, field=field, status=422)


class StoreError(RoomError):
    """The store could not do its work: nothing of the request was kept."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message, status=507 if code == "disk_full" else 503)


class UnknownRoomError(RoomError):
    """There is no such room: mistyped, or deleted.

    A class of its own, so that nobody takes a store that is away for a room that is gone.
    """

    def __init__(self, code: str) -> None:
        super().__init__(
            "unknown_room",
            f"There is no room {shown(code)}. Check the code on the screen and try again.",
            status=404,
        )


def unknown_participant() -> RoomError:
    """Return the error for a participant whom a room does not know."""
    return RoomError(
        "unknown_participant",
        "This room does not know you. Join again, or use your resume code.",
        status=401,
    )


def shown(value: object, most: int = 40) -> str:
    """Return a value as a message may quote it: on one line and not too long."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"“{text[: most - 1]}…”" if len(text) > most else f"“{text}”"


def listed(names: Sequence[str], most: int = 12) -> str:
    """Return names as a list in a sentence, cut short when there are many."""
    if not names:
        return "none"
    extra = len(names) - most
    return ", ".join(names[:most]) + (f" and {extra} more" if extra > 0 else "")


def first_fault(error: ValidationError) -> tuple[str | None, str]:
    """Return the field and a sentence for the first fault that pydantic found."""
    fault = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in fault["loc"] if part != "[key]") or None
    match fault["type"]:
        case "missing":
            return field, f"“{field}” is missing. Add it."
        case "extra_forbidden":
            return field, f"{shown(field or '')} is not known here. Leave it out."
        case "finite_number":
            return field, "This is not a finite number. Give an ordinary number."
        case _:
            given = shown(fault["input"])
            return field, f"{given} was given. {_sentence(fault['msg'])}"


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:].rstrip(".") + "."
