# mypy: disallow-untyped-calls=False
# jupyter_server has no types for what these extend.
"""A page's line to its kernel at a gateway."""

import json
from typing import Any

from jupyter_server.gateway.connections import GatewayWebSocketConnection
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

V1 = "v1.kernel.websocket.jupyter.org"
_PARTS = ("header", "parent_header", "metadata", "content")


class GatewayPageConnection(GatewayWebSocketConnection):
    """Passes messages on between a page and a kernel, those that a page may send only.

    jupyter_server's own passes on everything, `execute_request` too.
    """

    kernel_ws_protocol = V1
    _is_counted = False

    async def connect(self) -> None:
        """Connect to the kernel; the page counts from now on."""
        if not self._is_counted:
            self._is_counted = True
            self.multi_kernel_manager.notify_connect(self.kernel_id)
        await super().connect()

    def disconnect(self) -> None:  # type: ignore[override] # its base is so too
        """Hang up; the page counts no more."""
        super().disconnect()
        if self._is_counted:
            self._is_counted = False
            self.multi_kernel_manager.notify_disconnect(self.kernel_id)

    def handle_incoming_message(self, message: str | bytes) -> None:
        """Pass a page's message on, if it is of a kind that pages may send."""
        sent = json.loads(message) if isinstance(message, str) else _from_v1(message)
        if sent["header"]["msg_type"] in self.multi_kernel_manager.allowed_message_types:
            super().handle_incoming_message(json.dumps(sent))

    def handle_outgoing_message(self, incoming_msg: str, *args: Any) -> None:
        """Pass a kernel's message on, in the form that the page has chosen."""
        message = json.loads(incoming_msg)
        if message["header"]["msg_type"] == "execute_input":
            return
        if self.websocket_handler.selected_subprotocol == V1:
            parts = [json.dumps(message[part]).encode() for part in _PARTS]
            body = serialize_msg_to_ws_v1(parts, message["channel"])
            self.websocket_handler.write_message(body, binary=True)
        else:
            super().handle_outgoing_message(incoming_msg, *args)


def _from_v1(message: bytes) -> dict[str, Any]:
    channel, parts = deserialize_msg_from_ws_v1(message)
    named = {name: json.loads(part) for name, part in zip(_PARTS, parts, strict=False)}
    return {"channel": channel, "buffers": [], **named}
