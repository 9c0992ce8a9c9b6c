"""The published contract: its examples fit its schemas, and what the server says fits too."""

import re

import pytest
from jsonschema import Draft202012Validator

from riskier.pack import load_pack
from riskier.server.openapi import document

PACK = load_pack()
DOCUMENT = document("/", PACK)
NAMED = DOCUMENT["components"]["schemas"]
WITH_EXAMPLES = [name for name in NAMED if "examples" in NAMED[name]]


def errors(schema, value):
    """Return what of a value does not fit a schema of the document."""
    whole = {**schema, "components": DOCUMENT["components"]}
    return [fault.message for fault in Draft202012Validator(whole).iter_errors(value)]


def body_of(path, method):
    return DOCUMENT["paths"][path][method]["requestBody"]["content"]["application/json"]["schema"]


def said(path, method, answer):
    """Return what of an answer of the server the document does not say."""
    found = DOCUMENT["paths"][path][method]["responses"][str(answer.status_code)]
    return errors(found["content"]["application/json"]["schema"], answer.json())


def parts(schema, where="#"):
    """Yield every schema inside a schema, with where it stands."""
    yield where, schema
    for word in ("properties", "$defs"):
        for name, inner in schema.get(word, {}).items():
            yield from parts(inner, f"{where}/{name}")
    for word in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(word), dict):
            yield from parts(schema[word], f"{where}/{word}")
    for inner in schema.get("anyOf", ()):
        yield from parts(inner, where)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_every_example_fits_its_schema(name):
    Draft202012Validator.check_schema(NAMED[name])
    for example in NAMED[name]["examples"]:
        assert errors(NAMED[name], example) == []


BODIES = [
    (path, method)
    for path, methods in DOCUMENT["paths"].items()
    for method in ("post", "put", "patch")
    if "requestBody" in methods.get(method, ())
]


@pytest.mark.parametrize(("path", "method"), BODIES)
def test_what_may_be_sent_is_bounded_in_every_part(path, method):
    """No text without a length, no number or list without an end, no object left open."""
    sent = [body_of(path, method)]
    for schema in sent:
        for where, part in parts(schema):
            name = part.get("$ref", "").rpartition("/")[2]
            if name and NAMED[name] not in sent:
                sent.append(NAMED[name])
            kind = part.get("type")
            assert kind != "string" or "maxLength" in part or "enum" in part, where
            assert kind not in ("number", "integer") or {"minimum", "maximum"} <= part.keys(), where
            assert kind != "array" or "maxItems" in part, where
            assert kind != "object" or "additionalProperties" in part, where


def test_a_refusal_for_now_says_when_to_come_back():
    for methods in DOCUMENT["paths"].values():
        for found in methods.values():
            refused = found["responses"].get("429") if "responses" in found else None
            assert not refused or refused["headers"]["Retry-After"]["required"]


def test_its_examples_make_a_room_and_move_it(kit, room):
    with kit.facilitator() as host:
        for example in body_of("/api/rooms", "post")["examples"]:
            made = host.post("/api/rooms", json=example)
            assert (made.status_code, said("/api/rooms", "post", made)) == (201, [])
    for move in NAMED["Move"]["examples"]:
        moved = room.move(**move)
        assert (moved.status_code, said("/api/rooms/{code}", "patch", moved)) == (200, [])


KINDS = {
    "Choice": "barriers",
    "Scale": "gut-check",
    "Rank": "task-ranking",
    "Sort": "case-sort",
    "Text": "stop",
    "Plan": "plan",
}


@pytest.mark.parametrize(("kind", "activity"), KINDS.items())
def test_each_example_of_an_answer_is_taken(room, kind, activity):
    person, path = room.join(), f"{room.path}/answers/{activity}/1"
    room.move(activity=activity, phase="open")
    for example in NAMED[kind]["examples"]:
        saved = person.put(path, json={"answer": example})
        documented = "/api/rooms/{code}/answers/{activity}/{round}"
        assert (saved.status_code, said(documented, "put", saved)) == (200, [])
    for who in (person, room.facilitator):
        assert said("/api/rooms/{code}", "get", who.get(room.path)) == []


def test_every_step_looks_as_the_document_says(room):
    person = room.join()
    for step in PACK.agenda.steps:
        moved = room.move(step=step.id)
        assert said("/api/rooms/{code}", "patch", moved) == [], step.id
        assert said("/api/rooms/{code}", "get", person.get(room.path)) == [], step.id


def test_the_catalogue_looks_as_the_document_says(kit):
    tools = kit.client().get("/api/tools")
    assert (tools.status_code, said("/api/tools", "get", tools)) == (200, [])
    assert len(tools.json()["tools"]) == len(PACK.tools)


def test_findings_and_receipts_look_as_the_document_says(room):
    path = "/api/rooms/{code}/findings/{id}/{round}"
    room.move(activity="barriers", phase="open")
    room.move(phase="closed")
    assert said(path, "get", room.facilitator.get(f"{room.path}/findings/barriers/1")) == []
    early = room.kit.client().get(f"{room.path}/findings/barriers/1")
    assert (early.status_code, said(path, "get", early)) == (403, [])
    gone = room.facilitator.delete(room.path)
    assert (gone.status_code, said("/api/rooms/{code}", "delete", gone)) == (200, [])


def test_sheets_and_reports_look_as_the_document_says(room):
    sheets = room.facilitator.get(f"{room.path}/sheets")
    assert (sheets.status_code, said("/api/rooms/{code}/sheets", "get", sheets)) == (200, [])
    path = "/api/rooms/{code}/sheets/{activity}/{round}"
    body = {"mark": "7", "answer": NAMED["Choice"]["examples"][0]}
    assert errors(body_of(path, "put"), body) == []
    kept = room.facilitator.put(f"{room.path}/sheets/barriers/1", json=body)
    assert (kept.status_code, said(path, "put", kept)) == (200, [])
    report = room.facilitator.get(f"{room.path}/report")
    assert (report.status_code, said("/api/rooms/{code}/report", "get", report)) == (200, [])


def test_what_was_sent_is_not_quoted_at_any_length(room):
    refused = room.move(**{"x" * 50_000: 1})
    assert (refused.status_code, said("/api/rooms/{code}", "patch", refused)) == (422, [])
    person = room.join()
    room.move(activity="barriers", phase="open")
    answer = {"answer": {"selected": [], "y" * 50_000: 1}}
    refused = person.put(f"{room.path}/answers/barriers/1", json=answer)
    assert refused.status_code == 422
    assert len(refused.text) < 2_000


def test_ids_with_an_underscore_have_an_address(kit, room):
    answer = kit.client().get(f"{room.path}/findings/no_such_thing/1")
    assert answer.json()["code"] == "unknown_activity"
    assert re.fullmatch(NAMED["Error"]["properties"]["code"]["pattern"], answer.json()["code"])
