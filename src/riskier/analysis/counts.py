"""Which years events fall in: Poisson counts, drawn for many years at once."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from riskier.analysis.distributions import FloatArray

IndexArray = NDArray[np.intp]
Items = TypeVar("Items", IndexArray, FloatArray)

MOST_EVENTS_AT_ONCE = 1_000_000
LARGE_RATE = 16.0
_MOST_STEPS = 90  # a count this high has a chance below 1e-30 at LARGE_RATE
_NEVER_BEYOND = 1e-9
_CHECKED_EVERY = 8


def normal_scores(steps_per_unit: int) -> tuple[FloatArray, FloatArray]:
    """Return normal scores from -8 to 8 in even steps, and their weights (sum 1)."""
    scores = np.linspace(-8.0, 8.0, 16 * steps_per_unit + 1)
    weights = np.exp(-(scores**2) / 2)
    return scores, weights / weights.sum()


def counts_table(rates: FloatArray, weights: FloatArray, cap: float) -> FloatArray:
    """Return the chance of at most k events in a year, k = 0, 1, …: k x people.

    `rates` is people x scores, the events a year at each score of an uncertain rate, and
    `weights` the scores' weights: a Poisson distribution for each rate, averaged. The
    table ends at `cap`, or where more has a chance below 1e-9.
    """
    term = np.exp(-rates)
    rows = [term @ weights]
    for number in range(1, int(cap)):
        if number % _CHECKED_EVERY == 0 and rows[-1].min() >= 1 - _NEVER_BEYOND:
            break
        term *= rates
        term /= number
        rows.append(rows[-1] + term @ weights)
    rows.append(np.ones(len(rates)))
    return np.stack(rows)


def event_years_from(table: FloatArray, people: IndexArray, rng: np.random.Generator) -> IndexArray:
    """Return the year of every event, where year i has `table`'s column `people[i]`.

    Index i comes as often as year i has events. The order is by event number, not by
    year: one uniform number for each year is held against "at most none", those above it
    against "at most one", and so on.
    """
    one = table.shape[1] == 1
    chance = rng.random(people.size)
    years = np.flatnonzero(chance > (table[0, 0] if one else table[0].take(people)))
    chance, person = chance.take(years), people[:0] if one else people.take(years)
    found = [years[:0]]
    for at_most in table[1:]:
        if not years.size:
            break
        found.append(years)
        more = np.flatnonzero(chance > (at_most[0] if one else at_most.take(person)))
        years, chance = years.take(more), chance.take(more)
        person = person if one else person.take(more)
    return np.concatenate(found)


def in_portions(
    expected: float, items: Items, found: Callable[[Items], IndexArray]
) -> Iterator[IndexArray]:
    """Yield the year of every event, in portions of about a million events that fit in memory.

    `items` has one element for each year, `expected` events in all; `found` returns the
    years with events, counted from the beginning of the part it is given.
    """
    first = 0
    for part in np.array_split(items, int(expected // MOST_EVENTS_AT_ONCE) + 1):
        yield found(part) + first
        first += part.size


def event_years(rate: FloatArray, cap: float, rng: np.random.Generator) -> IndexArray:
    """Return the year of every event, where year i has its own known rate.

    As `event_years_from`, for rates that are needed for more than their events. Rates up
    to 16 walk up the Poisson distribution together; larger ones use numpy's generator.
    """
    large = np.flatnonzero(rate > LARGE_RATE)
    if not large.size:
        return _few_events(rate, cap, rng)
    counts = np.minimum(rng.poisson(rate[large]), int(cap))
    small = np.where(rate > LARGE_RATE, 0.0, rate)
    return np.concatenate([np.repeat(large, counts), _few_events(small, cap, rng)])


def _few_events(rate: FloatArray, cap: float, rng: np.random.Generator) -> IndexArray:
    none = np.exp(-rate)
    left = rng.random(rate.size) - none
    years = np.flatnonzero(left > 0)
    left, mean, chance = left[years], rate[years], none[years]
    found = [years[:0]]
    for number in range(1, min(_MOST_STEPS, int(cap)) + 1):
        if not years.size:
            break
        found.append(years)
        chance *= mean / number
        left -= chance
        more = np.flatnonzero(left > 0)
        years, left, mean, chance = years[more], left[more], mean[more], chance[more]
    return np.concatenate(found)
