"""The comparison that a group's findings rest on, simulated once for all of them."""

import hashlib
import pickle
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from riskier.analysis import Beliefs, Comparison, comparison
from riskier.analysis.risk import Pooling

YEARS = 20_000
SEED = 2011
_KEPT = 8  # comparisons: both poolings of the rooms at hand


def compared(beliefs: Beliefs, pooling: Pooling = "linear") -> Comparison:
    """Return the comparison of these beliefs over `YEARS` simulated years.

    The same beliefs give the same object, so treat it as read-only.
    """
    return _simulated(_Held(hashlib.sha256(pickle.dumps(beliefs)).digest(), beliefs), pooling)


@dataclass(frozen=True)
class _Held:
    """Beliefs told from others by what they say."""

    digest: bytes
    beliefs: Beliefs = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _simulated(held: _Held, pooling: Pooling) -> Comparison:
    return comparison(held.beliefs, np.random.default_rng(SEED), YEARS, pooling=pooling)
