"""The way through an agenda: which step an activity belongs to, what comes next."""

from collections.abc import Iterable

from riskier.pack import Pack
from riskier.pack.agenda import RUN_SHEETS, Activity, Exhibit, Step
from riskier.room.errors import RoomError, listed, shown
from riskier.room.records import RoomRecord


class Route:
    """Finds things in a pack's agenda; unknown ids are `RoomError`s that name the known."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.stages = tuple(stage.id for stage in pack.stages)
        self.steps = tuple(pack.agenda.steps)

    def activity(self, activity: str) -> Activity:
        """Return an activity."""
        if activity not in self._pack.activities:
            raise _unknown("activity", activity, self._pack.activities.ids)
        return self._pack.activities[activity]

    def exhibit(self, exhibit: str) -> Exhibit:
        """Return an exhibit."""
        if exhibit not in self._pack.exhibits:
            raise _unknown("exhibit", exhibit, self._pack.exhibits.ids)
        return self._pack.exhibits[exhibit]

    def is_exhibit(self, name: str) -> bool:
        """Tell whether there is an exhibit of this name."""
        return name in self._pack.exhibits

    def stage(self, stage: str) -> str:
        """Return a stage's id."""
        if stage not in self.stages:
            raise _unknown("stage", stage, self.stages)
        return stage

    def step(self, step: str) -> Step:
        """Return a step."""
        for each in self.steps:
            if each.id == step:
                return each
        raise _unknown("step", step, [each.id for each in self.steps])

    def round(self, activity: str, number: int) -> int:
        """Return a round's number."""
        rounds = [str(each.number) for each in self.activity(activity).rounds]
        if str(number) not in rounds:
            raise RoomError(
                "unknown_round",
                f"{activity} has no round {number}. It has: {listed(rounds)}.",
                field="round",
                status=422,
                allowed=rounds,
            )
        return number

    def run_sheet(self, run_sheet: str) -> str:
        """Return a run sheet's name."""
        if run_sheet not in RUN_SHEETS:
            raise _unknown("run_sheet", run_sheet, RUN_SHEETS)
        return run_sheet

    def asked(self, key: str) -> tuple[str, int]:
        """Return the activity and the round of a key."""
        activity, _, number = key.rpartition("/")
        return activity, self.round(activity, int(number) if number.isdecimal() else 0)

    def of_key(self, key: str) -> None:
        """Raise unless a key is that of an activity's round or of an exhibit."""
        kind, _, name = key.partition("/")
        if kind == "exhibit" and not name.isdecimal():
            self.exhibit(name)
        else:
            self.asked(key)

    def step_of_activity(
        self, activity: str, *, number: int | None, stage: str | None, run_sheet: str
    ) -> Step | None:
        """Return the step that asks an activity, one on the run sheet if there is one."""
        fitting = [
            step
            for step in self.steps
            if step.activity == activity
            and number in (None, step.round)
            and stage in (None, step.stage)
        ]
        return _preferred(fitting, run_sheet)

    def step_of_exhibit(self, exhibit: str, *, stage: str | None, run_sheet: str) -> Step | None:
        """Return the step that shows an exhibit, one on the run sheet if there is one."""
        fitting = [
            step for step in self.steps if step.exhibit == exhibit and stage in (None, step.stage)
        ]
        return _preferred(fitting, run_sheet)

    def on_run_sheet(self, run_sheet: str) -> tuple[Step, ...]:
        """Return the steps of a run sheet in order."""
        return tuple(step for step in self.steps if run_sheet in step.minutes)

    def place(self, record: RoomRecord) -> int:
        """Return the index, among all steps, of where a room is; -1 before the first."""
        if record.step is not None:
            return self.steps.index(self.step(record.step))
        before = self.stages[: self.stages.index(record.stage)]
        return sum(1 for step in self.steps if step.stage in before) - 1

    def next_step(self, record: RoomRecord) -> Step | None:
        """Return the step of the run sheet that comes after where a room is."""
        later = self.steps[self.place(record) + 1 :]
        return next((step for step in later if record.run_sheet in step.minutes), None)

    def progress(self, record: RoomRecord) -> dict[str, int]:
        """Return how many of the run sheet's steps are begun, and how many there are."""
        begun = self.steps[: self.place(record) + 1]
        return {
            "index": sum(1 for step in begun if record.run_sheet in step.minutes),
            "of": len(self.on_run_sheet(record.run_sheet)),
        }


def _preferred(steps: list[Step], run_sheet: str) -> Step | None:
    on_sheet = [step for step in steps if run_sheet in step.minutes]
    return next(iter(on_sheet or steps), None)


def _unknown(what: str, given: str, known: Iterable[str]) -> RoomError:
    known = tuple(known)
    return RoomError(
        f"unknown_{what}",
        f"There is no {what.replace('_', ' ')} {shown(given)}. Known here: {listed(known, 40)}.",
        field=what,
        status=422,
        allowed=known,
    )
