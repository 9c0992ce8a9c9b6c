"""What if some numbers were different: a group's beliefs with changes, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riskier.analysis import STANCES, Beliefs
from riskier.analysis.mitigation import BestSet, Safeguard, best_set, effect_of, safeguards_of
from riskier.analysis.sensitivity import Input
from riskier.analysis.whatif import Changes, Quantity, changed
from riskier.findings import Finding
from riskier.findings.compared import varied
from riskier.findings.context import Context
from riskier.findings.group import beliefs_of
from riskier.findings.horizon import over_time, verdict
from riskier.findings.inputs import named
from riskier.findings.of import build
from riskier.findings.panel import Panel, panel_of
from riskier.findings.words import number, two_digits

MONTHS = (6, 60)
PRACTICE = (0.0, 3.0)
Range = tuple[float, float]


@dataclass
class Trial:
    """Changes to one group's numbers; nothing of it is kept.

    `inputs` are the numbers that can be changed. `safeguards` are those that help under
    each stance, by an id such as `engage.2`; one that helps under both is there twice.
    Raises `ValueError` when there is nothing to compare.
    """

    ctx: Context
    own: bool = False

    def __post_init__(self) -> None:
        """Take the group's beliefs, or the reader's own."""
        people = [self.ctx.own] if self.own and self.ctx.own else None
        self.beliefs: Beliefs = beliefs_of(self.ctx, people)
        if not self.beliefs.can_be_compared:
            raise ValueError("No hazard has estimates on both sides yet: nothing to change.")
        self.changes = Changes()
        self.start = self.months = self.ctx.pack.cycle.model.horizon_months
        self.inputs: tuple[Input, ...] = varied(self.beliefs).inputs
        named_hazards = [self.ctx.pack.hazards[name] for name in self.beliefs.hazards]
        known = safeguards_of(named_hazards)
        self.safeguards: dict[str, Safeguard] = {
            f"{stance}.{index}": replace(one, stance=stance)
            for stance in STANCES
            for index, one in enumerate(known)
            if one.helps(stance)
        }
        self.before: Panel = panel_of(self._context(self.beliefs))

    @property
    def has_own(self) -> bool:
        """Whether the reader's own numbers could be changed instead of the group's."""
        if not self.ctx.own:
            return False
        return beliefs_of(self.ctx, [self.ctx.own]).can_be_compared

    def said_range(self, index: int) -> Range:
        """Return the 80 % range of a number as the group gave it."""
        return two_digits(self.inputs[index].low), two_digits(self.inputs[index].high)

    def set_ranges(self, ranges: Mapping[int, Range]) -> None:
        """Let everyone hold these ranges of these numbers, and no others.

        Raises:
            ValueError: one is no range; the message is for the reader.
            IndexError: there is no such number.

        """
        found: dict[Quantity, Range] = {}
        for index, (lowest, highest) in ranges.items():
            if not 0 < lowest <= highest:
                raise ValueError(
                    f"Lowest ({number(lowest)}) must be above 0 and not above highest"
                    f" ({number(highest)}). Nothing was changed."
                )
            found[_quantity(self.inputs[index])] = (lowest, highest)
        self.changes = replace(self.changes, ranges=found)

    def set_safeguards(self, ids: Sequence[str]) -> None:
        """Put safeguards in place, and no others.

        Raises:
            KeyError: there is no safeguard of this id.

        """
        chosen = tuple(self.safeguards[one] for one in ids)
        self.changes = replace(self.changes, safeguards=chosen)

    def in_place(self) -> list[str]:
        """Return the ids of the safeguards in place."""
        return [name for name, one in self.safeguards.items() if one in self.changes.safeguards]

    def pick(self, budget: float) -> list[str]:
        """Return the best safeguards for each stance, up to so many staff days for each.

        Raises:
            ValueError: the budget is below zero.

        """
        ids, known = list(self.safeguards), list(self.safeguards.values())
        beliefs = self._without_safeguards()
        sets = [best_set(beliefs, known, stance, budget).chosen for stance in STANCES]
        return [ids[index] for chosen in sets for index in chosen]

    def set_practice(self, scale: float) -> None:
        """Multiply what practice saves by a number from 0 to 3."""
        held = min(max(scale, PRACTICE[0]), PRACTICE[1])
        self.changes = replace(self.changes, experience_scale=held)

    def set_months(self, months: int) -> None:
        """Look so many months ahead, from 6 to 60."""
        self.months = min(max(months, MONTHS[0]), MONTHS[1])

    def panel(self) -> Panel:
        """Return the panel of the changed numbers."""
        return panel_of(self._context(self._changed()))

    def effects(self) -> tuple[BestSet, ...]:
        """Return what the safeguards in place save and take, for each stance."""
        beliefs = self._without_safeguards()
        return tuple(effect_of(beliefs, self.changes.safeguards, stance) for stance in STANCES)

    def over_time(self) -> tuple[str, str]:
        """Return when the lines cross, and how sure that is."""
        return verdict(self.ctx.pack, over_time(self.ctx.pack, self._changed(), self.months))

    def finding(self, exhibit: str) -> Finding:
        """Return what an exhibit on the estimates shows with the changed numbers."""
        return build(replace(self._context(self._changed()), about=exhibit))

    def said(self) -> dict[str, str]:
        """Return each change in words, by the control that made it."""
        lines: dict[str, str] = {}
        for index, one in enumerate(self.inputs):
            if _quantity(one) in self.changes.ranges:
                low, high = self.changes.ranges[_quantity(one)]
                said = f"{number(low)} to {number(high)}"
                lines[f"range.{index}"] = f"{named(self.ctx.pack, one)}: {said}"
        for stance in STANCES:
            titles = [one.title for one in self.changes.safeguards if one.stance == stance]
            if titles:
                side = self.ctx.pack.stances[stance].lower()
                lines[f"safeguards.{stance}"] = f"For {side}: {'; '.join(titles)}"
        if self.changes.experience_scale != 1:
            times = f"{self.changes.experience_scale:g} times as much"
            lines["practice"] = f"Practice saves {times} as the kit assumes"
        if self.months != self.start:
            lines["months"] = f"{self.months} months ahead"
        return lines

    def _changed(self) -> Beliefs:
        return changed(self.beliefs, self.changes)

    def _without_safeguards(self) -> Beliefs:
        return changed(self.beliefs, replace(self.changes, safeguards=()))

    def _context(self, held: Beliefs) -> Context:
        """Return whose numbers these are: one's own are not made up, and need no group."""
        ctx = replace(self.ctx, own=None, held=held, months=self.months)
        if not self.own or not self.ctx.own:
            return ctx
        return replace(ctx, people=[self.ctx.own], synthetic=False, k_min=1)


def _quantity(one: Input) -> Quantity:
    stance = "engage" if one.stance == "both" else one.stance
    return one.hazard, stance, one.driver
