"""Use a page by keys alone, as somebody does who has no mouse."""

from answering import RANGE
from playwright.sync_api import Locator, Page, expect

# More stops than any page of the kit has.
MOST_STOPS = 250
_STOP = """() => {
  const at = document.activeElement;
  const ring = [at, at.closest("label"), at.parentElement]
    .filter(Boolean)
    .map((node) => getComputedStyle(node))
    .some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none");
  const row = at.closest("fieldset");
  return {
    tag: at.tagName.toLowerCase(),
    type: at.type ?? "",
    group: at.name ?? "",
    words: at.textContent.trim(),
    card: Boolean(at.closest("ul.rk-cards")),
    inside: Boolean(at.closest("#widget")),
    place: row ? [...row.querySelectorAll("input")].indexOf(at) : -1,
    ring,
  };
}"""


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_STOPS):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab")


class Answering:
    """One walk through the activity on a participant page."""

    def __init__(self, page: Page):
        self.page, self.keys = page, page.keyboard
        self.groups: set[str] = set()
        self.cards = 0

    def walk(self) -> None:
        """Answer everything on the way from the heading to the end of the activity."""
        expect(
            self.page.locator("#widget :is(input, select, textarea, button)").first
        ).to_be_enabled()
        self.page.get_by_role("heading", level=1).focus()
        entered = False
        for _ in range(MOST_STOPS):
            self.keys.press("Tab")
            stop = self.page.evaluate(_STOP)
            if not stop["inside"]:
                if entered:
                    return
                continue
            entered = True
            assert stop["ring"], f"the focus cannot be seen on {stop}"
            if self._act(stop):
                return
        raise AssertionError("the activity never ends")

    def _act(self, stop) -> bool:
        """Do what a person would at this stop; True when that was all there was to do."""
        if stop["words"] == "Keep my first answers":
            self.keys.press("Enter")
            return True
        if stop["type"] in ("radio", "checkbox"):
            self._tick(stop["group"])
        elif stop["tag"] == "select":
            self.keys.press("ArrowDown")
        elif stop["tag"] == "textarea":
            self.keys.type("on Monday, by keys alone")
        elif stop["tag"] == "input":
            self.keys.type(RANGE[stop["place"]])
        elif stop["card"] and self.cards < 3:
            self.cards += 1
            self.keys.press("Enter")
        return False

    def _tick(self, group) -> None:
        if group not in self.groups:
            self.groups.add(group)
            self.keys.press("Space")
