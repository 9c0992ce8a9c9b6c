"""Barriers: reasons people give for staying away, some of them good ones."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from riskier.pack.record import File, Id, Record, Source, Words

Reference = Annotated[str, Field(pattern=r"^(cases|evidence|tasks|tools|cycle):[a-z0-9._-]+$")]


class Barrier(Record):
    """One reason. `sound_when` says when it is a good reason; `basis` where it was heard."""

    id: Id
    label: Words = Field(max_length=80)
    loop_step: Literal["understanding", "engagement", "experience", "permission"]
    basis: Words
    counter_question: Words
    sound_when: Words
    refs: tuple[Reference, ...] = ()
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if not self.refs and not self.sources:
            msg = "a barrier needs a source, or a reference to a record that has one"
            raise ValueError(msg)
        return self


class BarrierFile(File):
    """`barriers.json`."""

    barriers: tuple[Barrier, ...]
