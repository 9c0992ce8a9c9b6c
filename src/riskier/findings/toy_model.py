"""The toy model's scenarios side by side, beside what the room guessed."""

from collections import Counter

from riskier.charts import Picture
from riskier.findings.context import Context
from riskier.findings.finding import Finding
from riskier.findings.words import listed, of_people, quoted, sentence
from riskier.pack.cycle import Scenario

rests_on = None


def build(ctx: Context) -> Finding:
    """Return each scenario's share of people taking part over the months of the model."""
    cycle = ctx.pack.cycle
    lasting = cycle.lasting()
    key = next(iter(ctx.views), None)
    answers = ctx.answers_to(key) if key else []
    shown = bool(answers) and not ctx.too_few(len(answers))
    guesses = Counter(name for answer in answers if shown for name in answer["selected"])
    right = sum(set(answer["selected"]) == set(lasting) for answer in answers)
    headline = _headline(ctx, lasting)
    if shown:
        headline += f" {sentence(of_people(right, len(answers)))} guessed exactly that."
    return Finding(
        ctx.about,
        ctx.round,
        len(answers) if shown else 0,
        headline,
        columns=("Scenario", "What it is", "After 24 months, of 100", "Guessed that it lasts"),
        rows=tuple(
            (
                scenario.name,
                scenario.what_it_is,
                _of_hundred(scenario),
                guesses[scenario.id] if shown else None,
            )
            for scenario in cycle.scenarios
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
        alt=f"{headline} " + " ".join(f"{s.name}: {s.what_happens}" for s in cycle.scenarios),
        notes=(*cycle.about.values(),) if isinstance(cycle.about, dict) else (),
    )


def _headline(ctx: Context, lasting: tuple[str, ...]) -> str:
    cycle = ctx.pack.cycle
    share = f"more than {round(cycle.model.lasting_share * 100)} of 100 people"
    when = f"after {cycle.model.horizon_months} months"
    if not lasting:
        return f"In this toy model none of the scenarios has {share} taking part {when}."
    names = listed([quoted(ctx.pack.scenarios[name].name) for name in lasting])
    only = "only " if len(lasting) < len(cycle.scenarios) else ""
    verb = "has" if len(lasting) == 1 else "have"
    return f"In this toy model {only}{names} {verb} {share} taking part {when}."


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
