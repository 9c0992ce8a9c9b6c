"""What if some numbers were different: a group's beliefs with changes, and what follows."""

from dataclasses import dataclass, field, replace

from riskier.analysis import Beliefs
from riskier.analysis.mitigation import Safeguard, safeguards_of
from riskier.analysis.sensitivity import Input, sensitivity
from riskier.analysis.whatif import Changes, Quantity, changed
from riskier.findings.context import Context
from riskier.findings.group import beliefs_of
from riskier.findings.horizon import over_time, verdict
from riskier.findings.inputs import named
from riskier.findings.panel import Panel, panel_of
from riskier.findings.words import number

MONTHS = (6, 60)
SCALE = (0.0, 3.0)


@dataclass
class Trial:
    """Changes to one group's numbers; nothing of it is kept.

    Raises `ValueError` when there is nothing to compare.
    """

    ctx: Context
    own: bool = False
    changes: Changes = field(default_factory=Changes)
    months: int = 0

    def __post_init__(self) -> None:
        """Take the group's beliefs, or the reader's own."""
        people = [self.ctx.own] if self.own and self.ctx.own else None
        self.beliefs: Beliefs = beliefs_of(self.ctx, people)
        if not self.beliefs.hazards or not self.beliefs.people:
            raise ValueError("No hazard has estimates on both sides yet: nothing to change.")
        self.months = self.months or self.ctx.pack.cycle.model.horizon_months
        self.start = self.months
        self.inputs: tuple[Input, ...] = sensitivity(self.beliefs).inputs
        named_hazards = [self.ctx.pack.hazards[name] for name in self.beliefs.hazards]
        self.safeguards: tuple[Safeguard, ...] = safeguards_of(named_hazards)

    def range_now(self, index: int) -> tuple[float, float]:
        """Return the 80 % range of a number: as changed, or the group's own."""
        one = self.inputs[index]
        low, high = self.changes.ranges.get(_quantity(one), (one.low, one.high))
        return float(f"{low:.3g}"), float(f"{high:.3g}")

    def set_range(self, index: int, lowest: float, highest: float) -> None:
        """Let everyone hold a range of one number.

        Raises:
            ValueError: it is no range; the message is for the reader.

        """
        if not 0 < lowest <= highest:
            raise ValueError(
                f"Lowest ({number(lowest)}) must be above 0 and not above highest"
                f" ({number(highest)}). Nothing was changed."
            )
        ranges = {**self.changes.ranges, _quantity(self.inputs[index]): (lowest, highest)}
        self.changes = replace(self.changes, ranges=ranges)

    def toggle(self, index: int) -> bool:
        """Switch a safeguard; return whether it is on now."""
        one, on = self.safeguards[index], self.changes.safeguards
        kept = tuple(each for each in on if each != one)
        now_on = one not in on
        self.changes = replace(self.changes, safeguards=(*kept, one) if now_on else kept)
        return now_on

    def set_experience(self, scale: float) -> None:
        """Multiply what practice saves by a number from 0 to 3."""
        self.changes = replace(self.changes, experience_scale=min(max(scale, SCALE[0]), SCALE[1]))

    def set_months(self, months: int) -> None:
        """Look so many months ahead, from 6 to 60."""
        self.months = min(max(months, MONTHS[0]), MONTHS[1])

    def reset(self) -> None:
        """Go back to what was said."""
        self.changes, self.months = Changes(), self.start

    def panel(self) -> Panel:
        """Return the panel of the changed numbers."""
        return panel_of(self._context(), changed(self.beliefs, self.changes))

    def before(self) -> Panel:
        """Return the panel of the numbers as they were said."""
        return panel_of(self._context(), self.beliefs)

    def over_time(self) -> tuple[str, str]:
        """Return when the lines cross, and how sure that is."""
        pack = self.ctx.pack
        found = over_time(pack, changed(self.beliefs, self.changes), self.months)
        return verdict(pack, found)

    def said(self) -> list[str]:
        """Return each change in words; none when nothing is changed."""
        names = {_quantity(one): named(self.ctx.pack, one) for one in self.inputs}
        lines = [
            f"{names[quantity]}: {number(low)} to {number(high)}"
            for quantity, (low, high) in self.changes.ranges.items()
        ]
        lines += [f"{self.safeguard(one)}: on" for one in self.changes.safeguards]
        if self.changes.experience_scale != 1:
            lines.append(f"Practice saves {self.changes.experience_scale:g} times as much")
        if self.months != self.start:
            lines.append(f"{self.months} months ahead")
        return lines

    def safeguard(self, one: Safeguard) -> str:
        """Return a safeguard's name with its hazard and side."""
        title = self.beliefs.titles[self.beliefs.hazards.index(one.hazard)]
        side = "either way" if one.stance == "both" else self.ctx.pack.stances[one.stance].lower()
        return f"{one.title} ({title}, {side})"

    def _context(self) -> Context:
        """Return whose numbers these are: one's own are not made up, and need no group."""
        if not self.own or not self.ctx.own:
            return replace(self.ctx, own=None)
        return replace(self.ctx, people=[self.ctx.own], own=None, synthetic=False, k_min=1)


def _quantity(one: Input) -> Quantity:
    stance = "engage" if one.stance == "both" else one.stance
    return one.hazard, stance, one.driver
