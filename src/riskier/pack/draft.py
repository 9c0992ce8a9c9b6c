"""A draft: a pack as far as it could be read, so that one fault does not hide another."""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

from riskier.pack.faults import Fault
from riskier.pack.layers import NAMES, read_layers
from riskier.pack.lists import LISTS
from riskier.pack.pack import Files, Pack
from riskier.pack.read import faults_of


class _Anything:
    """The ids of a file that could not be read: any may be among them."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True)
class Draft:
    """The sound records of a pack, and what is known about the others.

    `named` are the ids that each list has, of sound records or not. `damaged` are the parts
    (`file.key`) with a fault of their own: what concerns the whole of one is not checked.
    `placed` gives a fault the folder that brought it in, where one pack lies over another.
    """

    pack: Pack
    named: Mapping[str, Container[str]]
    damaged: frozenset[str]
    placed: Callable[[Fault], Fault]

    def sound(self, *parts: str) -> bool:
        """Say whether none of the files or parts has a fault of its own."""
        return not any(
            found == part or found.startswith(f"{part}.")
            for found in self.damaged
            for part in parts
        )

    def collection_is_sound(self, name: str) -> bool:
        """Say whether the file of a collection has no fault of its own."""
        return self.sound(LISTS[name][0])


def read_draft(folder: Path, faults: list[Fault]) -> Draft:
    """Return what can be read of the pack in `folder`; the rest becomes faults."""
    models = get_type_hints(Files)
    layers = read_layers(folder, faults)
    documents = layers.documents
    files: dict[str, Any] = {}
    damaged: set[str] = set()
    for name in NAMES:
        before = len(faults)
        files[name] = _checked(f"{name}.json", models[name], documents[name], faults)
        keys = {_first(fault.key) for fault in faults[before:]}
        keys |= set(models[name].model_fields) if documents[name] is None else set()
        damaged |= {f"{name}.{key}" for key in keys}
    files["fit"] = layers.fit
    named = {one: _ids(documents[file], key) for one, (file, key) in LISTS.items()}
    pack = Pack(folder, Files(**files), layers.changes, layers.retired)
    return Draft(pack, named, frozenset(damaged), layers.placed)


def _checked(
    file: str, model: type[BaseModel], document: dict[str, Any] | None, faults: list[Fault]
) -> BaseModel:
    """Return a file as a record; of a faulty one only what is sound."""
    if document is None:
        return _salvaged(model, {})
    try:
        return model.model_validate_json(json.dumps(document))
    except ValidationError as error:
        faults.extend(faults_of(file, model, document, error))
        return _salvaged(model, document)


def _salvaged(model: type[BaseModel], document: dict[str, Any]) -> BaseModel:
    kept: dict[str, Any] = {
        name: _sound_part(field.annotation, document.get(field.alias or name))
        for name, field in model.model_fields.items()
    }
    return model.model_construct(**kept)


def _sound_part(kind: Any, value: object) -> object:
    if get_origin(kind) is tuple:
        return tuple(_sound_elements(get_args(kind)[0], value if isinstance(value, list) else []))
    whole = tuple(_sound_elements(kind, [value]))
    return whole[0] if whole else ()


def _sound_elements(kind: Any, values: list[object]) -> Iterator[object]:
    adapter = TypeAdapter(kind)
    for value in values:
        try:
            yield adapter.validate_json(json.dumps(value))
        except ValidationError:
            continue


def _first(key: str) -> str:
    return key.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]


def _ids(document: dict[str, Any] | None, key: str) -> Container[str]:
    records = document.get(key) if document else None
    if not isinstance(records, list):
        return _Anything()
    ids = (record.get("id") for record in records if isinstance(record, dict))
    return {one for one in ids if isinstance(one, str)}
