"""Answer any kind of activity the way a person does: press, choose, type."""

from playwright.sync_api import Locator

RANGE = ("1", "8", "3", "80")


def answer(widget: Locator, kind: str, person: int = 0) -> None:
    """Answer the activity in `widget`; different persons answer differently."""
    _HOW[kind](widget, person)


def _choice(widget, person):
    widget.locator("label").nth(person % 3).click()


def _scale(widget, person):
    radios = widget.locator("input[type=radio]")
    names = radios.evaluate_all("found => [...new Set(found.map(({ name }) => name))]")
    for name in names:
        points = widget.locator(f'input[name="{name}"]')
        points.nth(person % points.count()).check()


def _rank(widget, person):
    free = widget.locator("ul.rk-cards").get_by_role("button")
    for _ in range(min(3, free.count())):
        free.nth(person % free.count()).click()


def _sort(widget, person):
    for card in widget.locator(".rk-sort-card").all():
        if card.locator("select").count():
            card.locator("select").select_option(index=1 + person % 2)
        else:
            card.locator("label").nth(person % 2).click()


def _estimate(widget, person):
    for row in widget.locator("fieldset.rk-estimate").all():
        typed = row.locator("input")
        values = [str(int(number) + person) for number in RANGE[: typed.count()]]
        for position, value in enumerate(values):
            typed.nth(position).fill(value)
        if row.locator("select").count():
            row.locator("select").select_option(RANGE[3])
        typed.last.blur()


def _text(widget, person):
    for field in widget.locator("textarea").all():
        field.fill(f"Person {person} says: <b>hello</b> & שלום")
        field.blur()


def _plan(widget, person):
    words = ("on Monday after lunch", f"read {person + 1} posts in a forum", "my colleague")
    for field, text in zip(widget.locator("textarea").all(), words, strict=True):
        field.fill(text)
        field.blur()


_HOW = {
    "choice": _choice,
    "scale": _scale,
    "rank": _rank,
    "sort": _sort,
    "estimate": _estimate,
    "text": _text,
    "plan": _plan,
}
