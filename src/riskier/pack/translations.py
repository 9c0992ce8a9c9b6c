"""Translations: an everyday example, and the same job in professional work."""

from pydantic import Field

from riskier.pack.record import File, Id, Record, Words


class ModelAnswers(Record):
    """One possible answer from public service and one from a company."""

    public_service: Words
    corporate: Words


class Translation(Record):
    """A made-up everyday example, what carries over from it and what does not."""

    id: Id
    task_id: Id
    kind: Words
    example: Words
    professional_blank: Words
    carries_over: Words
    does_not_carry_over: Words
    model_answers: ModelAnswers
    tool_ids: tuple[Id, ...] = Field(min_length=1)


class TranslationFile(File):
    """`translations.json`."""

    translations: tuple[Translation, ...]
