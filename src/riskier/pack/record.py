"""What every record of a pack shares: how it is checked, how it is named, its sources."""

import re
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_ID = r"[a-z0-9][a-z0-9._-]{0,79}"
Id = Annotated[str, Field(pattern=f"^{_ID}$")]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
Words = Annotated[str, Field(min_length=1)]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


def is_id(text: str) -> bool:
    """Say whether a text could be a record's id."""
    return re.fullmatch(_ID, text) is not None


class Record(BaseModel):
    """Base of everything in a pack: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Source(Record):
    """Where a statement comes from. `supports` says which part of the record it backs."""

    url: Url
    title: Words | None = None
    publisher: Words | None = None
    date: Date | None = None
    supports: Words | None = None


class Interval(Record):
    """A lowest and a highest value, which may be the same."""

    lowest: float
    highest: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.lowest > self.highest:
            msg = f"lowest ({self.lowest:g}) must not be above highest ({self.highest:g})"
            raise ValueError(msg)
        return self


class OpenInterval(Record):
    """A lowest value and a highest one, or no highest at all."""

    lowest: float
    highest: float | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.highest is not None and self.lowest >= self.highest:
            msg = f"lowest ({self.lowest:g}) must be below highest ({self.highest:g})"
            raise ValueError(msg)
        return self


class File(Record):
    """Base of a collection file: `about` holds notes on how to read it."""

    about: dict[str, Words]
    sources: tuple[Source, ...] = ()
