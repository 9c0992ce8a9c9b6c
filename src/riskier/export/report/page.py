"""A document as one web page that needs nothing else: no script, no network, no fonts."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from riskier.export.report.document import Block, Document
from riskier.export.report.drawing import Drawing

_HERE = Path(__file__).parent


def page_of(document: Document, drawings: Mapping[str, Drawing]) -> str:
    """Return a document as HTML, charts included.

    The page forbids itself everything but its own style and its own pictures.
    """
    style = (_HERE / "page.css").read_text("utf-8")
    return _template().render(
        document=document,
        drawings=drawings,
        style=Markup(style),
        style_hash=_hash_of(style),
        kind_of=kind_of,
        data_uri=data_uri,
    )


def kind_of(block: Block) -> str:
    """Return the name of a block's kind, as templates ask for it."""
    return type(block).__name__


def data_uri(svg: str) -> str:
    """Return a drawing as an address that holds it whole."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _hash_of(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE)
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")
