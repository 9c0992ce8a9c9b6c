"""What a workshop asks, and in which order: activities, exhibits, steps, run sheets.

An *activity* is one thing a person is asked. A *step* is one line of a run sheet: an
activity in one of its rounds, an exhibit to look at, or talk. The words that a
facilitator says and does live on the step.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")]
RunSheet = Literal["45", "90", "180"]
Stage = Literal["welcome", "relevance", "cycle", "tools", "risk", "commitments"]
EstimatePart = Literal["lowest", "highest", "best", "confidence"]


class Record(BaseModel):
    """Base of everything in a pack: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(Record):
    """One point of a rating scale."""

    value: float
    label: str


class Scale(Record):
    """The points a rating may take, from low to high."""

    points: tuple[Point, ...] = Field(min_length=2)
    low_label: str = ""
    high_label: str = ""


class Bounds(Record):
    """Limits an estimate may not leave. `None` means no limit on that side."""

    lowest: float | None = None
    highest: float | None = None


class Item(Record):
    """One thing inside an activity: an option, a statement, a card, a quantity, a slot."""

    id: Id
    label: str
    detail: str | None = None
    group: str | None = None
    scale: Scale | None = None
    unit: str | None = None
    bounds: Bounds | None = None
    positive: bool = False


class ItemsFrom(Record):
    """Where an activity's items come from when they are not written out.

    `collection` names a file of the pack; `form` says how its records become items.
    `ids` limits them (per run sheet, or for all); `result_of` takes the first `take`
    ids of an earlier activity's ranking instead, and `ids` when there is none yet.
    """

    collection: str
    form: str = "records"
    ids: dict[RunSheet, tuple[Id, ...]] | tuple[Id, ...] | Literal["all"] = "all"
    result_of: Id | None = None
    take: dict[RunSheet, int] | None = None


class Round(Record):
    """One asking of an activity. `prefill` puts the person's previous answer in."""

    number: int = Field(ge=1, le=9)
    name: str
    prompt: str
    help: str = ""
    prefill: bool = False


class ActivityBase(Record):
    """What every kind of activity has."""

    id: Id
    stage: Stage
    title: str
    rounds: tuple[Round, ...] = Field(min_length=1)
    items: tuple[Item, ...] | None = None
    items_from: ItemsFrom | None = None
    finding: str
    reveal: Literal["after_close", "never"] = "after_close"
    discussion: tuple[str, ...] = ()
    solo: str = ""


class Choice(ActivityBase):
    """Pick some of the items. Answer: `{"selected": [id…]}`."""

    kind: Literal["choice"] = "choice"
    max_selected: int = Field(default=1, ge=1)


class ScaleActivity(ActivityBase):
    """Rate each item. Answer: `{"ratings": {item: number}}`."""

    kind: Literal["scale"] = "scale"
    scale: Scale


class Rank(ActivityBase):
    """Put items in order, the best first. Answer: `{"order": [id…]}`.

    `top` is how many places there are; items without a place are left out.
    """

    kind: Literal["rank"] = "rank"
    top: int | None = None


class Sort(ActivityBase):
    """Put each card in a column. Answer: `{"placed": {card: column}}`."""

    kind: Literal["sort"] = "sort"
    columns: tuple[Item, ...] | None = None
    columns_from: ItemsFrom | None = None


class Estimate(ActivityBase):
    """Give a range for each item. Answer: `{"estimates": {item: {…}}}`.

    `asks` names the numbers asked for, in order. When confidence is not asked, ranges
    are meant at `confidence` percent.
    """

    kind: Literal["estimate"] = "estimate"
    asks: tuple[EstimatePart, ...] = ("lowest", "highest", "best", "confidence")
    confidence: float = 80


class Text(ActivityBase):
    """Write short texts, one for each item; or up to `max_texts` when there are none.

    Answer: `{"texts": [string…], "votes": [id…]}`. In a round listed in `vote_rounds`
    people see texts of the round before and may vote for up to `max_votes` of them.
    """

    kind: Literal["text"] = "text"
    max_texts: int = Field(default=1, ge=1, le=5)
    max_length: int = Field(default=280, ge=20, le=280)
    vote_rounds: tuple[int, ...] = ()
    max_votes: int = 3


class Plan(ActivityBase):
    """Write an if-then plan. Answer: `{"cue", "act", "tell"}`."""

    kind: Literal["plan"] = "plan"
    max_length: int = Field(default=140, ge=20, le=280)


Activity = Annotated[
    Choice | ScaleActivity | Rank | Sort | Estimate | Text | Plan, Field(discriminator="kind")
]


class Exhibit(Record):
    """Something to look at that asks nothing: a comparison, a loop, a figure."""

    id: Id
    stage: Stage
    title: str
    finding: str
    text: str = ""
    of: Id | None = None


class StageInfo(Record):
    """A stage's title and what it is for, in one or two sentences."""

    id: Stage
    title: str
    purpose: str


class Step(Record):
    """One line of a run sheet, with the facilitator's words.

    `minutes` lists the run sheets that the step is part of. At most one of `activity`
    and `exhibit` is set; a step with neither is talk (or a break).
    """

    id: Id
    stage: Stage
    title: str
    activity: Id | None = None
    round: int = 1
    exhibit: Id | None = None
    minutes: dict[RunSheet, float]
    purpose: str
    screen: str
    say: tuple[str, ...]
    do: tuple[str, ...]
    works_when: str
    if_short: str
    if_stuck: str
    output: str


class Agenda(Record):
    """The whole plan of a workshop."""

    about: dict[str, str]
    stages: tuple[StageInfo, ...]
    activities: tuple[Activity, ...]
    exhibits: tuple[Exhibit, ...]
    steps: tuple[Step, ...]
