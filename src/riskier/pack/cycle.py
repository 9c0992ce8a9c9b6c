"""The vicious cycle: its nodes and links, and a toy model of it with five scenarios."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from riskier.pack.record import File, Id, Record, Words

_MODEL_PLAYED = {"parameters", "equations", "plain_words", "horizon_months", "lasting_share"}
_SCENARIO_PLAYED = {
    "id",
    "name",
    "what_it_is",
    "parameters",
    "what_happens",
    "what_would_change_it",
}


class Node(Record):
    """One thing that feeds, or is fed by, another."""

    id: Id
    label: Words
    when_stuck: Words
    in_model: Words


class Link(Record):
    """One arrow, with the sentence that stands for it on a card."""

    id: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    polarity: Literal["+", "-", "either"]
    in_model: bool
    text: Words
    seed_paraphrase: Words


class Loop(Record):
    """A closed chain of links."""

    id: Id
    links: tuple[Id, ...] = Field(min_length=2)
    type: Literal["reinforcing", "balancing"]
    plain: Words


class State(Record):
    """Levels at one time, each a share from 0 to 1."""

    understanding: float = Field(ge=0, le=1)
    engagement: float = Field(ge=0, le=1)
    experience: float = Field(ge=0, le=1)


class Moment(State):
    """Levels in one month."""

    month: float = Field(ge=0)


class Peak(Record):
    """Highest levels on the way."""

    engagement: float = Field(ge=0, le=1)
    experience: float = Field(ge=0, le=1)


class Parameter(Record):
    """One setting of the toy model: its symbol, meaning, default and limits."""

    symbol: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    name: Words
    plain_words: Words
    default: float
    min: float
    max: float
    step: float = Field(gt=0)
    unit: Words

    @model_validator(mode="after")
    def _default_is_in_reach(self) -> Self:
        if not self.min <= self.default <= self.max:
            msg = (
                f"default ({self.default:g}) must lie from min ({self.min:g}) to max ({self.max:g})"
            )
            raise ValueError(msg)
        return self


class RestingPoints(Record):
    """Levels of experience at which the model rests or tips."""

    low: float
    tipping_point: float
    high: float
    plain: Words


class Threshold(Record):
    """The standing permission above which the loop cannot stay stuck."""

    S: float
    plain: Words


class Push(Record):
    """The shortest push of one size that tips the loop."""

    level: float
    months: float


class Pushes(Record):
    """Shortest pushes, by size."""

    needed: tuple[Push, ...]
    plain: Words


class Model(Record):
    """The toy model: equations, settings and landmarks. Illustrative, not estimated."""

    equations: tuple[Words, ...]
    plain_words: tuple[Words, ...]
    start: State
    resting_points_at_default: RestingPoints
    permission_threshold: Threshold
    push_needed_at_default: Pushes
    solver: Words
    horizon_months: int = Field(ge=1)
    lasting_share: float = Field(gt=0, lt=1)
    parameters: tuple[Parameter, ...]

    @property
    def defaults(self) -> dict[str, float]:
        """Return each parameter's default by its symbol."""
        return {one.symbol: one.default for one in self.parameters}


class Scenario(Record):
    """One run of the toy model with its settings and its path."""

    id: Id
    name: Words
    what_it_is: Words
    parameters: dict[str, float]
    changed: tuple[str, ...]
    end_state_24_months: State
    peak: Peak
    rests_at: State
    settles: Literal["low", "high"]
    path: tuple[Moment, ...] = Field(min_length=2)
    what_happens: Words
    what_would_change_it: Words


class Lever(Record):
    """One place to break the loop, and the settings that pushing there changes."""

    id: Id
    node: Id
    label: Words
    detail: Words
    parameters: dict[str, float] = Field(min_length=1)


class Cycle(File):
    """`cycle.json`."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    loops: tuple[Loop, ...]
    model: Model
    scenarios: tuple[Scenario, ...]
    levers: tuple[Lever, ...]

    def playable(self) -> dict[str, Any]:
        """Return what it takes to play with the model: `model` and `scenarios`, as JSON."""
        return {
            "model": self.model.model_dump(mode="json", include=_MODEL_PLAYED),
            "scenarios": [
                scenario.model_dump(mode="json", include=_SCENARIO_PLAYED)
                for scenario in self.scenarios
            ],
        }

    def lasting(self) -> tuple[str, ...]:
        """Return the ids of the scenarios that end above the lasting share."""
        return tuple(
            scenario.id
            for scenario in self.scenarios
            if scenario.end_state_24_months.engagement > self.model.lasting_share
        )
