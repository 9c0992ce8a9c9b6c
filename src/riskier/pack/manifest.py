"""The cover of a pack: what it is called, what it asks, under which licence."""

from pydantic import Field

from riskier.pack.record import Id, Record, Url, Words


class Stance(Record):
    """One side of the question: its name in a sentence, and what it means here."""

    label: Words
    means: Words


class Stances(Record):
    """The two sides that every pack compares."""

    engage: Stance
    stay_away: Stance


class Licence(Record):
    """The terms on which the content may be used."""

    name: Words
    url: Url


class Manifest(Record):
    """`pack.json`."""

    id: Id
    title: Words
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    language: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    question: Words
    topics: tuple[Words, ...] = Field(min_length=1)
    stances: Stances
    licence: Licence
