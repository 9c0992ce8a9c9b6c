"""Evidence: published figures with their limits, and quiz questions made from them."""

from typing import Literal, Self

from pydantic import Field, model_validator

from riskier.pack.barriers import Reference
from riskier.pack.record import File, Id, Interval, Record, Source, Words


class Value(Record):
    """One labelled figure."""

    label: Words
    value: float


class Guess(Record):
    """A question for how many of 100, and the `label` of the figure that answers it."""

    question: Words
    label: Words


class Evidence(Record):
    """One published finding: its figures, who was asked, and what to be careful about."""

    id: Id
    statement: Words
    values: tuple[Value, ...] = Field(min_length=1)
    unit: Words
    geography: Words
    year: int = Field(ge=1990, le=2100)
    sample: Words
    caveat: Words
    measures: Literal["use", "benefit", "capacity", "public demand", "risk from social media"]
    guess: Guess | None = None
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def guessed(self) -> float | None:
        """The figure that answers the guess, if there is one to make."""
        if self.guess is None:
            return None
        return next(value.value for value in self.values if value.label == self.guess.label)

    @model_validator(mode="after")
    def _guess_has_an_answer(self) -> Self:
        labels = [value.label for value in self.values]
        if self.guess and self.guess.label not in labels:
            msg = f"guess.label ({self.guess.label}) must be a label of values: {', '.join(labels)}"
            raise ValueError(msg)
        return self


class EvidenceFile(File):
    """`evidence.json`."""

    evidence: tuple[Evidence, ...]


class Question(Record):
    """A question with a known answer, to practise ranges on."""

    id: Id
    question: Words
    answer: float
    unit: Words
    year: int = Field(ge=1990, le=2100)
    answer_precision: Words
    range_hint: Interval
    side: Literal["engagement", "staying away", "use", "evidence quality"]
    after_reveal: Words
    refs: tuple[Reference, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _answer_is_in_reach(self) -> Self:
        if not self.range_hint.lowest <= self.answer <= self.range_hint.highest:
            msg = f"answer ({self.answer:g}) must lie inside range_hint"
            raise ValueError(msg)
        return self


class CalibrationFile(File):
    """`calibration.json`."""

    questions: tuple[Question, ...]
