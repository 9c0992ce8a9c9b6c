"""Where a room stands, in words for its facilitator: what can be done, and why not."""

from typing import Any

from riskier.pack import Pack
from riskier.room.keeping import KEEP, possible
from riskier.room.records import Keep

Json = dict[str, Any]

_PHASES = {
    "waiting": "Not open yet.",
    "open": "Open. People can answer.",
    "closed": "Closed. Nobody sees a result yet.",
    "revealed": "Revealed. Everybody sees the result.",
}
_NO_WORDS: Json = {
    "purpose": "",
    "screen": "",
    "say": [],
    "works_when": "",
    "if_short": "",
    "if_stuck": "",
    "output": "",
}
_BEFORE: Json = _NO_WORDS | {
    "do": [
        "Open the screen page and put it on the projector.",
        "Choose the run sheet in the settings: it is fixed once somebody has answered.",
        "Let people join. Late-comers can join at any time.",
        "Press Begin.",
    ],
    "works_when": "The number of people who joined comes close to the number in the room.",
    "if_short": "Begin. People join while you talk.",
    "if_stuck": "Read the address and the code aloud; the code works on any phone or laptop.",
}
FATE: dict[Keep, str] = {
    "until-deleted": "The answers stay until you delete them.",
    "30-days": "The answers are deleted 30 days after the last step. To ask after plans later, "
    "open the room again before that day: the 30 days then begin anew.",
    "tables": "In ten minutes the answers are deleted, as promised; tables stay on the server. "
    "To stop that, open the room again.",
    "until-end": "In ten minutes the answers are deleted, as promised. To stop that, open the "
    "room again.",
}
"""What becomes of the answers of a room that has ended."""
_FAREWELL: Json = _NO_WORDS | {
    "do": [
        "If there are paper sheets to enter, open the room again first.",
        "Make the report, if you want one.",
    ],
}


class Situation:
    """A room at one moment: the shared state with the facilitator's part of it."""

    def __init__(self, state: Json, pack: Pack) -> None:
        """Read `state`; nothing here changes a room."""
        self.state = state
        self.pack = pack
        self.phase: str = state["phase"]
        self.activity: Json | None = state["activity"]
        self.exhibit: Json | None = state["exhibit"]
        self.ended: bool = state["ended"]

    def shown(self) -> Json:
        """Return what the console's page shows of it."""
        state = self.state
        kept = ("code", "topic", "k_min", "run_sheet", "ended", "step", "phase", "joined")
        return {name: state[name] for name in kept} | {
            "place": self.place,
            "title": self.title,
            "phase_words": self.phase_words,
            "answered": state["answered"],
            "answered_words": self.answered_words,
            "timer_ends_at": state["timer"]["ends_at"] if state["timer"] else None,
            "server_time": state["server_time"],
            "minutes": self.minutes,
            "script": self.script,
            "actions": self.actions(),
            "can_have_finding": self._has_finding,
            "no_look": self.why_no_look,
            "keep": self.keep,
            "keeps": [
                {"id": each, "label": KEEP[each]} for each in possible(self.keep, state["joined"])
            ],
        }

    @property
    def keep(self) -> Keep:
        """What people were promised about their answers."""
        keep: Keep = self.state["settings"]["keep"]
        return keep

    @property
    def title(self) -> str:
        """What the room is at."""
        if self.ended:
            return "The room has ended"
        asked = self.activity or self.exhibit
        if self.state["step_title"]:
            return str(self.state["step_title"])
        if asked is not None:
            return str(asked["title"])
        begun = self.state["progress"]["index"] > 0
        return str(self.state["stage_title"]) if begun else "People are joining"

    @property
    def place(self) -> str:
        """The stage, and how far the run sheet has come."""
        progress = self.state["progress"]
        step = f"Step {progress['index']} of {progress['of']}"
        return f"{step if progress['index'] else 'Not begun'}: {self.state['stage_title']}"

    @property
    def phase_words(self) -> str:
        """What people can do now."""
        if self.ended:
            return "Nobody can answer any more."
        if self.exhibit is not None:
            return "Shown to everybody." if self.phase == "revealed" else "Not shown yet."
        if self.activity is not None:
            is_private = self.phase == "closed" and not self._has_finding
            return "Closed. Nobody else sees these answers." if is_private else _PHASES[self.phase]
        begun = self.state["progress"]["index"] > 0
        return "Nothing to answer here: talk." if begun else "The screen shows how to join."

    @property
    def answered_words(self) -> str:
        """How many are done; nothing when nothing is asked."""
        if self.activity is None:
            return ""
        done, joined = self.state["answered"], self.state["joined"]
        if joined and done >= joined:
            return f"all {joined} have answered"
        return f"{done} of {joined} have answered"

    @property
    def minutes(self) -> float:
        """What the run sheet gives the step."""
        if self.state["step"] is None:
            return 2.0
        minutes = self.pack.step(self.state["step"]).minutes
        return float(minutes.get(self.state["run_sheet"], 2))

    @property
    def script(self) -> Json:
        """What to say and do."""
        if self.ended:
            return _FAREWELL | {"output": FATE[self.keep]}
        words: Json | None = self.state["step_words"]
        if words is None:
            return _BEFORE
        step = self.pack.step(self.state["step"])
        return words | {"questions": self.pack.questions(step), "rules": self.state["rules"]}

    @property
    def why_no_look(self) -> str:
        """Say why the facilitator cannot look at the result yet; nothing when they can."""
        if self.phase in ("closed", "revealed"):
            return ""
        if self.exhibit is not None:
            return "Show it first."
        return "Close it first: a look while people answer could give somebody away."

    def actions(self) -> list[Json]:
        """Return the four buttons. At most one is `primary`; `why_not` says why one is off."""
        reasons = {
            "open": self._why_not_open(),
            "close": "" if self.phase == "open" else "Nothing is open.",
            "reveal": self._why_not_reveal(),
            "next": self._why_not_next(),
        }
        labels = {
            "open": "Open again" if self.phase == "closed" else "Open",
            "close": "Close",
            "reveal": "Show it" if self.exhibit is not None else "Reveal",
            "next": "Next" if self.state["progress"]["index"] else "Begin",
        }
        # Opening again is never what is meant to come next, nor is what a later step shows.
        order = ("reveal", "next") if self.phase == "closed" else tuple(reasons)
        if self._is_held:
            order = tuple(command for command in order if command != "reveal")
        primary = next((command for command in order if not reasons[command]), None)
        return [
            {
                "command": command,
                "label": labels[command],
                "why_not": reason,
                "hint": self._hint(command),
                "primary": command == primary,
            }
            for command, reason in reasons.items()
        ]

    @property
    def _has_finding(self) -> bool:
        if self.activity is not None:
            return bool(self.activity["reveal"] != "never")
        return self.exhibit is not None

    @property
    def _is_held(self) -> bool:
        return self.state["step"] is not None and self.pack.step(self.state["step"]).hold

    def _why_not_open(self) -> str:
        if self.ended:
            return "The room has ended."
        if self.activity is None:
            return "Nothing to answer at this step."
        return {"open": "It is open.", "revealed": "The result is out."}.get(self.phase, "")

    def _why_not_reveal(self) -> str:
        if self.ended:
            return "The room has ended."
        if self.activity is None and self.exhibit is None:
            return "Nothing to show at this step."
        if not self._has_finding:
            return "These answers stay private."
        if self.phase == "revealed":
            return "It is out."
        return "" if self.exhibit is not None or self.phase == "closed" else "Close it first."

    def _why_not_next(self) -> str:
        if self.ended:
            return "The room has ended."
        return "" if self.state["next"] else "This is the last step."

    def _hint(self, command: str) -> str:
        if command == "next" and self.state["next"]:
            return self.pack.step(self.state["next"]).title
        if command == "open" and self.phase == "closed" and self.state["late"] is not None:
            k_min = self.state["k_min"]
            return f"Enough had answered: what comes in now counts once there are {k_min} more."
        few = self.activity is not None and self.state["answered"] < self.state["k_min"]
        if command == "reveal" and self._is_held:
            return "Not now: a later step shows it."
        if command == "reveal" and self.phase == "closed" and few:
            return f"Fewer than {self.state['k_min']} answered: the screen will say so instead."
        return ""
