"""Read the files of a pack into records, keeping every fault on the way."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json

from riskier.pack.faults import Fault, shown
from riskier.pack.fields import in_words, keys_at, name_of, walk
from riskier.pack.tools import Fit

MOST_BYTES = 10_000_000


def read_text(folder: Path, name: str, faults: list[Fault]) -> str | None:
    """Return the text of a file of the pack, or None with a fault."""
    path = folder / name
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        faults.append(Fault(name, "", "no such file", f"a readable file {path}"))
        return None
    except OSError as error:
        faults.append(Fault(name, "", error.strerror or str(error), f"a readable file {path}"))
        return None
    if len(raw) > MOST_BYTES:
        faults.append(Fault(name, "", f"{len(raw)} bytes", f"at most {MOST_BYTES} bytes"))
        return None
    try:
        # Spreadsheets and editors on Windows begin a text in UTF-8 with a mark.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
        faults.append(Fault(name, "", found, "text in UTF-8"))
        return None


def read_document(folder: Path, name: str, faults: list[Fault]) -> dict[str, Any] | None:
    """Return the JSON object in the file `name`, or None with its fault."""
    text = read_text(folder, name, faults)
    if text is None:
        return None
    try:
        document = json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_constant)
        from_json(text)  # the models' own reader: refuses half characters and deep nesting
    except (ValueError, RecursionError) as error:
        faults.append(Fault(name, "", _one_line(error), "JSON (RFC 8259), no key twice"))
        return None
    if not isinstance(document, dict):
        faults.append(Fault(name, "", shown(document), "a JSON object"))
        return None
    return document


def faults_of(
    name: str, model: type[BaseModel], document: object, error: ValidationError
) -> Iterator[Fault]:
    """Yield what `error` found in `document`, a file called `name`."""
    for found in error.errors(include_url=False):
        if _is_echo(found):
            continue
        path = found["loc"]
        allowed = _allowed(found)
        if found["type"] == "extra_forbidden":
            keys = ", ".join(keys_at(model, document, path[:-1]))
            allowed = f"no such key; the keys here are {keys}"
        elif found["type"] == "missing":
            *_, place = walk(model, document, path)
            allowed = f"{in_words(place.kind)}; this key is required"
        elif found["type"].startswith("union_tag"):
            path = (*path, "kind")
        yield Fault(name, name_of(model, document, path), _value(found), allowed)


def _is_echo(found: ErrorDetails) -> bool:
    """Say whether a list is called too short only because of a fault in one of its entries."""
    return found["type"] == "too_short" and len(found["input"]) >= found["ctx"]["min_length"]


def _value(found: ErrorDetails) -> str:
    if found["type"] in {"missing", "union_tag_not_found"}:
        return "nothing"
    return shown(found["ctx"]["tag"] if found["type"] == "union_tag_invalid" else found["input"])


def _allowed(found: ErrorDetails) -> str:
    context = found.get("ctx", {})
    words = {
        "too_short": "at least {min_length} of them",
        "string_too_short": "some text",
        "string_too_long": "at most {max_length} characters",
        "string_pattern_mismatch": "text that matches {pattern}",
        "union_tag_invalid": "one of {expected_tags}",
        "union_tag_not_found": "a kind of activity",
    }
    if found["type"] in words:
        return words[found["type"]].format(**context)
    return found["msg"].removeprefix("Value error, ").removeprefix("Input should be ")


def read_fit(folder: Path, name: str, faults: list[Fault]) -> list[Fit]:
    """Return the sound rows of the fit table."""
    text = read_text(folder, name, faults)
    if text is None:
        return []
    wanted = list(Fit.model_fields)
    try:
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True)) or [[]]
    except csv.Error as error:
        faults.append(Fault(name, "", _one_line(error), "comma-separated values (RFC 4180)"))
        return []
    if header != wanted:
        faults.append(Fault(name, "line 1", shown(",".join(header)), ",".join(wanted)))
        return []
    numbered = ((number, row) for number, row in enumerate(rows, start=2) if row)
    read = (_fit_row(name, number, row, faults) for number, row in numbered)
    return [fit for fit in read if fit]


def _fit_row(name: str, number: int, cells: list[str], faults: list[Fault]) -> Fit | None:
    columns = list(Fit.model_fields)
    if len(cells) != len(columns):
        found, allowed = f"{len(cells)} columns", f"{len(columns)} columns"
        faults.append(Fault(name, f"line {number}", found, allowed))
        return None
    values: dict[str, Any] = dict(zip(columns, cells, strict=True))
    values["fit"] = int(values["fit"]) if values["fit"] in {"1", "2", "3"} else values["fit"]
    try:
        return Fit.model_validate(values)
    except ValidationError as error:
        found_in_row = faults_of(name, Fit, values, error)
        faults.extend(replace(one, key=f"line {number}, {one.key}") for one in found_in_row)
        return None


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            msg = f"the key {shown(key)} appears twice in one object"
            raise ValueError(msg)
        found[key] = value
    return found


def _no_constant(name: str) -> None:
    msg = f"{name} is not a JSON number"
    raise ValueError(msg)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
