"""What an answer may be: one model and one check for each kind of activity.

The models refuse what has the wrong shape; the checks compare with what was asked. Every
message is written to be read beside the control that its field names.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from riskier.room import estimates
from riskier.room.errors import AnswerError, first_fault, listed, shown
from riskier.room.wording import one_line

View = Mapping[str, Any]
_Id = Annotated[str, Field(max_length=120)]
_Ids = Annotated[list[_Id], Field(max_length=200)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class ChoiceAnswer(_Answer):
    """Which items were picked; none is an answer too."""

    selected: _Ids


class ScaleAnswer(_Answer):
    """A number for each item rated."""

    ratings: Annotated[dict[_Id, FiniteFloat], Field(max_length=200)]


class RankAnswer(_Answer):
    """Items, the best first."""

    order: _Ids


class SortAnswer(_Answer):
    """The column of each card placed."""

    placed: Annotated[dict[_Id, _Id], Field(max_length=200)]


class EstimateAnswer(_Answer):
    """A range, a best guess and a confidence for each item estimated."""

    estimates: Annotated[dict[_Id, dict[_Id, FiniteFloat | None]], Field(max_length=200)]


class TextAnswer(_Answer):
    """Texts by slot, or votes for others' texts."""

    texts: Annotated[list[str], Field(max_length=20)] = []
    votes: _Ids = []


class PlanAnswer(_Answer):
    """An if-then plan: when, what, and whom to tell."""

    cue: str = ""
    act: str = ""
    tell: str = ""


def check_answer(view: View, raw: object) -> dict[str, Any]:
    """Return an answer to the activity that `view` describes, normalised, as JSON.

    Args:
        view: what the person was shown (`Pack.view`, with the candidates of a vote).
        raw: what came back, decoded JSON of any shape.

    Raises:
        AnswerError: with a message and a field when the answer does not fit.

    """
    if not isinstance(raw, dict):
        raise AnswerError(
            "wrong_shape", f"An answer is a JSON object; {shown(raw)} was given.", "answer"
        )
    model, check = _KINDS[view["kind"]]
    try:
        answer = model.model_validate(raw)
    except ValidationError as error:
        field, message = first_fault(error)
        raise AnswerError("wrong_shape", message, field) from None
    return check(view, answer)


def _choice(view: View, answer: ChoiceAnswer) -> dict[str, Any]:
    _known(answer.selected, _ids(view["items"]), "selected")
    most = view["max_selected"]
    if len(answer.selected) > most:
        raise AnswerError(
            "too_many",
            f"{len(answer.selected)} are picked; at most {most} may be. "
            f"Take {len(answer.selected) - most} back.",
            "selected",
        )
    return {"selected": answer.selected}


def _scale(view: View, answer: ScaleAnswer) -> dict[str, Any]:
    items = {item["id"]: item for item in view["items"]}
    ratings = {}
    for name, value in answer.ratings.items():
        field = f"ratings.{name}"
        _known([name], items, field)
        points = items[name].get("scale", view["scale"])["points"]
        allowed = [point["value"] for point in points]
        if value not in allowed:
            wanted = listed([f"{each:g}" for each in allowed])
            raise AnswerError(
                "off_scale", f"{value:g} is not on this scale. Pick one of {wanted}.", field
            )
        ratings[name] = estimates.plain(value)
    return {"ratings": ratings}


def _rank(view: View, answer: RankAnswer) -> dict[str, Any]:
    _known(answer.order, _ids(view["items"]), "order")
    top = view.get("top")
    if top is not None and len(answer.order) > top:
        raise AnswerError(
            "too_many",
            f"{len(answer.order)} have a place; there are {top} places. "
            f"Take {len(answer.order) - top} out.",
            "order",
        )
    return {"order": answer.order}


def _sort(view: View, answer: SortAnswer) -> dict[str, Any]:
    cards, columns = _ids(view["items"]), _ids(view["columns"])
    for card, column in answer.placed.items():
        _known([card], cards, f"placed.{card}")
        _known([column], columns, f"placed.{card}")
    return {"placed": answer.placed}


def _estimate(view: View, answer: EstimateAnswer) -> dict[str, Any]:
    items = {item["id"]: item for item in view["items"]}
    checked = {}
    for name, parts in answer.estimates.items():
        field = f"estimates.{name}"
        _known([name], items, field)
        bounds = items[name].get("bounds", {})
        checked[name] = estimates.check_parts(view["asks"], bounds, parts, field)
    return {"estimates": checked}


def _text(view: View, answer: TextAnswer) -> dict[str, Any]:
    return _votes(view, answer) if view["vote"] else _texts(view, answer)


def _texts(view: View, answer: TextAnswer) -> dict[str, Any]:
    if answer.votes:
        raise AnswerError("not_asked", "There is nothing to vote on in this round.", "votes")
    most = view["max_texts"]
    if len(answer.texts) > most:
        raise AnswerError(
            "too_many", f"{len(answer.texts)} texts were given; at most {most} may be.", "texts"
        )
    length = view["max_length"]
    texts = [one_line(text, length, f"texts.{slot}") for slot, text in enumerate(answer.texts)]
    return {"texts": texts, "votes": []}


def _votes(view: View, answer: TextAnswer) -> dict[str, Any]:
    if any(text.strip() for text in answer.texts):
        raise AnswerError("not_asked", "This round asks for votes, not for texts.", "texts")
    _known(answer.votes, _ids(view["candidates"]), "votes")
    most = view["max_votes"]
    if len(answer.votes) > most:
        raise AnswerError(
            "too_many",
            f"{len(answer.votes)} votes were given; there are {most}. "
            f"Take {len(answer.votes) - most} back.",
            "votes",
        )
    return {"texts": [], "votes": answer.votes}


def _plan(view: View, answer: PlanAnswer) -> dict[str, Any]:
    parts = answer.model_dump()
    return {name: one_line(text, view["max_length"], name) for name, text in parts.items()}


def _ids(records: Sequence[View]) -> list[str]:
    return [record["id"] for record in records]


def _known(given: Sequence[str], allowed: Sequence[str] | View, field: str) -> None:
    for name in given:
        if name not in allowed:
            raise AnswerError(
                "unknown_id",
                f"{shown(name)} is not part of this. Known here: {listed(list(allowed))}.",
                field,
            )
    if len(set(given)) < len(given):
        twice = next(name for name in given if given.count(name) > 1)
        raise AnswerError("twice", f"{shown(twice)} is given twice. Give it once.", field)


_KINDS: dict[str, tuple[type[_Answer], Callable[[View, Any], dict[str, Any]]]] = {
    "choice": (ChoiceAnswer, _choice),
    "scale": (ScaleAnswer, _scale),
    "rank": (RankAnswer, _rank),
    "sort": (SortAnswer, _sort),
    "estimate": (EstimateAnswer, _estimate),
    "text": (TextAnswer, _text),
    "plan": (PlanAnswer, _plan),
}
