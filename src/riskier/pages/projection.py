"""What the projector shows of a room at each moment."""

from typing import Any

import segno

from riskier.findings import Finding, finding_of
from riskier.pack import Pack
from riskier.pack.agenda import Step
from riskier.room import Rooms, UnknownRoomError

Json = dict[str, Any]

_PHASES = {
    "waiting": "Opens in a moment.",
    "open": "Answer on your own device.",
    "closed": "Closed. Results in a moment.",
    "revealed": "",
}
_HELD_PHASES = _PHASES | {"closed": "Closed. A later step shows the result."}
_PRIVATE_PHASES = _PHASES | {
    "closed": "Closed. What you wrote stays with you.",
    "revealed": "Closed. What you wrote stays with you.",
}
_THANKS = "Thank you. Nothing you wrote carries your name."


class Projection:
    """A room as everybody in it may see it."""

    def __init__(self, rooms: Rooms, code: str, join_address: str) -> None:
        """Follow the room `code`, which people join at `join_address`."""
        self.rooms = rooms
        self.pack: Pack = rooms.pack
        self.code = code
        self.join_address = join_address
        self._qr = qr_picture(join_address)

    def here(self) -> Json:
        """Return what to show now; the finding apart, which takes longer."""
        try:
            state = self.rooms.state(self.code)
        except UnknownRoomError:
            return self._frame({}, "end", "This room is closed", "Its answers were deleted.")
        if state["ended"]:
            return self._frame(state, "end", state["question"], _THANKS)
        if state["step"] is None and state["activity"] is None and state["exhibit"] is None:
            return self._frame(state, "waiting", state["question"], "")
        return self._at_something(state)

    def about(self) -> tuple[str, int, str] | None:
        """Return which finding is on the screen (id, round, version), if any."""
        try:
            state = self.rooms.state(self.code)
        except UnknownRoomError:
            return None
        if state["ended"]:
            return None
        asked = state["activity"] or state["exhibit"]
        if asked is None:
            return self._talked_about(state["step"])
        if state["phase"] != "revealed" or asked.get("reveal") == "never":
            return None
        return asked["id"], state["round"], str(state["finding_version"])

    def _talked_about(self, step: str | None) -> tuple[str, int, str] | None:
        """Return what stays on the wall while people talk: its newest revealed round."""
        about = self.pack.step(step).shows if step else None
        if about is None:
            return None
        rounds = [1]
        if about in self.pack.activities:
            rounds = [asked.number for asked in self.pack.activity(about).rounds]
        for number in reversed(rounds):
            if self.rooms.phase(self.code, about, number) == "revealed":
                return about, number, self.rooms.finding_version(self.code, about, number)
        return None

    def finding(self, about: str, number: int) -> Finding:
        """Return what the room's answers say."""
        return finding_of(self.rooms, self.code, about, number)

    def _at_something(self, state: Json) -> Json:
        asked, exhibit = state["activity"], state["exhibit"]
        if asked is not None:
            is_private = asked["reveal"] == "never"
            is_shown = state["phase"] == "revealed" and not is_private
            view = "finding" if is_shown else "question"
            title, prompt = asked["title"], asked["prompt"]
            shown = self._frame(state, view, title, prompt)
            round_name = asked["round_name"] if asked["rounds"] > 1 else ""
            eyebrow = " · ".join(part for part in (state["stage_title"], round_name) if part)
            words = {"eyebrow": eyebrow, "phase_words": self._phase_words(state)}
            return shown | words | {"prompts": list(self.pack.activity(asked["id"]).discussion)}
        if exhibit is not None:
            view = "finding" if state["phase"] == "revealed" else "talk"
            prompts = list(self.pack.exhibit(exhibit["id"]).discussion)
            return self._frame(state, view, exhibit["title"], "") | {
                "prompts": prompts if view == "finding" else []
            }
        step = self.pack.step(state["step"])
        if step == self.pack.agenda.steps[0]:
            return self._frame(state, "waiting", state["question"], "")
        return self._frame(state, "talk", step.title, "") | {"prompts": self._prompts(step)}

    def _phase_words(self, state: Json) -> str:
        if state["activity"]["reveal"] == "never":
            return _PRIVATE_PHASES[state["phase"]]
        is_held = state["step"] is not None and self.pack.step(state["step"]).hold
        return (_HELD_PHASES if is_held else _PHASES)[state["phase"]]

    def _prompts(self, step: Step) -> list[str]:
        """Return what to talk about: the questions of the activity that stays on the wall."""
        about = step.shows
        if about in self.pack.exhibits:
            about = self.pack.exhibit(str(about)).of
        return list(self.pack.activity(about).discussion) if about else []

    def _frame(self, state: Json, view: str, title: str, prompt: str) -> Json:
        return {
            "view": view,
            "code": self.code,
            "join_address": _spoken(self.join_address),
            "qr": self._qr if view == "waiting" else "",
            "question": self.pack.question,
            "topic": state.get("topic", ""),
            "eyebrow": state.get("stage_title", ""),
            "title": title,
            "prompt": prompt,
            "prompts": [],
            "phase_words": "",
            "joined": state.get("joined", 0),
            "answered": state.get("answered", 0),
            "joined_words": _joined(state.get("joined", 0)),
            "count_words": _count(state) if view == "question" else "",
            "timer_ends_at": state["timer"]["ends_at"] if state.get("timer") else None,
            "server_time": state.get("server_time", 0.0),
        }


def qr_picture(address: str) -> str:
    """Return a QR code as an address that an image can show."""
    drawn: str = segno.make(address, error="m").svg_data_uri(
        border=2, dark="#000", light="#fff", scale=8
    )
    return drawn


def _spoken(address: str) -> str:
    """Return an address as short as one can type it."""
    short = address.removeprefix("https://").removeprefix("http://")
    return short.rpartition("/join/")[0] or short


def _joined(joined: int) -> str:
    if joined == 0:
        return "Nobody has joined yet"
    return "1 person has joined" if joined == 1 else f"{joined} people have joined"


def _count(state: Json) -> str:
    if state["phase"] == "waiting" or not state["joined"]:
        return ""
    return f"{state['answered']} of {state['joined']} done"
