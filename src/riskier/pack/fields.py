"""Find one's way in a pack's models: which keys a place has, how to name a place."""

from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

Path = tuple[int | str, ...]


def fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Return the keys that a record at `path` inside `model` may have."""
    here: list[Any] = [model]
    for part in path:
        here = [inner for kind in here for inner in _step(kind, part)]
    names = {name: None for kind in here for name in _names(kind)}
    return tuple(names)


def at_path(document: object, path: Path) -> str:
    """Return `path` as a person would write it, with ids in place of positions.

    Parts that are not in the document, such as the tag of a union, are left out unless
    they come last (a missing key).
    """
    written = ""
    here = document
    for position, part in enumerate(path):
        inside, here = _inside(here, part, last=position == len(path) - 1)
        if inside:
            written += _named(part, here)
    return written.removeprefix(".")


def _inside(here: object, part: int | str, *, last: bool) -> tuple[bool, object]:
    if isinstance(here, dict) and part in here:
        return True, here[part]
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return True, here[part]
    return last, here


def _named(part: int | str, value: object) -> str:
    if isinstance(part, str):
        return f".{part}"
    known = value.get("id") if isinstance(value, dict) else None
    return f"[{known}]" if isinstance(known, str) else f"[{part}]"


def _step(kind: Any, part: int | str) -> Iterator[Any]:
    """Yield what may stand at `part` inside an annotation."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from (
            field.annotation
            for name, field in kind.model_fields.items()
            if part in (field.alias, name)
        )
        if _tag(kind) == part:
            yield kind
        return
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from _step(inner[0], part)
    elif origin is tuple:
        yield inner[0]
    elif origin is dict:
        yield inner[1]
    elif inner:
        yield from (found for member in inner for found in _step(member, part))


def _tag(kind: type[BaseModel]) -> object:
    field = kind.model_fields.get("kind")
    return field.default if field else None


def _names(kind: Any) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from (field.alias or name for name, field in kind.model_fields.items())
    elif get_origin(kind) in (Annotated, Union) or get_args(kind):
        for member in get_args(kind):
            yield from _names(member)
