"""What is wrong with a pack, in words that lead to the place and the cure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: the file, the key inside it, the value found, and what is allowed."""

    file: str
    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: got {self.value}; allowed: {self.allowed}"


class PackError(Exception):
    """A pack that cannot be used. `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, sorted by file and key."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def shown(value: object, longest: int = 60) -> str:
    """Return `value` as it would be typed, cut to `longest` characters."""
    text = ascii(value) if _unprintable(value) else repr(value)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def repeats(values: Iterable[str]) -> Iterator[str]:
    """Yield each value that has come before."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield value
        seen.add(value)


def _unprintable(value: object) -> bool:
    try:
        repr(value).encode()
    except UnicodeEncodeError:
        return True
    return False
