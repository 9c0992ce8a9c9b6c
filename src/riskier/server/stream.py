"""`GET /api/rooms/{code}/events`: the room's changes as server-sent events."""

import asyncio

from tornado.iostream import StreamClosedError

from riskier.server import limits
from riskier.server.api import room_state
from riskier.server.base import ApiHandler
from riskier.server.events import PING, event
from riskier.server.kit import Kit


class EventsHandler(ApiHandler):
    """A stream that begins with the whole state, the caller's own answer included."""

    shows_counts = False
    person: str | None = None
    told = -1

    def initialize(self, kit: Kit) -> None:
        """Begin without a room."""
        super().initialize(kit)
        self._code = ""
        self._over = asyncio.Event()

    async def get(self, code: str) -> None:
        """Follow the room until either side hangs up.

        `Last-Event-ID` needs no replay: every event carries the whole state, so the
        newest one brings a listener up to date whatever it missed.
        """
        state = room_state(self, code)
        self._code = state["code"]
        self.person = self.participant(code)
        self.shows_counts = self.person is None
        self.told = state["seq"]
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("X-Accel-Buffering", "no")
        self.kit.hub.listen(self._code, self)
        try:
            self.send(event("state", state, state["seq"]) + PING)
            await self._over.wait()
        finally:
            self.kit.hub.leave(self._code, self)

    def send(self, message: bytes) -> None:
        """Write one event; a listener that cannot keep up is dropped."""
        stream = getattr(self.request.connection, "stream", None)
        if stream is None or stream.closed():
            self.close()
            return
        if len(stream._write_buffer) > limits.SEND_BUFFER_BYTES:
            stream.close()
            self.close()
            return
        self.write(message)
        self.flush().add_done_callback(_swallow_hang_up)

    def close(self) -> None:
        """End the stream."""
        self._over.set()

    def on_connection_close(self) -> None:
        """Notice that the other end hung up."""
        self.close()


def _swallow_hang_up(future: "asyncio.Future[None]") -> None:
    if not future.cancelled() and isinstance(future.exception(), StreamClosedError):
        return
