"""The API under `api/`: rooms, participants, answers, findings."""

import asyncio
from typing import Any
from urllib.parse import quote

from riskier import __version__
from riskier.findings.selection import settle
from riskier.room import Joined, RoomError
from riskier.room.moves import POSITION, Move, Settings
from riskier.server.base import ApiError, ApiHandler
from riskier.server.findings import Found
from riskier.server.openapi import document
from riskier.server.packed import as_json

_NEW_ROOM_KEYS = set(Settings.__annotations__)
_MOVE_KEYS = set(Move.__annotations__)


def room_state(handler: ApiHandler, code: str) -> dict[str, Any]:
    """Return the room's state as the caller may see it; 401 for anyone else."""
    rooms = handler.kit.rooms
    state = dict(rooms.state(code))
    person = handler.participant(code)
    if person is not None:
        return state | rooms.own(code, person)
    handler.require_facilitator(code)
    return state | rooms.facilitator_view(code)


def only(body: dict[str, Any], allowed: set[str]) -> None:
    """Raise 422 for a body with a key that is not allowed."""
    unknown = sorted(set(body) - allowed)
    if unknown:
        message = f"Unknown key {unknown[0]!r}. Allowed: {', '.join(sorted(allowed))}."
        raise ApiError(422, "unknown_key", message, unknown[0])


class HealthHandler(ApiHandler):
    """`GET api/health`: whether the server is ready. Some monitors ask with HEAD."""

    def get(self) -> None:
        """Answer with the version."""
        self.answer({"status": "ok", "version": __version__})

    head = get


class OpenApiHandler(ApiHandler):
    """`GET api/openapi.json`: the contract, machine-readable."""

    def get(self) -> None:
        """Answer with the OpenAPI document."""
        self.answer(document(self.kit.base_url, self.kit.rooms.pack))


class ToolsHandler(ApiHandler):
    """`GET api/tools`: the pack's catalogue of tools, as the explorer takes it."""

    def get(self) -> None:
        """Answer with the tools, and with what tells them apart."""
        self.finish_packed(self.kit.catalogue)


class RoomsHandler(ApiHandler):
    """`POST api/rooms`: a new room, for whoever holds the host key."""

    def post(self) -> None:
        """Make a live room and return its code and its facilitator's key."""
        key = self.token
        if not key or not self.opens(key, lambda: self.kit.is_host_key(key)):
            self.fail_key()
        body = self.json_body()
        only(body, _NEW_ROOM_KEYS)
        new = self.kit.rooms.new(**body)
        self.kit.guesses.note(self.address, new.facilitator_key, fits=True)
        self.answer({"code": new.code, "facilitator_key": new.facilitator_key}, 201)


class RoomHandler(ApiHandler):
    """`api/rooms/{code}`: where the room is, moving it, deleting it."""

    def get(self, code: str) -> None:
        """Answer with the state as the caller may see it."""
        self.answer(room_state(self, code))

    async def patch(self, code: str) -> None:
        """Move the room, change its settings, hide a text."""
        self.kit.rooms.get(code)
        self.require_facilitator(code)
        body = self.json_body()
        only(body, _MOVE_KEYS)
        # Beside the loop: nobody's answer waits for the disk, nor for items to be settled.
        await asyncio.to_thread(self._move, code, body)
        self.answer(room_state(self, code))

    def _move(self, code: str, body: dict[str, Any]) -> None:
        if body.get("phase") == "open":
            # A move that is refused must not have happened halfway.
            self.kit.rooms.would_move(code, **body)
            self._move_there_first(code, body)
        self.kit.rooms.move(code, **body)

    def _move_there_first(self, code: str, body: dict[str, Any]) -> None:
        """Let what an activity asks about be settled before anyone sees it open."""
        rooms = self.kit.rooms
        place = {key: value for key, value in body.items() if key in POSITION}
        room = rooms.move(code, **place) if place else rooms.get(code)
        if room.activity:
            settle(rooms, room.code, room.activity)

    async def delete(self, code: str) -> None:
        """Delete the room and everything in it; answer with the receipt."""
        self.kit.rooms.get(code)
        self.require_facilitator(code)
        receipt = await asyncio.to_thread(self.kit.rooms.delete, code)
        self.answer({"receipt": receipt.as_dict()})


class ParticipantsHandler(ApiHandler):
    """`POST api/rooms/{code}/participants`: join, or come back with a resume code."""

    async def post(self, code: str) -> None:
        """Answer with a token, and a code for going on with another device."""
        self.refuse_if_over(self.kit.joins, self.address)
        body = self.json_body()
        only(body, {"resume_code"})
        if "resume_code" in body:
            joined = self._resume(code, body["resume_code"])
        else:
            joined = await asyncio.wrap_future(self.kit.rooms.join_soon(code))
        self.answer({"token": joined.token, "resume_code": joined.resume_code}, 201)

    def _resume(self, code: str, resume_code: Any) -> Joined:
        typed = str(resume_code)
        self.may_guess(typed)
        try:
            joined = self.kit.rooms.resume(code, typed)
        except RoomError as error:
            if error.code == "unknown_resume_code":
                self.kit.guesses.note(self.address, typed, fits=False)
            raise
        self.kit.guesses.note(self.address, typed, fits=True)
        return joined


class AnswersHandler(ApiHandler):
    """`PUT api/rooms/{code}/answers/{activity}/{round}`: one answer, then its ack."""

    async def put(self, code: str, activity: str, number: str) -> None:
        """Store the answer; answer with 200 only once it is on disk."""
        person = self.participant(code)
        if person is None:
            self.kit.rooms.get(code)
            self.fail_key()
        self.refuse_if_over(self.kit.answers, person)
        body = self.json_body()
        only(body, {"answer"})
        if "answer" not in body:
            message = 'The body has no "answer". Send {"answer": …}.'
            raise ApiError(422, "missing_answer", message, "answer")
        rooms = self.kit.rooms
        saved = rooms.submit_soon(code, person, activity, int(number), body["answer"])
        self.answer({"seq": await asyncio.wrap_future(saved)})
        self.kit.hub.tell_person(rooms.normal_code(code), person)


class FindingHandler(ApiHandler):
    """`GET api/rooms/{code}/findings/{id}/{round}`: what an activity's answers say."""

    async def get(self, code: str, about: str, number: str) -> None:
        """Answer with the finding as JSON, SVG or Vega-Lite, or with what one may play with."""
        found = await self._found(code, about, int(number))
        kind = self.get_query_argument("format", "json")
        if kind == "svg":
            self._send_svg(found)
        elif kind in ("vega", "play"):
            self.finish_packed(found.body(kind, lambda payload: as_json(payload[kind] or {})))
        elif kind == "json":
            path = f"api/rooms/{self.kit.rooms.normal_code(code)}/findings/{quote(about)}/{number}"
            chart = f"{self.kit.base_url}{path}?format=svg" if found.payload["svg"] else None
            body = found.body(kind, lambda payload: as_json(payload["public"] | {"chart": chart}))
            self.finish_packed(body)
        else:
            message = f"There is no format {kind!r}. Allowed: json, play, svg, vega."
            raise ApiError(422, "unknown_format", message, "format")

    async def _found(self, code: str, about: str, number: int) -> Found:
        rooms = self.kit.rooms
        room = rooms.get(code)
        phase = rooms.phase(code, about, number)
        if phase != "revealed" and not (phase == "closed" and self.is_facilitator(code)):
            message = "This is shown once the facilitator reveals it."
            raise ApiError(403, "not_revealed", message)
        version = rooms.finding_version(code, about, number)
        return await self.kit.findings.get(room.code, about, number, version)

    def _send_svg(self, found: Found) -> None:
        width = self.get_query_argument("width", "wide")
        if width not in ("wide", "narrow"):
            message = f"There is no width {width!r}. Allowed: narrow, wide."
            raise ApiError(422, "unknown_width", message, "width")
        if not found.payload["svg"]:
            raise ApiError(404, "no_chart", "This finding has no chart; read its table.")
        self.set_header("Content-Type", "image/svg+xml")
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.finish_packed(found.body(f"svg {width}", lambda payload: str(payload["svg"][width])))
