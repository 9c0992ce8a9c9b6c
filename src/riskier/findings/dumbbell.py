"""Private use beside use at work, family by family and person by person."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskier.charts import Picture
from riskier.findings.context import Answer, Context
from riskier.findings.diverging import points_of, ratings
from riskier.findings.finding import Cell, Finding
from riskier.findings.words import of_people, people, sentence


@dataclass(frozen=True)
class Family:
    """One family of tools: how many use it often on each side, of how many who said so."""

    id: str
    label: str
    private: int
    private_of: int
    work: int
    work_of: int

    @property
    def gap(self) -> float:
        """How much larger the private share is."""
        return self.private / self.private_of - self.work / self.work_of


def build(ctx: Context) -> Finding:
    """Return how many use each family weekly or more, in private life and at work."""
    families = [_family(ctx, name) for name in _names(ctx)]
    shown = [
        each
        for each in families
        if not ctx.too_few(min(each.private_of, each.work_of))
        and min(each.private_of, each.work_of)
    ]
    headline, detail = _headline(ctx), _detail(ctx, shown)
    often = _often_label(ctx)
    return Finding(
        ctx.about,
        ctx.round,
        len(ctx.answers),
        headline + _own(ctx),
        columns=("Tools", f"Private life: {often}", f"At work: {often}", "Answers"),
        rows=tuple(_row(each, shown) for each in families),
        picture=_picture(shown, often) if shown else None,
        alt=f"{headline} {detail} {_spoken(shown)}",
        notes=(detail,),
    )


def _names(ctx: Context) -> list[str]:
    return list(dict.fromkeys(item["id"].rpartition(".")[0] for item in ctx.items))


def _often(ctx: Context) -> float:
    return max(float(point["value"]) for point in points_of(ctx.view, {}))


def _often_label(ctx: Context) -> str:
    points = points_of(ctx.view, {})
    return str(max(points, key=lambda point: float(point["value"]))["label"]).lower()


def _family(ctx: Context, name: str) -> Family:
    often, answers = _often(ctx), ctx.answers
    label = next(i.get("group") or i["label"] for i in ctx.items if i["id"].startswith(f"{name}."))
    private, work = (ratings(answers, f"{name}.{side}") for side in ("private", "work"))
    return Family(
        name,
        label,
        sum(value >= often for value in private),
        len(private),
        sum(value >= often for value in work),
        len(work),
    )


def _count(answer: Answer, ctx: Context, side: str) -> int:
    often, names = _often(ctx), [f"{name}.{side}" for name in _names(ctx)]
    return sum(answer["ratings"].get(name, -1) >= often for name in names)


def _headline(ctx: Context) -> str:
    """Return for how many people private use outweighs use at work, or the other way."""
    n = len(ctx.answers)
    more, less = _outweighing(ctx)
    if not more and not less:
        nobody = of_people(0, n)
        return sentence(f"{nobody} used more kinds of tools on one side than on the other.")
    if more == less:
        return (
            f"{more} of {people(n)} used more kinds of tools in private life than at work,"
            f" and {less} the other way round."
        )
    sides = "in private life than at work" if more > less else "at work than in private life"
    return sentence(f"{of_people(max(more, less), n)} used more kinds of tools {sides}.")


def _detail(ctx: Context, shown: Sequence[Family]) -> str:
    widest = max(shown, key=lambda each: abs(each.gap), default=None)
    counts = " ".join(filter(None, (f"Counted is use {_often_label(ctx)}.", _other_way(ctx))))
    if widest is None or not widest.gap:
        return counts
    others = sum(abs(each.gap) == abs(widest.gap) for each in shown) - 1
    lead = "One of the widest gaps is" if others else "The widest gap is"
    return (
        f"{counts} {lead} {widest.label}: {widest.private} of {widest.private_of} in private"
        f" life, {widest.work} of {widest.work_of} at work."
    )


def _other_way(ctx: Context) -> str:
    """Return for how many it is the other way than the headline says."""
    more, less = _outweighing(ctx)
    if more == less:
        return ""
    who = people(min(more, less)) if min(more, less) else "nobody"
    return sentence(f"{who} used more kinds {'at work' if more > less else 'in private life'}.")


def _outweighing(ctx: Context) -> tuple[int, int]:
    """Return how many people use more in private life, and how many more at work."""
    counts = [(_count(a, ctx, "private"), _count(a, ctx, "work")) for a in ctx.answers]
    more = sum(private > work for private, work in counts)
    return more, sum(private < work for private, work in counts)


def _own(ctx: Context) -> str:
    own = ctx.own_answer
    if own is None:
        return ""
    private, work = _count(own, ctx, "private"), _count(own, ctx, "work")
    often = _often_label(ctx)
    return f" You used {private} of them {often} in private life and {work} at work."


def _row(each: Family, shown: Sequence[Family]) -> tuple[Cell, ...]:
    if each not in shown:
        return (each.label, None, None, "too few to show")
    if each.private_of == each.work_of:
        answers = str(each.private_of)
    else:
        answers = f"{each.private_of} and {each.work_of}"
    return (each.label, each.private, each.work, answers)


def _picture(shown: Sequence[Family], often: str) -> Picture:
    rows = [
        {
            "label": each.label,
            "first": each.private / each.private_of,
            "second": each.work / each.work_of,
            "first_said": str(each.private),
            "second_said": str(each.work),
        }
        for each in sorted(shown, key=lambda each: -each.gap)
    ]
    words = {"first": f"in private life, {often}", "second": f"at work, {often}"}
    return Picture("dumbbell", tuple(rows), words)


def _spoken(shown: Sequence[Family]) -> str:
    said = [f"{each.label}: {each.private} in private life, {each.work} at work" for each in shown]
    return "; ".join(said) + ("." if said else "")
