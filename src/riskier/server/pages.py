"""The pages without a kernel: landing, join, resume, the facilitator's sign-in."""

from typing import Any

from riskier.pack.agenda import RUN_SHEETS
from riskier.room import Room, RoomError, UnknownRoomError
from riskier.room.keeping import KEEP
from riskier.server.assets import version
from riskier.server.base import ApiError as Refusal
from riskier.server.base import KitHandler
from riskier.server.kit import Kit
from riskier.server.session import (
    FACILITATOR_COOKIE,
    SOLO_COOKIE,
    facilitated_room,
    keep_cookie,
    sign_in,
)

_GATE_MESSAGE = "That did not open a room. Check the room code and the key, then try again."
_HOST_MESSAGE = "That key did not match. It is in the terminal in which the kit was started."


class PageHandler(KitHandler):
    """Base of the HTML pages."""

    def head(self, *parts: str) -> None:
        """Answer as to GET; Tornado leaves the body out."""
        self.get(*parts)

    def show(self, template: str, status: int = 200, **names: Any) -> None:
        """Render a template with what every page gets."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(render(self.kit, template, **names))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Show a page that says what happened and leads back."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        status = error.status if isinstance(error, Refusal | RoomError) else status_code
        self.set_status(status)
        self.say_when(error)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(error_page(self.kit, status, error))


def render(kit: Kit, template: str, **names: Any) -> str:
    """Return a template filled with what every page gets and with `names`."""
    shared = {
        "base_url": kit.base_url,
        "asset_version": version(),
        "title": kit.rooms.pack.title,
        "question": kit.rooms.pack.question,
    }
    return str(kit.templates.get_template(template).render(**shared, **names))


def error_page(kit: Kit, status: int, error: BaseException | None = None) -> str:
    """Return the page for an error."""
    heading, message = _words(status, error)
    return render(kit, "error.html", status=status, heading=heading, message=message)


def _words(status: int, error: BaseException | None) -> tuple[str, str]:
    if isinstance(error, Refusal | RoomError):
        return "That did not work", error.message
    if status == 404:
        return "There is no page here", "The address may be mistyped or old."
    if status < 500:
        return "That did not work", "The request could not be read."
    return "Something went wrong here", "Your answers are safe. Please try again in a moment."


class LandingHandler(PageHandler):
    """`GET /`: join with a code, learn alone, or facilitate."""

    def get(self) -> None:
        """Show the landing page."""
        self.show_landing()

    def show_landing(
        self, status: int = 200, notice: str | None = None, resume_code: str = ""
    ) -> None:
        """Show the landing page, with a notice when a form on it failed."""
        room = self._current()
        invitation = self.kit.invitation(room.code) if room else None
        topic = room.topic if room else None
        names: dict[str, Any] = {"topic": topic, "notice": notice, "resume_code": resume_code}
        self.show("landing.html", status, room=invitation, **names)

    def _current(self) -> Room | None:
        if self.kit.current_room is None:
            return None
        try:
            room = self.kit.rooms.get(self.kit.current_room)
        except RoomError:
            return None
        return None if room.ended else room


class JoinFormHandler(PageHandler):
    """`GET join?code=`: the landing page's form, for browsers without a script."""

    def get(self) -> None:
        """Send the person on to the room's page."""
        code = self.get_query_argument("code", "").strip()
        kept = "".join(letter for letter in code if letter.isalnum()).upper()
        self.redirect(self.kit.base_url + (f"join/{kept}" if kept else ""))


class JoinHandler(PageHandler):
    """`GET join/{code}`: the participant page, or a kind page that lets one try again."""

    def get(self, code: str) -> None:
        """Show the page of a room."""
        try:
            room = self.kit.rooms.get(code)
        except UnknownRoomError:
            self.show("not_found_room.html", 404, code=code[:40])
            return
        names: dict[str, Any] = {"topic": room.topic, "k_min": room.k_min, "ended": room.ended}
        names["promise"] = KEEP[room.settings["keep"]]
        self.show("join.html", code=room.code, join_url=self.kit.join_url(room.code), **names)


class ResumeHandler(LandingHandler):
    """`POST resume`: go on alone where one left off, on this device."""

    def post(self) -> None:
        """Keep the resume code in a cookie and open the first page."""
        typed = self.get_body_argument("resume_code", "").strip()
        self.may_guess(typed)
        try:
            solo = self.kit.rooms.solo(typed)
        except RoomError as error:
            self.kit.guesses.note(self.address, typed, fits=False)
            self.show_landing(422, notice=error.message, resume_code=typed[:60])
            return
        keep_cookie(self, SOLO_COOKIE, solo.resume_code, days=180)
        self.redirect(f"{self.kit.base_url}voila/render/00-welcome.ipynb", status=303)


class ToolsHandler(PageHandler):
    """`GET tools`: the catalogue of tools, for anyone, without joining."""

    def get(self) -> None:
        """Show the page; it fetches the tools by the API."""
        self.show("tools.html")


class SignInHandler(PageHandler):
    """`facilitator`: room code and key open the console and the screen."""

    def get(self) -> None:
        """Show the form, or go straight to the console when signed in; `?leave` signs out."""
        if self.get_query_argument("leave", None) is not None:
            self.clear_cookie(FACILITATOR_COOKIE, path=self.kit.base_url)
        elif facilitated_room(self, self.kit.rooms):
            self._to_console()
            return
        self.show_form(code=self.get_query_argument("room", "")[:20])

    def post(self) -> None:
        """Check code and key together, so that neither is told apart."""
        code, key = self.get_body_argument("code", ""), self.get_body_argument("key", "")
        if not self.opens(key, lambda: self.kit.rooms.key_opens(code, key)):
            self.show_form(401, code=code[:20], error=_GATE_MESSAGE)
            return
        sign_in(self, self.kit.rooms.get(code))
        self._to_console()

    def show_form(self, status: int = 200, **names: Any) -> None:
        """Show the sign-in page; `names` override the empty form."""
        sheets = [{"id": sheet, "label": f"{sheet} minutes"} for sheet in RUN_SHEETS]
        empty = {"code": "", "error": None, "new_error": None, "run_sheets": sheets, "keeps": KEEP}
        defaults = {"topic": "", "run_sheet": "90", "k_min": 5, "keep": "until-deleted"}
        self.show("signin.html", status, **(empty | defaults | names))

    def _to_console(self) -> None:
        self.redirect(f"{self.kit.base_url}voila/render/facilitator.ipynb", status=303)


class NewRoomHandler(SignInHandler):
    """`POST facilitator/rooms`: a new room, for whoever holds the host key."""

    def get(self) -> None:
        """Lead a reload back to the form."""
        self.redirect(f"{self.kit.base_url}facilitator")

    def post(self) -> None:
        """Make the room, sign its facilitator in, and show the key once."""
        names: dict[str, Any] = {
            name: self.get_body_argument(name, "")
            for name in ("topic", "run_sheet", "k_min", "keep")
        }
        key = self.get_body_argument("host_key", "").strip()
        if not self.opens(key, lambda: self.kit.is_host_key(key)):
            self.show_form(401, **names, new_error=_HOST_MESSAGE)
            return
        k_min = names["k_min"].strip()[:20] or "5"
        asked: dict[str, Any] = {
            "topic": names["topic"].strip() or None,
            "run_sheet": names["run_sheet"],
            "k_min": int(k_min) if k_min.isdecimal() else k_min,
            "keep": names["keep"] or "until-deleted",
        }
        try:
            new = self.kit.rooms.new(**asked)
        except RoomError as error:
            self.show_form(422, **names, new_error=error.message)
            return
        self.kit.guesses.note(self.address, new.facilitator_key, fits=True)
        self.kit.current_room = new.code
        sign_in(self, self.kit.rooms.get(new.code))
        render = f"{self.kit.base_url}voila/render/"
        addresses: dict[str, Any] = {
            "console_url": f"{render}facilitator.ipynb",
            "screen_url": f"{render}screen.ipynb",
        }
        invitation = self.kit.invitation(new.code)
        self.show("new_room.html", facilitator_key=new.facilitator_key, **invitation, **addresses)


class NoPageHandler(PageHandler):
    """Every address that does not exist."""

    def prepare(self) -> None:
        """Show the 404 page."""
        self.send_error(404)
