"""Connections: who may speak for others, and how long a silent one is kept."""

import errno
import os
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from tornado.http1connection import HTTP1ServerConnection
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPConnection, HTTPMessageDelegate
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream

LARGEST_REQUEST_BYTES = 1024 * 1024
SLOWEST_REQUEST_SECONDS = 30.0
CALLERS_WAITING = 4096
"""So many may wait to be let in: a whole room comes back at once after a restart. Further ones
are turned away unheard and call again only after one, three and seven seconds."""
SILENT_PEER_SECONDS = 20
"""A peer that acknowledges nothing for so long is gone: a phone out of reach, a cut cable."""
REST_SECONDS = 0.2
"""So long nobody is heard when callers can neither be let in nor turned away."""

_LOOPBACK = ("127.0.0.1", "::1")
_NO_MORE = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


class KitServer(HTTPServer):
    """Tornado's server, which waits for slow and vanished clients only so long.

    `X-Forwarded-For` and `X-Forwarded-Proto` are believed from proxies on this machine
    and from the addresses in `RISKIER_PROXIES` (with commas between), from nobody else:
    whoever could choose their own address would escape every limit.
    """

    def initialize(self, request_callback: Any) -> None:  # type: ignore[override] # fewer choices
        """Serve an application with limits on how slowly a request may come."""
        named = os.environ.get("RISKIER_PROXIES", "").split(",")
        self.proxies = frozenset({*_LOOPBACK, *(name.strip() for name in named if name.strip())})
        super().initialize(
            request_callback,
            max_body_size=LARGEST_REQUEST_BYTES,
            idle_connection_timeout=SLOWEST_REQUEST_SECONDS,
            body_timeout=SLOWEST_REQUEST_SECONDS,
            trusted_downstream=sorted(self.proxies),
        )

    def add_sockets(self, sockets: Iterable[socket.socket]) -> None:
        """Listen on the sockets, also when no more callers can be let in."""
        super().add_sockets(Door(each) for each in sockets)

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Have the system notice a peer that vanished without a word."""
        _notice_silence(stream.socket, SILENT_PEER_SECONDS)
        super().handle_stream(stream, address)

    def start_request(
        self, server_conn: object, request_conn: HTTPConnection
    ) -> HTTPMessageDelegate:
        """Believe what a request says about where it comes from only if a proxy says it."""
        assert isinstance(server_conn, HTTP1ServerConnection)
        self.xheaders = server_conn.context.remote_ip in self.proxies  # type: ignore[attr-defined]
        return super().start_request(server_conn, request_conn)


class Door(socket.socket):
    """A listening socket that turns callers away when the system gives no more descriptors.

    They would else go on knocking, and the loop would do nothing but hear them.
    """

    def __init__(self, listening: socket.socket) -> None:
        """Take the place of a listening socket."""
        super().__init__(fileno=listening.detach())
        self.setblocking(False)
        self._spare: int | None = None
        self._take_spare()

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next caller; BlockingIOError when there is none, or none can be let in."""
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in _NO_MORE:
                raise
            if not self._turn_away():
                self._rest()
            raise BlockingIOError from error

    def close(self) -> None:
        """Listen no more."""
        self._give_spare()
        super().close()

    def listen_again(self) -> None:
        """Hear callers after a rest."""
        if self.fileno() >= 0:
            self._take_spare()
            IOLoop.current().update_handler(self, IOLoop.READ)

    def _turn_away(self) -> bool:
        # The one descriptor that was kept back lets a caller in for as long as it takes to
        # hang up. Some other thread may be quicker: then the caller waits.
        self._give_spare()
        try:
            super().accept()[0].close()
        except OSError:
            return False
        finally:
            self._take_spare()
        return True

    def _rest(self) -> None:
        IOLoop.current().update_handler(self, 0)
        IOLoop.current().call_later(REST_SECONDS, self.listen_again)

    def _take_spare(self) -> None:
        if self._spare is None:
            with suppress(OSError):
                self._spare = os.open(os.devnull, os.O_RDONLY)

    def _give_spare(self) -> None:
        if self._spare is not None:
            os.close(self._spare)
        self._spare = None


def _notice_silence(connection: socket.socket, seconds: int) -> None:
    for level, name, value in _silence_options(seconds):
        number = getattr(socket, name, None)
        if number is not None:
            try:
                connection.setsockopt(level, number, value)
            except OSError:
                # A Unix socket, or a peer that has hung up already.
                return


def _silence_options(seconds: int) -> Iterable[tuple[int, str, int]]:
    return (
        (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
        (socket.IPPROTO_TCP, "TCP_KEEPIDLE", seconds),
        (socket.IPPROTO_TCP, "TCP_KEEPINTVL", max(1, seconds // 4)),
        (socket.IPPROTO_TCP, "TCP_KEEPCNT", 3),
        (socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", seconds * 1000),
    )
