"""Who the made-up people are: a few traits that tie their answers together."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Persons:
    """Traits of made-up people, each about normal with mean 0 and deviation 1.

    `keen` leans towards taking part, `private` uses a lot in private life, `skilled` knows
    many tools, `wary` expects large losses. Keen people are a little more skilled and less
    wary, as groups often are.
    """

    seed: int
    keen: Array
    private: Array
    skilled: Array
    wary: Array

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.keen.size)

    def rng(self, name: str) -> np.random.Generator:
        """Return the chance that belongs to one question, whatever else is asked."""
        return np.random.default_rng([self.seed, crc32(name.encode())])


def persons(count: int, seed: int) -> Persons:
    """Return made-up people; the same seed gives the same people."""
    rng = np.random.default_rng([seed, count])
    keen = rng.normal(size=count)
    return Persons(
        seed,
        keen=keen,
        private=_tied(rng, keen, 0.3),
        skilled=_tied(rng, keen, 0.5),
        wary=_tied(rng, keen, -0.3),
    )


def _tied(rng: np.random.Generator, trait: Array, by: float) -> Array:
    own = rng.normal(size=trait.size)
    return np.asarray(by * trait + np.sqrt(1 - by**2) * own)
