"""Made-up ranges: around the pack's illustrative numbers, or around a known answer."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from riskier.pack import Pack
from riskier.sample.persons import Persons

View = Mapping[str, Any]
Given = list[dict[str, Any] | None]

_SKIPS = 0.04
_TOO_SURE = 0.85
_KEEPS_ALL = 0.3  # of people, in a second round
_PULL = 0.4  # how far the others move towards the middle of the group
_NICE = np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8])
_LEANS = {"engage.cost": -0.4, "stay_away.cost": 0.4}
_SURE = np.array([60, 70, 80, 80, 90])


def estimate_answers(pack: Pack, who: Persons, views: Mapping[int, View]) -> dict[int, Given]:
    """Return ranges for each round; a second one moves a part of the group inwards."""
    first = next(iter(views.values()))
    centres = {item["id"]: _centres(pack, who, item) for item in first["items"]}
    rounds: dict[int, Given] = {}
    for number, view in views.items():
        rng = who.rng(f"{view['id']}/{number}")
        if number > 1:
            moves = rng.random(who.count) >= _KEEPS_ALL
            centres = {name: _moved(logs, moves) for name, logs in centres.items()}
        rounds[number] = [_answer(pack, who, view, centres, person) for person in range(who.count)]
    return rounds


def _centres(pack: Pack, who: Persons, item: Mapping[str, Any]) -> Any:
    """Return the logarithm of everyone's best value."""
    rng = who.rng(f"{item['id']}/best")
    if item["id"] in pack.calibration:
        truth = max(pack.calibration[item["id"]].answer, 0.5)
        near_limit = item.get("unit") == "percent"
        return np.log(truth) + (0.4 if near_limit else 1.1) * rng.normal(size=who.count)
    guessed = pack.evidence[item["id"]].guessed if item["id"] in pack.evidence else None
    if guessed is not None:
        return np.log(np.clip(guessed * (0.7 + 0.3 * rng.normal(size=who.count)), 1, 100))
    low, high = _prior(pack, item["id"])
    # Keen people expect less of what taking part costs, and more of what absence costs.
    lean = _LEANS.get(item["id"].partition(".")[2], 0.0)
    noise = 0.45 * rng.normal(size=who.count)
    return np.log(low * high) / 2 + lean * who.keen + 0.25 * who.wary + noise


def _prior(pack: Pack, name: str) -> tuple[float, float]:
    """Return the pack's illustrative 80 % range; 0.4 to 2.5 where it has none."""
    hazard, _, driver = name.partition(".")
    if hazard not in pack.hazards or "." not in driver:
        return 0.4, 2.5
    stance, kind = driver.split(".", 1)
    drivers = pack.hazards[hazard].drivers
    side = drivers.stay_away if stance == "stay_away" else drivers.engage
    guess = side.events_per_year if kind == "events" else side.cost_per_event
    return guess.lowest, guess.highest


def _usual_width(pack: Pack, name: str) -> float:
    """Return by what factor a range reaches beyond its best value: less than it should."""
    if name in pack.calibration:
        return 1.9
    low, high = _prior(pack, name)
    return float((high / low) ** (0.5 * _TOO_SURE))


def _moved(logs: Any, moves: Any) -> Any:
    return np.where(moves, logs + _PULL * (np.median(logs) - logs), logs)


def _answer(
    pack: Pack, who: Persons, view: View, centres: Mapping[str, Any], person: int
) -> dict[str, Any] | None:
    # One stream for each person, not for each round: who keeps a best value keeps its range.
    rng = who.rng(f"{view['id']}/{person}")
    given = {}
    for item in view["items"]:
        width = max(1.2, _usual_width(pack, item["id"]) * float(np.exp(0.3 * rng.normal())))
        sure, skips = int(rng.choice(_SURE)), rng.random() < _SKIPS
        if not skips:
            given[item["id"]] = _range(view, item, float(centres[item["id"]][person]), width, sure)
    return {"estimates": given} if given else None


def _range(
    view: View, item: Mapping[str, Any], log_best: float, width: float, sure: int
) -> dict[str, float]:
    bounds = item.get("bounds") or {}
    least, most = bounds.get("lowest", 0.0), bounds.get("highest", 1e9)
    best = float(np.exp(log_best))
    low, middle, high = (
        min(max(_nice(value), least), most) for value in (best / width, best, best * width)
    )
    parts = {"lowest": low, "highest": max(high, low), "best": min(max(middle, low), high)}
    parts["confidence"] = sure
    return {part: _plain(parts[part]) for part in view["asks"]}


def _nice(value: float) -> float:
    """Return a number such as people say: 0.3, 1.5, 40."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(_NICE[np.argmin(np.abs(np.log(_NICE * power / value)))] * power)


def _plain(value: float) -> float:
    rounded = float(f"{value:.6g}")
    return int(rounded) if rounded.is_integer() else rounded
