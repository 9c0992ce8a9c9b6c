"""How long one person needs for an activity, by the paces that the agenda states."""

from collections import Counter

from riskier.pack.agenda import Activity, Estimate, Round, RunSheet, Text
from riskier.pack.items import FORMS
from riskier.pack.pack import Pack


def seconds_for(pack: Pack, activity: Activity, asked: Round, run_sheet: RunSheet) -> float:
    """Return the seconds that `activity` takes in the round `asked`, at most."""
    pace = getattr(pack.agenda.paces, activity.kind)
    if isinstance(activity, Text) and asked.number in activity.vote_rounds:
        return float(pace.once + pace.vote)
    items = most_items(pack, activity, run_sheet)
    if isinstance(activity, Text) and activity.usually:
        items = min(items, activity.usually)
    if asked.prefill:
        return float(pace.once + items * pace.again)
    parts = len(activity.asks) if isinstance(activity, Estimate) else 0
    return float(pace.once + items * (pace.item + parts * pace.part))


def most_items(pack: Pack, activity: Activity, run_sheet: RunSheet) -> int:
    """Return how many items there are at most, whatever a room chooses."""
    origin = activity.items_from
    takes = origin.take.get(run_sheet) if origin and origin.take else None
    if origin and takes:
        sizes = Counter(
            {
                one: len(tuple(FORMS[origin.collection][origin.form](pack, [one])))
                for one in pack.collection(origin.collection).ids
            }
        )
        return sum(size for _, size in sizes.most_common(takes)) + len(activity.items or ())
    items = pack.items(activity.id, run_sheet)
    return len(items) or (activity.max_texts if isinstance(activity, Text) else 0)
