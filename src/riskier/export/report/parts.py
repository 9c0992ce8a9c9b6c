"""The parts of a report that show findings as they are."""

from collections.abc import Sequence

from riskier.export.report.document import Block, Figure, Part, Points, Section, Table, Text
from riskier.export.report.results import Result
from riskier.export.report.snapshot import Snapshot
from riskier.findings.finding import Cell
from riskier.findings.moved import ANSWERED
from riskier.findings.words import counted, people


def parts_of(snapshot: Snapshot, results: Sequence[Result]) -> tuple[Block, ...]:
    """Return each result under a heading of its own; those of too few people are only named."""
    shown = (Part(each.id, each.title, blocks_of(each)) for each in results if each.shown)
    return (*shown, *_withheld(snapshot, [each.title for each in results if not each.shown]))


def blocks_of(result: Result, *, drawn: bool = True) -> tuple[Block, ...]:
    """Return what was asked, what came out, the chart (if it is to be drawn) and the table."""
    asked = (Text(result.asked, "asked"),) if result.asked else ()
    finding = result.finding
    blocks: list[Block] = [*asked, Text(finding.headline, "finding")]
    if finding.picture is not None and drawn:
        blocks.append(Figure(result.id, finding.alt, finding.picture))
    if finding.rows:
        # A title may end as a question, or hold a colon of its own.
        caption = f"{result.title.removesuffix('?')}, as a table"
        table = (result.id, caption, finding.columns, finding.rows, finding.headline, finding.n)
        blocks.append(Table(*table))
    if finding.notes:
        blocks.append(Points(finding.notes, "note"))
    return tuple(blocks)


def _withheld(
    snapshot: Snapshot, titles: Sequence[str], answered: str = "answered"
) -> tuple[Text, ...]:
    if not titles:
        return ()
    few = f"Fewer than {snapshot.k_min} people {answered}, so not shown"
    return (Text(f"{few}: {'; '.join(titles)}."),)


def people_section(snapshot: Snapshot, results: Sequence[Result]) -> Section:
    """Return who took part, as far as that may be told."""
    blocks: list[Block] = [Text(_who(snapshot))]
    counts = [count for _, count in _answered(snapshot, results)]
    if counts:
        blocks.append(Text(_how_many(snapshot, counts)))
    asked = {(each.finding.activity, each.finding.round) for each in results}
    unanswered = [
        snapshot.pack.activity(step.activity).title
        for step in snapshot.pack.agenda.steps
        if step.activity
        and snapshot.run_sheet in step.minutes
        and (step.activity, step.round) not in asked
    ]
    if unanswered:
        names = "; ".join(dict.fromkeys(unanswered))
        still = "" if snapshot.ended else " or still open"
        blocks.append(Text(f"On the run sheet, but without an answer here{still}: {names}."))
    return Section("people", "Who took part", tuple(blocks))


def counts_part(snapshot: Snapshot, results: Sequence[Result]) -> Part:
    """Return how many answered each question."""
    rows: list[tuple[Cell, ...]] = [
        (result.title, snapshot.pack.stages[result.stage].title, count_of(snapshot, count))
        for result, count in _answered(snapshot, results)
    ]
    columns = ("Question", "Stage", "People")
    table = Table("answers", "People who answered each question", columns, tuple(rows))
    return Part("answers", "How many answered", (table,))


def _answered(snapshot: Snapshot, results: Sequence[Result]) -> list[tuple[Result, int]]:
    return [
        (result, result.finding.n)
        for result in results
        if result.finding.activity not in snapshot.pack.exhibits
    ]


def _how_many(snapshot: Snapshot, counts: Sequence[int]) -> str:
    said = f"{counted(len(counts), 'question')} got answers"
    fewest, most = min(counts), max(counts)
    if snapshot.too_few(most):
        return f"{said}, each from fewer than {snapshot.k_min} people."
    low = f"fewer than {snapshot.k_min}" if snapshot.too_few(fewest) else str(fewest)
    if fewest == most:
        return f"{said}, each from {people(most)}."
    return f"{said}, each from {low} to {people(most)}. A table at the end counts them."


def count_of(snapshot: Snapshot, count: int) -> Cell:
    """Return a number of people, unless it is too small to be told."""
    return f"fewer than {snapshot.k_min}" if snapshot.too_few(count) else count


def moved_section(snapshot: Snapshot, results: Sequence[Result]) -> Section:
    """Return what moved between the start and the end."""
    moved = [each for each in results if each.kind == "moved"]
    others = [each for each in results if each.kind != "moved"]
    blocks: list[Block] = [block for each in moved if each.shown for block in blocks_of(each)]
    blocks += _withheld(snapshot, [each.title for each in moved if not each.shown], ANSWERED)
    blocks += parts_of(snapshot, others)
    if not blocks:
        blocks = [
            Text(
                "Nothing can be compared: the questions of the start were not asked again at the"
                " end, or nobody answered both times."
            )
        ]
    return Section("moved", "What moved", tuple(blocks))


def holding_section(snapshot: Snapshot, results: Sequence[Result]) -> Section:
    """Return barriers, blind spots, and the tools and tasks that were chosen."""
    parts = parts_of(snapshot, results)
    nothing = (Text("The group was not asked about barriers, tools and tasks."),)
    return Section("holding", "What holds us back, what we know, what we need", parts or nothing)


def commitments_section(snapshot: Snapshot, results: Sequence[Result]) -> Section:
    """Return how many made a plan, what they wrote being theirs, and any later check."""
    count = sum(result.finding.n for result in results if result.kind == "progress")
    later = parts_of(snapshot, [each for each in results if each.kind != "progress"])
    if not count:
        words = "Nobody wrote a plan in the room, or the workshop did not come to it."
    elif snapshot.too_few(count):
        words = f"Fewer than {snapshot.k_min} people wrote a plan. Plans are shown to nobody else."
    else:
        verb = "wrote a plan of one small step: when, what, and whom to tell."
        words = (
            f"{people(count)} {verb} Plans are shown to nobody else, and are not in this report."
        )
    return Section("commitments", "Commitments", (Text(words), *later))


def rest_section(
    snapshot: Snapshot, rest: Sequence[Result], results: Sequence[Result]
) -> Section | None:
    """Return every other result, and how many answered what; None without any answers."""
    if not results:
        return None
    lead = Text(f"{counted(len(rest), 'result')} not shown above, in the order of the workshop.")
    blocks: list[Block] = [lead, *parts_of(snapshot, rest)] if rest else []
    blocks.append(counts_part(snapshot, results))
    return Section("rest", "Everything else that was asked", tuple(blocks))


def _who(snapshot: Snapshot) -> str:
    if snapshot.too_few(snapshot.joined):
        said = "Nobody" if not snapshot.joined else f"Fewer than {snapshot.k_min} people"
    else:
        said = people(snapshot.joined)
    made_up = " (made up)" if snapshot.synthetic else ""
    still = "" if snapshot.ended else " The workshop had not been ended when this was made."
    return (
        f"{said}{made_up} joined. No names, roles or addresses were asked for, so there are none"
        f" to report. Nothing is told of fewer than {snapshot.k_min} people.{still}"
    )
