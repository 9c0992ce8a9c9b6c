"""JSON Schemas of a pack's files, made from the models.

`python -m riskier.pack.schema [FOLDER]` writes them, by default into the shipped pack.
"""

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from riskier.pack.pack import Files
from riskier.pack.tools import Fit
from riskier.paths import pack_dir

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each file by its name; `fit` is that of one row of the table."""
    models = get_type_hints(Files) | {"fit": Fit}
    return {
        field.name: {"$schema": DIALECT, **models[field.name].model_json_schema()}
        for field in fields(Files)
    }


def written(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder` and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / f"{name}.schema.json"
        path.write_text(written(schema), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else pack_dir() / "schema"
    for made in write_schemas(target):
        print(made)
