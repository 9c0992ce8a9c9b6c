"""The facilitator's console: what it shows, what can be pressed and why not, what happens.

A page can send anything, so every command is checked here, whatever its buttons allow.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from riskier.findings import Finding, finding_of
from riskier.findings.selection import settle
from riskier.pack import Pack
from riskier.pack.agenda import time_in_words
from riskier.pages.answers import answers_csv
from riskier.pages.situation import FATE, Situation
from riskier.room import RoomError, Rooms, UnknownRoomError
from riskier.room.records import Keep

Json = dict[str, Any]
Phase = Literal["open", "closed", "revealed"]

RUN_SHEETS = {"45": "45 minutes", "90": "90 minutes", "180": "180 minutes"}
_GONE = "It was deleted, from another page or because that was promised."
_DONE = {"open": "Open now", "closed": "Closed", "revealed": "Done"}


class _Command(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: int


class _Plain(_Command):
    command: Literal["open", "close", "reveal", "next", "look", "unlook", "export", "end", "reopen"]


class _Jump(_Command):
    command: Literal["jump"]
    step: str


class _Timer(_Command):
    command: Literal["timer"]
    seconds: float | None = Field(default=None, ge=1, le=7200, allow_inf_nan=False)
    add: float | None = Field(default=None, ge=1, le=3600, allow_inf_nan=False)


class _Hide(_Command):
    command: Literal["hide", "unhide"]
    text: str


class _Settings(_Command):
    command: Literal["settings"]
    topic: str
    k_min: int
    run_sheet: str
    keep: Keep


class _Delete(_Command):
    command: Literal["delete"]
    confirmation: str


_COMMAND: TypeAdapter[Any] = TypeAdapter(
    Annotated[_Plain | _Jump | _Timer | _Hide | _Settings | _Delete, Field(discriminator="command")]
)


class Console:
    """A room in the hands of its facilitator."""

    def __init__(self, rooms: Rooms, code: str, join_address: str) -> None:
        """Steer the room `code`."""
        self.rooms = rooms
        self.pack: Pack = rooms.pack
        self.code = rooms.get(code).code
        self.join_address = join_address
        self.receipt = ""
        self.looking_at: tuple[str, int] | None = None

    # What it shows

    def here(self) -> Json:
        """Return where the room is and what can be done, for the page."""
        if self.receipt or not self._exists():
            gone = self.receipt or _GONE
            return {"code": self.code, "gone": gone, "actions": []}
        self._look_away()
        return self._now().shown() | {"join_address": self.join_address}

    def agenda(self) -> list[Json]:
        """Return the run sheet's steps, with what became of each."""
        if not self._exists():
            return []
        lines = self.rooms.facilitator_view(self.code)["agenda"]
        return [self._line(line) for line in lines if line["on_run_sheet"] or line["later"]]

    def texts(self) -> list[Json]:
        """Return what enough people wrote for the current activity, once it is closed."""
        if not self._exists():
            return []
        room = self.rooms.get(self.code)
        if room.activity is None or self.pack.activity(room.activity).kind != "text":
            return []
        if room.phase not in ("closed", "revealed"):
            return []
        number = self._round_written(room.round)
        if self.rooms.writers(self.code, room.activity, number) < room.k_min:
            return []
        written = self.rooms.texts(self.code, room.activity, number)
        return sorted(written, key=lambda text: str(text["id"]))

    def finding(self) -> Finding | None:
        """Return what is being looked at privately."""
        if self.looking_at is None or not self._exists():
            return None
        return finding_of(self.rooms, self.code, *self.looking_at)

    def looking_version(self) -> str:
        """Return a text that differs whenever the private look may."""
        if self.looking_at is None or not self._exists():
            return ""
        return self.rooms.finding_version(self.code, *self.looking_at)

    # What it does

    def answer(self, content: object) -> Json:
        """Do what a page asks for; return the reply: `id`, `ok`, `message`, `file`."""
        given = content.get("id") if isinstance(content, dict) else None
        number = given if isinstance(given, int) else 0
        try:
            command = _COMMAND.validate_python(content)
        except ValidationError as error:
            return _refused(number, f"That command was not understood: {_first(error)}.")
        try:
            done: Json = _DO[command.command](self, command)
        except RoomError as error:
            return _refused(number, error.message)
        return {"id": number, "ok": True} | done

    def _open(self, _command: _Plain) -> Json:
        room = self.rooms.get(self.code)
        if room.activity is not None:
            settle(self.rooms, self.code, room.activity)
        return self._phase_to("open", "Opened. People can answer now.")

    def _close(self, _command: _Plain) -> Json:
        return self._phase_to("closed", "Closed. Nobody can answer now.")

    def _reveal(self, _command: _Plain) -> Json:
        return self._phase_to("revealed", "Revealed: on the screen and on everybody's device.")

    def _next(self, _command: _Plain) -> Json:
        upcoming = self.rooms.facilitator_view(self.code)["next"]
        if upcoming is None:
            return {"message": "That was the last step. You can end the room."}
        return self._go(upcoming)

    def _jump(self, command: _Jump) -> Json:
        return self._go(command.step)

    def _go(self, step: str) -> Json:
        self.looking_at = None
        self.rooms.move(self.code, step=step)
        return {"message": f"Moved to “{self.pack.step(step).title}”."}

    def _phase_to(self, phase: Phase, message: str) -> Json:
        self.looking_at = None
        self.rooms.move(self.code, phase=phase)
        return {"message": message}

    def _timer(self, command: _Timer) -> Json:
        seconds = command.seconds
        if command.add is not None:
            seconds = max(0.0, self._seconds_left()) + command.add
        self.rooms.move(self.code, timer_seconds=seconds)
        return {"message": "The timer runs." if seconds else "The timer is off."}

    def _look(self, _command: _Plain) -> Json:
        now = self._now()
        about = now.activity or now.exhibit
        if about is None or now.why_no_look:
            return {"ok": False, "message": now.why_no_look or "There is nothing to look at."}
        self.looking_at = (about["id"], now.state["round"])
        return {"message": "Only you see it, further down."}

    def _look_away(self) -> None:
        """Put the private look away once the room is elsewhere, whoever moved it."""
        room = self.rooms.get(self.code)
        if self.looking_at != (room.activity or room.exhibit, room.round):
            self.looking_at = None

    def _unlook(self, _command: _Plain) -> Json:
        self.looking_at = None
        return {"message": "Put away."}

    def _hide(self, command: _Hide) -> Json:
        if command.command == "hide":
            self.rooms.move(self.code, hide=command.text)
            return {"message": "Hidden. Nobody sees that text any more."}
        self.rooms.move(self.code, unhide=command.text)
        return {"message": "Shown again."}

    def _settings(self, command: _Settings) -> Json:
        wanted = command.model_dump(include={"topic", "k_min", "run_sheet", "keep"})
        now = self.rooms.get(self.code).settings
        changed: Any = {name: value for name, value in wanted.items() if now[name] != value}
        if not changed:
            return {"message": "Nothing was different."}
        room = self.rooms.move(self.code, settings=changed)
        fate = f" {FATE[command.keep]}" if "keep" in changed and room.ended else ""
        return {"message": f"The settings are saved.{fate}"}

    def _export(self, _command: _Plain) -> Json:
        text = answers_csv(self.rooms.export(self.code))
        name = f"riskier-{self.code}-answers.csv"
        return {"message": f"{name} is in your downloads.", "file": {"name": name, "text": text}}

    def _end(self, _command: _Plain) -> Json:
        room = self.rooms.move(self.code, ended=True)
        return {"message": f"Ended. {FATE[room.settings['keep']]}"}

    def _reopen(self, _command: _Plain) -> Json:
        self.rooms.move(self.code, ended=False)
        return {"message": "The room goes on."}

    def _delete(self, command: _Delete) -> Json:
        if self.rooms.normal_code(command.confirmation) != self.code:
            message = f"Nothing was deleted. Type {self.code} in the box to delete this room."
            return {"ok": False, "message": message}
        self.receipt = self.rooms.delete(self.code).message
        return {"message": self.receipt}

    # Inside

    def _now(self) -> Situation:
        state = self.rooms.state(self.code) | self.rooms.facilitator_view(self.code)
        return Situation(state | {"rules": self._rules(state["step"])}, self.pack)

    def _rules(self, step: str | None) -> list[Json]:
        """Return what each thing being estimated counts, while it is asked or talked about."""
        if step is None:
            return []
        about = self.pack.step(step).activity or self.pack.step(step).shows or ""
        if about not in self.pack.activities or self.pack.activity(about).kind != "estimate":
            return []
        rules: dict[str, str] = {}
        for item in self.rooms.view(self.code, about)["items"]:
            if item.get("group") and item.get("detail"):
                rules.setdefault(item["group"], item["detail"])
        return [{"about": group, "rule": rule} for group, rule in rules.items()]

    def _line(self, line: Json) -> Json:
        kept = ("step", "stage", "title", "phase")
        minutes = line["minutes"] or 0
        return {name: line[name] for name in kept} | {
            "minutes": minutes,
            "time": time_in_words(minutes) or "later",
            "stage_title": self.pack.stages[line["stage"]].title,
            "state": _DONE.get(line["phase"] or "", ""),
        }

    def _round_written(self, number: int) -> int:
        # A round of votes is about the texts of the round before.
        asked = self.pack.activity(str(self.rooms.get(self.code).activity))
        return number - 1 if number in getattr(asked, "vote_rounds", ()) else number

    def _seconds_left(self) -> float:
        state = self.rooms.state(self.code)
        return state["timer"]["ends_at"] - state["server_time"] if state["timer"] else 0.0

    def _exists(self) -> bool:
        try:
            self.rooms.get(self.code)
        except UnknownRoomError:
            return False
        return True


_DO: dict[str, Callable[[Console, Any], Json]] = {
    "open": Console._open,
    "close": Console._close,
    "reveal": Console._reveal,
    "next": Console._next,
    "jump": Console._jump,
    "timer": Console._timer,
    "look": Console._look,
    "unlook": Console._unlook,
    "hide": Console._hide,
    "unhide": Console._hide,
    "settings": Console._settings,
    "export": Console._export,
    "end": Console._end,
    "reopen": Console._reopen,
    "delete": Console._delete,
}


def _refused(number: int, message: str) -> Json:
    return {"id": number, "ok": False, "message": message}


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in fault['loc'])} {fault['msg']}".strip().lower()
