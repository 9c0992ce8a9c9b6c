"""The question and the answer, in one paragraph that can come out either way."""

from collections.abc import Sequence

from riskier.analysis import STANCES
from riskier.export.report.document import Block, Callout, Figure, Points, Section, Text
from riskier.export.report.gut import gut_sentence
from riskier.export.report.results import Result
from riskier.export.report.risk import Risk
from riskier.export.report.snapshot import Snapshot
from riskier.findings.comparison import apart, slightly
from riskier.findings.inputs import flip_sentence
from riskier.findings.words import counted, number, people, sentence


def answer_section(snapshot: Snapshot, risk: Risk | str, results: Sequence[Result]) -> Section:
    """Return the part that somebody reads who reads no other."""
    title = "The answer"
    if isinstance(risk, str):
        kind = "That is no failing: an hour of honest talk can be worth more than a number."
        words = " ".join(filter(None, (risk, kind, gut_sentence(snapshot))))
        lead = Text("The group has no answer in numbers.", "lead")
        return Section("answer", title, (lead, Text(words)))
    flip = flip_sentence(snapshot.pack, risk.beliefs, risk.result)
    told = (flip, gut_sentence(snapshot))
    figures = [
        Figure(each.id, each.finding.alt, each.finding.picture)
        for each in results
        if each.kind == "comparison" and each.finding.picture is not None
    ]
    blocks: tuple[Block, ...] = (
        Text(verdict(snapshot, risk), "lead"),
        Text(in_numbers(snapshot, risk)),
        Points(tuple(filter(None, told))),
        Callout(
            "These are estimates, not measurements. Staff days leave out harm to the public,"
            " trust and stress: weigh them beside the numbers."
        ),
        *figures,
    )
    return Section("answer", title, blocks)


def verdict(snapshot: Snapshot, risk: Risk) -> str:
    """Return the answer in one short sentence."""
    whose = f"on {whose_numbers(snapshot)}"
    stances = {stance: name.lower() for stance, name in snapshot.pack.stances.items()}
    match risk.result.answer:
        case "too_close":
            return f"Too close to call, {whose}."
        case "split":
            return (
                f"It depends on which years matter more, {whose}:"
                f" {apart(snapshot.pack, risk.result)}."
            )
        case stance:
            named = sentence(stances[stance])
            return f"{named} is {slightly(risk.result)}riskier, {whose}."


def whose_numbers(snapshot: Snapshot) -> str:
    """Return whose numbers they are."""
    return "this made-up group's numbers" if snapshot.synthetic else "this group's numbers"


def in_numbers(snapshot: Snapshot, risk: Risk) -> str:
    """Return the numbers that the answer rests on."""
    first, second = (snapshot.pack.stances[stance].lower() for stance in STANCES)
    cost = dict(zip(STANCES, map(number, risk.result.expected_staff_days), strict=True))
    years = risk.years
    same = f"; in {years['same']} they cost the same" if years["same"] else ""
    return (
        f"{people(risk.result.people)} put numbers on"
        f" {counted(len(risk.result.hazards), 'hazard')} over the next 12 months. By these"
        f" numbers, {first} is expected to cost {cost['engage']} staff days a year and {second}"
        f" {cost['stay_away']}. Of 100 simulated years, {first} costs more in"
        f" {years['engage']} and {second} in {years['stay_away']}{same}."
    )
