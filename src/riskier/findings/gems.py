"""Hidden gems: tools that fit a room's first tasks and that few in it had heard of."""

from collections.abc import Sequence

from riskier.analysis.gems import Gem, gems, reason
from riskier.findings.context import Answer, Context, Person, View
from riskier.findings.finding import Finding
from riskier.findings.playing import Ratings, of_enough, points_of
from riskier.findings.words import counted, listed, quoted, short_name
from riskier.pack import Pack
from riskier.pack.handed_on import voted_for

AWARENESS = "awareness"
_TASKS = 3


def once_seen(pack: Pack) -> list[str]:
    """Return what asks who knows which tool."""
    return [name for name in pack.asking_about("tools") if name == AWARENESS]


def rests_on(ctx: Context) -> int:
    """Return how many ranked the tasks; alone, the reader."""
    return len(_orders(ctx))


def build(ctx: Context) -> Finding:
    """Return up to four tools, each with why it is called a gem, and a first step."""
    tasks = first_tasks(_ranked(ctx), _orders(ctx))
    found = gems_for(ctx.pack, tasks, _ratings(ctx))
    # As asked: the pack may have lost a task since.
    labels = {item["id"]: item["label"] for item in _ranked(ctx)["items"]}
    names = listed([quoted(labels[task], 45) for task in tasks])
    headline = f"No lesser-known tool of the catalogue fits {names}."
    if found:
        fit = "fits" if len(found) == 1 else "fit"
        came = "task" if len(tasks) == 1 else "tasks"
        headline = f"{counted(len(found), 'little-known tool')} {fit} the {came} that came first."
    return Finding(
        ctx.about,
        ctx.round,
        rests_on(ctx),
        headline,
        columns=("Tool", "Why", "A first step"),
        rows=tuple(
            (short_name(gem.tool.name), reason(ctx.pack, gem), gem.tool.starter_action)
            for gem in found
        ),
        alt=headline,
        notes=(f"First came {names}.", "A listing is not a recommendation."),
    )


def first_tasks(view: View, orders: Sequence[Answer]) -> list[str]:
    """Return the tasks that gems are picked for, the most important first."""
    return voted_for(view, orders)[:_TASKS]


def gems_for(pack: Pack, tasks: Sequence[str], ratings: Ratings) -> tuple[Gem, ...]:
    """Return tools that fit the tasks and that few have heard of, the best first."""
    known = [task for task in tasks if task in pack.tasks]
    points = points_of(pack, AWARENESS)
    return gems(pack, known, ratings, never=points[0] if points else 0.0)


def _people(ctx: Context) -> Sequence[Person]:
    """Return whose answers count: alone the reader's own, once the reader has ranked tasks."""
    own = [ctx.own] if ctx.own and (ctx.pack.exhibit(ctx.about).of, 1) in ctx.own else []
    return own or ctx.people


def _orders(ctx: Context) -> list[Answer]:
    """Return the rankings of the tasks; alone, the reader's own."""
    of = ctx.pack.exhibit(ctx.about).of
    return ctx.answers_in(_people(ctx), (of, 1)) if of else []


def _ranked(ctx: Context) -> View:
    return ctx.views[str(ctx.pack.exhibit(ctx.about).of), 1]


def _ratings(ctx: Context) -> list[dict[str, float]]:
    """Return who has heard of what; nothing of a tool while too few said so."""
    given = [each["ratings"] for each in ctx.answers_in(_people(ctx), (AWARENESS, 1))]
    return of_enough(given, ctx.too_few)
