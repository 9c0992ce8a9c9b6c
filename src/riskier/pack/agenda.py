"""What a workshop asks, and in which order: activities, exhibits, steps, run sheets.

An *activity* is one thing a person is asked. A *step* is one line of a run sheet: an
activity in one of its rounds, an exhibit to look at, or talk. The words that a
facilitator says and does live on the step.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from riskier.pack.record import File, Id, Record, Words

RunSheet = Literal["45", "90", "180"]
RUN_SHEETS: tuple[RunSheet, ...] = get_args(RunSheet)
Stage = Literal["welcome", "relevance", "cycle", "tools", "risk", "commitments"]
EstimatePart = Literal["lowest", "highest", "best", "confidence"]


FindingKind = Literal[
    "counts",
    "pareto",
    "diverging",
    "dumbbell",
    "awareness",
    "ranking",
    "sequence",
    "heatmap",
    "cases",
    "intervals",
    "calibration",
    "texts",
    "shift",
    "progress",
    "follow-up",
    "guesses",
    "levers",
]
ExhibitKind = Literal[
    "comparison",
    "exceedance",
    "flips",
    "horizon",
    "disagreement",
    "loop",
    "toy-model",
    "evidence",
    "matrix",
    "moved",
    "landscape",
    "gems",
]


class Point(Record):
    """One point of a rating scale."""

    value: float
    label: Words


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
    label: Words
    detail: str | None = None
    group: str | None = None
    scale: Scale | None = None
    unit: str | None = None
    bounds: Bounds | None = None


class IdsByRunSheet(Record):
    """A list of record ids for each run sheet."""

    short: tuple[Id, ...] = Field(alias="45")
    standard: tuple[Id, ...] = Field(alias="90")
    long: tuple[Id, ...] = Field(alias="180")

    def of(self, run_sheet: RunSheet) -> tuple[str, ...]:
        """Return the ids of one run sheet."""
        return {"45": self.short, "90": self.standard, "180": self.long}[run_sheet]


class ItemsFrom(Record):
    """Records of the pack that become an activity's items.

    `collection` names the records and `form` how they become items. `ids` limits them
    per run sheet; without it all are taken. With `result_of`, a room takes the first `take`
    ids of that earlier activity's result instead, in the run sheets that `take` names;
    `ids` is what it falls back on.
    """

    collection: Words
    form: Words
    ids: IdsByRunSheet | None = None
    result_of: Id | None = None
    take: dict[RunSheet, Annotated[int, Field(ge=1)]] | None = None


class Round(Record):
    """One asking of an activity. `prefill` puts the person's previous answer in."""

    number: int = Field(ge=1, le=9)
    name: Words
    prompt: Words
    help: str = ""
    prefill: bool = False


class ActivityBase(Record):
    """What every kind of activity has.

    Items come from `items_from`, from `items`, or from both, in this order.
    """

    id: Id
    stage: Stage
    title: Words
    rounds: tuple[Round, ...] = Field(min_length=1)
    items: tuple[Item, ...] | None = None
    items_from: ItemsFrom | None = None
    finding: FindingKind
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
    """Put each card in a column. Answer: `{"placed": {card: column}}`.

    Columns come from `columns_from`, from `columns`, or from both, in this order.
    """

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
    `usually` is how many of the items one person writes to, when that is not all of them:
    minutes are counted by it.
    """

    kind: Literal["text"] = "text"
    max_texts: int = Field(default=1, ge=1, le=5)
    max_length: int = Field(default=280, ge=20, le=280)
    vote_rounds: tuple[int, ...] = ()
    max_votes: int = 3
    usually: int | None = Field(default=None, ge=1)


class Plan(ActivityBase):
    """Write an if-then plan. Answer: `{"cue", "act", "tell"}`."""

    kind: Literal["plan"] = "plan"
    max_length: int = Field(default=140, ge=20, le=280)


Activity = Annotated[
    Choice | ScaleActivity | Rank | Sort | Estimate | Text | Plan, Field(discriminator="kind")
]


class Exhibit(Record):
    """Something to look at that asks nothing: a comparison, a loop, a figure.

    `of` names the activity whose answers it shows, `evidence` the published figures.
    `discussion` holds questions that make sense without its picture, too: a group too small
    to be shown gets these alone.
    """

    id: Id
    stage: Stage
    title: Words
    finding: ExhibitKind
    text: str = ""
    of: Id | None = None
    evidence: tuple[Id, ...] = ()
    discussion: tuple[str, ...] = ()


class StageInfo(Record):
    """A stage's title and what it is for, in one or two sentences."""

    id: Stage
    title: Words
    purpose: Words


class Step(Record):
    """One line of a run sheet, with the facilitator's words.

    `minutes` lists the run sheets that the step is part of; a step of none is for later,
    such as a follow-up. At most one of `activity`
    and `exhibit` is set; a step with neither is talk (or a break), and `shows` names the
    activity or exhibit whose revealed finding stays on the screen meanwhile. The result of
    a step with `hold` is not revealed here: a later step shows it.
    """

    id: Id
    stage: Stage
    title: Words
    activity: Id | None = None
    round: int = 1
    exhibit: Id | None = None
    shows: Id | None = None
    hold: bool = False
    minutes: dict[RunSheet, Annotated[float, Field(gt=0)]]
    purpose: Words
    screen: Words
    say: tuple[Words, ...] = Field(min_length=1)
    do: tuple[Words, ...] = Field(min_length=1)
    works_when: Words
    if_short: Words
    if_stuck: Words
    output: Words


def time_in_words(minutes: float) -> str:
    """Return how long something takes, such as "45 s", "2 min" or "2 min 30 s"."""
    whole, seconds = divmod(round(minutes * 60), 60)
    parts = (f"{whole} min" if whole else "", f"{seconds} s" if seconds else "")
    return " ".join(part for part in parts if part)


class Pace(Record):
    """Seconds that one person takes for a kind of activity.

    `once` to begin, then `item` for each item and `part` for each number of an estimate;
    `again` for each item whose answer is filled in; `vote` for a whole voting round.
    """

    once: float = Field(ge=0)
    item: float = Field(default=0, ge=0)
    part: float = Field(default=0, ge=0)
    again: float = Field(default=0, ge=0)
    vote: float = Field(default=0, ge=0)


class Paces(Record):
    """How long one person takes, by kind of activity."""

    choice: Pace
    scale: Pace
    rank: Pace
    sort: Pace
    estimate: Pace
    text: Pace
    plan: Pace


class Agenda(File):
    """The whole plan of a workshop: `agenda.json`."""

    stages: tuple[StageInfo, ...]
    paces: Paces
    activities: tuple[Activity, ...]
    exhibits: tuple[Exhibit, ...]
    steps: tuple[Step, ...]
