"""`data/README.md` names every file, key, kind and form of a pack."""

import re
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest
from pydantic import BaseModel

from riskier.pack.items import FORMS
from riskier.pack.pack import Files
from riskier.pack.tools import Fit
from riskier.paths import pack_dir

README = (pack_dir() / "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", README))


def models(kind):
    """Yield every model inside an annotation."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for inner in get_args(kind):
        yield from models(inner)


MODELS = {model for hint in get_type_hints(Files).values() for model in models(hint)} | {Fit}


@pytest.mark.parametrize("model", sorted(MODELS, key=lambda one: one.__name__))
def test_every_key_is_explained(model):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert keys <= NAMED


def test_every_file_is_listed():
    assert {f"{field.name}.json" for field in fields(Files) if field.name != "fit"} <= NAMED
    assert "fit.csv" in NAMED


def test_every_form_is_listed():
    assert set(FORMS) <= NAMED
    assert {form for forms in FORMS.values() for form in forms} <= NAMED
