"""A pack: the content of a workshop, read and checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from riskier.pack.agenda import (
    Activity,
    Agenda,
    Exhibit,
    Item,
    ItemsFrom,
    Round,
    RunSheet,
    Sort,
    StageInfo,
    Step,
)
from riskier.pack.barriers import Barrier, BarrierFile
from riskier.pack.cases import Case, CaseFile
from riskier.pack.catalogue import Catalogue
from riskier.pack.cycle import Cycle, Lever, Link, Scenario
from riskier.pack.evidence import CalibrationFile, Evidence, EvidenceFile, Question
from riskier.pack.hazards import Asking, Hazard, HazardFile
from riskier.pack.items import FORMS, SEVERAL, Form
from riskier.pack.manifest import Manifest
from riskier.pack.overlay import Change
from riskier.pack.relevance import RelevanceFile, Statement
from riskier.pack.scales import Scales
from riskier.pack.tools import Family, Fit, Task, TaskFile, Tool, ToolFile
from riskier.pack.translations import Translation, TranslationFile
from riskier.pack.view import View, view_of


@dataclass(frozen=True)
class Files:
    """The files of a pack, as records."""

    pack: Manifest
    agenda: Agenda
    cases: CaseFile
    tools: ToolFile
    tasks: TaskFile
    fit: tuple[Fit, ...]
    hazards: HazardFile
    barriers: BarrierFile
    translations: TranslationFile
    relevance: RelevanceFile
    calibration: CalibrationFile
    evidence: EvidenceFile
    scales: Scales
    cycle: Cycle


class Pack:
    """The content of a workshop. Catalogues hold records in order and find them by id."""

    def __init__(
        self,
        folder: Path,
        files: Files,
        changes: Sequence[Change] = (),
        retired: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Keep `files`, read from `folder`.

        `changes` are what the folder does to the pack that it extends, `retired` the last
        labels of what it takes away, by collection and id.
        """
        self.folder = folder
        self.files = files
        self.changes = tuple(changes)
        self.retired = retired or {}
        self.agenda = files.agenda
        self.scales = files.scales
        self.cycle = files.cycle
        self.fit = files.fit
        self.activities: Catalogue[Activity] = Catalogue(files.agenda.activities)
        self.exhibits: Catalogue[Exhibit] = Catalogue(files.agenda.exhibits)
        self.stages: Catalogue[StageInfo] = Catalogue(files.agenda.stages)
        self.cases: Catalogue[Case] = Catalogue(files.cases.cases)
        self.families: Catalogue[Family] = Catalogue(files.tools.families)
        self.tools: Catalogue[Tool] = Catalogue(files.tools.tools)
        self.tasks: Catalogue[Task] = Catalogue(files.tasks.tasks)
        self.hazards: Catalogue[Hazard] = Catalogue(files.hazards.hazards)
        self.barriers: Catalogue[Barrier] = Catalogue(files.barriers.barriers)
        self.translations: Catalogue[Translation] = Catalogue(files.translations.translations)
        self.relevance: Catalogue[Statement] = Catalogue(files.relevance.statements)
        self.calibration: Catalogue[Question] = Catalogue(files.calibration.questions)
        self.evidence: Catalogue[Evidence] = Catalogue(files.evidence.evidence)
        self.links: Catalogue[Link] = Catalogue(files.cycle.links)
        self.scenarios: Catalogue[Scenario] = Catalogue(files.cycle.scenarios)
        self.levers: Catalogue[Lever] = Catalogue(files.cycle.levers)

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.files.pack.id

    @property
    def title(self) -> str:
        """The workshop's title."""
        return self.files.pack.title

    @property
    def question(self) -> str:
        """The question the workshop exists for."""
        return self.files.pack.question

    @property
    def topics(self) -> tuple[str, ...]:
        """What the question may be about, the usual topic first."""
        return self.files.pack.topics

    @property
    def stances(self) -> Mapping[str, str]:
        """The two sides of the question, by id, as they are called in a sentence."""
        stances = self.files.pack.stances
        return {"engage": stances.engage.label, "stay_away": stances.stay_away.label}

    @property
    def asking(self) -> Asking:
        """The wording of the questions asked about each hazard."""
        return self.files.hazards.asking

    def activity(self, activity_id: str) -> Activity:
        """Return an activity; a KeyError names the ids there are."""
        return self.activities[activity_id]

    def exhibit(self, exhibit_id: str) -> Exhibit:
        """Return an exhibit; a KeyError names the ids there are."""
        return self.exhibits[exhibit_id]

    def asking_about(self, collection: str) -> list[str]:
        """Return the ids of the activities that ask about a collection's records."""
        origins = ((each.id, each.items_from) for each in self.activities)
        return [name for name, origin in origins if origin and origin.collection == collection]

    def step(self, step_id: str) -> Step:
        """Return a step of any run sheet; a KeyError names the ids there are."""
        return self._steps[step_id]

    def steps(self, run_sheet: RunSheet) -> tuple[Step, ...]:
        """Return the steps of a run sheet in order."""
        return tuple(step for step in self.agenda.steps if run_sheet in step.minutes)

    def questions(self, step: Step) -> tuple[str, ...]:
        """Return what a facilitator may ask at a step; once, where its activity begins."""
        if step.exhibit is not None:
            return self.exhibit(step.exhibit).discussion
        if step.activity is None or step.round != 1:
            return ()
        return self.activity(step.activity).discussion

    def fit_of(self, tool_id: str, task_id: str) -> int:
        """Return how well a tool fits a task by the shipped table: 0 (not listed) to 3."""
        return self._fits.get((tool_id, task_id), 0)

    def round(self, activity_id: str, number: int) -> Round:
        """Return a round of an activity; a KeyError names the rounds there are."""
        rounds = {asked.number: asked for asked in self.activity(activity_id).rounds}
        if number not in rounds:
            known = ", ".join(str(known) for known in rounds)
            msg = f"{activity_id} has no round {number}; it has {known}"
            raise KeyError(msg)
        return rounds[number]

    def items(
        self, activity_id: str, run_sheet: RunSheet = "90", chosen: Sequence[str] | None = None
    ) -> tuple[Item, ...]:
        """Return what an activity asks about.

        `chosen` are the record ids that a room has frozen for it; without them the
        activity's own ids for the run sheet count. A chosen record that the pack has no
        more keeps its last known label, with "(no longer listed)".
        """
        activity = self.activity(activity_id)
        return self._made(activity.items_from, activity.items, run_sheet, chosen)

    def columns(
        self, activity_id: str, run_sheet: RunSheet = "90", chosen: Sequence[str] | None = None
    ) -> tuple[Item, ...]:
        """Return the columns of a sort activity, as `items` does; others have none."""
        activity = self.activity(activity_id)
        if not isinstance(activity, Sort):
            return ()
        return self._made(activity.columns_from, activity.columns, run_sheet, chosen)

    def view(  # noqa: PLR0913 - everything that a room may set for itself
        self,
        activity_id: str,
        number: int = 1,
        run_sheet: RunSheet = "90",
        *,
        topic: str | None = None,
        chosen: Sequence[str] | None = None,
        chosen_columns: Sequence[str] | None = None,
    ) -> View:
        """Return what a widget needs to ask an activity in one round."""
        return view_of(
            self.activity(activity_id),
            self.round(activity_id, number),
            self.items(activity_id, run_sheet, chosen),
            self.columns(activity_id, run_sheet, chosen_columns),
            self.topics[0] if topic is None else topic,
        )

    def collection(self, name: str) -> Catalogue[Any]:
        """Return the catalogue that an agenda calls `name`."""
        found: Catalogue[Any] = getattr(self, name)
        return found

    def ids_of(self, origin: ItemsFrom, run_sheet: RunSheet) -> tuple[str, ...]:
        """Return the record ids that `origin` names for a run sheet."""
        if origin.ids is None:
            return self.collection(origin.collection).ids
        return origin.ids.of(run_sheet)

    def _made(
        self,
        origin: ItemsFrom | None,
        written: Iterable[Item] | None,
        run_sheet: RunSheet,
        chosen: Sequence[str] | None,
    ) -> tuple[Item, ...]:
        own = tuple(written or ())
        if origin is None:
            return own
        ids = self.ids_of(origin, run_sheet) if chosen is None else tuple(chosen)
        form = FORMS[origin.collection][origin.form]
        made = (self._form_or_gone(form, origin, name) for name in ids)
        return (*chain.from_iterable(made), *own)

    def _form_or_gone(self, form: Form, origin: ItemsFrom, name: str) -> Iterable[Item]:
        if name in self.collection(origin.collection):
            return form(self, [name])
        if origin.form in SEVERAL:
            return ()  # what its parts would ask cannot be known any more
        return (self.gone(origin.collection, name),)

    def gone(self, collection: str, name: str) -> Item:
        """Return an item for a record that the pack has no more, with its last known label."""
        label = self.retired.get(collection, {}).get(name, name)
        return Item(id=name, label=f"{label} (no longer listed)")

    def require(
        self,
        activity_id: str,
        ids: Iterable[str],
        columns: Iterable[str] = (),
        may_be_gone: Callable[[str, str], bool] = lambda _collection, _name: False,
    ) -> None:
        """Raise a KeyError that names the ids there are, unless an activity may ask about all.

        `may_be_gone` says of a collection and a name whether that may once have been there.
        """
        activity = self.activity(activity_id)
        columns_from = activity.columns_from if isinstance(activity, Sort) else None
        for origin, names in ((activity.items_from, ids), (columns_from, columns)):
            if origin is not None:
                for name in names:
                    if not may_be_gone(origin.collection, name):
                        self.collection(origin.collection)[name]

    @cached_property
    def _steps(self) -> Catalogue[Step]:
        return Catalogue(self.agenda.steps)

    @cached_property
    def _fits(self) -> Mapping[tuple[str, str], int]:
        return {(fit.tool_id, fit.task_id): fit.fit for fit in self.fit}
