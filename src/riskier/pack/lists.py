"""Where the lists of a pack are: the file and key of each, and what names their records."""

from typing import Any

# Collection: (file, key). An agenda's `collection`, an overlay's `remove` use these names.
LISTS = {
    "cases": ("cases", "cases"),
    "families": ("tools", "families"),
    "tools": ("tools", "tools"),
    "tasks": ("tasks", "tasks"),
    "hazards": ("hazards", "hazards"),
    "barriers": ("barriers", "barriers"),
    "translations": ("translations", "translations"),
    "relevance": ("relevance", "statements"),
    "calibration": ("calibration", "questions"),
    "evidence": ("evidence", "evidence"),
    "nodes": ("cycle", "nodes"),
    "links": ("cycle", "links"),
    "scenarios": ("cycle", "scenarios"),
    "levers": ("cycle", "levers"),
    "stages": ("agenda", "stages"),
    "activities": ("agenda", "activities"),
    "exhibits": ("agenda", "exhibits"),
}
REMOVABLE = {**LISTS, "steps": ("agenda", "steps")}

# (file, key of a list, key of a record): lists of ids of one collection.
_NAMED_IN = {
    "cases": [("hazards", "hazards", "case_ids")],
    "tools": [("translations", "translations", "tool_ids")],
    "evidence": [("agenda", "exhibits", "evidence")],
}
_REFERRING = [("barriers", "barriers"), ("calibration", "questions")]
_LABELS = ("label", "name", "title", "question", "stem", "example")

Document = dict[str, Any]


def label_of(record: Document) -> str:
    """Return what a record is called by people, or its id."""
    found = (record[key] for key in _LABELS if isinstance(record.get(key), str))
    return next(found, str(record.get("id")))


def without_named(documents: dict[str, Document | None], collection: str, gone: set[str]) -> None:
    """Take ids out of every list that names records of a collection, in place.

    What one record says about another is left as it is: then the check finds the gap.
    """
    for file, key, field in _NAMED_IN.get(collection, []):
        for record in _records(documents, file, key):
            _drop(record, field, gone)
    for file, key in _REFERRING:
        for record in _records(documents, file, key):
            _drop(record, "refs", {f"{collection}:{one}" for one in gone})
    for activity in _records(documents, "agenda", "activities"):
        for field in ("items_from", "columns_from"):
            _drop_from_origin(activity, field, collection, gone)


def _drop_from_origin(activity: Document, field: str, collection: str, gone: set[str]) -> None:
    origin = activity.get(field)
    if not isinstance(origin, dict) or origin.get("collection") != collection:
        return
    ids = origin.get("ids")
    if isinstance(ids, dict):
        kept = dict(ids)
        for sheet in kept:
            _drop(kept, sheet, gone)
        activity[field] = {**origin, "ids": kept}


def _drop(record: Document, field: str, gone: set[str]) -> None:
    named = record.get(field)
    if isinstance(named, list):
        record[field] = [one for one in named if one not in gone]


def _records(documents: dict[str, Document | None], file: str, key: str) -> list[Document]:
    """Return copies of a file's records, put back in place of the records."""
    document = documents.get(file)
    if not document or not isinstance(document.get(key), list):
        return []
    document[key] = [dict(one) if isinstance(one, dict) else one for one in document[key]]
    return [one for one in document[key] if isinstance(one, dict)]
