"""Scales: how registers turn chances and consequences into bands, and a five by five grid."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from riskier.pack.record import File, Id, OpenInterval, Record, Source, Words

Rating = Literal["low", "medium", "high", "extreme"]


def _joined(bands: tuple[OpenInterval, ...]) -> None:
    for below, above in pairwise(bands):
        if below.highest != above.lowest:
            msg = f"a band must start where the one below ends, at {below.highest}"
            raise ValueError(msg)


class Band(OpenInterval):
    """One band of a likelihood scale."""

    level: int = Field(ge=1, le=9)
    label: Words


class Likelihood(Record):
    """A register's likelihood scale. A kit-made one has no sources and says so."""

    id: Id
    name: Words
    measure: Literal["chance in the period", "events a year"]
    period: Words
    bands: tuple[Band, ...] = Field(min_length=2)
    made_for_kit: bool
    caveat: Words
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _checked(self) -> Self:
        _joined(self.bands)
        if not self.made_for_kit and not self.sources:
            msg = "a scale that was not made for the kit needs a source"
            raise ValueError(msg)
        return self


class Level(Record):
    """One level of consequence, in staff days and in words."""

    level: int = Field(ge=1, le=9)
    label: Words
    staff_days: OpenInterval
    reputation: Words
    service: Words
    legal: Words


class Consequence(Record):
    """The consequence scale."""

    id: Id
    name: Words
    unit: Literal["staff_days"]
    levels: tuple[Level, ...] = Field(min_length=2)
    made_for_kit: bool
    caveat: Words
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _checked(self) -> Self:
        _joined(tuple(level.staff_days for level in self.levels))
        return self


class Word(OpenInterval):
    """A word for a likelihood and the chance it stands for."""

    word: Words


class VerbalProbability(Record):
    """Words for likelihoods, as one body defines them."""

    id: Id
    name: Words
    words: tuple[Word, ...]
    caveat: Words
    two_minute_poll: Words
    sources: tuple[Source, ...] = Field(min_length=1)


class Cell(Record):
    """One cell of the grid."""

    likelihood: int = Field(ge=1, le=9)
    consequence: int = Field(ge=1, le=9)
    rating: Rating


class Grid(Record):
    """A grid that rates each pair of likelihood and consequence."""

    id: Id
    name: Words
    rule: Words
    cells: tuple[Cell, ...]
    made_for_kit: bool
    caveat: Words
    sources: tuple[Source, ...] = ()


class Scales(File):
    """`scales.json`."""

    likelihood: tuple[Likelihood, ...] = Field(min_length=1)
    consequence: Consequence
    verbal_probability: VerbalProbability
    grid: Grid
