"""Find one's way in a pack's models: which keys a place has, how to name a place."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Path = tuple[int | str, ...]

_PLAIN = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    NoneType: "null",
}


class Place(NamedTuple):
    """A place on the way: the part of the path that led there, and what it holds.

    `part` is None where the path only says which member of a union is meant.
    """

    part: int | str | None
    kind: Any
    value: object


def walk(kind: Any, document: object, path: Path) -> Iterator[Place]:
    """Yield the places along `path`, from `document` as a model of `kind` inwards."""
    yield Place(None, kind, document)
    value = document
    for part in path:
        if part in _members(kind):
            kind = _members(kind)[part]
            yield Place(None, kind, value)
        else:
            kind, value = _inner(kind, part), _value(value, part)
            yield Place(part, kind, value)


def keys_at(kind: Any, document: object, path: Path) -> tuple[str, ...]:
    """Return the keys that the record at `path` may have."""
    *_, place = walk(kind, document, path)
    if not _is_model(place.kind):
        return ()
    return tuple(field.alias or name for name, field in place.kind.model_fields.items())


def name_of(kind: Any, document: object, path: Path) -> str:
    """Return `path` as a person would write it, with ids in place of positions."""
    written = ""
    for place in walk(kind, document, path):
        if isinstance(place.part, str):
            written += f".{place.part}"
        elif place.part is not None:
            known = place.value.get("id") if isinstance(place.value, dict) else None
            written += f"[{known}]" if isinstance(known, str) else f"[{place.part}]"
    return written.removeprefix(".")


def in_words(kind: Any) -> str:
    """Return what a place of some kind may hold, as a person would say it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return in_words(inner[0])
    if origin is Literal:
        return " or ".join(repr(each) for each in inner)
    if origin is tuple:
        each = in_words(inner[0])
        return f"a list of {each.replace('an object', 'objects, each', 1)}"
    if origin in (Union, UnionType):
        return " or ".join(in_words(member) for member in inner)
    if _is_model(kind):
        keys = [field.alias or name for name, field in kind.model_fields.items()]
        return f"an object with {', '.join(keys)}"
    return _PLAIN.get(kind, "a value")


def _members(kind: Any) -> dict[int | str, Any]:
    """Return the members of a union that is told apart by a key, by that key's value."""
    notes = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    keys = [note.discriminator for note in notes if isinstance(note, FieldInfo)]
    if not any(keys):
        return {}
    return {member.model_fields[keys[0]].default: member for member in get_args(get_args(kind)[0])}


def _inner(kind: Any, part: int | str) -> Any:
    """Return what stands at `part` inside `kind`, or None when that is not known."""
    if _is_model(kind):
        fields = kind.model_fields.items()
        found = [field.annotation for name, field in fields if part in (field.alias, name)]
        return found[0] if found else None
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _inner(inner[0], part)
    if origin is tuple:
        return inner[0]
    if origin is dict:
        return inner[1]
    found = [_inner(member, part) for member in inner if member is not type(None)]
    return found[0] if found else None


def _value(value: object, part: int | str) -> object:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
