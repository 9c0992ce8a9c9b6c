# mypy: disallow-untyped-calls=False
# jupyter_server types only part of the classes that these extend.
"""Kernels on other machines: pages run in a Jupyter kernel gateway instead of in children.

`GatewayClient` of jupyter_server says where it is and how to sign in; its settings and
`JUPYTER_GATEWAY_…` variables are Jupyter's own. What a kernel needs to know of its page
travels in variables that begin with `KERNEL_`, which every gateway hands on.
"""

import asyncio
import json
from contextlib import suppress
from queue import Empty
from typing import Any

from jupyter_client.jsonutil import json_default
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.gateway.managers import GatewayKernelManager, GatewayMappingKernelManager
from jupyter_server.utils import url_path_join
from tornado.httpclient import HTTPRequest
from tornado.web import HTTPError
from tornado.websocket import WebSocketClientConnection, websocket_connect
from traitlets import Type, default

from riskier.kernels.client import PromptClient
from riskier.kernels.manager import KernelsFullError, PageKernelManager

ENVIRONMENT = {
    "HTTP_X_RISKIER_ROOM": "KERNEL_RISKIER_ROOM",
    "HTTP_X_RISKIER_SOLO": "KERNEL_RISKIER_SOLO",
    "RISKIER_PUBLIC_URL": "KERNEL_RISKIER_PUBLIC_URL",
}
"""What a kernel learns of its page, and the name under which it travels."""
FORBIDDEN, NOT_FOUND = 403, 404
_CHANNELS = ("shell", "iopub", "stdin", "hb", "control")


class GatewayChannel:
    """One channel of a kernel: what came is waited for, what is sent goes at once."""

    def __init__(self, name: str, client: "GatewayPageClient") -> None:
        self._name = name
        self._client = client
        self.arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message; raise Empty when none comes within `timeout` seconds."""
        try:
            return await asyncio.wait_for(self.arrived.get(), timeout)
        except TimeoutError:
            raise Empty from None

    def send(self, message: dict[str, Any]) -> None:
        """Send a message."""
        self._client.write(message | {"channel": self._name})

    def is_alive(self) -> bool:
        """Say whether the line is open."""
        return self._client.is_open


class GatewayPageClient(PromptClient):
    """Talks with one kernel over the gateway's WebSocket, in the server's own loop.

    jupyter_server's client blocks the loop while it connects, asks without a pause for what
    has arrived, and knows no token.
    """

    def __init__(self, kernel_id: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._kernel_id = kernel_id
        self._line: WebSocketClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._channels = {name: GatewayChannel(name, self) for name in _CHANNELS}

    shell_channel = property(lambda self: self._channels["shell"])
    iopub_channel = property(lambda self: self._channels["iopub"])
    stdin_channel = property(lambda self: self._channels["stdin"])
    hb_channel = property(lambda self: self._channels["hb"])
    control_channel = property(lambda self: self._channels["control"])

    @property
    def is_open(self) -> bool:
        """Whether messages can come and go."""
        return self._reading is not None and not self._reading.done()

    async def start_channels(self, **_: Any) -> None:  # type: ignore[override] # may wait
        """Connect; raises what tornado raises when the gateway cannot be reached."""
        gateway = GatewayClient.instance()
        address = url_path_join(
            gateway.ws_url or "", gateway.kernels_endpoint, self._kernel_id, "channels"
        )
        request = HTTPRequest(address, **gateway.load_connection_args())
        self._line = await websocket_connect(request)
        self._reading = asyncio.ensure_future(self._read(self._line))

    async def _read(self, line: WebSocketClientConnection) -> None:
        while (text := await line.read_message()) is not None:
            message = json.loads(text)
            self._channels[message["channel"]].arrived.put_nowait(message)

    def write(self, message: dict[str, Any]) -> None:
        """Send a message that names its channel."""
        if self._line is not None:
            self._line.write_message(json.dumps(message, default=json_default))

    def stop_channels(self) -> None:
        """Disconnect; the kernel goes on."""
        if self._line is not None:
            self._line.close()

    async def is_alive(self) -> bool:
        """Say whether the line to the kernel is open."""
        return self.is_open


class GatewayPageKernel(GatewayKernelManager):
    """One kernel at the gateway."""

    client_factory = Type(klass=GatewayPageClient)

    async def refresh_model(self, model: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """Ask the gateway how the kernel is; None when there is no such kernel any more."""
        connections: dict[str | None, int] = getattr(self.parent, "_kernel_connections", {})
        before = connections.get(self.kernel_id)
        model = await super().refresh_model(model)
        # The gateway counts our own connections too; only pages are to count here.
        if before is None:
            connections.pop(self.kernel_id, None)
        else:
            connections[self.kernel_id] = before
        return model

    async def is_alive(self) -> bool:  # type: ignore[override] # its base is so too
        """Ask the gateway whether the kernel runs."""
        return self.has_kernel and await self.refresh_model() is not None


class GatewayPageManager(PageKernelManager, GatewayMappingKernelManager):
    """The same limits for kernels at a gateway, which has its own beside them."""

    @default("kernel_manager_class")
    def _default_kernel_manager_class(self) -> str:
        return f"{__name__}.{GatewayPageKernel.__name__}"

    async def _begin(self, kwargs: dict[str, Any]) -> str:
        env = kwargs.get("env", {})
        told = {name: env[known] for known, name in ENVIRONMENT.items() if known in env}
        # No path: a folder of this machine means nothing on another.
        asked = {"kernel_name": kwargs.get("kernel_name"), "env": told}
        try:
            kernel_id: str = await GatewayMappingKernelManager.start_kernel(self, **asked)
        except HTTPError as error:
            if error.status_code == FORBIDDEN:
                raise KernelsFullError(len(self), self.retry_after_seconds) from error
            raise
        return kernel_id

    async def kernel_model(self, kernel_id: str) -> dict[str, Any]:
        """Return what the gateway says of a kernel. Raises HTTPError 404 when it is gone."""
        self._check_kernel_id(kernel_id)
        kernel: Any = self.get_kernel(kernel_id)
        model: dict[str, Any] | None = await kernel.refresh_model()
        if model is None:
            self.remove_kernel(kernel_id)
            raise HTTPError(NOT_FOUND)
        return model

    async def list_kernels(self, **_: Any) -> list[dict[str, Any]]:
        """Return what the gateway says of our kernels, one by one: most keep their list shut."""
        models = []
        for kernel_id in list(self._kernels):
            with suppress(HTTPError):
                models.append(await self.kernel_model(kernel_id))
        return models

    def start_watching_activity(self, kernel_id: str) -> None:
        """Do nothing: the gateway says when it is asked."""
