"""From a room's raw estimate answers to standardised beliefs, saying what was done."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from riskier.analysis.beliefs import (
    DRIVERS,
    MOST_EVENTS_PER_YEAR,
    MOST_STAFF_DAYS_PER_EVENT,
    STANCES,
    Beliefs,
)
from riskier.analysis.distributions import FloatArray, Lognormal
from riskier.analysis.repair import BoolArray, Notes, Ranges, fitted, repaired

PARTS = ("lowest", "best", "highest", "confidence")
_NOTHING = (None,) * len(PARTS)

Answers = Mapping[str, Mapping[str, float | None]]


class HazardFacts(Protocol):
    """What is needed to know about a hazard; the pack's hazards have it."""

    @property
    def id(self) -> str:
        """The id that item ids start with."""

    @property
    def title(self) -> str:
        """The name that notes use."""

    @property
    def common_cause(self) -> bool:
        """Whether events strike under both stances at once."""

    @property
    def events_cap(self) -> float | None:
        """The largest possible number of events a year, if there is one."""

    @property
    def experience_effect(self) -> float:
        """The share by which full practice cuts the cost of an event when engaging."""


def read_estimates(
    answers: Sequence[Answers],
    hazards: Collection[HazardFacts],
    *,
    earlier: Sequence[Answers] = (),
    target: float = 0.80,
) -> Beliefs:
    """Return the beliefs that people's answers express, with notes on every repair.

    `answers` holds one mapping for each person: item id -> lowest, best, highest,
    confidence (percent; any may be missing). Item ids are `<hazard>.<stance>.events` and
    `<hazard>.<stance>.cost`; the events of a common cause are asked once, as
    `<hazard>.both.events`. `earlier` holds the round before, in the same order of people;
    it fills items that `answers` lacks. Ranges are standardised to `target`. Treatments
    are in docs/methods.md ("Bad input"): `Beliefs.notes` says which were applied and how
    often, `Beliefs.left_out` which hazards nobody estimated on both sides. People without
    a usable range do not count.

    Raises `ValueError` when `earlier` is not about the same number of people.
    """
    if earlier and len(earlier) != len(answers):
        raise ValueError(
            f"earlier must hold the same people as answers ({len(answers)}); got {len(earlier)}."
        )
    notes = Notes(own=_own_cells(hazards))
    ranges = _collected(answers, hazards, earlier, notes)
    caps = _limits(hazards)
    with np.errstate(over="ignore"):  # sums beyond the largest number are cut with the rest
        values = fitted(repaired(ranges, notes), caps, target, notes)
    return _beliefs(values, hazards, caps[:, 0, 0], notes)


def _own_cells(hazards: Collection[HazardFacts]) -> BoolArray:
    own = np.ones((len(hazards), len(STANCES), len(DRIVERS)), dtype=bool)
    for row, hazard in enumerate(hazards):
        own[row, 1, 0] = not hazard.common_cause
    return own


def _collected(
    answers: Sequence[Answers],
    hazards: Collection[HazardFacts],
    earlier: Sequence[Answers],
    notes: Notes,
) -> Ranges:
    items = [item for hazard in hazards for item in _items(hazard)]
    before = earlier or [{}] * len(answers)
    pairs = list(zip(answers, before, strict=True))
    said = [[_numbers(new.get(item, old.get(item))) for item in items] for new, old in pairs]
    is_old = [[item not in new and item in old for item in items] for new, old in pairs]
    shape = (len(answers), len(hazards), len(STANCES), len(DRIVERS))
    values = np.array(said, dtype=float).reshape(*shape, len(PARTS))
    values[~np.isfinite(values)] = np.nan
    from_earlier = np.array(is_old, dtype=bool).reshape(shape)
    notes.count(from_earlier, "came from the round before, because the latest had none")
    return Ranges(*np.moveaxis(values, -1, 0))


def _items(hazard: HazardFacts) -> Iterator[str]:
    """Yield what a hazard's numbers are asked as: stances x drivers."""
    for name in STANCES:
        yield f"{hazard.id}.{'both' if hazard.common_cause else name}.events"
        yield f"{hazard.id}.{name}.cost"


def _numbers(given: Mapping[str, float | None] | None) -> Sequence[float | None]:
    return [given.get(part) for part in PARTS] if given else _NOTHING


def _limits(hazards: Collection[HazardFacts]) -> FloatArray:
    """Return the largest value allowed: hazards x 1 x drivers."""
    caps = [min(hazard.events_cap or np.inf, MOST_EVENTS_PER_YEAR) for hazard in hazards]
    return np.array([[[cap, MOST_STAFF_DAYS_PER_EVENT]] for cap in caps]).reshape(-1, 1, 2)


def _beliefs(
    values: Lognormal, hazards: Collection[HazardFacts], caps: FloatArray, notes: Notes
) -> Beliefs:
    known = ~np.isnan(values.mu)
    usable = np.all(known.any(axis=0), axis=(1, 2))
    kept = [hazard for hazard, use in zip(hazards, usable, strict=True) if use]
    left_out = [hazard for hazard, use in zip(hazards, usable, strict=True) if not use]
    if left_out:
        titles = ", ".join(f"“{hazard.title}”" for hazard in left_out)
        notes.lines.append(f"Left out, because nobody estimated both sides: {titles}.")
    people = known[:, usable].any(axis=(1, 2, 3))
    mu, sigma = values.mu[people][:, usable], values.sigma[people][:, usable]
    _note_blanks(np.isnan(mu), notes)
    return Beliefs(
        hazards=tuple(hazard.id for hazard in kept),
        titles=tuple(hazard.title for hazard in kept),
        common_cause=np.array([hazard.common_cause for hazard in kept], dtype=bool),
        events_cap=caps[usable],
        events_per_year=Lognormal(mu[..., 0], sigma[..., 0]),
        staff_days_per_event=Lognormal(mu[..., 1], sigma[..., 1]),
        events_factor=np.ones((len(kept), 2)),
        cost_factor=np.ones((len(kept), 2)),
        experience_effect=np.array([hazard.experience_effect for hazard in kept], dtype=float),
        left_out=tuple(hazard.id for hazard in left_out),
        notes=tuple(notes.lines),
    )


def _note_blanks(blank: BoolArray, notes: Notes) -> None:
    people = int(blank.any(axis=(1, 2, 3)).sum())
    if people:
        notes.lines.append(
            f"{people} of {len(blank)} people left blanks; in their simulated years those"
            " numbers are borrowed at random from people who gave them."
        )
