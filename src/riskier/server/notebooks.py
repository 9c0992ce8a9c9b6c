"""The kit's notebooks as Voilà pages: which there are, and who may open which."""

import re
from typing import Any

from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from riskier import paths
from riskier.kernels.manager import KernelsFullError
from riskier.room import RoomError
from riskier.server.guard import log_failure, set_headers
from riskier.server.kit import Kit
from riskier.server.pages import error_page, render
from riskier.server.session import SOLO_COOKIE, facilitated_room, keep_cookie

FACILITATOR_PAGES = frozenset({"facilitator.ipynb", "screen.ipynb"})
ROOM_HEADER = "X-Riskier-Room"
SOLO_HEADER = "X-Riskier-Solo"
VOILA_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
)


class NotebookHandler(TornadoVoilaHandler):
    """`GET voila/render/{name}.ipynb`: learners' pages for anyone, the rest by key.

    What a page's kernel needs to know (whose room it is) travels in two request
    headers that Voilà hands to the kernel's environment. They are set here after the
    check; whatever the browser sent under these names is thrown away.
    """

    def initialize(self, kit: Kit, **kwargs: Any) -> None:
        """Receive the server's shared parts and Voilà's own."""
        super().initialize(**kwargs)
        self.kit = kit

    def set_default_headers(self) -> None:
        """Set the strictest policy under which Voilà's pages work."""
        super().set_default_headers()
        set_headers(self, VOILA_CSP)

    async def get(self, path: str = "") -> None:
        """Render the notebook in a kernel of its own."""
        is_page = re.fullmatch(r"[a-z0-9-]+\.ipynb", path)
        if not is_page or not (paths.notebooks_dir() / path).is_file():
            raise HTTPError(404)
        for header in (ROOM_HEADER, SOLO_HEADER):
            self.request.headers.pop(header, None)
        room = facilitated_room(self, self.kit.rooms)
        if path in FACILITATOR_PAGES and room is None:
            self.redirect(f"{self.kit.base_url}facilitator")
            return
        if room is not None:
            self.request.headers[ROOM_HEADER] = room
        else:
            self.request.headers[SOLO_HEADER] = self._resume_code()
        # The cookie lets the page end its kernel when it is left.
        _ = self.xsrf_token
        await super().get(path)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show the kit's own error page; when all kernels are taken, one that waits."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, KernelsFullError):
            self.set_header("Retry-After", str(error.retry_after_seconds))
            self.set_header("Refresh", str(error.retry_after_seconds))
            seconds = error.retry_after_seconds
            self.finish(render(self.kit, "busy.html", seconds=seconds))
            return
        if isinstance(error, RoomError):
            self.set_status(error.status)
        self.finish(error_page(self.kit, self.get_status(), error))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log only what was not foreseen, and nothing about the person."""
        if not isinstance(value, HTTPError | RoomError):
            log_failure(self, value)

    def _resume_code(self) -> str:
        kept = self.get_signed_cookie(SOLO_COOKIE, max_age_days=180)
        code = kept.decode() if kept else self.kit.rooms.solo(None).resume_code
        keep_cookie(self, SOLO_COOKIE, code, days=180)
        return code
