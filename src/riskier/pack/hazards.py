"""Hazards: what may go wrong, how often and at what cost, on each side of the question.

Every number here is illustrative: the authors made it up for the sample exercise.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from riskier.pack.agenda import Bounds
from riskier.pack.record import File, Id, Interval, Record, Words

Stance = Literal["engage", "stay_away"]


class Guess(Record):
    """An 80% range with a best value inside it."""

    lowest: float = Field(gt=0)
    best: float
    highest: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.lowest < self.best < self.highest:
            msg = (
                f"lowest ({self.lowest:g}), best ({self.best:g}) and highest"
                f" ({self.highest:g}) must rise in this order"
            )
            raise ValueError(msg)
        return self


class Driver(Record):
    """The sample numbers of one stance: events a year and staff days for each."""

    events_per_year: Guess
    cost_per_event: Guess
    unit: Literal["staff_days"]
    cost_notes: Words


class Drivers(Record):
    """The sample numbers of both stances."""

    engage: Driver
    stay_away: Driver


class Effort(Record):
    """What a safeguard costs to set up."""

    level: Literal["low", "medium", "high"]
    staff_days_first_year: Interval


class Mitigation(Record):
    """A safeguard: what it multiplies the number of events and the cost of one by."""

    title: Words
    stance: Stance | Literal["both"]
    frequency_multiplier: Interval
    cost_multiplier: Interval
    effort: Effort


class Hazard(Record):
    """Something that may go wrong, whichever stance makes it likelier.

    With `common_cause` the outside event happens anyway, so how often is asked once.
    """

    id: Id
    title: Words = Field(max_length=60)
    leans: Stance | Literal["both"]
    what_happens: Words
    why_engaging_changes_it: Words
    why_staying_away_changes_it: Words
    counts_as_one_event: Words
    cost_counts: Words
    common_cause: bool
    events_cap: float | None = Field(gt=0)
    experience_effect: float = Field(ge=0, le=1)
    drivers: Drivers
    left_out: Words
    mitigations: tuple[Mitigation, ...]
    case_ids: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _common_cause_is_one_event(self) -> Self:
        same = self.drivers.engage.events_per_year == self.drivers.stay_away.events_per_year
        if self.common_cause and not same:
            msg = "a common cause needs the same events_per_year on both sides"
            raise ValueError(msg)
        return self


class EstimateWords(Record):
    """How a quantity is asked for, per stance, with the limits an answer may not leave.

    `both` asks for what is the same whichever way one chooses.
    """

    engage: Words
    stay_away: Words
    both: Words
    unit: Words
    bounds: Bounds


class Asking(Record):
    """The wording of the two questions asked about each hazard."""

    events: EstimateWords
    cost: EstimateWords


class HazardFile(File):
    """`hazards.json`."""

    asking: Asking
    hazards: tuple[Hazard, ...]
