"""Read the files of a pack into records, keeping every fault on the way."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from riskier.pack.faults import Fault, shown
from riskier.pack.fields import at_path, fields_at
from riskier.pack.record import Record
from riskier.pack.tools import Fit

M = TypeVar("M", bound=Record)
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
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"byte {raw[error.start]:#04x} at {error.start}"
        faults.append(Fault(name, "", at, "text in UTF-8"))
        return None


def read_model(folder: Path, name: str, model: type[M], faults: list[Fault]) -> M | None:
    """Return the JSON file `name` as a record, or None with its faults."""
    text = read_text(folder, name, faults)
    if text is None:
        return None
    try:
        document = json.loads(text, object_pairs_hook=_unrepeated, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        faults.append(Fault(name, "", _one_line(error), "JSON (RFC 8259), no key twice"))
        return None
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        faults.extend(_faults_of(name, model, document, error))
        return None


def read_fit(folder: Path, name: str, faults: list[Fault]) -> tuple[Fit, ...] | None:
    """Return the rows of the fit table, or None with its faults."""
    text = read_text(folder, name, faults)
    if text is None:
        return None
    wanted = list(Fit.model_fields)
    try:
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True)) or [[]]
    except csv.Error as error:
        faults.append(Fault(name, "", _one_line(error), "comma-separated values (RFC 4180)"))
        return None
    if header != wanted:
        faults.append(Fault(name, "line 1", shown(",".join(header)), ",".join(wanted)))
        return None
    before = len(faults)
    fits = [fit for row in _numbered(rows) if (fit := _fit_row(name, wanted, row, faults))]
    return tuple(fits) if len(faults) == before else None


def _numbered(rows: list[list[str]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, row) for number, row in enumerate(rows, start=2) if row)


def _fit_row(
    name: str, columns: list[str], row: tuple[int, list[str]], faults: list[Fault]
) -> Fit | None:
    number, cells = row
    if len(cells) != len(columns):
        faults.append(
            Fault(name, f"line {number}", f"{len(cells)} columns", f"{len(columns)} columns")
        )
        return None
    values: dict[str, Any] = dict(zip(columns, cells, strict=True))
    values["fit"] = int(values["fit"]) if values["fit"] in {"1", "2", "3"} else values["fit"]
    try:
        return Fit.model_validate(values)
    except ValidationError as error:
        for found in _faults_of(name, Fit, values, error):
            faults.append(Fault(name, f"line {number}, {found.key}", found.value, found.allowed))
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


def _faults_of(
    name: str, model: type[BaseModel], document: object, error: ValidationError
) -> Iterator[Fault]:
    for found in error.errors(include_url=False):
        path = found["loc"]
        allowed = found["msg"].removeprefix("Value error, ")
        if found["type"] == "extra_forbidden":
            allowed = f"no such key; the keys here are {', '.join(fields_at(model, path[:-1]))}"
        value = "nothing" if found["type"] == "missing" else shown(found["input"])
        yield Fault(name, at_path(document, path), value, allowed)
