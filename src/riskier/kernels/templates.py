"""Voilà's page templates, compiled once a server and not once a visitor."""

from types import CodeType

import voila.notebook_renderer
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from voila.exporter import VoilaExporter


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
    """Voilà's exporter, which makes a new Jinja environment for each visitor."""

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = _COMPILED
        return environment


def keep_templates() -> None:
    """Have Voilà's pages rendered from templates that stay compiled."""
    # Its renderer names the class itself and leaves no setting to choose another.
    voila.notebook_renderer.VoilaExporter = PageExporter
