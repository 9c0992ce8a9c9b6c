"""Root finding, kept apart because scipy's optimisers are slow to import."""

from collections.abc import Callable

_HALVINGS = 100


def root_between(function: Callable[[float], float], left: float, right: float) -> float:
    """Return where a continuous `function` with unlike signs at both ends is zero.

    By halving, to the last digit: a few microseconds more than a faster method, and
    nothing to import. Raises `ValueError` when the signs at the ends are the same.
    """
    at_left, at_right = function(left), function(right)
    if at_left == 0 or at_right == 0:
        return left if at_left == 0 else right
    if (at_left > 0) == (at_right > 0):
        raise ValueError(
            f"function must change sign from {left:g} to {right:g}; got {at_left:g} and"
            f" {at_right:g}."
        )
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        if middle in (left, right):
            break
        if (function(middle) > 0) == (at_left > 0):
            left = middle
        else:
            right = middle
    return (left + right) / 2


def highest_between(function: Callable[[float], float], left: float, right: float) -> float:
    """Return the largest value of a `function` that rises and then falls, by golden section."""
    ratio = (5**0.5 - 1) / 2
    for _ in range(_HALVINGS):
        near, far = right - ratio * (right - left), left + ratio * (right - left)
        if function(near) > function(far):
            right = far
        else:
            left = near
    return function((left + right) / 2)
