"""What a widget needs to ask one activity in one round: the ActivityView, as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from riskier.pack.agenda import (
    Activity,
    Choice,
    Estimate,
    Item,
    Plan,
    Rank,
    Round,
    ScaleActivity,
    Sort,
    Text,
)

View = dict[str, Any]


def view_of(
    activity: Activity, asked: Round, items: Iterable[Item], columns: Iterable[Item], topic: str
) -> View:
    """Return the view of `activity` in the round `asked`, with `{topic}` filled in."""
    view: View = {
        "id": activity.id,
        "kind": activity.kind,
        "stage": activity.stage,
        "title": activity.title,
        "round": asked.number,
        "round_name": asked.name,
        "rounds": len(activity.rounds),
        "prompt": asked.prompt,
        "help": asked.help,
        "reveal": activity.reveal,
        "prefill": asked.prefill,
        "items": [_plain(item) for item in items],
    }
    if activity.items_from is not None and activity.items_from.form == "first-steps":
        view["browse"] = "tools"  # the catalogue holds more of them than are asked about
    view |= _of_kind(activity, asked, list(view["items"]), columns)
    filled: View = _filled(view, topic)
    return filled


def heading_of(view: Mapping[str, Any]) -> str:
    """Return what a question is called: its title, and its round where it has several."""
    return f"{view['title']}: {view['round_name']}" if view["rounds"] > 1 else str(view["title"])


def _of_kind(activity: Activity, asked: Round, items: list[View], columns: Iterable[Item]) -> View:
    own: View = {}
    match activity:
        case Choice():
            own = {"max_selected": activity.max_selected}
        case ScaleActivity():
            own = {"scale": _plain(activity.scale)}
        case Rank(top=int()):
            own = {"top": activity.top}
        case Sort():
            own = {"columns": [_plain(column) for column in columns]}
        case Estimate():
            own = {"asks": list(activity.asks), "confidence": activity.confidence}
        case Text():
            own = _of_text(activity, asked, items)
        case Plan():
            own = {"max_length": activity.max_length}
    return own


def _of_text(activity: Text, asked: Round, items: list[View]) -> View:
    return {
        "max_texts": len(items) or activity.max_texts,
        "max_length": activity.max_length,
        "vote": asked.number in activity.vote_rounds,
        "max_votes": activity.max_votes,
        "candidates": [],
    }


def _plain(record: Any) -> View:
    plain: View = record.model_dump(mode="json", exclude_none=True)
    return plain


def _filled(value: Any, topic: str) -> Any:
    if isinstance(value, str):
        return value.replace("{topic}", topic)
    if isinstance(value, list):
        return [_filled(inner, topic) for inner in value]
    if isinstance(value, dict):
        return {key: _filled(inner, topic) for key, inner in value.items()}
    return value
