"""What goes over the API, as JSON Schemas with examples. `openapi` puts them into place."""

from collections.abc import Sequence
from typing import Any, get_args

from riskier.pack import Pack
from riskier.pack.agenda import RUN_SHEETS
from riskier.room.keeping import KEEP
from riskier.room.moves import K_MIN, LONGEST_TIMER_SECONDS, TOPIC_LENGTH
from riskier.room.paper import MARK_LENGTH
from riskier.room.records import Phase
from riskier.room.totals import MOST_PEOPLE
from riskier.widgets.source import KINDS

Schema = dict[str, Any]

LONGEST_TEXT = 280
_LARGEST = 1e12


def ref(name: str) -> Schema:
    """Return a reference to one of `schemas`."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(required: Sequence[str], **properties: Schema) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": properties,
    }


def text(most: int, **more: Any) -> Schema:
    """Return the schema of a text of at most so many characters."""
    return {"type": "string", "maxLength": most, **more}


def number(lowest: float, highest: float, kind: str = "number") -> Schema:
    """Return the schema of a number with bounds."""
    return {"type": kind, "minimum": lowest, "maximum": highest}


def one_of(values: Sequence[str]) -> Schema:
    """Return the schema of a text that is one of these."""
    return {"type": "string", "enum": list(values)}


def or_null(schema: Schema) -> Schema:
    """Return the schema of what may also be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def listing(items: Schema, most: int, **more: Any) -> Schema:
    """Return the schema of a list of at most so many items."""
    return {"type": "array", "items": items, "maxItems": most, **more}


def by_name(values: Schema) -> Schema:
    """Return the schema of an object from item ids to values."""
    return {
        "type": "object",
        "maxProperties": 200,
        "propertyNames": ITEM_ID,
        "additionalProperties": values,
    }


ID = text(80, pattern="^[a-z0-9][a-z0-9._-]{0,79}$")
ITEM_ID = text(120, minLength=1)
MARK = text(MARK_LENGTH, minLength=1)
TEXT_ID = text(16, pattern="^[0-9a-f]{16}$")
ROOM_CODE = text(24, pattern="^[A-Z0-9]{3,24}$", examples=["H97YM2"])
TOKEN = text(64, pattern="^[0-9a-f]{64}$")
RESUME_CODE = text(80, examples=["HTMQA-3WVFW-156E6"])
PHASE = one_of(get_args(Phase))
RUN_SHEET = one_of(RUN_SHEETS)
TOPIC = text(TOPIC_LENGTH)
K = number(*K_MIN, kind="integer")
COUNT = {"type": "integer", "minimum": 0}
ROUND = number(1, 9, kind="integer")
FLAG: Schema = {"type": "boolean"}
WORDS: Schema = {"type": "string"}
SETTINGS = closed((), run_sheet=RUN_SHEET, topic=TOPIC, k_min=K, keep=one_of(list(KEEP)))
_IDS = listing(ITEM_ID, 200)
_VALUE = number(-_LARGEST, _LARGEST)


def new_room() -> Schema:
    """Return what `POST rooms` takes."""
    examples = [{}, {"run_sheet": "45", "topic": "our wiki", "keep": "30-days"}]
    return SETTINGS | {"examples": examples}


def sheet() -> Schema:
    """Return a question as `GET sheets` lists it."""
    parts = {
        "activity": ID,
        "round": ROUND,
        "place": WORDS,
        "heading": WORDS,
        "phase": PHASE,
        "answered": COUNT,
        "totals": FLAG,
        "why_not": WORDS,
        "view": ref("Activity"),
    }
    return closed(tuple(parts), **parts)


def entry() -> Schema:
    """Return what `PUT sheets/…` takes: one person's sheet, or counted totals."""
    one = closed(("mark", "answer"), mark=MARK, answer=ref("Answer"), replace=FLAG)
    people = number(1, MOST_PEOPLE, kind="integer")
    # How many for each item, or for each item and each of its points or columns.
    each = {"type": "object", "maxProperties": 200, "additionalProperties": people}
    counts = {"type": "object", "maxProperties": 200}
    counts["additionalProperties"] = {"anyOf": [number(0, MOST_PEOPLE, kind="integer"), each]}
    totals = closed(("mark", "people", "counts"), mark=MARK, people=people, counts=counts)
    return {"anyOf": [one, totals]}


def schemas(pack: Pack) -> dict[str, Schema]:
    """Return every schema that has a name; ids are those of the pack."""
    return {"Error": _error(), **_answers(), **_states(pack), "Move": _move(pack), **_results()}


def _error() -> Schema:
    return closed(
        ("code", "message"),
        code=text(60, pattern="^[a-z_]+$"),
        message=text(1000, minLength=1),
        field=text(200),
    ) | {"examples": [{"code": "not_open", "message": "This question is closed."}]}


def _answers() -> dict[str, Schema]:
    part = or_null(_VALUE)
    parts = {"best": part, "confidence": or_null(number(50, 100))}
    estimate = closed(("lowest", "highest"), lowest=part, highest=part, **parts)
    plan = {name: text(LONGEST_TEXT) for name in ("cue", "act", "tell")}
    known: dict[str, tuple[Schema, Schema]] = {
        "Choice": (closed(["selected"], selected=_IDS), {"selected": ["no-use-for-me"]}),
        "Scale": (
            closed(["ratings"], ratings=by_name(_VALUE)),
            {"ratings": {"side": -2, "sure": 70}},
        ),
        "Rank": (closed(["order"], order=_IDS), {"order": ["find-peers", "follow-field"]}),
        "Sort": (
            closed(["placed"], placed=by_name(ITEM_ID)),
            {"placed": {"auckland-floods-2023": "absence-harmed"}},
        ),
        "Estimate": (
            closed(["estimates"], estimates=by_name(estimate)),
            {"estimates": {"x.engage.events": {"lowest": 1, "highest": 6, "best": 2}}},
        ),
        "Text": (
            closed((), texts=listing(text(LONGEST_TEXT), 20), votes=listing(TEXT_ID, 200)),
            {"texts": ["We could answer within a day."]},
        ),
        "Plan": (
            closed(tuple(plan), **plan),
            {"cue": "When I open my mail,", "act": "I look at the group", "tell": "Sam"},
        ),
    }
    named = {name: schema | {"examples": [example]} for name, (schema, example) in known.items()}
    return named | {"Answer": {"anyOf": [ref(name) for name in known]}}


def _move(pack: Pack) -> Schema:
    activity, exhibit = one_of(pack.activities.ids), one_of(pack.exhibits.ids)
    ids = {"anyOf": [TEXT_ID, listing(TEXT_ID, 1000)]}
    move = closed(
        (),
        stage=one_of(pack.stages.ids),
        activity=or_null(activity),
        exhibit=or_null(exhibit),
        step=or_null(one_of([step.id for step in pack.agenda.steps])),
        round=ROUND,
        phase=PHASE,
        timer_seconds=or_null(number(0, LONGEST_TIMER_SECONDS)),
        settings=SETTINGS,
        hide=ids,
        unhide=ids,
        ended=FLAG,
    )
    first = pack.activities.ids[0]
    examples = [
        {"activity": first, "round": 1, "phase": "open", "timer_seconds": 120},
        {"phase": "closed"},
        {"settings": {"keep": "until-end"}},
    ]
    return move | {"examples": examples}


def _states(pack: Pack) -> dict[str, Schema]:
    stage = one_of(pack.stages.ids)
    shared = {
        "code": ROOM_CODE,
        "kind": one_of(("live",)),
        "title": WORDS,
        "question": WORDS,
        "topic": TOPIC,
        "run_sheet": RUN_SHEET,
        "k_min": K,
        "seq": COUNT,
        "stage": stage,
        "stage_title": WORDS,
        "step": or_null(ID),
        "step_title": or_null(WORDS),
        "activity": or_null(ref("Activity")),
        "ballot": or_null(text(12)),
        "exhibit": or_null(closed(("id", "title", "text"), id=ID, title=WORDS, text=WORDS)),
        "round": ROUND,
        "phase": PHASE,
        "joined": COUNT,
        "answered": COUNT,
        "timer": or_null(closed(["ends_at"], ends_at={"type": "number"})),
        "finding_version": or_null(text(12)),
        "progress": closed(("index", "of"), index=COUNT, of=COUNT),
        "ended": FLAG,
        "promise": one_of(list(KEEP.values())),
        "synthetic": FLAG,
        "server_time": {"type": "number"},
    }
    candidate = closed(("id", "text"), id=TEXT_ID, text=text(LONGEST_TEXT))
    participant = {
        "answer": or_null(ref("Answer")),
        "previous": or_null(ref("Answer")),
        "candidates": listing(candidate, 20),
    }
    facilitator = {
        "agenda": {"type": "array", "items": _line(stage)},
        "next": or_null(ID),
        "step_words": or_null({"type": "object", "description": "The step, as the pack has it."}),
        "settings": SETTINGS,
        "late": or_null(COUNT),
    }
    state = closed(tuple(shared), **shared, **participant, **facilitator)
    words = (
        "Every key up to `server_time` is there for all; the next three for a participant, "
        "the rest for the facilitator. `late`: how many answers, new or changed since this "
        "was shown, wait, as a whole or in some lines, until `k_min` people have said "
        "something new."
    )
    return {"Activity": _activity(stage), "State": state | {"description": words}}


def _line(stage: Schema) -> Schema:
    line = {
        "step": ID,
        "stage": stage,
        "title": WORDS,
        "activity": or_null(ID),
        "round": ROUND,
        "exhibit": or_null(ID),
        "minutes": or_null({"type": "number"}),
        "phase": or_null(PHASE),
        "on_run_sheet": FLAG,
        "later": FLAG,
    }
    return closed(tuple(line), **line)


def _activity(stage: Schema) -> Schema:
    items = {"type": "array", "items": {"type": "object", "required": ["id", "label"]}}
    always = {
        "id": ID,
        "kind": one_of(KINDS),
        "stage": stage,
        "title": WORDS,
        "round": ROUND,
        "rounds": ROUND,
        "prompt": WORDS,
        "reveal": WORDS,
        "items": items,
    }
    return {
        "type": "object",
        "description": "What a widget needs: limits and scales by the kind, too.",
        "required": list(always),
        "properties": always,
    }


def _results() -> dict[str, Schema]:
    cell: Schema = {"type": ["string", "number", "null"]}
    texts = {"type": "array", "items": WORDS}
    finding = {
        "activity": ID,
        "round": ROUND,
        "n": COUNT,
        "headline": WORDS,
        "table": closed(
            ("columns", "rows"),
            columns=texts,
            rows={"type": "array", "items": {"type": "array", "items": cell}},
        ),
        "chart": or_null(WORDS),
        "withheld": or_null(WORDS),
        "alt": WORDS,
        "notes": texts,
        "synthetic": FLAG,
        "play": or_null(closed(("widget", "label"), widget=ID, label=WORDS)),
    }
    receipt = {
        "code": ROOM_CODE,
        "participants": COUNT,
        "answers": COUNT,
        "texts": COUNT,
        "stays": texts,
        "message": WORDS,
    }
    return {
        "Finding": closed(tuple(finding), **finding),
        "Receipt": closed(tuple(receipt), **receipt),
    }
