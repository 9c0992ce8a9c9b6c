"""The toy model's scenarios side by side, beside what the room guessed."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from riskier.analysis.cycle import Loop, permission_threshold, shortest_push
from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.finding import Finding
from riskier.findings.playing import of_enough, toy_model
from riskier.findings.words import listed, number, of_people, quoted, sentence
from riskier.pack import Pack
from riskier.pack.cycle import Model, Scenario

rests_on = None


def once_seen(pack: Pack) -> list[str]:
    """Return what asks about relevance, from which the model may start."""
    return pack.asking_about("relevance")


def build(ctx: Context) -> Finding:
    """Return each scenario's share of people taking part over the months of the model."""
    cycle = ctx.pack.cycle
    lasting = cycle.lasting()
    guessed = ctx.pack.exhibit(ctx.about).of
    answers = ctx.answers_to((guessed, 1)) if guessed else []
    answers = [] if ctx.too_few(len(answers)) else answers
    guesses = Counter(name for answer in answers for name in answer["selected"])
    headline, detail = _headline(ctx, lasting), _detail(ctx, answers, lasting)
    return Finding(
        ctx.about,
        ctx.round,
        len(answers),
        headline,
        columns=("Scenario", "What it is", "After 24 months, of 100", "Guessed that it lasts"),
        rows=tuple(
            (each.name, each.what_it_is, _of_hundred(each), guesses[each.id] if answers else None)
            for each in cycle.scenarios
        ),
        picture=Picture(
            "toy_model",
            tuple(_strip(scenario, lasting) for scenario in cycle.scenarios),
            {
                "months": cycle.model.horizon_months,
                "note": "Toy model. Height: share of the team that takes part."
                " Shaded: while a push lasts.",
            },
        ),
        alt=f"{headline} {detail} "
        + " ".join(f"{s.name}: {s.what_happens}" for s in cycle.scenarios),
        notes=(detail, *_tipped(cycle.model), *_about(ctx.pack)),
        play=toy_model(ctx.pack, _ratings(ctx), alone=ctx.own is not None),
    )


def _about(pack: Pack) -> list[str]:
    """Return what the pack says of its model; what it says of the levers is told with them."""
    return [words for about, words in pack.cycle.about.items() if about != "levers"]


def _ratings(ctx: Context) -> list[dict[str, float]]:
    """Return the ratings of relevance, before the workshop, that the model may start from."""
    people = ctx.people if ctx.own is None else [ctx.own]
    given = [each["ratings"] for each in ctx.answers_in(people, ("relevance", 1))]
    return given if ctx.own is not None else of_enough(given, ctx.too_few)


def _headline(ctx: Context, lasting: tuple[str, ...]) -> str:
    cycle = ctx.pack.cycle
    if not lasting:
        return "In this toy model, none of the beginnings lasts."
    names = listed([quoted(ctx.pack.scenarios[name].name) for name in lasting])
    only = "only " if len(lasting) < len(cycle.scenarios) else ""
    return f"In this toy model, {only}{names} {'lasts' if len(lasting) == 1 else 'last'}."


def _detail(ctx: Context, answers: Sequence[Answer], lasting: tuple[str, ...]) -> str:
    """Return what lasting means, and how many guessed right."""
    model = ctx.pack.cycle.model
    meant = (
        f"Lasting: more than {round(model.lasting_share * 100)} of 100 people take part after"
        f" {model.horizon_months} months."
    )
    right = sum(set(answer["selected"]) == set(lasting) for answer in answers)
    if not answers:
        return meant
    return f"{meant} {sentence(of_people(right, len(answers)))} guessed exactly that."


def _tipped(model: Model) -> tuple[str, ...]:
    """Return the shortest trials that tip the loop, and the permission that spares one."""
    loop = Loop.of(model.defaults)
    trials = [
        f"{round(100 * level)} of 100 people for {number(months)} months"
        for level in _sizes(model)
        if (months := _shortest(loop, level)) is not None
    ]
    said = []
    if trials:
        said.append(
            f"The shortest trial that tips it, at the usual settings: {' or '.join(trials)}."
        )
    if (enough := permission_threshold(loop)) is not None:
        said.append(
            f"Where more than {round(100 * enough)} of 100 are always allowed and expected to"
            " take part, it climbs without a trial."
        )
    return tuple(said)


def _sizes(model: Model) -> tuple[float, ...]:
    """Return the smallest and the largest push that the pack names."""
    levels = sorted(push.level for push in model.push_needed_at_default.needed)
    return tuple(dict.fromkeys((levels[0], levels[-1]))) if levels else ()


@lru_cache(maxsize=8)
def _shortest(loop: Loop, level: float) -> float | None:
    return shortest_push(loop, level)


def _of_hundred(scenario: Scenario) -> int:
    return round(scenario.end_state_24_months.engagement * 100)


def _strip(scenario: Scenario, lasting: tuple[str, ...]) -> dict[str, object]:
    return {
        "label": scenario.name,
        "path": [(moment.month, moment.engagement) for moment in scenario.path],
        "push_months": scenario.parameters.get("push_months", 0.0),
        "said": f"{_of_hundred(scenario)} of 100",
        "strong": scenario.id in lasting,
    }
