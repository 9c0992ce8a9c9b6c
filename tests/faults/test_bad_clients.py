"""Clients that are slow, silent, many or gone: everybody else is served."""

import asyncio
import os
import socket
import time
from contextlib import contextmanager, suppress

import pytest
import tornado.web
from tornado.httpclient import AsyncHTTPClient

from riskier.server import connections
from riskier.server.connections import Door, KitServer
from tests.faults.conftest import ANSWER, open_question
from tests.waiting import eventually

MANY = 10_000


def test_slow_requests_hold_nobody_up(kit):
    slow = []
    for _ in range(200):
        connection = socket.create_connection(("127.0.0.1", kit.port))
        connection.sendall(b"POST /api/rooms/TESTER/participants HTTP/1.1\r\nHost: x\r\nX-A: ")
        slow.append(connection)
    person = kit.join()
    for connection in slow:
        connection.sendall(b"b")
    assert person.get(f"/api/rooms/{kit.code}").status_code == 200
    for connection in slow:
        connection.close()


def test_a_body_that_never_ends_holds_nobody_up(kit):
    head = b"PUT /api/rooms/TESTER/answers/barriers/1 HTTP/1.1\r\nHost: x\r\n"
    slow = []
    for _ in range(50):
        connection = socket.create_connection(("127.0.0.1", kit.port))
        connection.sendall(head + b"Content-Length: 60000\r\n\r\n{")
        slow.append(connection)
    assert kit.join().get(f"/api/rooms/{kit.code}").status_code == 200
    for connection in slow:
        connection.close()


class Quiet(tornado.web.RequestHandler):
    """A stream that says something now and then, as ours does."""

    open_now = 0

    async def get(self):
        Quiet.open_now += 1
        while Quiet.open_now:
            self.write(b"x" * 65536)
            await self.flush()

    def on_connection_close(self):
        Quiet.open_now -= 1


def test_a_slow_request_and_a_peer_that_reads_no_more_are_let_go(monkeypatch):
    monkeypatch.setattr(connections, "SLOWEST_REQUEST_SECONDS", 0.3)
    monkeypatch.setattr(connections, "SILENT_PEER_SECONDS", 1)

    async def main():
        server = KitServer(tornado.web.Application([("/", Quiet)]))
        server.listen(0, "127.0.0.1")
        (listening,) = server._sockets.values()
        place = listening.getsockname()
        slow = socket.create_connection(place)
        slow.sendall(b"GET / HTTP/1.1\r\nX-A: ")
        half_open = socket.create_connection(place)
        half_open.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + 60
        while not Quiet.open_now:
            await asyncio.sleep(0.05)
        while server._connections:
            assert time.monotonic() < deadline, "they are still held"
            await asyncio.sleep(0.1)
        slow.close()
        half_open.close()
        server.stop()

    asyncio.run(main())


@contextmanager
def no_descriptor_left(newest):
    """Take every descriptor that is left; `newest` is one that was opened last."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = []
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (newest.fileno() + 20, limits[1]))
        with suppress(OSError):
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        yield
    finally:
        for descriptor in taken:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_callers_who_cannot_be_let_in_are_turned_away():
    door = Door(socket.create_server(("127.0.0.1", 0)))
    late, later = (socket.create_connection(door.getsockname()) for _ in range(2))
    with no_descriptor_left(door):
        for caller in (late, later):
            with pytest.raises(BlockingIOError):
                door.accept()
            assert caller.recv(1) == b""
    with socket.create_connection(door.getsockname()) as caller, door.accept()[0] as met:
        assert met.getpeername() == caller.getsockname()
    door.close()


class Greeting(tornado.web.RequestHandler):
    def get(self):
        self.finish("welcome")


def test_with_nobody_to_let_in_or_turn_away_the_loop_does_other_work(monkeypatch):
    monkeypatch.setattr(connections, "REST_SECONDS", 3600)
    knocks = []

    def turn_nobody_away(door):
        knocks.append(door)
        return False

    monkeypatch.setattr(Door, "_turn_away", turn_nobody_away)

    async def main():
        server = KitServer(tornado.web.Application([("/", Greeting)]))
        server.listen(0, "127.0.0.1")
        (door,) = server._sockets.values()
        with socket.create_connection(door.getsockname()) as caller:
            caller.sendall(b"GET / HTTP/1.0\r\n\r\n")
            with no_descriptor_left(caller):
                for _ in range(50):
                    await asyncio.sleep(0)
            assert knocks == [door]
            door.listen_again()
            caller.setblocking(False)
            said = await asyncio.get_running_loop().sock_recv(caller, 100)
        server.stop()
        door.listen_again()
        return said

    assert asyncio.run(main()).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("peer", "said", "believed"),
    [("127.0.0.1", "192.0.2.9", "192.0.2.9"), ("198.51.100.4", "192.0.2.9", "198.51.100.4")],
)
def test_only_a_proxy_may_speak_for_others(monkeypatch, peer, said, believed):
    class Who(tornado.web.RequestHandler):
        def get(self):
            self.finish(f"{self.request.remote_ip} {self.request.protocol}")

    # Loopback stands for a stranger when it is not among the proxies.
    monkeypatch.setattr(connections, "_LOOPBACK", (peer,))

    async def main():
        server = KitServer(tornado.web.Application([("/", Who)]))
        server.listen(0, "127.0.0.1")
        (listening,) = server._sockets.values()
        headers = {"X-Forwarded-For": said, "X-Forwarded-Proto": "https"}
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        answer = await AsyncHTTPClient().fetch(url, headers=headers)
        server.stop()
        return answer.body.decode()

    is_proxy = peer == "127.0.0.1"
    expected = f"{believed} https" if is_proxy else "127.0.0.1 http"
    assert asyncio.run(main()) == expected


def test_many_joins_from_one_place_leave_others_served(kit):
    open_question(kit)
    person = kit.join()

    async def crowd():
        from tornado.simple_httpclient import SimpleAsyncHTTPClient  # noqa: PLC0415

        http = SimpleAsyncHTTPClient(force_instance=True, max_clients=100)
        url = f"{kit.url}/api/rooms/{kit.code}/participants"

        async def join():
            answer = await http.fetch(
                url,
                method="POST",
                body="{}",
                raise_error=False,
                connect_timeout=300,
                request_timeout=300,
            )
            return answer.code

        joins = asyncio.gather(*(join() for _ in range(MANY)))
        path = f"/api/rooms/{kit.code}/answers/barriers/1"
        served = 0
        while not joins.done():
            saved = await asyncio.to_thread(person.put, path, json=ANSWER)
            assert saved.status_code == 200
            served += 1
            await asyncio.sleep(0.2)
        return await joins, served

    codes, served = asyncio.run(crowd())
    assert set(codes) <= {201, 429}
    assert served >= 3


def test_streams_whose_readers_vanish_are_forgotten(kit):
    """Sockets closed without a goodbye: the server lets go of each and serves the rest."""
    from pathlib import Path  # noqa: PLC0415

    def held():
        return len(list(Path(f"/proc/{kit.process.pid}/fd").iterdir()))

    before = held()
    token = kit.join().headers["Authorization"]
    streams = []
    for _ in range(100):
        connection = socket.create_connection(("127.0.0.1", kit.port))
        request = f"GET /api/rooms/{kit.code}/events HTTP/1.1\r\nHost: x\r\n"
        connection.sendall(f"{request}Authorization: {token}\r\n\r\n".encode())
        connection.recv(100)
        # Linger 0: the system sends no goodbye but a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        streams.append(connection)
    # Ten to spare: connections of tests before may end meanwhile.
    assert held() >= before + 90
    for connection in streams:
        connection.close()
    eventually(lambda: held() < before + 20)
