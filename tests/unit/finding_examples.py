"""Small groups whose findings can be worked out by hand."""

from functools import cache
from typing import Any

from riskier.findings import Finding, build
from riskier.findings.context import Context, Key
from riskier.findings.of import shown_keys
from riskier.pack import Pack, load_pack

ASKED = [
    ("ground-rules", 1),
    ("gut-check", 1),
    ("gut-check", 2),
    ("private-and-work", 1),
    ("relevance", 1),
    ("relevance", 2),
    ("relevance", 3),
    ("guess-figure", 1),
    ("barriers", 1),
    ("barriers-own", 1),
    ("translate", 1),
    ("translate", 2),
    ("build-loop", 1),
    ("guess-pilot", 1),
    ("break-loop", 1),
    ("change-loop", 1),
    ("awareness", 1),
    ("task-ranking", 1),
    ("tool-fit", 1),
    ("first-step", 1),
    ("case-sort", 1),
    ("calibration", 1),
    ("hazard-vote", 1),
    ("premortem", 1),
    ("estimates", 1),
    ("estimates", 2),
    ("flip", 1),
    ("plan", 1),
    ("stop", 1),
]
EXHIBITS = [
    "two-88s",
    "loop",
    "toy-model",
    "landscape",
    "gems",
    "comparison",
    "exceedance",
    "flips",
    "horizon",
    "disagreement",
    "matrix",
    "moved",
]
EVERYTHING = [*ASKED, *((exhibit, 1) for exhibit in EXHIBITS)]


@cache
def shipped() -> Pack:
    return load_pack()


@cache
def views_for(about: str, run_sheet: str = "90") -> dict[Key, dict[str, Any]]:
    pack = shipped()
    return {key: pack.view(key[0], key[1], run_sheet) for key in keys_once_all_were_seen(about)}


def keys_once_all_were_seen(about: str) -> list[Key]:
    """Return the questions, with their rounds, that a finding looks at in the end."""
    return shown_keys(shipped(), about, lambda _activity, _number: True)


def context(about: str, people: list, number: int = 1, **more: Any) -> Context:
    """Return a context; `people` hold answers by activity and round."""
    given = {"views": views_for(about, more.get("run_sheet", "90")), **more}
    return Context(pack=shipped(), about=about, round=number, people=people, **given)


def finding(about: str, answers: list, number: int = 1, **more: Any) -> Finding:
    """Return the finding of answers to one question."""
    people = [{(about, number): answer} for answer in answers]
    return build(context(about, people, number, **more))


def items(about: str, number: int = 1, run_sheet: str = "90") -> list[dict[str, Any]]:
    return views_for(about, run_sheet)[about, number]["items"]


def selected(*ids: str) -> dict[str, Any]:
    return {"selected": list(ids)}


def rated(**ratings: float) -> dict[str, Any]:
    return {
        "ratings": {name.replace("__", ".").replace("_", "-"): v for name, v in ratings.items()}
    }


def ranges(**ends: tuple[float, ...]) -> dict[str, Any]:
    """Return an estimate answer from (lowest, highest[, best[, confidence]]) by item."""
    names = ("lowest", "highest", "best", "confidence")
    return {
        "estimates": {item: dict(zip(names, given, strict=False)) for item, given in ends.items()}
    }
