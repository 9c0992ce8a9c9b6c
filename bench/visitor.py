"""A headless visitor of a Voilà page: what the page's script does, without a browser.

It fetches the page, connects to its kernel, asks for the widgets' states, and on a page
with a button named Save it presses that and waits for the answer.
"""

import asyncio
import itertools
import json
import re
import struct
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from tornado.httpclient import HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE_SECONDS = 120
SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
ANSWER = "Saved."
FAILED_CELL = (b"error when executing cell", b'class="rk-output rk-failed"')


@dataclass
class Visit:
    """One visit, in seconds since the visitor asked for the page."""

    page: float = 0.0
    ready: float = 0.0
    failure: str = ""


def pack(channel: str, kind: str, content: dict, session: str) -> bytes:
    """Return a kernel message as it travels over the socket."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": session,
        "username": "",
        "version": "5.3",
        "date": datetime.now(UTC).isoformat(),
    }
    metadata = {"version": "1.0.0"} if kind == "comm_open" else {}
    parts = [channel.encode(), *(json.dumps(p).encode() for p in (header, {}, metadata, content))]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


def unpack(data: bytes) -> tuple[str, dict]:
    """Return a message's type and content."""
    (count,) = struct.unpack_from("<Q", data)
    offsets = struct.unpack_from(f"<{count}Q", data, 8)
    parts = [data[a:b] for a, b in itertools.pairwise(offsets)]
    return json.loads(parts[1])["msg_type"], json.loads(parts[4])


class Visitor:
    """One visitor; `visit` returns when the page is usable, `leave` ends the connection."""

    def __init__(self, url: str, path: str) -> None:
        self.url, self.path = url, path
        self.kernel = ""
        self.socket: WebSocketClientConnection | None = None
        self._reading: asyncio.Task | None = None
        self._session = uuid.uuid4().hex

    async def visit(self) -> Visit:
        """Do what a page's script does until it can be used."""
        visit, begun = Visit(), time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                self.kernel = await self._fetch()
                visit.page = time.perf_counter() - begun
                await self._connect()
                await self._use()
            visit.ready = time.perf_counter() - begun
            self._reading = asyncio.create_task(self._read_on())
        except Exception as error:
            visit.failure = f"{type(error).__name__}: {error}"
        return visit

    async def _fetch(self) -> str:
        client = SimpleAsyncHTTPClient(force_instance=True)
        wait = {"request_timeout": PATIENCE_SECONDS, "connect_timeout": PATIENCE_SECONDS}
        try:
            body = (await client.fetch(HTTPRequest(self.url + self.path, **wait))).body
        finally:
            client.close()
        if any(sign in body for sign in FAILED_CELL):
            raise ValueError("a cell of the page failed")
        found = re.search(rb'"kernelId": ?"([0-9a-f-]+)"', body)
        if found is None:
            raise ValueError(f"no kernel in a page of {len(body)} bytes")
        return found[1].decode()

    async def _connect(self) -> None:
        address = f"{self.url}/api/kernels/{self.kernel}/channels?session_id={self._session}"
        request = HTTPRequest(address.replace("http", "ws", 1), connect_timeout=PATIENCE_SECONDS)
        self.socket = await websocket_connect(request, subprotocols=[SUBPROTOCOL])

    async def _send(self, kind: str, content: dict) -> None:
        await self.socket.write_message(pack("shell", kind, content, self._session), binary=True)

    async def _next(self) -> tuple[str, dict]:
        data = await self.socket.read_message()
        if data is None:
            raise ConnectionError("the server closed the connection")
        return unpack(data)

    async def _use(self) -> None:
        await self._send("kernel_info_request", {})
        control = uuid.uuid4().hex
        target = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        await self._send("comm_open", target)
        await self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        states = await self._states(control)
        button = next((key for key, state in states.items() if _is_save(state)), None)
        if button is not None:
            click = {"method": "custom", "content": {"event": "click"}}
            await self._send("comm_msg", {"comm_id": button, "data": click})
            await self._answered()

    async def _states(self, control: str) -> dict:
        while True:
            kind, content = await self._next()
            data = content.get("data", {})
            if kind == "comm_msg" and content["comm_id"] == control and "states" in data:
                return data["states"]

    async def _answered(self) -> None:
        while True:
            kind, content = await self._next()
            if kind == "comm_msg" and ANSWER in json.dumps(content):
                return

    async def _read_on(self) -> None:
        while await self.socket.read_message() is not None:
            pass

    async def leave(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.socket.close()
        if self._reading is not None:
            await asyncio.wait([self._reading], timeout=5)


def _is_save(state: dict) -> bool:
    return state["model_name"] == "ButtonModel" and state["state"].get("description") == "Save"
