"""Voilà's own application with our handlers in it.

A subclass in a process of its own: a page that participants get must never come from a
server that also serves JupyterLab, because through its kernel socket code could run.
"""

import asyncio
import errno
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from jupyter_server.gateway.gateway_client import GatewayClient
from voila.app import Voila

from riskier import paths
from riskier.kernels.settings import (
    gateway_settings,
    kernel_settings,
    start_zygote,
    stop_zygote,
)
from riskier.kernels.templates import ready_templates
from riskier.room import Rooms
from riskier.server import access, api, desk, pages
from riskier.server.access import ACCESS
from riskier.server.base import UnknownApiHandler
from riskier.server.connections import CALLERS_WAITING, KitServer
from riskier.server.events import Hub
from riskier.server.findings import FindingCache
from riskier.server.guard import guarded
from riskier.server.kit import Kit
from riskier.server.notebooks import ROOM_HEADER, SOLO_HEADER, NotebookHandler, prepare_page
from riskier.server.reports import Reports
from riskier.server.static import StaticHandler
from riskier.server.stream import EventsHandler
from riskier.server.tidying import Tidying
from riskier.server.visitors import Visitors

TEMPLATES = Path(__file__).parent / "templates"


class PortError(Exception):
    """The server cannot listen where it was told to."""


class KitApplication(Voila):
    """`riskier serve`: the kit's pages, its API, and its notebooks by Voilà."""

    rooms: Rooms
    host_key: str
    public_url: str
    current_room: str | None = None
    on_ready: Callable[[], None]

    def configure(self) -> None:
        """Set what is not for a command line to choose."""
        self.port_retries = 0
        self.open_browser = False
        self.log_level = logging.ERROR
        self.root_dir = str(paths.notebooks_dir())
        self.identity_provider_class = Visitors
        # Kernel managers look for the one that there is.
        GatewayClient.instance(parent=self)

    def init_settings(self) -> dict[str, Any]:
        """Return Voilà's settings with the kit's own shared parts."""
        settings: dict[str, Any] = super().init_settings()
        loop = asyncio.get_event_loop()
        findings = FindingCache(self.rooms, self.rooms.pack.folder, loop)
        loader = jinja2.FileSystemLoader(TEMPLATES)
        self.kit = Kit(
            rooms=self.rooms,
            hub=Hub(self.rooms, loop, findings.look_ahead),
            findings=findings,
            reports=Reports(self.rooms, loop),
            templates=jinja2.Environment(
                loader=loader, autoescape=True, undefined=jinja2.StrictUndefined
            ),
            host_key=self.host_key,
            base_url=self.base_url,
            public_url=self.public_url,
            current_room=self.current_room,
        )
        self.tidying = Tidying(loop)
        cookie = {"samesite": "Lax", "secure": self.public_url.startswith("https:")}
        return settings | {
            "log_function": self._note_request,
            "xsrf_cookie_kwargs": cookie,
        }

    def init_handlers(self) -> list[Any]:
        """Return our handlers, and of Voilà's only those that its pages need."""
        ours = [(self._at(path), handler, {"kit": self.kit}) for path, handler in _OURS]
        conf = {
            "kit": self.kit,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        notebook = (self._at(r"voila/render/(.*)"), NotebookHandler, conf)
        nothing = [
            (self._at(r"api(?:/.*)?"), UnknownApiHandler, {"kit": self.kit}),
            (r".*", pages.NoPageHandler, {"kit": self.kit}),
        ]
        return [*ours, notebook, *self._voila_handlers(), *nothing]

    def _voila_handlers(self) -> list[Any]:
        prefix = self.server_url.rstrip("/")
        kept = {prefix + path: access for path, access in ACCESS.items() if path.startswith("/")}
        return [
            (path, guarded(handler, kept[path].methods, self.public_url), *rest)
            for path, handler, *rest in super().init_handlers()
            if path in kept
        ]

    def _at(self, path: str) -> str:
        return f"{self.server_url.rstrip('/')}/{path}"

    def listen(self) -> None:
        """Listen on the one port that was asked for, then serve until stopped."""
        self._rehearse()
        # Else what is not to be logged is only dropped once it has been put into words.
        self.log.setLevel(self.log_level)
        # Tornado warns of what Jupyter sets for its sockets; nobody here could change it.
        logging.getLogger("tornado").setLevel(self.log_level)
        server = KitServer(self.app)
        try:
            server.listen(self.port, self.ip, backlog=CALLERS_WAITING)
        except OSError as error:
            raise PortError(_port_message(self.ip, self.port, error)) from error
        import tornado.ioloop  # noqa: PLC0415 - Voilà keeps the loop on itself the same way

        self.ioloop = tornado.ioloop.IOLoop.current()
        self.ioloop.add_callback(self.on_ready)
        self.tidying.begin()
        start_zygote(forking=self.kernel_spec_manager.forking)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
            self.stop()

    def _rehearse(self) -> None:
        """Do what is slow only once, so that the first page holds up nobody's answer."""
        ready_templates(self.template_paths, self.voila_configuration.template)
        self.kernel_spec_manager.get_all_specs()
        self.contents_manager.get(next(paths.notebooks_dir().glob("*.ipynb")).name)

    def _note_request(self, handler: Any) -> None:
        self.tidying.note_request()
        _log_without_addresses(handler)

    def stop(self) -> None:
        """End streams, the findings' worker and every kernel."""
        self.tidying.end()
        self.kit.hub.close()
        self.kit.findings.close()
        self.kit.reports.close()
        super().stop()
        stop_zygote()


def _port_message(ip: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {ip} is in use. Stop the program that uses it, "
            f"or choose another one: riskier serve --port {port + 1}"
        )
    return f"Cannot listen on {ip}, port {port}: {error.strerror}. Choose another --host or --port."


def _log_without_addresses(handler: Any) -> None:
    """Log failures by method and route only: no address, no token, no code of a room."""
    if handler.get_status() >= 500:
        logging.getLogger("riskier").error(
            "%s %s: %d", handler.request.method, type(handler).__name__, handler.get_status()
        )


def voila_config(*, at_gateway: bool = False) -> dict[str, Any]:
    """Return the settings that Voilà reads from its configuration.

    `at_gateway` has pages' kernels run at a Jupyter kernel gateway.
    """
    pages = {
        "template": "riskier",
        "theme": "light",
        "show_tracebacks": False,
        "strip_sources": True,
        "prelaunch_hook": prepare_page,
        "http_header_envs": [ROOM_HEADER, SOLO_HEADER],
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "file_allowlist": [],
        "extension_allowlist": [
            "@jupyter-widgets/jupyterlab-manager",
            "@voila-dashboards/widgets-manager8",
            "anywidget",
        ],
    }
    kernels = gateway_settings() if at_gateway else kernel_settings()
    pages |= kernels.pop("VoilaConfiguration")
    return {"VoilaConfiguration": pages, **kernels}


_OURS: list[tuple[str, Any]] = [
    (r"", pages.LandingHandler),
    (r"join", pages.JoinFormHandler),
    (r"join/([^/]{1,200})", pages.JoinHandler),
    (r"resume", pages.ResumeHandler),
    (r"facilitator", pages.SignInHandler),
    (r"facilitator/rooms", pages.NewRoomHandler),
    (r"facilitator/sheets", desk.SheetsPageHandler),
    (r"tools", pages.ToolsHandler),
    (r"static/riskier/(.*)", StaticHandler),
    (r"api/health", api.HealthHandler),
    (r"api/openapi\.json", api.OpenApiHandler),
    (r"api/tools", api.ToolsHandler),
    (r"api/rooms", api.RoomsHandler),
    (access.ROOM, api.RoomHandler),
    (access.PARTICIPANTS, api.ParticipantsHandler),
    (access.EVENTS, EventsHandler),
    (access.ANSWERS, api.AnswersHandler),
    (access.FINDINGS, api.FindingHandler),
    (access.REPORT, desk.ReportHandler),
    (access.REPORT_FILE, desk.ReportFileHandler),
    (access.SHEETS, desk.SheetsHandler),
    (access.SHEET, desk.SheetHandler),
]
