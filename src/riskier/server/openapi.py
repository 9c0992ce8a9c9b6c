"""The public contract as an OpenAPI document. A test holds it to the real routes."""

from typing import Any

from riskier import __version__
from riskier.room.keeping import KEEP
from riskier.room.paper import MARK_LENGTH
from riskier.server import limits
from riskier.server.reports import REPORT_TYPES
from riskier.server.session import FACILITATOR_COOKIE

Schema = dict[str, Any]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "properties": properties}


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
        503: "The store cannot be written at the moment; nothing was accepted.",
    }
    return {str(status): _json(_ref("Error"), meanings[status]) for status in statuses}


def _body(schema: Schema, *, required: bool = True) -> Schema:
    return {"required": required, "content": {"application/json": {"schema": schema}}}


_STRING: Schema = {"type": "string"}
_INTEGER: Schema = {"type": "integer"}
_NUMBER: Schema = {"type": "number"}
_NUMBERS: Schema = {"type": "object", "additionalProperties": _NUMBER}
_STRINGS: Schema = {"type": "array", "items": _STRING}
_BEARER: list[Schema] = [{"bearer": []}]
_DESK: list[Schema] = [{"bearer": []}, {"facilitator": []}]
_PHASES: Schema = {"type": "string", "enum": ["waiting", "open", "closed", "revealed"]}
_STAGES: Schema = {
    "type": "string",
    "enum": ["welcome", "relevance", "cycle", "tools", "risk", "commitments"],
}
_KEEP: Schema = {"type": "string", "enum": list(KEEP)}
_RUN_SHEETS: Schema = {"type": "string", "enum": ["45", "90", "180"]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_ESTIMATE = _object(
    ["lowest", "highest"], lowest=_NUMBER, highest=_NUMBER, best=_NUMBER, confidence=_NUMBER
)

_SCHEMAS: dict[str, Schema] = {
    "Error": _object(["code", "message"], code=_STRING, message=_STRING, field=_STRING),
    "Choice": _object(["selected"], selected=_STRINGS),
    "Scale": _object(["ratings"], ratings=_NUMBERS),
    "Rank": _object(["order"], order=_STRINGS),
    "Sort": _object(["placed"], placed={"type": "object", "additionalProperties": _STRING}),
    "Estimate": _object(
        ["estimates"], estimates={"type": "object", "additionalProperties": _ESTIMATE}
    ),
    "Text": _object([], texts=_STRINGS, votes=_STRINGS),
    "Plan": _object(["cue", "act", "tell"], cue=_STRING, act=_STRING, tell=_STRING),
    "Answer": {
        "anyOf": [
            _ref(name) for name in ("Choice", "Scale", "Rank", "Sort", "Estimate", "Text", "Plan")
        ]
    },
    "Activity": {
        "type": "object",
        "description": "What the activity's widget needs: id, kind, round, prompt, items, limits.",
        "required": ["id", "kind", "round", "prompt", "items"],
    },
    "State": _object(
        ["code", "seq", "stage", "activity", "round", "phase", "joined", "answered", "ended"],
        code=_STRING,
        seq=_INTEGER,
        stage=_STAGES,
        activity=_or_null(_ref("Activity")),
        round=_INTEGER,
        phase=_PHASES,
        joined=_INTEGER,
        answered=_INTEGER,
        ended={"type": "boolean"},
        answer=_or_null(_ref("Answer")),
    ),
    "Move": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "stage": _STAGES,
            "activity": _or_null(_STRING),
            "exhibit": _STRING,
            "step": _STRING,
            "round": _INTEGER,
            "phase": _PHASES,
            "timer_seconds": _or_null({"type": "number", "minimum": 0, "maximum": 14_400}),
            "settings": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "topic": _STRING,
                    "k_min": {"type": "integer", "minimum": 1, "maximum": 50},
                    "keep": _KEEP,
                    "run_sheet": _RUN_SHEETS,
                },
            },
            "hide": _STRING,
            "unhide": _STRING,
            "ended": {"type": "boolean"},
        },
    },
    "Finding": _object(
        ["activity", "round", "n", "headline", "table", "chart", "withheld"],
        activity=_STRING,
        round=_INTEGER,
        n=_INTEGER,
        headline=_STRING,
        table=_object(["columns", "rows"], columns=_STRINGS, rows={"type": "array", "items": {}}),
        chart=_or_null(_STRING),
        withheld=_or_null(_STRING),
        play=_or_null(_object(["widget", "label"], widget=_STRING, label=_STRING)),
    ),
}


def _parameter(name: str, where: str = "path", **schema: Any) -> Schema:
    parameter: Schema = {"name": name, "in": where, "schema": _STRING | schema}
    return parameter | ({"required": True} if where == "path" else {})


_CODE = _parameter("code", maxLength=60)
_ROUND = _parameter("round", pattern="^[1-9]$")
_ID = "^[a-z0-9][a-z0-9.-]{0,79}$"


def _health() -> Schema:
    schema = _object(["status", "version"], status=_STRING, version=_STRING)
    return {"get": {"summary": "Is the server ready?", "responses": {"200": _json(schema)}}}


def _rooms() -> Schema:
    new = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "run_sheet": _RUN_SHEETS,
            "topic": _STRING,
            "k_min": {"type": "integer", "minimum": 1, "maximum": 50},
            "keep": _KEEP,
        },
    }
    made = _object(["code", "facilitator_key"], code=_STRING, facilitator_key=_STRING)
    post = {
        "summary": "Make a room. Needs the key that the server printed when it started.",
        "security": _BEARER,
        "requestBody": _body(new, required=False),
        "responses": {"201": _json(made, "Made")} | _errors(400, 401, 413, 422, 429, 503),
    }
    return {"post": post}


def _room() -> Schema:
    receipt = _object(["receipt"], receipt={"type": "object"})
    state = {"200": _json(_ref("State"))}
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
            "requestBody": _body(_ref("Move")),
            "responses": state | _errors(400, 401, 404, 409, 413, 422, 429, 503),
        },
        "delete": {
            "summary": "Delete the room for good; the receipt says what went.",
            "security": _BEARER,
            "responses": {"200": _json(receipt)} | _errors(401, 404, 429, 503),
        },
    }


def _participants() -> Schema:
    joined = _object(["token", "resume_code"], token=_STRING, resume_code=_STRING)
    body = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"resume_code": _STRING},
    }
    post = {
        "summary": "Join; or, with a resume code, go on as the same person on this device.",
        "requestBody": _body(body, required=False),
        "responses": {"201": _json(joined, "Joined")} | _errors(400, 404, 413, 422, 429, 503),
    }
    return {"parameters": [_CODE], "post": post}


def _answers() -> Schema:
    saved = _object(["seq"], seq=_INTEGER)
    put = {
        "summary": "Store one's answer; 200 means that it is on disk. Again replaces it.",
        "security": _BEARER,
        "requestBody": _body(_object(["answer"], answer=_ref("Answer"))),
        "responses": {"200": _json(saved, "On disk")}
        | _errors(400, 401, 404, 409, 413, 422, 429, 503),
    }
    return {"parameters": [_CODE, _parameter("activity", pattern=_ID), _ROUND], "put": put}


def _events() -> Schema:
    stream = {"description": "A stream", "content": {"text/event-stream": {"schema": _STRING}}}
    get = {
        "summary": "Server-sent events: `state` (as above), `ping` every 4 s, `gone`.",
        "security": _BEARER,
        "responses": {"200": stream} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE], "get": get}


def _findings() -> Schema:
    formats = _parameter("format", "query", enum=["json", "play", "svg", "vega"])
    width = _parameter("width", "query", enum=["narrow", "wide"])
    get = {
        "summary": "What the answers say: for all once revealed, for the facilitator when closed.",
        "security": [{}, {"bearer": []}],
        "responses": {"200": _json(_ref("Finding"))} | _errors(403, 404, 422, 503),
    }
    shared = [_CODE, _parameter("id", pattern=_ID), _ROUND, formats, width]
    return {"parameters": shared, "get": get}


def _report() -> Schema:
    file = _object(["name", "bytes"], name=_STRING, bytes=_INTEGER)
    report = _object(
        ["state", "message", "files"],
        state={"type": "string", "enum": ["none", "working", "ready", "failed"]},
        message=_STRING,
        files={"type": "array", "items": file},
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
    name = _parameter("name", enum=list(REPORT_TYPES))
    binary: Schema = {"schema": {"type": "string", "format": "binary"}}
    file = {"description": "The file", "content": dict.fromkeys(REPORT_TYPES.values(), binary)}
    get = {
        "summary": "A file of the report. It is there for a quarter of an hour.",
        "security": _DESK,
        "responses": {"200": file} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE, name], "get": get}


def _sheets() -> Schema:
    sheet = _object(
        ["activity", "round", "place", "heading", "phase", "answered", "totals", "why_not", "view"],
        activity=_STRING,
        round=_INTEGER,
        place=_STRING,
        heading=_STRING,
        phase=_PHASES,
        answered=_INTEGER,
        totals={"type": "boolean"},
        why_not=_STRING,
        view=_ref("Activity"),
    )
    sheets = _object(["code", "sheets"], code=_STRING, sheets={"type": "array", "items": sheet})
    get = {
        "summary": "The run sheet's questions as they are printed on worksheets.",
        "security": _DESK,
        "responses": {"200": _json(sheets)} | _errors(401, 404, 429, 503),
    }
    return {"parameters": [_CODE], "get": get}


def _sheet() -> Schema:
    saved = _object(["seq", "answered"], seq=_INTEGER, answered=_INTEGER)
    mark: Schema = {"type": "string", "minLength": 1, "maxLength": MARK_LENGTH}
    one = _object(["mark", "answer"], mark=mark, answer=_ref("Answer"), replace={"type": "boolean"})
    count = _object(
        ["mark", "people", "counts"], mark=mark, people=_INTEGER, counts={"type": "object"}
    )
    refused = _errors(400, 401, 404, 409, 413, 422, 429, 503)
    return {
        "parameters": [_CODE, _parameter("activity", pattern=_ID), _ROUND],
        "put": {
            "summary": "Keep a sheet filled in on paper, or counted totals, as people's answers.",
            "security": _DESK,
            "requestBody": _body({"anyOf": [one, count]}),
            "responses": {"200": _json(saved, "On disk")} | refused,
        },
        "delete": {
            "summary": "Take back what was entered under a mark.",
            "security": _DESK,
            "requestBody": _body(_object(["mark"], mark=mark)),
            "responses": {"200": _json(saved, "Taken back")} | refused,
        },
    }


def document(base_url: str) -> Schema:
    """Return the OpenAPI document for a server at `base_url`."""
    described = (
        f"Bodies hold at most {limits.BODY_BYTES} bytes. Texts hold at most 280 characters, "
        f"plans 140 a part. Rates: {limits.ANSWER.per_second:g} answers a second and "
        f"participant (bursts of {limits.ANSWER.burst:g}); {limits.JOIN.per_second:g} joins a "
        f"second and address (bursts of {limits.JOIN.burst:g}); "
        f"{limits.FAILED_KEY.burst:g} failed keys or resume codes and address, then one every "
        f"{1 / limits.FAILED_KEY.per_second:g} seconds."
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "riskier", "version": __version__, "description": described},
        "servers": [{"url": base_url}],
        "paths": {
            "/api/health": _health(),
            "/api/rooms": _rooms(),
            "/api/rooms/{code}": _room(),
            "/api/rooms/{code}/participants": _participants(),
            "/api/rooms/{code}/answers/{activity}/{round}": _answers(),
            "/api/rooms/{code}/events": _events(),
            "/api/rooms/{code}/findings/{id}/{round}": _findings(),
            "/api/rooms/{code}/report": _report(),
            "/api/rooms/{code}/report/{name}": _report_file(),
            "/api/rooms/{code}/sheets": _sheets(),
            "/api/rooms/{code}/sheets/{activity}/{round}": _sheet(),
        },
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "facilitator": {"type": "apiKey", "in": "cookie", "name": FACILITATOR_COOKIE},
            },
        },
    }
