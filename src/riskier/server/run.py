"""Start the server: everything between a command line and a running event loop."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass

from traitlets.config import Config

from riskier import paths
from riskier.room import Rooms
from riskier.room.handover import handover
from riskier.server.app import KitApplication, PortError, voila_config


@dataclass(frozen=True)
class Settings:
    """How to serve. Addresses end with a slash."""

    host: str
    port: int
    base_url: str
    public_url: str
    host_key: str
    cookie_secret: bytes
    room: str


def run(rooms: Rooms, settings: Settings, on_ready: Callable[[], None]) -> None:
    """Serve until stopped. Raises RuntimeError when the port cannot be had."""
    _tell_kernels(rooms, settings)
    asyncio.set_event_loop(asyncio.new_event_loop())
    at_gateway = bool(os.environ.get("JUPYTER_GATEWAY_URL"))
    app = KitApplication(config=Config(voila_config(at_gateway=at_gateway)))
    app.rooms = rooms
    app.host_key, app.public_url = settings.host_key, settings.public_url
    app.current_room, app.on_ready = settings.room, on_ready
    app.ip, app.port, app.base_url = settings.host, settings.port, settings.base_url
    app.cookie_secret = settings.cookie_secret
    app.configure()
    app.initialize([])
    try:
        app.start()
    except PortError as error:
        raise RuntimeError(str(error)) from error


def _tell_kernels(rooms: Rooms, settings: Settings) -> None:
    """Put what a page's kernel needs into the environment that it inherits."""
    os.environ.update(handover(rooms), RISKIER_PUBLIC_URL=settings.public_url)
    # Several kernels share few cores: threads of each would only spin against one another.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    roots = [str(paths.template_root() / "jupyter"), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(root for root in roots if root)
