"""Turn records of a pack into the items of an activity.

Each form is one small function from ids to items. `FORMS` names them by collection and
form, as an agenda's `items_from` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from riskier.pack.agenda import Bounds, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from riskier.pack.hazards import EstimateWords, Hazard
    from riskier.pack.pack import Pack


def statements(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a statement to agree with for each id."""
    for statement in (pack.relevance[i] for i in ids):
        yield Item(id=statement.id, label=statement.stem)


def private_and_work(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield two items for each family of tools: private use with examples, use at work."""
    for family in (pack.families[i] for i in ids):
        examples = f"For example {family.examples}"
        private, work = f"{family.id}.private", f"{family.id}.work"
        yield Item(id=private, label="In private life", detail=examples, group=family.label)
        yield Item(id=work, label="At work", group=family.label)


def reasons(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a barrier to pick for each id, with when it is a good reason."""
    for barrier in (pack.barriers[i] for i in ids):
        detail = f"A good reason when: {barrier.sound_when}"
        yield Item(id=barrier.id, label=barrier.label, detail=detail)


def examples(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield an everyday example to translate for each id."""
    for example in (pack.translations[i] for i in ids):
        yield Item(id=example.id, label=example.example, detail=example.professional_blank)


def sentences(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield the sentence of each arrow of the loop."""
    for link in (pack.links[i] for i in ids):
        yield Item(id=link.id, label=link.text)


def scenarios(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a scenario of the toy model for each id, without how it ends."""
    for scenario in (pack.scenarios[i] for i in ids):
        yield Item(id=scenario.id, label=scenario.name, detail=scenario.what_it_is)


def levers(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a place to break the loop for each id, without what the toy model makes of it."""
    for lever in (pack.levers[i] for i in ids):
        yield Item(id=lever.id, label=lever.label, detail=lever.detail)


def guesses(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield the question that a published figure answers for each id, without the figure."""
    for evidence in (pack.evidence[i] for i in ids):
        if evidence.guess is not None:
            bounds = Bounds(lowest=0, highest=100)
            yield Item(
                id=evidence.id, label=evidence.guess.question, unit="people of 100", bounds=bounds
            )


def tools(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a tool with its one line for each id."""
    for tool in (pack.tools[i] for i in ids):
        yield Item(id=tool.id, label=tool.name, detail=tool.one_line)


def first_steps(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a tool with its 15-minute first step for each id."""
    for tool in (pack.tools[i] for i in ids):
        yield Item(id=tool.id, label=tool.name, detail=tool.starter_action)


def tasks(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a task with its example from public service for each id."""
    for task in (pack.tasks[i] for i in ids):
        yield Item(id=task.id, label=task.label, detail=task.example_public_service)


def cards(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a case as a card for each id, without how it ended."""
    for case in (pack.cases[i] for i in ids):
        if case.card is not None:
            yield Item(id=case.id, label=case.card.label, detail=case.card.text)


def questions(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a question with a known answer for each id, without the answer."""
    for question in (pack.calibration[i] for i in ids):
        hint = question.range_hint
        bounds = Bounds(lowest=hint.lowest, highest=hint.highest)
        yield Item(id=question.id, label=question.question, unit=question.unit, bounds=bounds)


def hazards(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield a hazard with what happens for each id."""
    for hazard in (pack.hazards[i] for i in ids):
        yield Item(id=hazard.id, label=hazard.title, detail=hazard.what_happens)


def estimates(pack: Pack, ids: Iterable[str]) -> Iterator[Item]:
    """Yield the three or four quantities to estimate for each hazard.

    A common cause happens whichever way one chooses: its number is asked once, its cost
    for both sides.
    """
    for hazard in (pack.hazards[i] for i in ids):
        rule = f"What counts: {hazard.counts_as_one_event}"
        events = pack.asking.events
        for stance in ("both",) if hazard.common_cause else ("engage", "stay_away"):
            yield _quantity(hazard, f"{stance}.events", events, stance, rule)
        for stance in ("engage", "stay_away"):
            yield _quantity(hazard, f"{stance}.cost", pack.asking.cost, stance, hazard.cost_counts)


def _quantity(hazard: Hazard, name: str, words: EstimateWords, stance: str, detail: str) -> Item:
    bounds = words.bounds
    if name.endswith(".events") and hazard.events_cap is not None:
        bounds = Bounds(lowest=bounds.lowest, highest=hazard.events_cap)
    return Item(
        id=f"{hazard.id}.{name}",
        label=getattr(words, stance),
        detail=detail,
        group=hazard.title,
        unit=words.unit,
        bounds=bounds,
    )


Form: TypeAlias = "Callable[[Pack, Iterable[str]], Iterator[Item]]"

# Forms that make several items of one record, each with an id of its own.
SEVERAL = frozenset({"estimates", "private-and-work"})

FORMS: Mapping[str, Mapping[str, Form]] = {
    "relevance": {"statements": statements},
    "families": {"private-and-work": private_and_work},
    "barriers": {"reasons": reasons},
    "translations": {"examples": examples},
    "links": {"sentences": sentences},
    "scenarios": {"choices": scenarios},
    "levers": {"choices": levers},
    "evidence": {"guesses": guesses},
    "tools": {"names": tools, "first-steps": first_steps},
    "tasks": {"names": tasks},
    "cases": {"cards": cards},
    "calibration": {"questions": questions},
    "hazards": {"titles": hazards, "estimates": estimates},
}
