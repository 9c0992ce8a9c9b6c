"""Read a pack's files: those of one folder, or those of a folder laid over another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from riskier.pack.faults import Fault, repeats, shown
from riskier.pack.lists import LISTS, REMOVABLE, Document, label_of, without_named
from riskier.pack.overlay import Change, concerns, laid_over
from riskier.pack.pack import Files
from riskier.pack.read import faults_of, read_document, read_fit
from riskier.pack.record import Words
from riskier.pack.tools import Fit
from riskier.paths import pack_dir

SHIPPED = "shipped"
NAMES = tuple(field.name for field in fields(Files) if field.name != "fit")
FIT = "fit.csv"

Pair = tuple[str, str]
Retired = Mapping[str, Mapping[str, str]]


class Over(BaseModel):
    """What `pack.json` of an overlay says beside the keys of the cover that it changes."""

    model_config = ConfigDict(strict=True)

    extends: Words
    remove: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Layers:
    """The files of a pack as JSON; what the uppermost folder changed, when it extends another.

    `retired` are the labels of records that were taken away, by collection and id.
    """

    documents: dict[str, Document | None]
    fit: tuple[Fit, ...]
    folder: Path
    changes: tuple[Change, ...] = ()
    below: "Layers | None" = None
    retired: Retired | None = None

    def placed(self, fault: Fault) -> Fault:
        """Return a fault with the folder of the layer in front that brought it in."""
        if self.below is None or "/" in fault.file:
            return fault
        if concerns(self.changes, fault):
            return replace(fault, file=f"{self.folder.name}/{fault.file}")
        return self.below.placed(fault)


def read_layers(folder: Path, faults: list[Fault]) -> Layers:
    """Return the files of the pack in `folder`; what cannot be read becomes faults."""
    return _read(folder, faults, ())


def _read(folder: Path, faults: list[Fault], above: tuple[Path, ...]) -> Layers:
    own: list[Fault] = []
    cover = read_document(folder, "pack.json", own)
    if cover is None or "extends" not in cover:
        faults.extend(own)
        rest = (name for name in NAMES if name != "pack")
        documents = {"pack": cover} | {
            name: read_document(folder, f"{name}.json", faults) for name in rest
        }
        return Layers(documents, tuple(read_fit(folder, FIT, faults)), folder)
    over = _over(cover, own)
    if over is None:
        faults.extend(_named(folder, own))
        return _read(pack_dir(), faults, ())
    below = _below(folder, over, faults, (*above, folder.resolve()))
    laid = _laid(folder, cover, over, below, own)
    faults.extend(_named(folder, own))
    return laid


def _over(cover: Document, faults: list[Fault]) -> Over | None:
    try:
        return Over.model_validate_json(json.dumps(cover))
    except ValidationError as error:
        faults.extend(faults_of("pack.json", Over, cover, error))
        return None


def _below(folder: Path, over: Over, faults: list[Fault], above: tuple[Path, ...]) -> Layers:
    below = pack_dir() if over.extends == SHIPPED else folder / over.extends
    allowed = "'shipped', or the path from here to the folder of another pack"
    found = ""
    if not below.is_dir():
        found = f"{over.extends!r}: no such folder"
    elif below.resolve() in above:
        found = f"{over.extends!r}, which extends this one"
    if found:
        faults.append(Fault(f"{folder.name}/pack.json", "extends", found, allowed))
        below = pack_dir()
    return _read(below, faults, above)


def _laid(folder: Path, cover: Document, over: Over, below: Layers, faults: list[Fault]) -> Layers:
    documents = {name: dict(each) if each else each for name, each in below.documents.items()}
    given = {
        name: read_document(folder, f"{name}.json", faults)
        for name in NAMES
        if name != "pack" and (folder / f"{name}.json").exists()
    }
    given["pack"] = {key: value for key, value in cover.items() if key not in Over.model_fields}
    changes, retired = _without(documents, over, given, faults)
    for name, document in given.items():
        if document is not None:
            laid = laid_over(name, documents[name] or {}, document)
            documents[name] = laid.document
            changes += laid.changes
            faults.extend(laid.faults)
    kept, removed = _scores_kept(below, over, retired, faults)
    scores, added = _scores_given(folder, kept, faults)
    changes += (*removed, *added)
    return Layers(
        documents, tuple(scores.values()), folder, tuple(changes), below, _all(below, retired)
    )


def _all(below: Layers, retired: Retired) -> Retired:
    """Return what this layer and those below took away."""
    before = below.retired or {}
    return {name: {**before.get(name, {}), **retired.get(name, {})} for name in {*before, *retired}}


def _without(
    documents: dict[str, Document | None],
    over: Over,
    given: Mapping[str, Document | None],
    faults: list[Fault],
) -> tuple[list[Change], dict[str, dict[str, str]]]:
    """Take records away; return that as changes, and the labels of what is gone for good."""
    changes, retired = list[Change](), dict[str, dict[str, str]]()
    for collection, ids in over.remove.items():
        if collection == "fit":
            continue
        if collection not in REMOVABLE:
            allowed = f"one of {', '.join(REMOVABLE)}, fit"
            faults.append(Fault("pack.json", "remove", shown(collection), allowed))
            continue
        file, key = REMOVABLE[collection]
        records = _records(documents.get(file), key)
        for name in ids:
            if name in records:
                changes.append(Change("removes", file, key, name))
            else:
                allowed = f"an id of {collection} in the pack that this one extends"
                faults.append(Fault("pack.json", f"remove.{collection}", shown(name), allowed))
        gone = set(ids) & set(records)
        _take_out(documents, file, key, gone)
        for_good = gone - set(_records(given.get(file), key))
        without_named(documents, collection, for_good)
        if collection in LISTS:
            retired[collection] = {name: label_of(records[name]) for name in sorted(for_good)}
    return changes, retired


def _take_out(documents: dict[str, Document | None], file: str, key: str, gone: set[str]) -> None:
    document = documents.get(file)
    if document and isinstance(document.get(key), list):
        document[key] = [
            one for one in document[key] if not (isinstance(one, dict) and one.get("id") in gone)
        ]


def _records(document: Document | None, key: str) -> dict[str, Document]:
    listed = document.get(key) if document else None
    found = listed if isinstance(listed, list) else []
    return {str(one["id"]): one for one in found if isinstance(one, dict) and "id" in one}


def _scores_kept(
    below: Layers, over: Over, retired: Retired, faults: list[Fault]
) -> tuple[dict[Pair, Fit], list[Change]]:
    """Return the scores below, without those removed and those of records that are gone."""
    gone = {*retired.get("tools", {}), *retired.get("tasks", {})}
    rows = {(fit.tool_id, fit.task_id): fit for fit in below.fit}
    changes = []
    for written in over.remove.get("fit", ()):
        tool, _, task = written.partition(",")
        if rows.pop((tool.strip(), task.strip()), None) is None:
            allowed = "a pair 'tool_id, task_id' of the pack that this one extends"
            faults.append(Fault("pack.json", "remove.fit", shown(written), allowed))
        else:
            changes.append(Change("removes", "fit", "scores", written))
    return {pair: fit for pair, fit in rows.items() if not gone & set(pair)}, changes


def _scores_given(
    folder: Path, kept: dict[Pair, Fit], faults: list[Fault]
) -> tuple[dict[Pair, Fit], list[Change]]:
    """Return scores with those of a folder's own table laid over them."""
    read = read_fit(folder, FIT, faults) if (folder / FIT).exists() else []
    for repeated in repeats(f"{fit.tool_id}, {fit.task_id}" for fit in read):
        faults.append(Fault(FIT, "tool_id, task_id", repeated, "each pair once"))
    given = {(fit.tool_id, fit.task_id): fit for fit in read}
    changes = [
        Change("changes" if pair in kept else "adds", "fit", "scores", ", ".join(pair))
        for pair in given
    ]
    return {**kept, **given}, changes


def _named(folder: Path, faults: list[Fault]) -> list[Fault]:
    return [replace(fault, file=f"{folder.name}/{fault.file}") for fault in faults]
