"""The facilitator's guide and its troubleshooting card, from the Markdown that everybody reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from riskier.export.printing.markdown import Node, blocks, headings, parsed
from riskier.export.printing.order import HERE, Json, Order, Print, PrintError
from riskier.export.runsheets import anchor, file_name, run_sheet_text
from riskier.pack import Pack
from riskier.pack.agenda import RUN_SHEETS
from riskier.paths import guide_dir

TITLE = "Facilitator's guide"
_TROUBLE = "08-troubleshooting.md"
_RUN_SHEETS = {file_name(sheet) for sheet in RUN_SHEETS}


@dataclass(frozen=True)
class Chapter:
    """One chapter of the guide: its file's name and its syntax tree."""

    name: str
    tree: list[Node]

    @property
    def anchors(self) -> set[str]:
        """What a link may lead to inside it."""
        return {anchor(text) for _, text in headings(self.tree)}


def chapters(pack: Pack, folder: Path | None = None) -> list[Chapter]:
    """Return the guide in reading order, with the run sheets of `pack`."""
    folder = folder or guide_dir()
    if not (folder / "README.md").is_file():
        raise PrintError(f"{folder} has no guide. Install the kit again, or run it from its clone.")
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    texts |= {file_name(sheet): run_sheet_text(pack, sheet) for sheet in RUN_SHEETS}
    return [Chapter(name, parsed(texts[name])) for name in sorted(texts, key=_in_order)]


def guide(order: Order) -> Iterator[Print]:
    """Yield the whole guide as one document."""
    found = chapters(order.pack)
    anchors = {chapter.name: chapter.anchors for chapter in found}
    made = [_set(chapter, anchors) for chapter in found]
    content: Json = {"chapters": made, "subtitle": order.pack.question, "contents": "Contents"}
    yield Print("facilitators-guide", HERE / "guide.typ", TITLE, content)


def troubleshooting(order: Order) -> Iterator[Print]:
    """Yield the guide's troubleshooting card, on one page."""
    card = next(chapter for chapter in chapters(order.pack) if chapter.name == _TROUBLE)
    content: Json = {"chapter": _set(card, {})}
    yield Print("troubleshooting", HERE / "troubleshooting.typ", "Troubleshooting card", content)


def _in_order(name: str) -> tuple[bool, str, int]:
    # Run sheets go by their minutes: 45 before 180.
    stem = name.removesuffix(".md")
    head, _, last = stem.rpartition("-")
    return (
        (name != "README.md", head, int(last)) if last.isdigit() else (name != "README.md", stem, 0)
    )


def _set(chapter: Chapter, anchors: Mapping[str, set[str]]) -> Json:
    def follow(url: str) -> Json | None:
        if url.startswith(("http://", "https://")):
            return {"url": url}
        name, _, place = url.partition("#")
        name = name or chapter.name
        if name not in anchors:
            return None  # It leads out of the guide: on paper its words are enough.
        return {"label": _label(name, place if place in anchors[name] else "")}

    made = blocks(chapter.tree, follow)
    places = iter(headings(chapter.tree))
    for block in made:
        if block["kind"] == "heading":
            block["label"] = _label(chapter.name, anchor(next(places)[1]))
    label = _label(chapter.name, "")
    return {"label": label, "run-sheet": chapter.name in _RUN_SHEETS, "blocks": made}


def _label(name: str, place: str) -> str:
    return f"{name}#{place}"
