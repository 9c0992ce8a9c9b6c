"""Worksheets: the paper twin of every question on a run sheet."""

from collections.abc import Callable, Iterator, Mapping

from riskier.export.printing.order import HERE, Json, Order, Print, View
from riskier.pack.agenda import Step
from riskier.pack.view import heading_of

_TEMPLATE = HERE / "worksheets.typ"
_WORDS: Json = {
    "line": "Line",
    "card": "Card",
    "mark": "Your mark, not your name:",
    "keep": "Keep this sheet. Nobody collects it.",
    "asks": {
        "lowest": "Lowest",
        "highest": "Highest",
        "best": "Best guess",
        "confidence": "How sure",
    },
    "example": "Example.",
    "example_text": "How many rainy days next month?",
    "example_values": {"lowest": "4", "highest": "16", "best": "9", "confidence": "80"},
    "plan": ["When (a day and a time):", "I will (an act of ten minutes):", "And I will tell:"],
}


def worksheets(order: Order) -> Iterator[Print]:
    """Yield the worksheets of a run sheet as one document, for each person one copy."""
    pack = order.pack
    sheets = [_sheet(order, step) for step in asking_steps(order)]
    for place, sheet in enumerate(sheets, 1):
        sheet["place"] = f"Sheet {place} of {len(sheets)} · {sheet['place']}"
    title = f"Worksheets for {order.run_sheet} minutes: {pack.title}"
    name = f"worksheets-{order.run_sheet}"
    language = pack.files.pack.language
    yield Print(name, _TEMPLATE, title, {"sheets": sheets, "words": _WORDS}, language)


def asking_steps(order: Order) -> list[Step]:
    """Return the steps of a run sheet that ask something."""
    return [step for step in order.pack.steps(order.run_sheet) if step.activity]


def _sheet(order: Order, step: Step) -> Json:
    view = order.asked(str(step.activity), step.round)
    return {
        **view,
        "place": order.pack.stages[step.stage].title,
        "heading": heading_of(view),
        "private": view["reveal"] == "never",
        "how": how_to_answer(view),
    }


def how_to_answer(view: View) -> str:
    """Return what to do on paper to answer a view."""
    return _HOW[view["kind"]](view)


def _choice(view: View) -> str:
    most = view["max_selected"]
    if most == 1:
        return "Tick one, or none."
    if most >= len(view["items"]):
        return "Tick as many as you like, or none."
    return f"Tick up to {most}, or none."


def _rank(view: View) -> str:
    top = view.get("top")
    numbers = "1, 2, 3 and so on" if not top else " and ".join(_numbers(top).rsplit(", ", 1))
    return f"Write {numbers} into the boxes, 1 for the first. Leave the other boxes empty."


def _numbers(top: int) -> str:
    return ", ".join(str(place) for place in range(1, top + 1))


def _estimate(view: View) -> str:
    if view["prefill"]:
        return "Take your first sheet beside this one. Fill in only what you change."
    what = "Fill in all of" if len(view["asks"]) > 1 else "Write one number on"
    whole = f"{what} a line, or leave the line out."
    return f"{whole} How sure: from 50 to 100 per cent." if "confidence" in view["asks"] else whole


def _text(view: View) -> str:
    if view["vote"]:
        return (
            "The facilitator reads the sentences out, each with a number. "
            f"Write up to {view['max_votes']} of these numbers into the boxes."
        )
    where = " under each" if len(view["items"]) > 1 else ""
    return f"Write one short sentence{where}, or leave it out."


_HOW: Mapping[str, Callable[[View], str]] = {
    "choice": _choice,
    "scale": lambda _: "Tick one place for each line, or leave the line out.",
    "rank": _rank,
    "sort": lambda _: "Tick one column for each card. Leave out the cards that you do not know.",
    "estimate": _estimate,
    "text": _text,
    "plan": lambda _: "This is for you alone.",
}
