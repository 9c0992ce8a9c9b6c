"""The shared parts that every handler works with."""

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jinja2
import segno

from riskier.room import Rooms
from riskier.server import limits
from riskier.server.events import Hub
from riskier.server.findings import FindingCache
from riskier.server.limits import Guesses, RateLimiter
from riskier.server.packed import Packed, as_json, packed
from riskier.server.reports import Reports
from riskier.widgets.explorer import catalogue_of


def qr_data_uri(address: str) -> str:
    """Return the QR code of an address as an SVG data URI, readable in light and dark."""
    return segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff")


@dataclass
class Kit:
    """What handlers need to do their work; one for the whole server.

    `base_url` and `public_url` end with a slash; `public_url` is how phones reach us.
    """

    rooms: Rooms
    hub: Hub
    findings: FindingCache
    reports: Reports
    templates: jinja2.Environment
    host_key: str
    base_url: str
    public_url: str
    current_room: str | None = None
    joins: RateLimiter = field(default_factory=lambda: RateLimiter(limits.JOIN))
    answers: RateLimiter = field(default_factory=lambda: RateLimiter(limits.ANSWER))
    guesses: Guesses = field(default_factory=Guesses)

    @cached_property
    def catalogue(self) -> Packed:
        """The pack's tools, ready to be sent."""
        return packed(as_json(catalogue_of(self.rooms.pack)))

    def __post_init__(self) -> None:
        # It opens the server's own room: others' failures must not keep its holder out, not
        # even before it is used for the first time after a start.
        self.guesses.note("", self.host_key, fits=True)

    def is_host_key(self, key: str) -> bool:
        """Say, in constant time, whether `key` may make rooms on this server."""
        given = hashlib.sha256(key.encode("utf-8", "replace")).digest()
        return hmac.compare_digest(given, hashlib.sha256(self.host_key.encode()).digest())

    def join_url(self, code: str) -> str:
        """Return the address at which phones join a room."""
        return f"{self.public_url}join/{code}"

    def invitation(self, code: str) -> dict[str, Any]:
        """Return what a page shows to let people join: code, address, QR."""
        address = self.join_url(code)
        return {"code": code, "join_url": address, "qr_svg": qr_data_uri(address)}
