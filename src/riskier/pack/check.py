"""Check what one record says about another: ids that repeat, references that lead nowhere."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import product

from riskier.pack.check_agenda import faults_in_agenda
from riskier.pack.cycle import Parameter
from riskier.pack.draft import Draft
from riskier.pack.faults import Fault, repeats, shown
from riskier.pack.pack import Pack

Named = Mapping[str, Container[str]]
Reference = tuple[str, str, str, Container[str]]


def faults_in(draft: Draft) -> Iterator[Fault]:
    """Yield every fault between the records of a pack, as far as they could be read."""
    pack = draft.pack
    yield from _repeated_ids(pack)
    yield from _repeated_fits(pack)
    yield from _dangling(draft)
    yield from _hazard_faults(pack)
    if draft.sound("cycle.model"):
        yield from _scenario_faults(pack)
        yield from _lever_faults(pack)
    if draft.sound("scales"):
        yield from _scale_faults(pack)
    yield from faults_in_agenda(draft)


def _repeated_ids(pack: Pack) -> Iterator[Fault]:
    lists: dict[tuple[str, str], Iterable[str]] = {
        ("cases.json", "cases"): pack.cases.ids,
        ("tools.json", "families"): pack.families.ids,
        ("tools.json", "tools"): pack.tools.ids,
        ("tasks.json", "tasks"): pack.tasks.ids,
        ("hazards.json", "hazards"): pack.hazards.ids,
        ("barriers.json", "barriers"): pack.barriers.ids,
        ("translations.json", "translations"): pack.translations.ids,
        ("relevance.json", "statements"): pack.relevance.ids,
        ("calibration.json", "questions"): pack.calibration.ids,
        ("evidence.json", "evidence"): pack.evidence.ids,
        ("cycle.json", "nodes"): [node.id for node in pack.cycle.nodes],
        ("cycle.json", "links"): pack.links.ids,
        ("cycle.json", "loops"): [loop.id for loop in pack.cycle.loops],
        ("cycle.json", "scenarios"): pack.scenarios.ids,
        ("cycle.json", "levers"): pack.levers.ids,
        ("scales.json", "likelihood"): [scale.id for scale in pack.scales.likelihood],
        ("agenda.json", "stages"): pack.stages.ids,
        ("agenda.json", "activities"): pack.activities.ids,
        ("agenda.json", "exhibits"): pack.exhibits.ids,
        ("agenda.json", "steps"): [step.id for step in pack.agenda.steps],
    }
    for (file, key), ids in lists.items():
        for repeated in repeats(ids):
            yield Fault(file, key, shown(repeated), "each id once")
    for shared in sorted(set(pack.activities.ids) & set(pack.exhibits.ids)):
        yield Fault("agenda.json", "exhibits", shown(shared), "an id that no activity has")


def _repeated_fits(pack: Pack) -> Iterator[Fault]:
    pairs = [f"{fit.tool_id}, {fit.task_id}" for fit in pack.fit]
    for pair in repeats(pairs):
        yield Fault("fit.csv", "tool_id, task_id", pair, "each pair once")


def _dangling(draft: Draft) -> Iterator[Fault]:
    for file, key, wanted, known in _references(draft.pack, draft.named):
        if wanted not in known:
            yield Fault(file, key, shown(wanted), "an id that this pack has")


def _references(pack: Pack, named: Named) -> Iterator[Reference]:
    for tool in pack.tools:
        yield "tools.json", f"tools[{tool.id}].family", tool.family, named["families"]
    for fit in pack.fit:
        yield "fit.csv", "tool_id", fit.tool_id, named["tools"]
        yield "fit.csv", "task_id", fit.task_id, named["tasks"]
    for hazard in pack.hazards:
        key = f"hazards[{hazard.id}].case_ids"
        yield from _each("hazards.json", key, hazard.case_ids, named["cases"])
    for words in pack.translations:
        key = f"translations[{words.id}]"
        yield "translations.json", f"{key}.task_id", words.task_id, named["tasks"]
        yield from _each("translations.json", f"{key}.tool_ids", words.tool_ids, named["tools"])
    yield from _cross_references(pack, named)
    yield from _cycle_references(pack, named)


def _cross_references(pack: Pack, named: Named) -> Iterator[Reference]:
    for barrier in pack.barriers:
        for ref in barrier.refs:
            yield "barriers.json", f"barriers[{barrier.id}].refs", *_followed(ref, named)
    for question in pack.calibration:
        for ref in question.refs:
            yield "calibration.json", f"questions[{question.id}].refs", *_followed(ref, named)


def _followed(ref: str, named: Named) -> tuple[str, Container[str]]:
    """Return the id that a reference `list:id` names, and the ids of its list."""
    name, _, wanted = ref.partition(":")
    return wanted, named["scenarios" if name == "cycle" else name]


def _cycle_references(pack: Pack, named: Named) -> Iterator[Reference]:
    for link in pack.links:
        yield "cycle.json", f"links[{link.id}].from", link.start, named["nodes"]
        yield "cycle.json", f"links[{link.id}].to", link.end, named["nodes"]
    for loop in pack.cycle.loops:
        yield from _each("cycle.json", f"loops[{loop.id}].links", loop.links, named["links"])

    for lever in pack.levers:
        yield "cycle.json", f"levers[{lever.id}].node", lever.node, named["nodes"]


def _each(file: str, key: str, ids: Iterable[str], known: Container[str]) -> Iterator[Reference]:
    return ((file, key, one, known) for one in ids)


def _scenario_faults(pack: Pack) -> Iterator[Fault]:
    limits = {one.symbol: one for one in pack.cycle.model.parameters}
    for symbol in repeats(one.symbol for one in pack.cycle.model.parameters):
        yield Fault("cycle.json", "model.parameters", shown(symbol), "each symbol once")
    for scenario in pack.scenarios:
        key = f"scenarios[{scenario.id}].parameters"
        if set(scenario.parameters) != set(limits):
            found = ", ".join(sorted(scenario.parameters))
            yield Fault("cycle.json", key, found, f"exactly {', '.join(sorted(limits))}")
        yield from _limit_faults(limits, key, scenario.parameters)
        for symbol in scenario.changed:
            if symbol not in limits:
                key = f"scenarios[{scenario.id}].changed"
                yield Fault("cycle.json", key, shown(symbol), "the symbol of a parameter")


def _lever_faults(pack: Pack) -> Iterator[Fault]:
    limits = {one.symbol: one for one in pack.cycle.model.parameters}
    for lever in pack.levers:
        key = f"levers[{lever.id}].parameters"
        for symbol in lever.parameters:
            if symbol not in limits:
                yield Fault("cycle.json", key, shown(symbol), "the symbol of a parameter")
        yield from _limit_faults(limits, key, lever.parameters)


def _limit_faults(
    limits: Mapping[str, Parameter], key: str, settings: Mapping[str, float]
) -> Iterator[Fault]:
    for symbol, value in settings.items():
        limit = limits.get(symbol)
        if limit and not limit.min <= value <= limit.max:
            allowed = f"{limit.min:g} to {limit.max:g}"
            yield Fault("cycle.json", f"{key}.{symbol}", f"{value:g}", allowed)


def _scale_faults(pack: Pack) -> Iterator[Fault]:
    for scale in pack.scales.likelihood:
        key = f"likelihood[{scale.id}].bands"
        yield from _levels(key, [band.level for band in scale.bands])
    levels = [level.level for level in pack.scales.consequence.levels]
    yield from _levels("consequence.levels", levels)
    cells = [f"{cell.likelihood}, {cell.consequence}" for cell in pack.scales.grid.cells]
    for pair in repeats(cells):
        yield Fault("scales.json", "grid.cells", pair, "each pair of levels once")
    rows = len(pack.scales.likelihood[0].bands)
    wanted = {f"{row}, {column}" for row, column in product(range(1, rows + 1), levels)}
    for pair in sorted(wanted ^ set(cells)):
        found = "no cell" if pair in wanted else "a cell"
        allowed = "one cell for each pair of levels"
        yield Fault("scales.json", f"grid.cells[{pair}]", found, allowed)


def _levels(key: str, levels: list[int]) -> Iterator[Fault]:
    if levels != list(range(1, len(levels) + 1)):
        found = ", ".join(str(level) for level in levels)
        yield Fault("scales.json", key, found, f"levels 1 to {len(levels)} in order")


def _hazard_faults(pack: Pack) -> Iterator[Fault]:
    for hazard in pack.hazards:
        cap = hazard.events_cap
        for stance in ("engage", "stay_away"):
            most = getattr(hazard.drivers, stance).events_per_year.highest
            if cap is not None and most > cap:
                key = f"hazards[{hazard.id}].drivers.{stance}.events_per_year.highest"
                yield Fault("hazards.json", key, f"{most:g}", f"at most events_cap, {cap:g}")
