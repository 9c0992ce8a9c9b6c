"""The kit's notebooks as Voilà pages: which there are, and who may open which."""

import re
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from riskier import paths
from riskier.kernels.manager import KernelsFullError
from riskier.room import RoomError
from riskier.server.assets import version
from riskier.server.guard import log_failure, set_headers
from riskier.server.kit import Kit
from riskier.server.pages import error_page, render
from riskier.server.session import SOLO_COOKIE, facilitated_room, keep_cookie

FACILITATOR_PAGES = frozenset({"facilitator.ipynb", "screen.ipynb"})
ROOM_HEADER = "X-Riskier-Room"
SOLO_HEADER = "X-Riskier-Solo"
SEND_SECONDS = 0.01
# What Voilà sends while a cell takes long: a script that our pages have no use for.
_HEARTBEAT = "<script>window.voila_heartbeat()</script>\n"
_STILL_THERE = "<!-- still working -->\n"
_CSP = (
    "default-src 'self'; script-src 'self' blob:{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
    "form-action 'self'"
)
CSP = {
    "kit": _CSP.format(scripts=""),
    "voila": _CSP.format(scripts=" 'unsafe-inline' 'unsafe-eval'"),
}
"""The content policy of a page by what draws its widgets: our front end or Voilà's."""


def prepare_page(handler: "NotebookHandler", notebook: Any, cwd: str) -> None:
    """Tell a page's template what draws its widgets, and the version of our files."""
    about = notebook.metadata.setdefault("riskier", {})
    about.update(frontend=handler.frontend, version=version())


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
        self._is_sending = False

    def set_default_headers(self) -> None:
        """Set the strictest policy under which Voilà's pages work."""
        super().set_default_headers()
        set_headers(self, CSP[self.frontend])

    @property
    def frontend(self) -> str:
        """What draws the widgets: `kit`, or `voila` when the page asks for that."""
        # As bytes: headers are set before a text that cannot be read could be refused.
        asked = self.request.query_arguments.get("frontend", [])
        return "voila" if b"voila" in asked[-1:] else "kit"

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
        async for html in self.get_generator(path=path):
            self.write(_STILL_THERE if html == _HEARTBEAT else html)
            self._send_soon()

    def _send_soon(self) -> None:
        """Send what there is in a moment: a page comes in many pieces, most of them at once."""
        if not self._is_sending:
            self._is_sending = True
            IOLoop.current().call_later(SEND_SECONDS, self._send)

    def _send(self) -> None:
        self._is_sending = False
        if not self._finished:
            self.flush()

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
        """Log only what was not foreseen or is wrong here, and nothing about the person."""
        log_failure(self, value)

    def _resume_code(self) -> str:
        kept = self.get_signed_cookie(SOLO_COOKIE, max_age_days=180)
        code = kept.decode() if kept else self.kit.rooms.solo(None).resume_code
        keep_cookie(self, SOLO_COOKIE, code, days=180)
        return code
