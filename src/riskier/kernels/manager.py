"""The kernels of a server's visitors: how many at most, and when one is ended."""

# mypy: disallow-untyped-calls=False
# jupyter_server types only part of the class that this one extends.

import asyncio
import json
import time
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.session import DELIM
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from tornado.web import HTTPError
from traitlets import Float, Integer, default

from riskier.kernels.limits import kernel_ceiling
from riskier.kernels.specs import can_fork

_CALL_AGAIN_MS = (5, 100)
"""How long until a kernel is called again that did not listen: at first, and at most."""
_STATUS = b'"msg_type": "status"'


class KernelsFullError(HTTPError):
    """As many kernels run as this server can hold. A page should say so and try again."""

    def __init__(self, ceiling: int, retry_after_seconds: int) -> None:
        super().__init__(503, f"All {ceiling} kernels of this server are in use.")
        self.ceiling = ceiling
        self.retry_after_seconds = retry_after_seconds


class PageKernel(ServerKernelManager):
    """A page's kernel as the server sees it."""

    def emit(self, schema_id: str, data: dict[str, Any]) -> None:
        """Tell nobody of its start and end: no program listens, and it costs a check of each."""


class PageKernelManager(AsyncMappingKernelManager):
    """Starts kernels up to a ceiling and ends those that nobody looks at.

    An orphan is a kernel without a connected page: a tab that was closed without a word,
    a laptop asleep, a robot that fetched the page and ran no script.
    """

    max_kernels = Integer(min=1, config=True, help="The most kernels at a time.")
    orphan_seconds = Float(120.0, config=True, help="An orphan is ended after so long.")
    full_orphan_seconds = Float(
        30.0, config=True, help="An orphan is ended after so long when the server is full."
    )
    retry_after_seconds = Integer(10, config=True, help="When to try again if it is full.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._starting = 0
        self._alone_since: dict[str, float] = {}  # by kernel id
        self._burials: set[asyncio.Future[None]] = set()  # a task that nobody holds may vanish

    @default("max_kernels")
    def _default_max_kernels(self) -> int:
        return kernel_ceiling(forking=getattr(self.kernel_spec_manager, "forking", can_fork()))

    @default("kernel_manager_class")
    def _default_kernel_manager_class(self) -> str:
        return f"{__name__}.{PageKernel.__name__}"

    def _context_default(self) -> zmq.asyncio.Context:
        """Return a context for many kernels, each reached as soon as it listens.

        The usual limit is 1023 sockets, which 150 kernels reach. A kernel is called before it
        listens, and usually again only a tenth of a second later: the server then missed its
        first words, and a page's line waited half a second for the next.
        """
        context = super()._context_default()
        context.set(zmq.MAX_SOCKETS, context.get(zmq.SOCKET_LIMIT))
        context.setsockopt(zmq.RECONNECT_IVL, _CALL_AGAIN_MS[0])
        context.setsockopt(zmq.RECONNECT_IVL_MAX, _CALL_AGAIN_MS[1])
        return context

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override] # as its base
        """Start a kernel and return its id. Raises KernelsFullError at the ceiling."""
        if self._full():
            await self._end_orphans(self.full_orphan_seconds)
        if self._full():
            raise KernelsFullError(self.max_kernels, self.retry_after_seconds)
        self._starting += 1
        try:
            kernel_id = await self._begin(kwargs)
        finally:
            self._starting -= 1
        self._alone_since[kernel_id] = time.monotonic()
        return kernel_id

    async def _begin(self, kwargs: dict[str, Any]) -> str:
        kernel_id: str = kwargs.setdefault("kernel_id", self.new_kernel_id())
        try:
            await super()._async_start_kernel(**kwargs)
        except BaseException:
            # The base class would still count it as pending, and fail over it at the end.
            self._pending_kernels.pop(kernel_id, None)
            raise
        return kernel_id

    def _full(self) -> bool:
        return len(self) + self._starting >= self.max_kernels

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a page has connected."""
        super().notify_connect(kernel_id)
        self._alone_since.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a page has gone."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._alone_since[kernel_id] = time.monotonic()

    def _handle_kernel_died(self, kernel_id: str) -> None:
        # The base class only forgets it, and its sockets and connection file stay.
        burial = asyncio.ensure_future(self.shutdown_kernel(kernel_id, now=True))
        self._burials.add(burial)
        burial.add_done_callback(self._burials.discard)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Note when a kernel last said something, and whether it is busy.

        The base class takes every message apart to see who caused it. A page is a hundred
        messages, and nobody here asks a kernel anything but in use.
        """
        kernel = self._kernels[kernel_id]
        kernel.reason, kernel.last_activity = "", utcnow()
        kernel._activity_stream = kernel.connect_iopub()

        def note(parts: list[bytes]) -> None:
            self.last_kernel_activity = kernel.last_activity = utcnow()
            _signature, header, _parent, _metadata, content = parts[parts.index(DELIM) + 1 :][:5]
            if _STATUS in header:
                kernel.execution_state = json.loads(content)["execution_state"]

        kernel._activity_stream.on_recv(note)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        self._alone_since.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    async def cull_kernels(self) -> None:
        """End orphans, then kernels that nobody has used for long."""
        await self._end_orphans(self.orphan_seconds)
        await super().cull_kernels()

    async def _end_orphans(self, after_seconds: float) -> None:
        now = time.monotonic()
        for kernel_id, since in list(self._alone_since.items()):
            kernel = self._kernels.get(kernel_id)
            # One that still draws its page is waited for.
            idle = kernel is not None and kernel.execution_state != "busy"
            if idle and now - since >= after_seconds:
                await self.shutdown_kernel(kernel_id)
