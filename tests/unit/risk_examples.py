"""Hazards and answers that several tests of the analysis share."""

from functools import cache
from typing import NamedTuple

import numpy as np

from riskier.analysis import read_estimates
from riskier.pack import load_pack


class Facts(NamedTuple):
    id: str
    title: str = "A hazard"
    common_cause: bool = False
    events_cap: float | None = None
    experience_effect: float = 0.0


ONE = (Facts("one"),)


def a_range(lowest, best, highest, confidence=80):
    return {"lowest": lowest, "best": best, "highest": highest, "confidence": confidence}


def answers(engage, stay_away, hazard="one"):
    """Return one person's answers; each side is (events, cost), each a short range."""
    parts = {
        f"{hazard}.engage.events": engage[0],
        f"{hazard}.engage.cost": engage[1],
        f"{hazard}.stay_away.events": stay_away[0],
        f"{hazard}.stay_away.cost": stay_away[1],
    }
    return {item: a_range(*part) for item, part in parts.items() if part is not None}


def certain(value):
    return (value, value, value)


@cache
def shipped_hazards():
    return tuple(load_pack().hazards)


def shipped_answers():
    """Return the pack's illustrative numbers as if one person had given them."""
    parts = {}
    for hazard in shipped_hazards():
        for stance in ("engage", "stay_away"):
            driver = getattr(hazard.drivers, stance)
            events = "both" if hazard.common_cause else stance
            parts[f"{hazard.id}.{events}.events"] = driver.events_per_year
            parts[f"{hazard.id}.{stance}.cost"] = driver.cost_per_event
    return {item: a_range(part.lowest, part.best, part.highest) for item, part in parts.items()}


def best_rates():
    """Return the shipped best events a year: hazards x stances."""
    return np.array(
        [
            [
                hazard.drivers.engage.events_per_year.best,
                hazard.drivers.stay_away.events_per_year.best,
            ]
            for hazard in shipped_hazards()
        ]
    )


@cache
def shipped_beliefs():
    return read_estimates([shipped_answers()], shipped_hazards())


def cohort(people, seed, engage, stay_away, facts=ONE):
    """Return the beliefs of people who scatter around the given events and costs.

    `engage` and `stay_away` are (events, cost) middles; ranges are threefold each way.
    """
    rng = np.random.default_rng(seed)

    def scattered(middle):
        best = middle * np.exp(0.3 * rng.standard_normal())
        return (best / 3, best, best * 3)

    group = []
    for _ in range(people):
        own = {}
        for hazard in facts:
            sides = [[scattered(middle) for middle in side] for side in (engage, stay_away)]
            own |= answers(*sides, hazard=hazard.id)
        group.append(own)
    return read_estimates(group, facts)
