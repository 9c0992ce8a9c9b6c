"""Who may reach each address. The one list: a test fails when an address is missing here.

`init_handlers` serves Voilà's addresses only when they are named in this list, and only
for the methods that stand beside them.
"""

from dataclasses import dataclass
from typing import Literal

Check = Literal[
    "public",  # the same for everyone, or what everyone may do
    "room",  # a participant's token or the facilitator's key, as a bearer token
    "facilitator",  # the room's facilitator key as a bearer token, or its facilitator's cookie
    "participant",  # a participant's token, as a bearer token
    "host",  # the key that the server printed when it started
    "form",  # a key or code typed into a form; attempts are limited
    "cookie",  # a signed cookie, for the facilitator's pages
    "kernel",  # a kernel's random id, which only the page that started it knows
    "phase",  # everyone once revealed, the facilitator once closed
]


@dataclass(frozen=True)
class Access:
    """How an address is checked, why that is enough, and which methods it has."""

    check: Check
    why: str
    methods: tuple[str, ...] = ("GET", "HEAD")


_CODE = r"([0-9A-Za-z-]{1,60})"
_ID = r"([a-z0-9][a-z0-9._-]{0,79})"
_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_READ = ("GET",)
_FORM = ("GET", "HEAD", "POST")
_FILES = "Files of the installation, the same for everyone; nothing private is in them."

ROOM = rf"api/rooms/{_CODE}"
PARTICIPANTS = rf"{ROOM}/participants"
EVENTS = rf"{ROOM}/events"
ANSWERS = rf"{ROOM}/answers/{_ID}/([1-9])"
FINDINGS = rf"{ROOM}/findings/{_ID}/([1-9])"
REPORT = rf"{ROOM}/report"
REPORT_FILE = rf"{ROOM}/report/(report\.(?:html|pdf|xlsx|zip))"
SHEETS = rf"{ROOM}/sheets"
SHEET = rf"{ROOM}/sheets/{_ID}/([1-9])"

ACCESS: dict[str, Access] = {
    "": Access("public", "The landing page: how to join."),
    "join": Access("public", "Leads from a typed code to its page."),
    "join/([^/]{1,200})": Access("public", "The empty participant page; it joins by the API."),
    "resume": Access("form", "A resume code has 70 random bits; wrong ones are limited.", _FORM),
    "facilitator": Access("form", "Code and key are checked together.", _FORM),
    "facilitator/rooms": Access("form", "Makes a room for whoever holds the host key.", _FORM),
    "facilitator/sheets": Access(
        "cookie", "The empty page for keying in sheets; it enters them by the API."
    ),
    "tools": Access("public", "The catalogue of tools, which is in the pack; it says no more."),
    "static/riskier/(.*)": Access(
        "public", "Our scripts and styles, by name from a fixed list.", _READ
    ),
    "api/health": Access("public", "Says that the server runs, and its version."),
    r"api/openapi\.json": Access("public", "The contract.", _READ),
    "api/tools": Access("public", "The pack's catalogue, the same for everyone.", _READ),
    "api/rooms": Access("host", "Making rooms is for the host.", ("POST",)),
    ROOM: Access(
        "room",
        "State for those in the room; changes for its facilitator.",
        ("GET", "PATCH", "DELETE"),
    ),
    PARTICIPANTS: Access(
        "public", "Joining needs the room's code; joins and wrong codes are limited.", ("POST",)
    ),
    EVENTS: Access("room", "The same state as a stream.", _READ),
    ANSWERS: Access("participant", "One's own answer, nobody else's.", ("PUT",)),
    FINDINGS: Access(
        "phase",
        "A chart is an image, which carries no token; nothing shows before its phase.",
        _READ,
    ),
    REPORT: Access("facilitator", "The report of one's own room.", ("GET", "POST")),
    REPORT_FILE: Access("facilitator", "Its files hold what people said.", _READ),
    SHEETS: Access("facilitator", "The questions, and sentences to be read out.", _READ),
    SHEET: Access(
        "facilitator", "Adds to answers; tells nobody what was added.", ("PUT", "DELETE")
    ),
    "voila/render/(.*)": Access(
        "cookie", "Learners' pages are for all; two need the sign-in.", _READ
    ),
    f"/api/kernels/{_KERNEL}": Access("kernel", "A page asks whether its kernel lives.", _READ),
    f"/api/kernels/{_KERNEL}/channels": Access(
        "kernel", "A page talks to its own kernel; what runs code is not passed on.", _READ
    ),
    "/voila/api/shutdown/(.*)": Access("kernel", "A page that is left ends its kernel.", ("POST",)),
    "/voila/templates/(.*)": Access("public", _FILES),
    "/voila/static/(.*)": Access("public", _FILES),
    "/voila/api/themes/(.*)": Access("public", _FILES),
    "/voila/labextensions/(.*)": Access("public", _FILES),
    "api(?:/.*)?": Access("public", "Says that there is nothing here.", ()),
    ".*": Access("public", "Says that there is no such page.", ()),
}
"""By address without its prefix; Voilà's own begin with a slash."""
