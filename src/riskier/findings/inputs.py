"""One pooled number in plain words, and the value at which it would flip the answer."""

from riskier.analysis import Beliefs, Comparison
from riskier.analysis.sensitivity import Input, Sensitivity
from riskier.findings.compared import varied
from riskier.findings.words import number, quoted
from riskier.pack import Pack


def named(pack: Pack, one: Input) -> str:
    """Return what a number counts: hazard, unit and side."""
    unit = "times a year" if one.driver == "events" else "staff days each time"
    return f"{one.title}: {unit}{_side(pack, one)}"


def flip_clause(pack: Pack, found: Sensitivity, index: int) -> str:
    """Return `if … were X rather than Y`, without the consequence."""
    one, at = found.inputs[index], number(float(found.flips_at[index]))
    values = f"{at} rather than {number(one.now)}"
    counted = (
        f"came {values} times a year"
        if one.driver == "events"
        else f"cost {values} staff days each time"
    )
    return f"if {quoted(one.title, 60)} {counted}{_side(pack, one, brackets=True)}"


def flip_sentence(pack: Pack, beliefs: Beliefs, result: Comparison) -> str:
    """Return the smallest change of one number that would flip the answer, as a sentence.

    Nothing when there is nothing to flip: both cost the same on average.
    """
    if result.dearer is None:
        return ""
    found = varied(beliefs)
    index = found.nearest_flip
    if index is None:
        return (
            "No single number would flip the answer, even if it were a hundred times more or less."
        )
    then = (
        "the averages would change places" if result.answer == "split" else "the answer would flip"
    )
    clause = flip_clause(pack, found, index)
    return f"I{clause[1:]}, {then}."


def _side(pack: Pack, one: Input, *, brackets: bool = False) -> str:
    side = "either way" if one.stance == "both" else pack.stances[one.stance].lower()
    return f" ({side})" if brackets else f", {side}"
