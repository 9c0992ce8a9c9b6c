"""What if: a group's beliefs with some numbers changed, to run everything again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from riskier.analysis.beliefs import Beliefs
from riskier.analysis.mitigation import Safeguard, mitigated

# hazard, stance ("engage", "stay_away") and driver ("events", "cost")
Quantity = tuple[str, str, str]
MOST_EXPERIENCE_SCALE = 10.0


@dataclass(frozen=True)
class Changes:
    """What is different from what the group said.

    Attributes:
        ranges: The 80 % range (lowest, highest) that everyone holds for a quantity.
        safeguards: What is in place.
        experience_scale: What every hazard's experience effect is multiplied by; an
            effect stays at most 1.

    """

    ranges: Mapping[Quantity, tuple[float, float]] = field(default_factory=dict)
    safeguards: tuple[Safeguard, ...] = ()
    experience_scale: float = 1.0


def changed(beliefs: Beliefs, changes: Changes) -> Beliefs:
    """Return the beliefs with the changes made; without any, the same numbers.

    Raises `ValueError` for a hazard, stance or driver that is not there, a range that is no
    range, or an experience scale outside 0 to 10.
    """
    scale = changes.experience_scale
    if not 0 <= scale <= MOST_EXPERIENCE_SCALE:
        raise ValueError(
            f"experience_scale must be from 0 to {MOST_EXPERIENCE_SCALE:g}; got {scale:g}."
        )
    for (hazard, stance, driver), (lowest, highest) in changes.ranges.items():
        if not 0 < lowest <= highest:
            raise ValueError(
                "lowest must be above 0 and at most highest;"
                f" got {lowest:g} and {highest:g} for {hazard}."
            )
        beliefs = beliefs.with_estimate(hazard, stance, driver, lowest, highest)
    effect = np.minimum(beliefs.experience_effect * scale, 1.0)
    return mitigated(replace(beliefs, experience_effect=effect), changes.safeguards)
