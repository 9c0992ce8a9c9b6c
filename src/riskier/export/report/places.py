"""Which part of a report a result belongs to."""

from collections.abc import Sequence
from typing import Literal

from riskier.export.report.results import Result
from riskier.export.report.snapshot import Snapshot

Place = Literal["moved", "holding", "risk", "commitments", "rest"]

_ALWAYS: dict[str, Place] = {
    "moved": "moved",
    "comparison": "risk",
    "disagreement": "risk",
    "flips": "risk",
    "exceedance": "risk",
    "horizon": "risk",
    "progress": "commitments",
    "follow-up": "commitments",
}
_LAST_ROUND: dict[str, Place] = {"shift": "moved", "intervals": "risk"}
# Outside the stage of the risk comparison, where they choose hazards and cases.
_HOLDING = ("pareto", "loop", "awareness", "ranking", "heatmap")


def placed(snapshot: Snapshot, results: Sequence[Result]) -> dict[Place, list[Result]]:
    """Return the results of each part, in the order of the workshop."""
    found: dict[Place, list[Result]] = {
        "moved": [],
        "holding": [],
        "risk": [],
        "commitments": [],
        "rest": [],
    }
    for result in results:
        found[_place(result, _risk_stage(snapshot), _last_round(result, results))].append(result)
    return found


def _place(result: Result, risk_stage: str, last: int) -> Place:
    if result.kind in _ALWAYS:
        return _ALWAYS[result.kind]
    if result.kind in _LAST_ROUND and result.finding.round == last:
        return _LAST_ROUND[result.kind]
    if result.stage == risk_stage:
        return "risk" if result.kind == "counts" else "rest"
    return "holding" if result.kind in _HOLDING else "rest"


def _risk_stage(snapshot: Snapshot) -> str:
    exhibit = snapshot.exhibit("comparison")
    return snapshot.pack.exhibit(exhibit).stage if exhibit else ""


def _last_round(result: Result, results: Sequence[Result]) -> int:
    about = result.finding.activity
    return max(each.finding.round for each in results if each.finding.activity == about)
