"""What stands behind a report: how it was worked out, what it cannot say, its sources."""

from collections.abc import Iterable

from riskier import __version__
from riskier.export.report.document import Block, Part, Points, Section, Text
from riskier.export.report.risk import Risk
from riskier.export.report.snapshot import Snapshot
from riskier.pack.record import File, Source

_METHOD = (
    "Everybody answered alone first and saw others' answers only after that. Then the group"
    " talked, and everybody could estimate again, alone. The talk is there to find out what people"
    " mean and what they know, not to make them agree. The protocol is called IDEA: investigate,"
    " discuss, estimate, aggregate.",
    "For each hazard, people gave a lowest, a highest and a best number, and how sure they were of"
    " the range. Ranges are stretched or shrunk to what they would be at 80% sure, so that they can"
    " be laid side by side. How sure somebody is counts for nothing else.",
    "A year is then played through {years:,} times. Each year follows the beliefs of one person:"
    " how often something happens and what it costs. So disagreement stays visible instead of"
    " being averaged away. What comes from outside, such as a rumour, strikes both choices in the"
    " same years.",
    "“Too close to call” means that the expected costs differ by less than 5% of their mean, or by"
    " less than chance in the calculation itself can explain.",
    "What moved counts only those who answered both times. Relevance is asked three times: at the"
    " start, at the end, and at the end about the start.",
    "Results of fewer than {k_min} people are left out everywhere, tables and files included.",
)
_LIMITS = (
    "The people chose to come. They are not a sample of anybody, and nothing here can be carried"
    " over to those who did not.",
    "The numbers are estimates: what these people believed on that day. They are not measurements"
    " and not forecasts.",
    "The group is small. One more person could change a result, and a difference of a few people"
    " means little.",
    "Staff days leave things out: harm to the public, trust, law, and what stress does to people.",
    "Only the hazards that were estimated count. What nobody thought of is not in the sum.",
    "Thinking back is not remembering. People rate their former selves lower once they know more,"
    " and memory bends. That is why both ways of asking are shown.",
)
_WITH_ROOM = (
    "room.json beside this report holds what people said, without names; from it the report can be"
    " made again."
)
_WITHOUT_ROOM = (
    "The answers themselves were deleted after this was made, as people had been promised, and the"
    " sentences that they wrote are left out."
)
_MADE_UP = (
    "Some numbers were made up for the workshop and are named so: the settings of the toy model,"
    " the scale of consequences and the grid, the scores of tools and tasks, and how much practice"
    " makes an event cheaper. The comparison itself uses only the group's own estimates."
)


def method_section(snapshot: Snapshot, risk: Risk | str, *, whole: bool) -> Section:
    """Return how the results were worked out, in plain words."""
    years = 20_000 if isinstance(risk, str) else risk.result.years
    said = tuple(line.format(years=years, k_min=snapshot.k_min) for line in _METHOD)
    made = (
        f"Made with riskier {__version__} and the content pack {snapshot.pack.id}"
        f" {snapshot.pack.files.pack.version}. Formulas and their sources are in docs/methods.md"
        f" of the kit. {_WITH_ROOM if whole else _WITHOUT_ROOM}"
    )
    blocks: tuple[Block, ...] = (Points(said), Text(made))
    return Section("method", "How it was worked out", blocks)


def limits_section(snapshot: Snapshot, risk: Risk | str) -> Section:
    """Return what the report cannot say."""
    own = () if isinstance(risk, str) else risk.result.notes
    made_up = ("Nobody said any of this: the answers are made up.",) if snapshot.synthetic else ()
    return Section(
        "limits", "What this cannot say", (Points((*made_up, *_LIMITS, _MADE_UP, *own)),)
    )


def sources_section(snapshot: Snapshot) -> Section:
    """Return the sources of the content that this report rests on."""
    pack = snapshot.pack
    files: list[tuple[str, Iterable[Source]]] = [
        ("Where the question comes from", pack.cycle.sources),
        ("Published figures shown in the workshop", _figures(snapshot)),
        ("Statements on relevance", _relevance(snapshot)),
        ("How the estimates are asked for", _IDEA),
    ]
    parts = tuple(
        Part(f"sources-{place}", title, (Points(_once(sources), "note"),))
        for place, (title, sources) in enumerate(files, 1)
        if _once(sources)
    )
    lead = Text(
        "Cases and questions with known answers have their sources beside them. Sources were read"
        " as the pack says; check the live page before you quote one."
    )
    return Section("sources", "Sources", (lead, *parts))


_IDEA = (
    Source(
        url="https://www.researchgate.net/publication/318789514_A_practical_guide_to_structured_expert_elicitation_using_the_IDEA_protocol",
        title="A practical guide to structured expert elicitation using the IDEA protocol",
    ),
)


def _figures(snapshot: Snapshot) -> list[Source]:
    pack = snapshot.pack
    shown = (name for exhibit in pack.exhibits for name in exhibit.evidence or ())
    return [source for name in shown for source in pack.evidence[name].sources]


def _relevance(snapshot: Snapshot) -> list[Source]:
    file: File = snapshot.pack.files.relevance
    own = (source for each in snapshot.pack.relevance for source in each.sources)
    return [*own, *file.sources]


def _once(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple({source.url: _named(source) for source in sources}.values())


def _named(source: Source) -> str:
    words = ", ".join(filter(None, (source.publisher, source.title, source.date)))
    return f"{words}: {source.url}" if words else source.url
