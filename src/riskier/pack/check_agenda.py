"""Check an agenda: its items, rounds and steps, its minutes and each person's effort."""

from collections.abc import Iterator
from itertools import pairwise

from riskier.pack.agenda import (
    RUN_SHEETS,
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
from riskier.pack.draft import Draft
from riskier.pack.effort import seconds_for
from riskier.pack.faults import Fault, repeats, shown
from riskier.pack.items import FORMS
from riskier.pack.pack import Pack

FILE = "agenda.json"


def faults_in_agenda(draft: Draft) -> Iterator[Fault]:
    """Yield every fault of the agenda itself, as far as it could be read."""
    unusable = set()
    for activity in draft.pack.activities:
        found = list(_activity_faults(draft, activity))
        if found:
            unusable.add(activity.id)
        yield from found
    for exhibit in draft.pack.exhibits:
        yield from _exhibit_faults(draft, exhibit)
    for step in draft.pack.agenda.steps:
        yield from _step_faults(draft, step, unusable)
    if draft.sound("agenda.steps"):
        for run_sheet in RUN_SHEETS:
            yield from _run_sheet_faults(draft.pack, run_sheet)


def _exhibit_faults(draft: Draft, exhibit: Exhibit) -> Iterator[Fault]:
    key = f"exhibits[{exhibit.id}]"
    if exhibit.of is not None and exhibit.of not in draft.named["activities"]:
        yield Fault(FILE, f"{key}.of", shown(exhibit.of), "the id of an activity")
    for name in exhibit.evidence:
        if name not in draft.named["evidence"]:
            yield Fault(FILE, f"{key}.evidence", shown(name), "an id of evidence.json")
    if exhibit.finding == "evidence" and not exhibit.evidence:
        yield Fault(FILE, f"{key}.evidence", "nothing", "ids of evidence.json to show")


def _activity_faults(draft: Draft, activity: Activity) -> Iterator[Fault]:
    key = f"activities[{activity.id}]"
    if activity.stage not in draft.named["stages"]:
        yield Fault(FILE, f"{key}.stage", shown(activity.stage), "the id of a stage")
    columns = activity.columns if isinstance(activity, Sort) else None
    for name, written in (("items", activity.items), ("columns", columns)):
        for repeated in repeats(item.id for item in written or ()):
            yield Fault(FILE, f"{key}.{name}", shown(repeated), "each id once")
    yield from _numbering_faults(activity, key)
    yield from _sources_of_items(draft, activity)


def _numbering_faults(activity: Activity, key: str) -> Iterator[Fault]:
    numbers = [asked.number for asked in activity.rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Fault(FILE, f"{key}.rounds", shown(numbers), "rounds numbered 1, 2, 3 … in order")
    if activity.rounds[0].prefill:
        yield Fault(FILE, f"{key}.rounds", "prefill in round 1", "prefill from round 2 on")
    for number in activity.vote_rounds if isinstance(activity, Text) else ():
        if number not in numbers[1:]:
            yield Fault(FILE, f"{key}.vote_rounds", str(number), "a round from 2 on")


def _sources_of_items(draft: Draft, activity: Activity) -> Iterator[Fault]:
    key = f"activities[{activity.id}]"
    faults = list(_origin_faults(draft, activity.items_from, f"{key}.items_from"))
    if isinstance(activity, Sort):
        faults += _origin_faults(draft, activity.columns_from, f"{key}.columns_from")
    yield from faults
    if faults or not _makeable(draft, activity):
        return
    for run_sheet in RUN_SHEETS:
        yield from _item_faults(draft.pack, activity, run_sheet)


def _makeable(draft: Draft, activity: Activity) -> bool:
    """Say whether the files that an activity's items come from are sound."""
    origins = [activity.items_from]
    if isinstance(activity, Sort):
        origins.append(activity.columns_from)
    return all(draft.collection_is_sound(origin.collection) for origin in origins if origin)


def _origin_faults(draft: Draft, origin: ItemsFrom | None, key: str) -> Iterator[Fault]:
    if origin is None:
        return
    if origin.collection not in FORMS:
        allowed = f"one of {', '.join(FORMS)}"
        yield Fault(FILE, f"{key}.collection", shown(origin.collection), allowed)
        return
    forms = FORMS[origin.collection]
    if origin.form not in forms:
        yield Fault(FILE, f"{key}.form", shown(origin.form), f"one of {', '.join(forms)}")
    for run_sheet in RUN_SHEETS if origin.ids else ():
        ids = draft.pack.ids_of(origin, run_sheet)
        for name in ids:
            if name not in draft.named[origin.collection]:
                at = f"{key}.ids.{run_sheet}"
                yield Fault(FILE, at, shown(name), f"an id of {origin.collection}")
        for name in repeats(ids):
            yield Fault(FILE, f"{key}.ids.{run_sheet}", shown(name), "each id once")
    yield from _result_faults(draft, origin, key)


def _result_faults(draft: Draft, origin: ItemsFrom, key: str) -> Iterator[Fault]:
    if (origin.result_of is None) != (origin.take is None):
        found = "only one of result_of and take"
        yield Fault(FILE, key, found, "both, or neither")
    if origin.result_of is None:
        return
    earlier = draft.pack.activities.get(origin.result_of)
    if earlier is None and origin.result_of in draft.named["activities"]:
        return
    same = earlier and earlier.items_from and earlier.items_from.collection == origin.collection
    if not same:
        allowed = f"the id of an activity with items from {origin.collection}"
        yield Fault(FILE, f"{key}.result_of", shown(origin.result_of), allowed)


def _item_faults(pack: Pack, activity: Activity, run_sheet: RunSheet) -> Iterator[Fault]:
    key = f"activities[{activity.id}] (run sheet {run_sheet})"
    items = pack.items(activity.id, run_sheet)
    columns = pack.columns(activity.id, run_sheet)
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


def _step_faults(draft: Draft, step: Step, unusable: set[str]) -> Iterator[Fault]:
    key = f"steps[{step.id}]"
    if step.stage not in draft.named["stages"]:
        yield Fault(FILE, f"{key}.stage", shown(step.stage), "the id of a stage")
    if step.activity is not None and step.exhibit is not None:
        found = f"{step.activity} and {step.exhibit}"
        yield Fault(FILE, key, found, "an activity, an exhibit or neither, not both")
    if step.exhibit is not None and step.exhibit not in draft.named["exhibits"]:
        yield Fault(FILE, f"{key}.exhibit", shown(step.exhibit), "the id of an exhibit")
    yield from _shows_faults(draft, step)
    if step.activity is None:
        return
    if step.activity not in draft.named["activities"]:
        yield Fault(FILE, f"{key}.activity", shown(step.activity), "the id of an activity")
    activity = draft.pack.activities.get(step.activity)
    if activity is not None:
        yield from _round_faults(draft, step, activity, usable=activity.id not in unusable)


def _shows_faults(draft: Draft, step: Step) -> Iterator[Fault]:
    if step.shows is None:
        return
    key = f"steps[{step.id}].shows"
    if step.activity or step.exhibit:
        yield Fault(FILE, key, shown(step.shows), "nothing: only a talk step keeps another on show")
    if step.shows not in draft.named["activities"] and step.shows not in draft.named["exhibits"]:
        yield Fault(FILE, key, shown(step.shows), "the id of an activity or an exhibit")


def _round_faults(draft: Draft, step: Step, activity: Activity, *, usable: bool) -> Iterator[Fault]:
    numbers = [asked.number for asked in activity.rounds]
    if step.round not in numbers:
        allowed = f"a round of {activity.id}: {', '.join(str(number) for number in numbers)}"
        yield Fault(FILE, f"steps[{step.id}].round", str(step.round), allowed)
    elif usable and _makeable(draft, activity) and draft.sound("agenda.paces"):
        yield from _effort_faults(draft.pack, step, activity)


def _effort_faults(pack: Pack, step: Step, activity: Activity) -> Iterator[Fault]:
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
