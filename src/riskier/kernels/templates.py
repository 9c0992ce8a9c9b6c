"""Voilà's page templates and words, turned into a page once a server and not once a visitor."""

import logging
from collections.abc import AsyncIterator
from types import CodeType
from typing import Any

import voila.handler
import voila.notebook_renderer
from jinja2 import BytecodeCache, Environment, meta, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from voila.exporter import VoilaExporter
from voila.utils import get_page_config

MOST_WORDS = 1000
FAILED = (
    '<div class="rk-output rk-failed" role="alert"><p><strong>This page could not be started.'
    "</strong> Answers that were saved are safe. It tries again by itself.</p></div>"
    "</div></main></body></html>"
)
_PAGE_CONFIG = "riskier_page_config"
_LOG = logging.getLogger("riskier.kernels")
_WORDS: dict[str, str] = {}  # HTML by its markdown


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory; a template that was edited is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}  # by place and content

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket when its template has been compiled before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = CompiledTemplates()


class PageExporter(VoilaExporter):  # type: ignore[misc] # Voilà has no types
    """Voilà's exporter, which does everything anew for each visitor, without the repetition."""

    def _init_preprocessors(self) -> None:
        """Have none: they prepare outputs for files, and each has the notebook checked again."""
        self._preprocessors: list[Any] = []

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """Return words as HTML; the same words are turned into it once."""
        html = _WORDS.get(source)
        if html is None:
            html = super().markdown2html(context, source)
            # A picture is put into the page, and its file may change.
            if "![" not in source and "<img" not in source and len(_WORDS) < MOST_WORDS:
                _WORDS[source] = html
        return html

    async def generate_from_notebook_node(
        self, nb: Any, resources: Any = None, **more: Any
    ) -> AsyncIterator[tuple[str, Any]]:
        """Yield the page piece by piece; a failure ends it in words, and not never.

        Whoever waits for the pieces would else be told that there is more to come.
        """
        pieces = super().generate_from_notebook_node(nb, resources, **more)
        try:
            async for piece in pieces:
                yield piece
        except Exception:
            _LOG.exception("A page could not be finished.")
            yield FAILED, resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = _COMPILED
        return environment


def keep_templates() -> None:
    """Have Voilà's pages rendered from templates that stay compiled."""
    # It names these itself and leaves no setting to choose others.
    voila.notebook_renderer.VoilaExporter = PageExporter
    voila.handler.get_page_config = page_config


def page_config(*, settings: dict[str, Any], **about: Any) -> dict[str, Any]:
    """Return what Voilà's front end is told, which is the same for all pages of a server.

    Voilà looks through all installed extensions of JupyterLab for it, for each visitor.
    """
    if _PAGE_CONFIG not in settings:
        settings[_PAGE_CONFIG] = get_page_config(settings=settings, **about)
    config: dict[str, Any] = settings[_PAGE_CONFIG]
    return config


def ready_templates(folders: list[str], name: str) -> list[str]:
    """Compile a page template and all that it builds on; return their names.

    The first page would otherwise do it, and hold up whoever sends an answer meanwhile.
    """
    exporter = PageExporter(template_paths=folders, template_name=name)
    for given_with_a_page in ("highlight_code", "trusted"):
        exporter.register_filter(given_with_a_page, repr)
    environment = exporter.environment
    found = [str(exporter.template_file)]
    for each in found:
        source, file, _ = environment.loader.get_source(environment, each)
        parsed = environment.parse(source, each, file)
        bucket = _COMPILED.get_bucket(environment, each, file, source)
        bucket.code = environment.compile(parsed, each, file)
        _COMPILED.set_bucket(bucket)
        used = meta.find_referenced_templates(parsed)
        found += [other for other in used if other and other not in found]
    return found
