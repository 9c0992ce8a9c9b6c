"""The JSON Schemas in `data/schema/` are those of the models, and the data follow them."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator

from riskier.pack.schema import schemas, write_schemas
from riskier.paths import pack_dir

SCHEMAS = schemas()
HOW = "run `python -m riskier.pack.schema`"


def test_there_is_a_schema_for_every_file_and_no_other():
    found = {path.name for path in (pack_dir() / "schema").iterdir()}
    assert found == {f"{name}.schema.json" for name in SCHEMAS}, HOW


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_up_to_date(name):
    text = (pack_dir() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == SCHEMAS[name], HOW


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_one(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "fit"])
def test_the_data_follow_the_schema(name):
    document = json.loads((pack_dir() / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMAS[name]).validate(document)


def test_each_row_of_the_table_follows_its_schema():
    validator = Draft202012Validator(SCHEMAS["fit"])
    with (pack_dir() / "fit.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            validator.validate(row | {"fit": int(row["fit"])})


def test_schemas_are_written_where_one_asks_for_them(tmp_path):
    written = write_schemas(tmp_path / "new" / "schema")
    assert [json.loads(path.read_text(encoding="utf-8")) for path in written] == list(
        SCHEMAS.values()
    )
