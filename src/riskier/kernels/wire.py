"""Messages between the server and the zygote: JSON after its length, descriptors beside it."""

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024
_LENGTH = struct.Struct("!I")


class WireError(Exception):
    """What arrived is not a message."""


def send(sock: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message; the descriptors travel with its first bytes.

    Raises OSError when the other end is gone and WireError when the message is too long.
    """
    body = json.dumps(message).encode()
    if len(body) > LARGEST_MESSAGE_BYTES:
        raise WireError(
            f"A message of {len(body)} bytes is too long; at most {LARGEST_MESSAGE_BYTES} are sent."
        )
    head = _LENGTH.pack(len(body))
    if descriptors:
        sent = socket.send_fds(sock, [head], list(descriptors))
        head = head[sent:]
    sock.sendall(head + body)


def receive(sock: socket.socket) -> dict[str, Any] | None:
    """Return the next message, or None at the orderly end of the stream."""
    message, _ = receive_with_descriptors(sock, 0)
    return message


def receive_with_descriptors(
    sock: socket.socket, most: int
) -> tuple[dict[str, Any] | None, list[int]]:
    """Return the next message and the descriptors that came with it.

    The descriptors belong to the caller, also when the stream ended (None, [...]).
    Raises WireError when the stream breaks off inside a message.
    """
    descriptors: list[int] = []
    if most:
        first, descriptors, _, _ = socket.recv_fds(sock, _LENGTH.size, most)
    else:
        first = sock.recv(_LENGTH.size)
    if not first:
        return None, descriptors
    head = first + _exactly(sock, _LENGTH.size - len(first))
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST_MESSAGE_BYTES:
        raise WireError(f"A message of {length} bytes was announced; that is too long.")
    return _object(_exactly(sock, length)), descriptors


def _exactly(sock: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = sock.recv(count - len(parts))
        if not part:
            raise WireError("The stream ended inside a message.")
        parts += part
    return bytes(parts)


def _object(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise WireError(f"A message is not JSON: {error}") from error
    if not isinstance(message, dict):
        raise WireError(f"A message must be an object, not {type(message).__name__}.")
    return message
