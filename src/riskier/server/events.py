"""Who is told when a room changes: one hub, any number of listeners.

A change of step, phase, timer or words goes to everyone at once. A change of the two
counts alone goes only to those who show them, at most twice a second: a thousand
answers must not become a million messages.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from riskier.room import RoomError, Rooms, UnknownRoomError
from riskier.server.limits import PAGES_A_PERSON
from riskier.server.packed import as_json

COUNT_INTERVAL_SECONDS = 0.5
GATHER_SECONDS = 0.02
"""Changes within so short a time are told together: hundreds of answers a second are one."""
BATCH = 100
"""So many are told between two turns of the loop, so that nobody's answer waits for it."""
AGAIN_SECONDS = 1.0
PING_INTERVAL_SECONDS = 4.0
"""Pages take 10 s of silence for a dead line."""
PING = b"event: ping\ndata: {}\n\n"
_log = logging.getLogger("riskier")
_COUNTS = frozenset({"joined", "answered", "seq", "server_time"})


class Listener(Protocol):
    """Somebody who follows a room."""

    shows_counts: bool
    person: str | None
    told: int
    """The number of the newest state that was sent."""

    def send(self, message: bytes) -> None:
        """Pass on one server-sent event; never blocks."""

    def close(self) -> None:
        """End the stream."""


def event(name: str, data: dict[str, Any], seq: int | None = None) -> bytes:
    """Return one server-sent event as bytes."""
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {name}\ndata: {as_json(data)}\n\n".encode()


class Telling:
    """One state as it is told to many: written once, a person's own part put in."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.seq: int = state["seq"]
        self._shared = event("state", state, self.seq)

    def to(self, listener: Listener, own: dict[str, Any] | None = None) -> None:
        """Send it, unless this listener has been told something newer."""
        if self.seq >= listener.told:
            listener.told = self.seq
            listener.send(self._with(own) if own else self._shared)

    def _with(self, own: dict[str, Any]) -> bytes:
        return self._shared[: -len(b"}\n\n")] + b"," + as_json(own)[1:].encode() + b"\n\n"


@dataclass
class _Wave:
    """A state on its way to everyone; `brings_own` when each gets their own answer with it."""

    brings_own: bool
    task: asyncio.Task[None]


def without_counts(state: dict[str, Any]) -> dict[str, Any]:
    """Return what of a state everyone must be told at once."""
    return {key: value for key, value in state.items() if key not in _COUNTS}


def _asks(state: dict[str, Any] | None) -> tuple[Any, ...] | None:
    """Return what a state asks of people: the activity, its round and which texts to vote on."""
    if not state or not state["activity"]:
        return None
    return state["activity"]["id"], state["activity"]["round"], state["ballot"]


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
        self._waves: dict[str, _Wave] = {}
        self._due: set[str] = set()
        self._counts_due: dict[str, asyncio.TimerHandle] = {}
        # Each one's pages, the oldest first.
        self._people: dict[tuple[str, str], dict[Listener, None]] = defaultdict(dict)
        self._stop_watching = rooms.watch(self._changed_anywhere)
        self._pinging = loop.call_later(PING_INTERVAL_SECONDS, self._ping)
        self._ping_task: asyncio.Task[None] | None = None

    def listen(self, code: str, listener: Listener) -> None:
        """Send `listener` the room's events from now on."""
        if code not in self._told:
            self._told[code] = without_counts(self._rooms.state(code))
        self._listeners[code].add(listener)
        if listener.person is not None:
            pages = self._people[code, listener.person]
            pages[listener] = None
            if len(pages) > PAGES_A_PERSON:
                oldest = next(iter(pages))
                self.leave(code, oldest)
                oldest.close()

    def leave(self, code: str, listener: Listener) -> None:
        """Send `listener` nothing more."""
        self._listeners[code].discard(listener)
        if not self._listeners[code]:
            del self._listeners[code]
            self._told.pop(code, None)
        if listener.person is not None:
            self._people[code, listener.person].pop(listener, None)
            if not self._people[code, listener.person]:
                del self._people[code, listener.person]

    def tell_person(self, code: str, person: str) -> None:
        """Show a person's newest answer on their other pages, if they have any."""
        pages = self._people.get((code, person), ())
        if len(pages) < 2:
            return
        try:
            telling, own = Telling(self._rooms.state(code)), self._rooms.own(code, person)
        except RoomError:
            return
        for page in list(pages):
            telling.to(page, own)

    def close(self) -> None:
        """Stop watching and end every stream."""
        self._stop_watching()
        self._pinging.cancel()
        if self._ping_task is not None:
            self._ping_task.cancel()
        for wave in self._waves.values():
            wave.task.cancel()
        for listeners in list(self._listeners.values()):
            for listener in list(listeners):
                listener.close()

    def _changed_anywhere(self, code: str, seq: int) -> None:
        self._loop.call_soon_threadsafe(self._changed, code)

    def _changed(self, code: str, after_seconds: float = GATHER_SECONDS) -> None:
        if code not in self._due:
            self._due.add(code)
            self._loop.call_later(after_seconds, self._tell, code)

    def _tell(self, code: str) -> None:
        self._due.discard(code)
        try:
            state = self._rooms.state(code)
        except RoomError as error:
            self._cannot_tell(code, error)
            return
        seen = without_counts(state)
        if self._told.get(code) == seen:
            self._tell_counts_soon(code)
            return
        if code in self._listeners:
            is_asked_anew = _asks(self._told.get(code)) != _asks(seen)
            has_answers = state["round"] > 1 or state["answered"] > 0
            self._told[code] = seen
            self._tell_all(code, state, brings_own=is_asked_anew and has_answers)
        # Last: whatever becomes of it, everyone has been told.
        self._on_move(state)

    def _tell_counts_soon(self, code: str) -> None:
        if code in self._listeners and code not in self._counts_due:
            delay = COUNT_INTERVAL_SECONDS
            self._counts_due[code] = self._loop.call_later(delay, self._tell_counts, code)

    def _tell_counts(self, code: str) -> None:
        self._counts_due.pop(code, None)
        try:
            telling = Telling(self._rooms.state(code))
        except RoomError as error:
            self._cannot_tell(code, error)
            return
        for listener in self._showing_counts(code):
            telling.to(listener)

    def _showing_counts(self, code: str) -> list[Listener]:
        return [each for each in self._listeners.get(code, ()) if each.shows_counts]

    def _tell_all(self, code: str, state: dict[str, Any], *, brings_own: bool) -> None:
        """Send a state to everyone, the room's screen first.

        Whoever has not been told yet of the move before gets everything with this one.
        """
        before = self._waves.get(code)
        if before is not None:
            before.task.cancel()
            brings_own = brings_own or before.brings_own
        telling = Telling(state)
        for listener in self._showing_counts(code):
            telling.to(listener)
        task = self._loop.create_task(self._spread(code, telling, brings_own))
        self._waves[code] = _Wave(brings_own, task)
        task.add_done_callback(lambda ended: self._spread_over(code, ended))

    async def _spread(self, code: str, telling: Telling, brings_own: bool) -> None:
        people = [each for each in self._listeners.get(code, ()) if each.person]
        owns = await self._owns(code, people) if brings_own else {}
        for start in range(0, len(people), BATCH):
            for listener in people[start : start + BATCH]:
                telling.to(listener, owns.get(listener.person))
            await asyncio.sleep(0)

    async def _owns(self, code: str, listeners: list[Listener]) -> dict[str | None, dict[str, Any]]:
        """Return everyone's own answers, read in one go beside the loop."""
        people = {each.person for each in listeners if each.person}
        owns: Any = await self._loop.run_in_executor(None, self._rooms.owns, code, people)
        return owns  # type: ignore[no-any-return]

    def _spread_over(self, code: str, task: asyncio.Task[None]) -> None:
        wave = self._waves.get(code)
        if wave is not None and wave.task is task:
            del self._waves[code]
        error = None if task.cancelled() else task.exception()
        if isinstance(error, RoomError):
            self._cannot_tell(code, error)
        elif error is not None:
            _log.error("A change could not be told", exc_info=error)

    def _cannot_tell(self, code: str, error: RoomError) -> None:
        """End the room's streams if it is gone; if the store fails, look again soon."""
        if not isinstance(error, UnknownRoomError):
            if code in self._listeners:
                self._told[code] = {}
                self._changed(code, AGAIN_SECONDS)
            return
        self._told.pop(code, None)
        message = event("gone", {"code": "unknown_room", "message": "This room was deleted."})
        for listener in list(self._listeners.get(code, ())):
            listener.send(message)
            listener.close()

    def _ping(self) -> None:
        self._pinging = self._loop.call_later(PING_INTERVAL_SECONDS, self._ping)
        self._ping_task = self._loop.create_task(self._ping_all())

    async def _ping_all(self) -> None:
        for code in list(self._listeners):
            everyone = list(self._listeners.get(code, ()))
            for start in range(0, len(everyone), BATCH):
                for listener in everyone[start : start + BATCH]:
                    listener.send(PING)
                await asyncio.sleep(0)
