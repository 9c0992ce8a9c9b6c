"""Numbers from answers: elicitation, risk, the cycle. Pure functions over arrays.

Chance enters as a `numpy.random.Generator`; units are in names. Nothing here knows
widgets, the web or a database.
"""

from riskier.analysis.beliefs import STANCES, Beliefs
from riskier.analysis.compare import Comparison, comparison
from riskier.analysis.estimates import read_estimates

__all__ = ["STANCES", "Beliefs", "Comparison", "comparison", "read_estimates"]
