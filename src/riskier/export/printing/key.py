"""The facilitator's key to the worksheets: true values, endings of cases, what lasts."""

from collections.abc import Callable, Iterator

from riskier.export.printing.cards import side_of
from riskier.export.printing.order import HERE, Json, Order, Print, View
from riskier.export.printing.worksheets import asking_steps
from riskier.pack import Pack
from riskier.pack.agenda import Activity

TITLE = "Facilitator's key"
_NOTE = "For the facilitator: do not hand this out with the worksheets."


def answer_key(order: Order) -> Iterator[Print]:
    """Yield the key to a run sheet's worksheets, when there is anything to tell."""
    parts: list[Json] = []
    for step in asking_steps(order):
        activity = order.pack.activity(str(step.activity))
        if activity.rounds[0].number == step.round:
            parts += _about(order, activity)
    if not parts:
        return
    title = f"{TITLE}, {order.run_sheet} minutes: {order.pack.title}"
    content: Json = {"blocks": [_heading(1, TITLE), _paragraph(_NOTE), *parts]}
    language = order.pack.files.pack.language
    name = f"worksheets-{order.run_sheet}-key"
    yield Print(name, HERE / "key.typ", title, content, language)


def _about(order: Order, activity: Activity) -> list[Json]:
    origin = activity.items_from
    tell = _TELLERS.get((origin.collection, activity.kind)) if origin else None
    if tell is None:
        return []
    told = tell(order.pack, order.asked(activity.id, activity.rounds[0].number))
    return [_heading(2, activity.title), *told] if told else []


def _questions(pack: Pack, view: View) -> list[Json]:
    told: list[Json] = []
    for item in view["items"]:
        question = pack.calibration[item["id"]]
        value = f"{_number(question.answer)} {question.unit} ({question.year})"
        told += [
            _heading(3, question.question),
            _paragraph(value, strong=True),
            _paragraph(question.after_reveal),
        ]
    return told


def _figures(pack: Pack, view: View) -> list[Json]:
    told: list[Json] = []
    for item in view["items"]:
        found = pack.evidence[item["id"]]
        if found.guess is None or found.guessed is None:
            continue
        value = f"{_number(found.guessed)} of 100 ({found.geography}, {found.year})"
        told += [
            _heading(3, found.guess.question),
            _paragraph(value, strong=True),
            _paragraph(f"{found.statement} {found.caveat}"),
        ]
    return told


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _endings(pack: Pack, view: View) -> list[Json]:
    told: list[Json] = []
    for item in view["items"]:
        case = pack.cases[item["id"]]
        told += [
            _heading(3, item["label"]),
            _paragraph(f"{side_of(pack, case)}.", strong=True),
            _paragraph(case.summary),
        ]
    told.append(_paragraph("Which side a case is on is our reading, and open to argument."))
    return told


def _lasting(pack: Pack, view: View) -> list[Json]:
    lasting = pack.cycle.lasting()
    told: list[Json] = [_paragraph("A toy model with made-up numbers says:")]
    for item in view["items"]:
        scenario = pack.scenarios[item["id"]]
        verdict = "It lasts." if scenario.id in lasting else "It does not last."
        told += [
            _heading(3, scenario.name),
            _paragraph(verdict, strong=True),
            _paragraph(scenario.what_happens),
        ]
    return told


_TELLERS: dict[tuple[str, str], Callable[[Pack, View], list[Json]]] = {
    ("calibration", "estimate"): _questions,
    ("evidence", "estimate"): _figures,
    ("cases", "sort"): _endings,
    ("scenarios", "choice"): _lasting,
}


def _heading(level: int, words: str) -> Json:
    return {"kind": "heading", "level": level, "spans": [{"kind": "text", "text": words}]}


def _paragraph(words: str, *, strong: bool = False) -> Json:
    text: Json = {"kind": "text", "text": words}
    return {"kind": "paragraph", "spans": [{"kind": "strong", "spans": [text]} if strong else text]}
