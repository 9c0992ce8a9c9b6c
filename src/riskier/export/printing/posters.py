"""Posters: the loop for the wall, and how to join a room."""

import io
from collections.abc import Iterator

import segno

from riskier.export.printing.order import HERE, Invitation, Json, Order, Print, PrintError
from riskier.pack.cycle import Cycle, Loop, Node


def loop_poster(order: Order) -> Iterator[Print]:
    """Yield the loop of the pack as a poster."""
    pack, cycle = order.pack, order.pack.cycle
    loop = next((each for each in cycle.loops if each.type == "reinforcing"), None)
    if loop is None:
        raise PrintError("The pack's cycle.json has no reinforcing loop to draw.")
    nodes = _round(cycle, loop)
    outside = [node.when_stuck for node in cycle.nodes if node not in nodes]
    inside = [link.text for link in cycle.links if link.id in loop.links]
    content: Json = {
        "heading": pack.stages["cycle"].title,
        "nodes": [{"stuck": node.when_stuck, "turned": f"Or: {node.label}."} for node in nodes],
        "outside": outside,
        "sentences": inside,
        "alt": _loop_in_words(nodes),
        "words": {
            "outside": "What pushes on it from outside",
            "aloud": "Read it aloud, once round",
            "doubt": "Any arrow may be wrong for us. Which one would you cross out?",
        },
    }
    title = f"{pack.stages['cycle'].title}: {pack.title}"
    language = pack.files.pack.language
    yield Print("loop-poster", HERE / "loop.typ", title, content, language)


def join_poster(order: Order) -> Iterator[Print]:
    """Yield how to join the order's room."""
    room = order.invitation
    if room is None:
        raise PrintError("The join poster needs a room. Give its code with --room.")
    drawn = io.BytesIO()
    segno.make(room.address, error="m").save(drawn, kind="svg", border=2, light="#fff")
    content: Json = {
        "question": order.pack.question,
        "topic": f"Topic: {room.topic}" if room.topic else "",
        "code": room.code,
        "address": _short(room),
        "url": room.address,
        "qr": drawn.getvalue().decode(),
        "alt": f"QR code that leads to room {room.code}. The address is written below it.",
        "words": {
            "scan": "Scan this with your phone's camera, or open",
            "code": "and enter the room code",
            "promise": "No account, no name, no app.",
            "paper": "No phone? Ask for a sheet of paper.",
        },
    }
    title = f"Join room {room.code}: {order.pack.title}"
    language = order.pack.files.pack.language
    yield Print(f"join-{room.code}", HERE / "join.typ", title, content, language)


def _round(cycle: Cycle, loop: Loop) -> list[Node]:
    """Return the nodes of a loop in the order in which its links lead through them."""
    links = [link for name in loop.links for link in cycle.links if link.id == name]
    nodes = {node.id: node for node in cycle.nodes}
    return [nodes[link.start] for link in links]


def _loop_in_words(nodes: list[Node]) -> str:
    steps = " So: ".join(node.when_stuck for node in nodes)
    around = f"{steps} And so it begins again: {nodes[0].when_stuck}"
    return f"{len(nodes)} boxes on a ring, joined by arrows. {around}"


def _short(room: Invitation) -> str:
    """Return the address without the code, as people type it."""
    return room.address.removesuffix(f"/join/{room.code}").removesuffix("/")
