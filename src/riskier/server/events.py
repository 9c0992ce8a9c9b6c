"""Who is told when a room changes: one hub, any number of listeners.

A change of step, phase, timer or words goes to everyone at once. A change of the two
counts alone goes only to those who show them, at most twice a second: a thousand
answers must not become a million messages.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol

from riskier.room import RoomError, Rooms

COUNT_INTERVAL_SECONDS = 0.5
GATHER_SECONDS = 0.02
"""Changes within so short a time are told together: hundreds of answers a second are one."""
PERSONAL_BATCH = 50
PING_INTERVAL_SECONDS = 10.0
PING = b"event: ping\ndata: {}\n\n"
_COUNTS = frozenset({"joined", "answered", "seq", "server_time"})


class Listener(Protocol):
    """Somebody who follows a room."""

    shows_counts: bool
    person: str | None

    def send(self, message: bytes) -> None:
        """Pass on one server-sent event; never blocks."""

    def close(self) -> None:
        """End the stream."""


def event(name: str, data: dict[str, Any], seq: int | None = None) -> bytes:
    """Return one server-sent event as bytes."""
    head = f"id: {seq}\n" if seq is not None else ""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{head}event: {name}\ndata: {body}\n\n".encode()


def personal(state: dict[str, Any]) -> Callable[[dict[str, Any]], bytes]:
    """Return what makes a `state` event with a person's own part, the rest written once."""
    shared = event("state", state, state["seq"])

    def with_own(own: dict[str, Any]) -> bytes:
        if not own:
            return shared
        body = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        return shared[: -len(b"}\n\n")] + b"," + body[1:].encode() + b"\n\n"

    return with_own


def without_counts(state: dict[str, Any]) -> dict[str, Any]:
    """Return what of a state everyone must be told at once."""
    return {key: value for key, value in state.items() if key not in _COUNTS}


def _asks(state: dict[str, Any] | None) -> tuple[Any, Any] | None:
    """Return what a state asks of people: the activity and its round."""
    activity = (state or {}).get("activity")
    return (activity["id"], activity["round"]) if activity else None


class Hub:
    """Passes a room's changes on to its listeners, on the server's event loop."""

    def __init__(
        self,
        rooms: Rooms,
        loop: asyncio.AbstractEventLoop,
        on_move: Callable[[dict[str, Any]], None] = lambda _: None,
    ) -> None:
        self._rooms = rooms
        self._on_move = on_move
        self._loop = loop
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._told: dict[str, dict[str, Any]] = {}
        self._due: set[str] = set()
        self._counts_due: dict[str, asyncio.TimerHandle] = {}
        self._people: dict[tuple[str, str], set[Listener]] = defaultdict(set)
        self._stop_watching = rooms.watch(self._changed_anywhere)
        self._pinging = loop.call_later(PING_INTERVAL_SECONDS, self._ping)

    def listen(self, code: str, listener: Listener) -> None:
        """Send `listener` the room's events from now on."""
        if code not in self._told:
            self._told[code] = without_counts(self._rooms.state(code))
        self._listeners[code].add(listener)
        if listener.person is not None:
            self._people[code, listener.person].add(listener)

    def leave(self, code: str, listener: Listener) -> None:
        """Send `listener` nothing more."""
        self._listeners[code].discard(listener)
        if not self._listeners[code]:
            del self._listeners[code]
            self._told.pop(code, None)
        if listener.person is not None:
            self._people[code, listener.person].discard(listener)
            if not self._people[code, listener.person]:
                del self._people[code, listener.person]

    def tell_person(self, code: str, person: str) -> None:
        """Show a person's newest answer on their other pages, if they have any."""
        pages = self._people.get((code, person), ())
        if len(pages) > 1:
            self._tell_each(code, personal(self._rooms.state(code)), list(pages))

    def close(self) -> None:
        """Stop watching and end every stream."""
        self._stop_watching()
        self._pinging.cancel()
        for listeners in list(self._listeners.values()):
            for listener in list(listeners):
                listener.close()

    def _changed_anywhere(self, code: str, seq: int) -> None:
        self._loop.call_soon_threadsafe(self._changed, code)

    def _changed(self, code: str) -> None:
        if code not in self._due:
            self._due.add(code)
            self._loop.call_later(GATHER_SECONDS, self._tell, code)

    def _tell(self, code: str) -> None:
        self._due.discard(code)
        try:
            state = self._rooms.state(code)
        except RoomError:
            self._end(code)
            return
        seen = without_counts(state)
        if self._told.get(code) == seen:
            self._tell_counts_soon(code)
            return
        self._on_move(state)
        moved = _asks(self._told.get(code)) != _asks(seen)
        self._told[code] = seen
        if moved and (state["round"] > 1 or state["answered"]):
            self._tell_each(code, personal(state), list(self._listeners.get(code, ())))
        else:
            self._send(code, state, everyone=True)

    def _tell_counts_soon(self, code: str) -> None:
        if code in self._listeners and code not in self._counts_due:
            delay = COUNT_INTERVAL_SECONDS
            self._counts_due[code] = self._loop.call_later(delay, self._tell_counts, code)

    def _tell_counts(self, code: str) -> None:
        self._counts_due.pop(code, None)
        try:
            self._send(code, self._rooms.state(code), everyone=False)
        except RoomError:
            self._end(code)

    def _send(self, code: str, state: dict[str, Any], *, everyone: bool) -> None:
        message = event("state", state, state["seq"])
        for listener in list(self._listeners.get(code, ())):
            if everyone or listener.shows_counts:
                listener.send(message)

    def _tell_each(
        self, code: str, state: Callable[[dict[str, Any]], bytes], listeners: list[Listener]
    ) -> None:
        """Send the state with each person's own answer, a batch at a time.

        Between batches the loop turns, so that nobody's answer waits for it.
        """
        now = listeners[:PERSONAL_BATCH]
        try:
            owns = self._rooms.owns(code, {each.person for each in now if each.person})
        except RoomError:
            self._end(code)
            return
        for listener in now:
            own = owns.get(listener.person, {}) if listener.person else {}
            listener.send(state(own))
        if len(listeners) > PERSONAL_BATCH:
            rest = listeners[PERSONAL_BATCH:]
            self._loop.call_soon(self._tell_each, code, state, rest)

    def _end(self, code: str) -> None:
        self._told.pop(code, None)
        message = event("gone", {"code": "unknown_room", "message": "This room was deleted."})
        for listener in list(self._listeners.get(code, ())):
            listener.send(message)
            listener.close()

    def _ping(self) -> None:
        self._pinging = self._loop.call_later(PING_INTERVAL_SECONDS, self._ping)
        for listeners in list(self._listeners.values()):
            for listener in list(listeners):
                listener.send(PING)
