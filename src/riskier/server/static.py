"""`static/riskier/…`: our own scripts and styles, compressed once, sent with an ETag."""

import hashlib
from dataclasses import dataclass
from functools import cache

from riskier.server import assets
from riskier.server.base import KitHandler
from riskier.server.packed import Packed, packed
from riskier.widgets.source import KINDS, module_source, own_style

_JS, _CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_SCRIPTS = ("participant", "signin", "sheets", "tools", "voila")
_STYLES = ("participant", "pages", "sheets", "tools", "voila")
_WIDGETS = (*KINDS, "finding", "explorer", "toymodel")
# Loaded when somebody asks for it, with the styles that the page has not got yet.
_PLAYED = "toymodel"


def _text(path: str) -> str | None:
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.partition(".")
    if (folder, suffix) == ("widgets", "js") and stem in _WIDGETS:
        return module_source(stem)
    if (folder, suffix) == ("widgets", "css") and stem == _PLAYED:
        return own_style(stem)
    if (folder, suffix) == ("", "js") and stem in _SCRIPTS:
        return assets.script(stem)
    if (folder, suffix) == ("", "css") and stem in _STYLES:
        return assets.stylesheet(stem)
    return None


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    content_type: str
    body: Packed
    etag: str


@cache
def asset(path: str) -> Asset | None:
    """Return the asset at `path` under `static/riskier/`, or `None`."""
    text = _text(path)
    if text is None:
        return None
    body = packed(text)
    etag = f'"{hashlib.sha256(body.plain).hexdigest()[:20]}"'
    return Asset(_JS if path.endswith(".js") else _CSS, body, etag)


class StaticHandler(KitHandler):
    """`GET static/riskier/…`: public, the same for everyone, nothing secret in it."""

    def get(self, path: str) -> None:
        """Send the file, or 304 when the browser has it already.

        An address with a version (`?v=`) never changes what it means.
        """
        found = asset(path)
        if found is None:
            self.send_error(404)
            return
        versioned = self.get_query_argument("v", "") == assets.version()
        kept = "public, max-age=31536000, immutable" if versioned else "no-cache"
        self.set_header("Content-Type", found.content_type)
        self.set_header("Cache-Control", kept)
        self.set_header("ETag", found.etag)
        if self.request.headers.get("If-None-Match") == found.etag:
            self.set_status(304)
            self.finish()
        else:
            self.finish_packed(found.body)
