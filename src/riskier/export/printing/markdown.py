"""Markdown, as the guide uses it, to blocks that a Typst template can set.

Blocks and spans are plain JSON. Whatever stands in the text stays text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import mistune

from riskier.export.printing.order import Json

Node = Mapping[str, Any]
Follow = Callable[[str], Json | None]

_PARSE = mistune.create_markdown(renderer="ast", plugins=["table", "task_lists"])


def parsed(text: str) -> list[Node]:
    """Return the syntax tree of a page."""
    tree: Any = _PARSE(text)
    return list(tree)


def headings(tree: Iterable[Node]) -> list[tuple[int, str]]:
    """Return the level and the words of each heading."""
    return [
        (node["attrs"]["level"], words(node["children"])) for node in tree if _is(node, "heading")
    ]


def words(nodes: Iterable[Node]) -> str:
    """Return the words of spans, without what marks them."""
    return "".join(
        " " if _is(node, "softbreak") else node.get("raw") or words(node.get("children", ()))
        for node in nodes
    )


def links(tree: Iterable[Node]) -> Iterator[str]:
    """Yield the target of every link."""
    for node in tree:
        if _is(node, "link"):
            yield node["attrs"]["url"]
        yield from links(node.get("children", ()))


def blocks(tree: Iterable[Node], follow: Follow) -> list[Json]:
    """Return blocks to set; `follow` says where a link leads (`url` or `label`), or None."""
    made = (_block(node, follow) for node in tree)
    return [block for block in made if block is not None]


def _block(node: Node, follow: Follow) -> Json | None:
    made: Json | None = None
    match node["type"]:
        case "heading":
            level = node["attrs"]["level"]
            made = {"kind": "heading", "level": level, "spans": spans(node["children"], follow)}
        case "paragraph" | "block_text":
            made = {"kind": "paragraph", "spans": spans(node["children"], follow)}
        case "block_quote":
            made = {"kind": "quote", "blocks": blocks(node["children"], follow)}
        case "list":
            items = [blocks(item["children"], follow) for item in node["children"]]
            to_do = any(_is(item, "task_list_item") for item in node["children"])
            kind = "to-do" if to_do else "ordered" if node["attrs"]["ordered"] else "list"
            made = {"kind": kind, "items": items}
        case "block_code":
            made = {"kind": "code", "text": node["raw"].rstrip("\n")}
        case "table":
            made = _table(node, follow)
    return made


def _table(node: Node, follow: Follow) -> Json:
    head, *bodies = node["children"]
    rows = [row for body in bodies for row in body["children"]]
    return {
        "kind": "table",
        "head": [spans(cell["children"], follow) for cell in head["children"]],
        "rows": [[spans(cell["children"], follow) for cell in row["children"]] for row in rows],
    }


def spans(nodes: Iterable[Node], follow: Follow) -> list[Json]:
    """Return the spans of a line of text."""
    return [made for node in nodes for made in _span(node, follow)]


def _span(node: Node, follow: Follow) -> list[Json]:
    match node["type"]:
        case "text":
            return [{"kind": "text", "text": node["raw"]}]
        case "softbreak":
            return [{"kind": "text", "text": " "}]
        case "codespan":
            return [{"kind": "code", "text": node["raw"]}]
        case "strong" | "emphasis" as kind:
            return [{"kind": kind, "spans": spans(node["children"], follow)}]
        case "link":
            inner = spans(node["children"], follow)
            to = follow(node["attrs"]["url"])
            return inner if to is None else [{"kind": "link", **to, "spans": inner}]
    return []


def _is(node: Node, kind: str) -> bool:
    return bool(node["type"] == kind)
