"""Tools, the tasks they may serve, and how well each tool fits each task."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from riskier.pack.record import Date, File, Id, Record, Source, Words

Audience = Literal[
    "team", "organisation", "cross-government", "profession", "stakeholders", "public"
]

AUDIENCES: Mapping[Audience, str] = {
    "team": "My team",
    "organisation": "My organisation",
    "cross-government": "Other public bodies",
    "profession": "My profession",
    "stakeholders": "Stakeholders",
    "public": "The public",
}
"""Whom a tool may be for, from near to far, with what people call them."""

Openness = Literal["public", "invited", "closed"]

DEGREES: Mapping[Openness, str] = {
    "public": "Open to all",
    "invited": "By invitation",
    "closed": "Closed",
}
"""Who may see what is there, from open to closed."""


class Family(Record):
    """A kind of tool, named as a person would name it, with well-known examples."""

    id: Id
    label: Words
    examples: Words


class Tool(Record):
    """One tool: what it is for, what it costs, what to ask before using it."""

    id: Id
    name: Words
    former_names: tuple[Words, ...]
    family: Id
    one_line: Words
    audience: tuple[Audience, ...] = Field(min_length=1)
    openness: Openness
    hosting: Literal["saas", "self-hostable", "both", "protocol"]
    open_source: bool
    licence_or_terms: Words | None
    cost: Literal["free", "freemium", "paid"]
    first_year: int | None = Field(ge=1960, le=2100)
    status: Literal["active", "renamed", "sunset"]
    status_note: Words
    as_of: Date
    records_note: Words
    starter_action: Words
    lurk_possible: bool
    time_to_get_it: Literal["minutes", "days", "weeks"]
    time_to_get_it_reason: Words
    risk_notes: tuple[Words, ...]
    well_known: bool
    accessibility_note: Words | None = None
    sources: tuple[Source, ...]
    verified: Literal["source-read", "unsourced"]
    unsourced_fields: tuple[Words, ...]

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.verified == "source-read" and not self.sources:
            msg = "a tool marked source-read needs at least one source"
            raise ValueError(msg)
        return self


class ToolFile(File):
    """`tools.json`."""

    families: tuple[Family, ...]
    tools: tuple[Tool, ...]


class Task(Record):
    """One thing people do at work that a tool might help with."""

    id: Id
    label: Words
    example_public_service: Words
    example_corporate: Words
    consumer_parallel: Words
    direction: Literal["listen", "converse", "publish", "collaborate"]
    sources: tuple[Source, ...] = Field(min_length=1)


class TaskFile(File):
    """`tasks.json`."""

    tasks: tuple[Task, ...]


class Fit(Record):
    """How well a tool fits a task: 1 possible, 2 good, 3 made for it. An opinion."""

    tool_id: Id
    task_id: Id
    fit: Literal[1, 2, 3]
    why: Words
