"""Every finding of a room that has answers, in the order of its agenda."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from riskier.export.report.snapshot import Snapshot
from riskier.findings import Finding
from riskier.findings.context import Key
from riskier.findings.of import build
from riskier.pack import Pack
from riskier.pack.view import heading_of

# Exhibits of this kind show the pack's own content, not what people said.
_EVIDENCE = "evidence"

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """One finding with what was asked.

    Attributes:
        id: Names its sheet, its table and its chart.
        kind: The kind of finding.
        title: What the activity or exhibit is called, with its round if it has several.
        asked: The question as people read it; nothing for an exhibit.
        stage: The id of the stage that it belongs to.
        finding: What the answers say.

    """

    id: str
    kind: str
    title: str
    asked: str
    stage: str
    finding: Finding

    @property
    def shown(self) -> bool:
        """Whether enough people answered."""
        return self.finding.withheld is None


def results_of(snapshot: Snapshot, tell: Tell) -> list[Result]:
    """Return the findings of everything that somebody answered."""
    keys = list(keys_in_order(snapshot))
    found = []
    for place, (about, number) in enumerate(keys, 1):
        tell(f"Findings: {place} of {len(keys)}")
        ctx = snapshot.context(about, number)
        finding = build(ctx)
        if finding.n or ctx.few:
            found.append(_result(snapshot, finding))
    return found


def keys_in_order(snapshot: Snapshot) -> Iterator[Key]:
    """Yield what a report may tell of, in the order in which workshops come to it."""
    pack = snapshot.pack
    steps = (
        (step.activity or step.exhibit or "", step.round if step.activity else 1)
        for step in pack.agenda.steps
    )
    elsewhere = (
        (activity.id, asked.number) for activity in pack.activities for asked in activity.rounds
    )
    exhibits = ((exhibit.id, 1) for exhibit in pack.exhibits)
    for key in dict.fromkeys(chain(steps, elsewhere, exhibits)):
        if key[0] and _tells_of_people(pack, key[0]):
            yield key


def _tells_of_people(pack: Pack, about: str) -> bool:
    return about not in pack.exhibits or pack.exhibit(about).finding != _EVIDENCE


def _result(snapshot: Snapshot, finding: Finding) -> Result:
    pack, about, number = snapshot.pack, finding.activity, finding.round
    if about in pack.exhibits:
        exhibit = pack.exhibit(about)
        return Result(about, exhibit.finding, exhibit.title, "", exhibit.stage, finding)
    activity, view = pack.activity(about), snapshot.view(about, number)
    return Result(
        f"{about}-{number}" if view["rounds"] > 1 else about,
        activity.finding,
        heading_of(view),
        view["prompt"],
        activity.stage,
        finding,
    )
