"""Relevance: six statements adapted from published scales."""

from typing import Literal

from pydantic import Field

from riskier.pack.record import File, Id, Record, Source, Words


class Statement(Record):
    """One statement to agree or disagree with. `{topic}` stands for the room's topic."""

    id: Id
    measures: Words
    stem: str = Field(pattern=r"\{topic\}")
    higher_means: Literal["more agreement with use", "more reluctance"]
    sources: tuple[Source, ...] = Field(min_length=1)


class RelevanceFile(File):
    """`relevance.json`."""

    statements: tuple[Statement, ...]
