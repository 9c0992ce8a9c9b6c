"""Cards of cases, tools, tasks and hazards: a front to sort by, a back to read later."""

from collections.abc import Callable, Iterable, Iterator

from riskier.export.printing import cardwords
from riskier.export.printing.order import HERE, Json, Order, Print, PrintError
from riskier.pack import Pack
from riskier.pack.agenda import ItemsFrom
from riskier.pack.cases import Case
from riskier.pack.hazards import Hazard
from riskier.pack.record import Source
from riskier.pack.tools import Task, Tool

_TEMPLATE = HERE / "cards.typ"
_NOT_ON_CARD = ("first_year", "licence_or_terms")


def cards(order: Order) -> Iterator[Print]:
    """Yield a set of cards for each collection that has any."""
    found = [_set_of(order, name) for name in _MAKERS]
    sets = [one for one in found if one is not None]
    if not sets:
        raise PrintError(f"The run sheet of {order.run_sheet} minutes uses no cards.")
    yield from sets


def side_of(pack: Pack, case: Case) -> str:
    """Return what the side that a case is on is called where cases are sorted."""
    names = dict(cardwords.QUADRANT)
    for activity in pack.activities:
        if activity.items_from is not None and activity.items_from.collection == "cases":
            names |= {column.id: column.label for column in pack.columns(activity.id)}
    return names[case.quadrant]


def _set_of(order: Order, collection: str) -> Print | None:
    pack = order.pack
    title, kind, make = _MAKERS[collection]
    ids = pack.collection(collection).ids
    if order.only_used:
        used = set(_used(order, collection))
        ids = tuple(name for name in ids if name in used)
    drawn = [card for name in ids if (card := make(pack, name)) is not None]
    for place, card in enumerate(drawn, 1):
        card |= {"kind": kind, "number": f"{place} of {len(drawn)}"}
        card["back"] = [part for part in card["back"] if part["words"] or part["list"]]
    if not drawn:
        return None
    content: Json = {
        "cards": drawn,
        "sources": "Sources",
        "addresses": f"Sources of the {title.lower()}",
    }
    name = f"{kind.lower()}-cards"
    return Print(name, _TEMPLATE, f"{title}: {pack.title}", content, pack.files.pack.language)


def _used(order: Order, collection: str) -> Iterator[str]:
    """Yield the ids that the activities of a run sheet take from a collection."""
    for step in order.pack.steps(order.run_sheet):
        if step.activity is None:
            continue
        activity = order.pack.activity(step.activity)
        origins: Iterable[ItemsFrom | None]
        origins = (activity.items_from, getattr(activity, "columns_from", None))
        for origin in origins:
            if origin is not None and origin.collection == collection:
                yield from order.pack.ids_of(origin, order.run_sheet)


def _case(pack: Pack, case_id: str) -> Json | None:
    case: Case = pack.cases[case_id]
    if case.card is None:  # Without words that leave out the ending it is no card to sort.
        return None
    reading = f"{side_of(pack, case)}. That is our reading, open to argument."
    return {
        "title": case.card.label,
        "front": [case.card.text],
        "ask": "How did it end? Guess before you turn the card over.",
        "back": [
            _part("What happened", case.summary),
            _part("What was missing, or what worked", case.what_was_missing_or_worked),
            _part("In figures", items=case.measurable_facts),
            _part("Which side", reading),
            _part("To think about", case.lesson_question),
        ],
        "sources": _sources(case.sources),
    }


def _tool(pack: Pack, tool_id: str) -> Json:
    tool: Tool = pack.tools[tool_id]
    audience = ", ".join(cardwords.AUDIENCE[each] for each in tool.audience)
    terms = (
        f"For {audience}; {cardwords.OPENNESS[tool.openness]}; {cardwords.HOSTING[tool.hosting]}; "
        f"{'open source; ' if tool.open_source else ''}{cardwords.COST[tool.cost]}."
    )
    parts = [
        _part("What it is", terms),
        _part("How things stand", f"{tool.status_note} As of {tool.as_of}."),
        _part("A first step", tool.starter_action),
        _part("Ask the records officer", tool.records_note),
        _part("Watch out for", items=tool.risk_notes),
        _part("Accessibility", tool.accessibility_note or ""),
        _part("", _without_source(tool)),
    ]
    return {
        "title": tool.name,
        "front": [tool.one_line + "."],
        "ask": pack.families[tool.family].label,
        "back": parts,
        "sources": _sources(tool.sources),
    }


def _without_source(tool: Tool) -> str:
    if not tool.sources:
        return "No source was read for this card."
    names = (name for name in tool.unsourced_fields if name not in _NOT_ON_CARD)
    unread = ", ".join(name.replace("as_of", "the date").replace("_", " ") for name in names)
    return f"No source was read for: {unread}." if unread else ""


def _task(pack: Pack, task_id: str) -> Json:
    task: Task = pack.tasks[task_id]
    fits = sorted(
        (fit for fit in pack.fit if fit.task_id == task_id and fit.fit > 1),
        key=lambda fit: -fit.fit,
    )
    tools = [
        f"{pack.tools[fit.tool_id].name}: {_on_one_line(cardwords.FIT[fit.fit])}"
        for fit in fits[:6]
    ]
    return {
        "title": task.label,
        "front": [task.example_public_service],
        "ask": cardwords.DIRECTION[task.direction],
        "back": [
            _part("In public service", task.example_public_service),
            _part("In a company", task.example_corporate),
            _part("In private life", task.consumer_parallel),
            _part("Tools that may serve, in our opinion", items=tools),
            _part("", "A phone call, a meeting or what you do now may serve better."),
        ],
        "sources": _sources(task.sources),
    }


def _hazard(pack: Pack, hazard_id: str) -> Json:
    hazard: Hazard = pack.hazards[hazard_id]
    common = "The event happens whichever way one chooses; what it costs may differ."
    stances = {"both": "either way", **{name: each.lower() for name, each in pack.stances.items()}}
    safeguards = [
        f"{each.title} ({_on_one_line(stances[each.stance])})" for each in hazard.mitigations
    ]
    return {
        "title": hazard.title,
        "front": [hazard.what_happens],
        "ask": f"What counts: {hazard.counts_as_one_event}",
        # The sample numbers are left out on purpose: they would steer the estimates.
        "back": [
            _part(pack.stances["engage"], hazard.why_engaging_changes_it),
            _part(pack.stances["stay_away"], hazard.why_staying_away_changes_it),
            _part("Either way", common if hazard.common_cause else ""),
            _part("What the cost counts", hazard.cost_counts),
            _part("What staff days leave out", hazard.left_out),
            _part("What may help", items=safeguards),
        ],
        "sources": [],
    }


def _on_one_line(words: str) -> str:
    return words.replace(" ", "\u00a0")


def _part(head: str, words: str = "", items: Iterable[str] = ()) -> Json:
    return {"head": head, "words": [words] if words else [], "list": list(items)}


def _sources(sources: Iterable[Source]) -> list[Json]:
    return [
        {
            "title": source.title or "",
            "publisher": source.publisher or "",
            "date": source.date or "",
            "url": source.url,
        }
        for source in sources
    ]


_MAKERS: dict[str, tuple[str, str, Callable[[Pack, str], Json | None]]] = {
    "cases": ("Case cards", "Case", _case),
    "tools": ("Tool cards", "Tool", _tool),
    "tasks": ("Task cards", "Task", _task),
    "hazards": ("Hazard cards", "Hazard", _hazard),
}
