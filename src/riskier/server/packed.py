"""What is sent again and again: written and compressed once."""

import gzip
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Packed:
    """A body as it is, and compressed for whoever takes that."""

    plain: bytes
    zipped: bytes


def as_json(data: Any) -> str:
    """Return data as JSON, as short as it gets."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def packed(text: str) -> Packed:
    """Return a text ready to be sent."""
    plain = text.encode()
    return Packed(plain, gzip.compress(plain, 9, mtime=0))
