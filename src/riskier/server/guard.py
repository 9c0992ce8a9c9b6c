"""What stands before every handler, ours and Voilà's: where a request may come from.

Also what every answer carries, and what a failure leaves in the log.
"""

import logging
import re
from collections.abc import Awaitable
from typing import Any
from urllib.parse import unquote, urlsplit

import tornado.web

from riskier.room import RoomError, StoreError

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
FILES_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
FILES_KEPT = "public, max-age=3600"
_TEMPLATE_FILE = re.compile(r"[\w-]+/static/.")
_CLIMB = re.compile(r"(^|[/\\])\.\.([/\\]|$)")
_READING = ("GET", "HEAD")
log = logging.getLogger("riskier")


def set_headers(handler: tornado.web.RequestHandler, policy: str) -> None:
    """Set the headers that every answer carries, with the page's own content policy."""
    for name, value in HEADERS.items():
        handler.set_header(name, value)
    handler.set_header("Content-Security-Policy", policy)
    handler.clear_header("Server")


def comes_from_elsewhere(handler: tornado.web.RequestHandler, public_url: str) -> bool:
    """Say whether another site makes a browser send this write or open this socket.

    Browsers tell by `Sec-Fetch-Site`, older ones by `Origin`. Programs send neither.
    A proxy may change `Host`; then the public address says what is ours.
    """
    headers = handler.request.headers
    opens_socket = headers.get("Upgrade", "").lower() == "websocket"
    if handler.request.method in _READING and not opens_socket:
        return False
    if headers.get("Sec-Fetch-Site", "same-origin") in ("cross-site", "same-site"):
        return True
    origin = headers.get("Origin")
    if origin is None:
        return False
    ours = (handler.request.host.lower(), urlsplit(public_url).netloc.lower())
    return origin.lower().partition("://")[2] not in ours


def log_failure(handler: tornado.web.RequestHandler, error: BaseException | None) -> None:
    """Log what was not foreseen, by method and handler, or what is wrong with the store.

    No address, token, code or text.
    """
    if isinstance(error, StoreError):
        log.error(error.message)
    elif not isinstance(error, RoomError | tornado.web.HTTPError):
        name = type(handler).__name__
        log.error("%s %s failed", handler.request.method, name, exc_info=error)


class Guard(tornado.web.RequestHandler):
    """Goes before one of Voilà's handlers; see `guarded`."""

    kept_methods: tuple[str, ...] = ()
    public_url = ""

    def set_default_headers(self) -> None:
        """Set our headers over Voilà's."""
        super().set_default_headers()
        set_headers(self, FILES_CSP)

    def prepare(self) -> Awaitable[None] | None:
        """Refuse other methods, other sites and addresses that no file can have."""
        if self.request.method not in self.kept_methods:
            raise tornado.web.HTTPError(405)
        if comes_from_elsewhere(self, self.public_url):
            raise tornado.web.HTTPError(403)
        path = unquote(self.request.path)
        parts = path.split("/voila/templates/", 1)[1:]
        if _CLIMB.search(path) or (parts and not _TEMPLATE_FILE.match(parts[0])):
            raise tornado.web.HTTPError(404)
        return super().prepare()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in one short line what Voilà would say in a page of its own."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: there is nothing here for you.\n")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log only what was not foreseen, and nothing about the person."""
        log_failure(self, value)


class FileGuard(Guard, tornado.web.StaticFileHandler):
    """The same before a handler of the installation's files, which browsers may keep."""

    def set_headers(self) -> None:
        """Let browsers keep the file for a while."""
        super().set_headers()
        self.set_header("Cache-Control", FILES_KEPT)


def guarded(handler: type, methods: tuple[str, ...], public_url: str) -> type:
    """Return one of Voilà's handlers with our checks before it and our headers on it."""
    files = issubclass(handler, tornado.web.StaticFileHandler)
    kept = {"kept_methods": methods, "public_url": public_url}
    return type(f"Guarded{handler.__name__}", (FileGuard if files else Guard, handler), kept)
