"""Check an agenda: its items, rounds and steps, its minutes and each person's effort."""

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

from riskier.pack.agenda import (
    Activity,
    Choice,
    Exhibit,
    ItemsFrom,
    Plan,
    Rank,
    RunSheet,
    Sort,
    Step,
    Text,
)
from riskier.pack.effort import seconds_for
from riskier.pack.faults import Fault, shown
from riskier.pack.items import FORMS
from riskier.pack.pack import Pack

FILE = "agenda.json"
RUN_SHEETS: tuple[RunSheet, ...] = get_args(RunSheet)


def faults_in_agenda(pack: Pack) -> Iterator[Fault]:
    """Yield every fault of the agenda itself."""
    unusable = set()
    for activity in pack.activities:
        found = list(_activity_faults(pack, activity))
        if found:
            unusable.add(activity.id)
        yield from found
    for exhibit in pack.exhibits:
        yield from _exhibit_faults(pack, exhibit)
    for step in pack.agenda.steps:
        yield from _step_faults(pack, step, unusable)
    for run_sheet in RUN_SHEETS:
        yield from _run_sheet_faults(pack, run_sheet)


def _exhibit_faults(pack: Pack, exhibit: Exhibit) -> Iterator[Fault]:
    key = f"exhibits[{exhibit.id}]"
    if exhibit.of is not None and exhibit.of not in pack.activities:
        yield Fault(FILE, f"{key}.of", shown(exhibit.of), "the id of an activity")
    for name in exhibit.evidence:
        if name not in pack.evidence:
            yield Fault(FILE, f"{key}.evidence", shown(name), "an id of evidence.json")
    if exhibit.finding == "evidence" and not exhibit.evidence:
        yield Fault(FILE, f"{key}.evidence", "nothing", "ids of evidence.json to show")


def _activity_faults(pack: Pack, activity: Activity) -> Iterator[Fault]:
    key = f"activities[{activity.id}]"
    if activity.stage not in pack.stages:
        yield Fault(FILE, f"{key}.stage", shown(activity.stage), "the id of a stage")
    numbers = [asked.number for asked in activity.rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Fault(FILE, f"{key}.rounds", shown(numbers), "rounds numbered 1, 2, 3 … in order")
    if activity.rounds[0].prefill:
        yield Fault(FILE, f"{key}.rounds", "prefill in round 1", "prefill from round 2 on")
    if isinstance(activity, Text):
        for number in activity.vote_rounds:
            if number not in numbers[1:]:
                yield Fault(FILE, f"{key}.vote_rounds", str(number), "a round from 2 on")
    yield from _sources_of_items(pack, activity)


def _sources_of_items(pack: Pack, activity: Activity) -> Iterator[Fault]:
    key = f"activities[{activity.id}]"
    faults = list(_origin_faults(pack, activity.items_from, f"{key}.items_from"))
    if isinstance(activity, Sort):
        faults += _origin_faults(pack, activity.columns_from, f"{key}.columns_from")
    yield from faults
    if faults:
        return
    for run_sheet in RUN_SHEETS:
        yield from _item_faults(pack, activity, run_sheet)


def _origin_faults(pack: Pack, origin: ItemsFrom | None, key: str) -> Iterator[Fault]:
    if origin is None:
        return
    if origin.collection not in FORMS:
        allowed = f"one of {', '.join(FORMS)}"
        yield Fault(FILE, f"{key}.collection", shown(origin.collection), allowed)
        return
    forms = FORMS[origin.collection]
    if origin.form not in forms:
        yield Fault(FILE, f"{key}.form", shown(origin.form), f"one of {', '.join(forms)}")
    known = pack.collection(origin.collection)
    for run_sheet in RUN_SHEETS if origin.ids else ():
        for name in origin.ids.of(run_sheet) if origin.ids else ():
            if name not in known:
                at = f"{key}.ids.{run_sheet}"
                yield Fault(FILE, at, shown(name), f"an id of {origin.collection}")
    yield from _result_faults(pack, origin, key)


def _result_faults(pack: Pack, origin: ItemsFrom, key: str) -> Iterator[Fault]:
    if (origin.result_of is None) != (origin.take is None):
        found = "only one of result_of and take"
        yield Fault(FILE, key, found, "both, or neither")
    if origin.result_of is None:
        return
    earlier = pack.activities.get(origin.result_of)
    same = earlier and earlier.items_from and earlier.items_from.collection == origin.collection
    if not same:
        allowed = f"the id of an activity with items from {origin.collection}"
        yield Fault(FILE, f"{key}.result_of", shown(origin.result_of), allowed)


def _item_faults(pack: Pack, activity: Activity, run_sheet: RunSheet) -> Iterator[Fault]:
    key = f"activities[{activity.id}] (run sheet {run_sheet})"
    items = [item.id for item in pack.items(activity.id, run_sheet)]
    columns = [column.id for column in pack.columns(activity.id, run_sheet)]
    for name, ids in (("items", items), ("columns", columns)):
        if len(ids) != len(set(ids)):
            yield Fault(FILE, f"{key}.{name}", ", ".join(ids), "each id once")
    if not items and not isinstance(activity, Text | Plan):
        yield Fault(FILE, f"{key}.items", "nothing", "items, or items_from")
    if isinstance(activity, Sort) and len(columns) < 2:
        yield Fault(FILE, f"{key}.columns", f"{len(columns)}", "at least two columns")
    if isinstance(activity, Choice) and activity.max_selected > max(len(items), 1):
        found, allowed = f"{activity.max_selected}", f"at most {len(items)}, the number of items"
        yield Fault(FILE, f"{key}.max_selected", found, allowed)
    if isinstance(activity, Rank) and activity.top is not None and activity.top > len(items):
        found, allowed = f"{activity.top}", f"at most {len(items)}, the number of items"
        yield Fault(FILE, f"{key}.top", found, allowed)
    yield from _missing_cards(pack, activity, run_sheet)


def _missing_cards(pack: Pack, activity: Activity, run_sheet: RunSheet) -> Iterator[Fault]:
    origin = activity.items_from
    if origin is None or origin.form != "cards":
        return
    for name in pack.ids_of(origin, run_sheet):
        if pack.cases[name].card is None:
            at = f"activities[{activity.id}].items_from.ids.{run_sheet}"
            yield Fault(FILE, at, shown(name), "a case that has a card")


def _step_faults(pack: Pack, step: Step, unusable: set[str]) -> Iterator[Fault]:
    key = f"steps[{step.id}]"
    if step.stage not in pack.stages:
        yield Fault(FILE, f"{key}.stage", shown(step.stage), "the id of a stage")
    if step.activity is not None and step.exhibit is not None:
        found = f"{step.activity} and {step.exhibit}"
        yield Fault(FILE, key, found, "an activity, an exhibit or neither, not both")
    if step.exhibit is not None and step.exhibit not in pack.exhibits:
        yield Fault(FILE, f"{key}.exhibit", shown(step.exhibit), "the id of an exhibit")
    if step.activity is None:
        return
    if step.activity not in pack.activities:
        yield Fault(FILE, f"{key}.activity", shown(step.activity), "the id of an activity")
        return
    numbers = [asked.number for asked in pack.activity(step.activity).rounds]
    if step.round not in numbers:
        allowed = f"a round of {step.activity}: {', '.join(str(number) for number in numbers)}"
        yield Fault(FILE, f"{key}.round", str(step.round), allowed)
    elif step.activity not in unusable:
        yield from _effort_faults(pack, step)


def _effort_faults(pack: Pack, step: Step) -> Iterator[Fault]:
    activity = pack.activity(step.activity or "")
    asked = pack.round(activity.id, step.round)
    for run_sheet, minutes in step.minutes.items():
        needs = seconds_for(pack, activity, asked, run_sheet)
        if needs > minutes * 60:
            found = f"{minutes:g} minutes for {needs:g} seconds of answering"
            allowed = f"at least {needs / 60:.1f} minutes, or fewer items (see paces)"
            yield Fault(FILE, f"steps[{step.id}].minutes.{run_sheet}", found, allowed)


def _run_sheet_faults(pack: Pack, run_sheet: RunSheet) -> Iterator[Fault]:
    steps = pack.steps(run_sheet)
    total = sum(step.minutes[run_sheet] for step in steps)
    if abs(total - int(run_sheet)) > 1e-9:
        found = f"{total:g} minutes in all"
        yield Fault(FILE, f"steps, run sheet {run_sheet}", found, f"exactly {run_sheet} minutes")
    order = {stage: place for place, stage in enumerate(pack.stages.ids)}
    for before, after in pairwise(steps):
        if order.get(after.stage, 0) < order.get(before.stage, 0):
            found = f"{after.stage} after {before.stage}"
            allowed = f"steps in the order of the stages: {', '.join(order)}"
            yield Fault(FILE, f"steps[{after.id}].stage", found, allowed)
    yield from _round_order(steps, run_sheet)


def _round_order(steps: tuple[Step, ...], run_sheet: RunSheet) -> Iterator[Fault]:
    reached: dict[str, int] = {}
    for step in steps:
        if step.activity is None:
            continue
        expected = reached.get(step.activity, 0) + 1
        if step.round != expected:
            key = f"steps[{step.id}].round (run sheet {run_sheet})"
            yield Fault(FILE, key, str(step.round), f"{expected}, as rounds come in order")
        reached[step.activity] = step.round
