"""Messages between the server and the zygote."""

import os
import socket
import struct

import pytest

from riskier.kernels import wire


@pytest.fixture
def ends():
    one, other = socket.socketpair()
    yield one, other
    one.close()
    other.close()


def test_a_message_arrives_as_it_was_sent(ends):
    one, other = ends
    message = {"env": {"NAME": "Zoë ☂"}, "cwd": "/tmp", "numbers": [1, None, 2.5]}
    wire.send(one, message)
    wire.send(one, {"second": True})
    assert wire.receive(other) == message
    assert wire.receive(other) == {"second": True}


def test_a_descriptor_arrives_with_its_message(ends):
    one, other = ends
    reader, writer = os.pipe()
    wire.send(one, {"take": "this"}, [writer])
    os.close(writer)
    message, descriptors = wire.receive_with_descriptors(other, 1)
    assert message == {"take": "this"}
    os.write(descriptors[0], b"hello")
    assert os.read(reader, 5) == b"hello"
    os.close(descriptors[0])
    os.close(reader)


def test_an_orderly_end_is_no_message(ends):
    one, other = ends
    one.close()
    assert wire.receive(other) is None


@pytest.mark.parametrize("sent", [b"\0\0", struct.pack("!I", 9) + b"{}"])
def test_an_end_inside_a_message_is_an_error(ends, sent):
    one, other = ends
    one.sendall(sent)
    one.close()
    with pytest.raises(wire.WireError, match="ended inside a message"):
        wire.receive(other)


@pytest.mark.parametrize(
    ("body", "words"), [(b"not json", "not JSON"), (b"[1]", "must be an object, not list")]
)
def test_something_else_is_an_error(ends, body, words):
    one, other = ends
    one.sendall(struct.pack("!I", len(body)) + body)
    with pytest.raises(wire.WireError, match=words):
        wire.receive(other)


def test_a_message_may_not_be_endless(ends, monkeypatch):
    one, other = ends
    monkeypatch.setattr(wire, "LARGEST_MESSAGE_BYTES", 100)
    with pytest.raises(wire.WireError, match="at most 100 are sent"):
        wire.send(one, {"long": "x" * 200})
    one.sendall(struct.pack("!I", 101))
    with pytest.raises(wire.WireError, match="101 bytes was announced"):
        wire.receive(other)
