"""The public contract as an OpenAPI document. A test holds it to the real routes."""

from typing import get_args

from riskier import __version__
from riskier.pack import Pack
from riskier.server import limits
from riskier.server.reports import REPORT_TYPES, State
from riskier.server.schemas import (
    COUNT,
    ID,
    MARK,
    RESUME_CODE,
    ROOM_CODE,
    TOKEN,
    WORDS,
    Schema,
    closed,
    entry,
    listing,
    new_room,
    one_of,
    ref,
    schemas,
    sheet,
    text,
)
from riskier.server.session import FACILITATOR_COOKIE


def _json(schema: Schema, description: str = "OK") -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _errors(*statuses: int) -> Schema:
    meanings = {
        400: "The body is not a JSON object that can be read.",
        401: "The token or key does not open this room.",
        403: "Not for you, or not yet.",
        404: "No such room, activity or round.",
        409: "Not possible in the room's present phase; the message names what is.",
        413: f"The body is larger than {limits.BODY_BYTES} bytes.",
        422: "The body was read and refused; `field` names the part.",
        429: "Too many requests; `Retry-After` says when to come back.",
        503: "The store cannot be reached at the moment; nothing was accepted.",
        507: "The server's disk is full; nothing was accepted.",
    }
    found = {str(status): _json(ref("Error"), meanings[status]) for status in statuses}
    if 429 in statuses:
        found["429"]["headers"] = {"Retry-After": _RETRY_AFTER}
    return found


def _body(schema: Schema, *, required: bool = True) -> Schema:
    return {"required": required, "content": {"application/json": {"schema": schema}}}


_BEARER: list[Schema] = [{"bearer": []}]
_DESK: list[Schema] = [{"bearer": []}, {"facilitator": []}]
_RETRY_AFTER: Schema = {
    "description": "Seconds to wait",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}


def _parameter(name: str, where: str, schema: Schema) -> Schema:
    parameter: Schema = {"name": name, "in": where, "schema": schema}
    return parameter | ({"required": True} if where == "path" else {})


_CODE = _parameter("code", "path", text(60, pattern="^[0-9A-Za-z-]{1,60}$"))
_ROUND = _parameter("round", "path", text(1, pattern="^[1-9]$"))


def _health() -> Schema:
    schema = closed(("status", "version"), status=one_of(["ok"]), version=text(40))
    return {"get": {"summary": "Is the server ready?", "responses": {"200": _json(schema)}}}


def _tools() -> Schema:
    labels: Schema = {"type": "object", "additionalProperties": WORDS}
    pairs: Schema = {"type": "array", "items": {"type": "array", "items": WORDS}}
    record = {"type": "object", "required": ["id"], "properties": {"id": ID}}
    records: Schema = {"type": "array", "items": record}
    parts = {"tools": records, "tasks": labels, "families": labels, "gems": records}
    parts |= {"audiences": pairs, "degrees": pairs}
    get = {
        "summary": "The pack's catalogue of tools, with the names of tasks and families.",
        "responses": {"200": _json(closed(list(parts), **parts))},
    }
    return {"get": get}


def _rooms() -> Schema:
    made = closed(("code", "facilitator_key"), code=ROOM_CODE, facilitator_key=text(200))
    post = {
        "summary": "Make a room. Needs the key that the server printed when it started.",
        "security": _BEARER,
        "requestBody": _body(new_room(), required=False),
        "responses": {"201": _json(made, "Made")} | _errors(400, 401, 413, 422, 429, 503, 507),
    }
    return {"post": post}


def _room() -> Schema:
    receipt = closed(["receipt"], receipt=ref("Receipt"))
    state = {"200": _json(ref("State"))}
    return {
        "parameters": [_CODE],
        "get": {
            "summary": "Where the room is; one's own answer; more for its facilitator.",
            "security": _BEARER,
            "responses": state | _errors(401, 404, 429, 503),
        },
        "patch": {
            "summary": "Move the room, set a timer or a setting, hide a text.",
            "security": _BEARER,
            "requestBody": _body(ref("Move")),
            "responses": state | _errors(400, 401, 404, 409, 413, 422, 429, 503, 507),
        },
        "delete": {
            "summary": "Delete the room for good; the receipt says what went.",
            "security": _BEARER,
            "responses": {"200": _json(receipt)} | _errors(401, 404, 429, 503, 507),
        },
    }


def _participants() -> Schema:
    joined = closed(("token", "resume_code"), token=TOKEN, resume_code=RESUME_CODE)
    body = closed((), resume_code=RESUME_CODE) | {"examples": [{}]}
    post = {
        "summary": "Join; or, with a resume code, go on as the same person on this device.",
        "requestBody": _body(body, required=False),
        "responses": {"201": _json(joined, "Joined")} | _errors(400, 404, 413, 422, 429, 503, 507),
    }
    return {"parameters": [_CODE], "post": post}


def _answers(pack: Pack) -> Schema:
    saved = closed(["seq"], seq=COUNT)
    put = {
        "summary": "Store one's answer; 200 means that it is on disk. Again replaces it.",
        "security": _BEARER,
        "requestBody": _body(closed(["answer"], answer=ref("Answer"))),
        "responses": {"200": _json(saved, "On disk")}
        | _errors(400, 401, 404, 409, 413, 422, 429, 503, 507),
    }
    activity = _parameter("activity", "path", one_of(pack.activities.ids))
    return {"parameters": [_CODE, activity, _ROUND], "put": put}


def _events() -> Schema:
    stream = {"description": "A stream", "content": {"text/event-stream": {"schema": WORDS}}}
    get = {
        "summary": "Server-sent events: `state` (as above), `ping` every 4 s, `gone`.",
        "security": _BEARER,
        "responses": {"200": stream} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE], "get": get}


def _findings(pack: Pack) -> Schema:
    formats = _parameter("format", "query", one_of(["json", "play", "svg", "vega"]))
    width = _parameter("width", "query", one_of(["narrow", "wide"]))
    # Charts and what is played with are as their programs want them.
    either: Schema = {"anyOf": [ref("Finding"), {"type": "object"}]}
    shown = _json(either, "A finding; as a chart or to be played with when `format` says so")
    shown["content"]["image/svg+xml"] = {"schema": WORDS}
    get = {
        "summary": "What the answers say: for all once revealed, for the facilitator when closed.",
        "security": [{}, {"bearer": []}],
        "responses": {"200": shown} | _errors(403, 404, 422, 429, 503),
    }
    about = _parameter("id", "path", one_of([*pack.activities.ids, *pack.exhibits.ids]))
    shared = [_CODE, about, _ROUND, formats, width]
    return {"parameters": shared, "get": get}


def _report() -> Schema:
    file = closed(("name", "bytes"), name=one_of(list(REPORT_TYPES)), bytes=COUNT)
    report = closed(
        ("state", "message", "files"),
        state=one_of(get_args(State)),
        message=WORDS,
        files=listing(file, len(REPORT_TYPES)),
    )
    return {
        "parameters": [_CODE],
        "get": {
            "summary": "How far the room's report is; its files once it is ready.",
            "security": _DESK,
            "responses": {"200": _json(report)} | _errors(401, 404, 429, 503),
        },
        "post": {
            "summary": "Begin the report, unless it is being made; one at a time for a room.",
            "security": _DESK,
            "responses": {"202": _json(report, "Begun")} | _errors(401, 404, 429, 503),
        },
    }


def _report_file() -> Schema:
    name = _parameter("name", "path", one_of(list(REPORT_TYPES)))
    binary: Schema = {"schema": {"type": "string", "format": "binary"}}
    file = {"description": "The file", "content": dict.fromkeys(REPORT_TYPES.values(), binary)}
    get = {
        "summary": "A file of the report. It is there for a quarter of an hour.",
        "security": _DESK,
        "responses": {"200": file} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE, name], "get": get}


def _sheets() -> Schema:
    sheets = closed(("code", "sheets"), code=ROOM_CODE, sheets={"type": "array", "items": sheet()})
    get = {
        "summary": "The run sheet's questions as they are printed on worksheets.",
        "security": _DESK,
        "responses": {"200": _json(sheets)} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE], "get": get}


def _sheet(pack: Pack) -> Schema:
    saved = closed(("seq", "answered"), seq=COUNT, answered=COUNT)
    refused = _errors(400, 401, 404, 409, 413, 422, 429, 503, 507)
    activity = _parameter("activity", "path", one_of(pack.activities.ids))
    return {
        "parameters": [_CODE, activity, _ROUND],
        "put": {
            "summary": "Keep a sheet filled in on paper, or counted totals, as people's answers.",
            "security": _DESK,
            "requestBody": _body(entry()),
            "responses": {"200": _json(saved, "On disk")} | refused,
        },
        "delete": {
            "summary": "Take back what was entered under a mark.",
            "security": _DESK,
            "requestBody": _body(closed(["mark"], mark=MARK)),
            "responses": {"200": _json(saved, "Taken back")} | refused,
        },
    }


def document(base_url: str, pack: Pack) -> Schema:
    """Return the OpenAPI document for a server at `base_url` that runs a pack."""
    answers, joins, keys = limits.ANSWER, limits.JOIN, limits.FAILED_KEY
    described = (
        f"Bodies hold at most {limits.BODY_BYTES} bytes. Rates: {answers.per_second:g} answers "
        f"a second and participant (bursts of {answers.burst:g}); {joins.per_second:g} joins a "
        f"second and address (bursts of {joins.burst:g}); {keys.burst:g} failed keys or resume "
        f"codes and address, then one every {1 / keys.per_second:g} seconds. A participant "
        f"has at most {limits.PAGES_A_PERSON} streams of events; the oldest ends for a new one."
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "riskier", "version": __version__, "description": described},
        "servers": [{"url": base_url}],
        "paths": {
            "/api/health": _health(),
            "/api/tools": _tools(),
            "/api/rooms": _rooms(),
            "/api/rooms/{code}": _room(),
            "/api/rooms/{code}/participants": _participants(),
            "/api/rooms/{code}/answers/{activity}/{round}": _answers(pack),
            "/api/rooms/{code}/events": _events(),
            "/api/rooms/{code}/findings/{id}/{round}": _findings(pack),
            "/api/rooms/{code}/report": _report(),
            "/api/rooms/{code}/report/{name}": _report_file(),
            "/api/rooms/{code}/sheets": _sheets(),
            "/api/rooms/{code}/sheets/{activity}/{round}": _sheet(pack),
        },
        "components": {
            "schemas": schemas(pack),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "facilitator": {"type": "apiKey", "in": "cookie", "name": FACILITATOR_COOKIE},
            },
        },
    }
