"""Cases: what happened to organisations that took part, and to some that stayed away."""

from typing import Literal

from pydantic import Field

from riskier.pack.record import File, Id, Record, Source, Words

Quadrant = Literal["engaging-harmed", "absence-harmed", "engaging-helped", "absence-helped"]


class Card(Record):
    """A case as a card to sort: what was done, without how it ended."""

    label: Words = Field(max_length=60)
    text: Words = Field(max_length=240)


class Case(Record):
    """One documented case. `quadrant` is the kit's reading of it, open to argument."""

    id: Id
    title: Words
    organisation: Words
    country: str = Field(pattern=r"^[A-Z]{2}$")
    sector: Id
    year: int = Field(ge=1990, le=2100)
    platforms: tuple[Words, ...]
    quadrant: Quadrant
    summary: Words
    what_was_missing_or_worked: Words
    measurable_facts: tuple[Words, ...]
    hazard_tags: tuple[Id, ...]
    lesson_question: Words
    card: Card | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    verified: Literal["source-read", "unsourced"]
    confidence: Literal["high", "medium", "low"]


class CaseFile(File):
    """`cases.json`."""

    cases: tuple[Case, ...]
