"""The numbers that several of a group's findings rest on, worked out once for all of them."""

import hashlib
import pickle
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast
from weakref import ref

import numpy as np

from riskier.analysis import Beliefs, Comparison, comparison
from riskier.analysis.risk import Pooling
from riskier.analysis.sensitivity import Sensitivity, sensitivity

YEARS = 20_000
SEED = 2011
_KEPT = 8  # of each kind: both poolings of the rooms at hand


def compared(beliefs: Beliefs, pooling: Pooling = "linear") -> Comparison:
    """Return the comparison of these beliefs over `YEARS` simulated years.

    The same beliefs give the same object, so treat it as read-only.
    """
    return _simulated(_held(beliefs), pooling)


def varied(beliefs: Beliefs) -> Sensitivity:
    """Return how the expected gap moves with each number; kept as `compared` is."""
    return _varied(_held(beliefs))


@dataclass(frozen=True)
class _Held:
    """Beliefs told from others by what they say; what was worked out does not keep them."""

    digest: bytes
    beliefs: "ref[Beliefs]" = field(compare=False)

    def there(self) -> Beliefs:
        """Return the beliefs, for as long as whoever asks about them has them."""
        return cast("Beliefs", self.beliefs())


def _held(beliefs: Beliefs) -> _Held:
    return _Held(hashlib.sha256(pickle.dumps(beliefs)).digest(), ref(beliefs))


@lru_cache(maxsize=_KEPT)
def _varied(held: _Held) -> Sensitivity:
    return sensitivity(held.there())


@lru_cache(maxsize=_KEPT)
def _simulated(held: _Held, pooling: Pooling) -> Comparison:
    return comparison(held.there(), np.random.default_rng(SEED), YEARS, pooling=pooling)
