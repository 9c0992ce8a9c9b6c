"""What every handler of the kit shares: headers, errors, bodies, who is asking."""

import json
from collections.abc import Callable
from typing import Any, NoReturn

import tornado.web

from riskier.room import RoomError
from riskier.server import limits
from riskier.server.guard import comes_from_elsewhere, log_failure, set_headers
from riskier.server.kit import Kit
from riskier.server.limits import RateLimiter
from riskier.server.packed import Packed, as_json

STRICT_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class ApiError(Exception):
    """An answer that is not 2xx, in the one JSON shape: code, message, field."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        field: str | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.field = field
        self.retry_after_seconds = retry_after_seconds


class KitHandler(tornado.web.RequestHandler):
    """Base of all our handlers; `kit` is what they work with."""

    def initialize(self, kit: Kit) -> None:
        """Receive the server's shared parts."""
        self.kit = kit

    def set_default_headers(self) -> None:
        """Set the security headers that every answer carries."""
        set_headers(self, STRICT_CSP)

    def prepare(self) -> None:
        """Refuse what another site makes a browser send; browsers say so themselves."""
        if comes_from_elsewhere(self, self.kit.public_url):
            raise ApiError(403, "cross_site", "This request came from another site.")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log only what was not foreseen or is wrong here, and nothing about the person."""
        if not isinstance(value, ApiError):
            log_failure(self, value)

    def finish_packed(self, body: Packed) -> None:
        """Send a body, compressed if the browser takes that."""
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(body.zipped)
        else:
            self.finish(body.plain)

    @property
    def address(self) -> str:
        """Return the caller's address, for rate limits only; it is never stored."""
        return self.request.remote_ip or "unknown"

    def refuse_if_over(self, limiter: RateLimiter, key: str) -> None:
        """Raise 429 when `key` has used up its share of `limiter`."""
        self._refuse_for(limiter.wait_seconds(key), limiter.rate.name)

    def _refuse_for(self, wait: float, name: str) -> None:
        if wait:
            seconds = int(wait) + 1
            message = f"Too many {name}. Try again in {seconds} seconds."
            raise ApiError(429, "too_many_requests", message, retry_after_seconds=seconds)

    def say_when(self, error: BaseException | None) -> None:
        """Set `Retry-After` when an error says when to come back."""
        seconds = getattr(error, "retry_after_seconds", None)
        if seconds is not None:
            self.set_header("Retry-After", str(seconds))

    def may_guess(self, secret: str) -> None:
        """Raise 429, before the secret is tried, once this address has failed too often."""
        guesses = self.kit.guesses
        self._refuse_for(guesses.wait_seconds(self.address, secret), guesses.rate.name)

    def opens(self, secret: str, try_it: Callable[[], bool]) -> bool:
        """Try a secret and remember how that went; 429 after too many wrong ones."""
        self.may_guess(secret)
        fits = try_it()
        self.kit.guesses.note(self.address, secret, fits=fits)
        return fits


@tornado.web.stream_request_body
class ApiHandler(KitHandler):
    """Base of the API: JSON in, JSON out, bearer tokens, a bounded body."""

    def initialize(self, kit: Kit) -> None:
        """Receive the server's shared parts; the body starts empty."""
        super().initialize(kit)
        self._body = bytearray()

    def set_default_headers(self) -> None:
        """Add the content type of everything that the API says."""
        super().set_default_headers()
        self.set_header("Content-Type", "application/json; charset=utf-8")

    def prepare(self) -> None:
        """Refuse a body that says it is too large before reading it."""
        super().prepare()
        length = self.request.headers.get("Content-Length", "0")
        if length.isdigit() and int(length) > limits.BODY_BYTES:
            self._refuse_body(int(length))

    def data_received(self, chunk: bytes) -> None:
        """Collect the body, and no more of it than shows that it is too large."""
        if len(self._body) <= limits.BODY_BYTES:
            self._body.extend(chunk)

    def _refuse_body(self, size: int) -> NoReturn:
        message = f"The request holds {size} bytes or more; {limits.BODY_BYTES} are allowed."
        raise ApiError(413, "body_too_large", message)

    @property
    def token(self) -> str:
        """Return the bearer token of the request, or an empty string."""
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def participant(self, code: str) -> str | None:
        """Return the participant whose token this is, if any."""
        return self.kit.rooms.participant(code, self.token) if self.token else None

    def is_facilitator(self, code: str) -> bool:
        """Say whether the bearer token is the room's facilitator key."""
        key = self.token
        return bool(key) and self.opens(key, lambda: self.kit.rooms.key_opens(code, key))

    def require_facilitator(self, code: str) -> None:
        """Raise 401 unless the facilitator of this room is asking."""
        if not self.is_facilitator(code):
            self.fail_key()

    def fail_key(self) -> NoReturn:
        """Raise 401 without telling what was wrong."""
        message = "That did not open this room. Check the room code and the key."
        raise ApiError(401, "unauthorized", message)

    def json_body(self) -> dict[str, Any]:
        """Return the body as a JSON object, or raise 400 or 413 with what is wrong."""
        if len(self._body) > limits.BODY_BYTES:
            self._refuse_body(len(self._body))
        try:
            body = json.loads(self._body or b"{}", parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            message = f"The body is not JSON that can be read: {error}."
            raise ApiError(400, "bad_json", message) from None
        if not isinstance(body, dict):
            message = f"The body is a {type(body).__name__}; a JSON object is needed."
            raise ApiError(400, "bad_json", message)
        return body

    def answer(self, body: dict[str, Any], status: int = 200) -> None:
        """Send `body` as JSON."""
        self.set_status(status)
        self.finish(as_json(body))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Send every error in the one JSON shape, without a trace."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        status, body = error_body(status_code, error)
        self.say_when(error)
        if not self.request._body_future.done():
            # Tornado hangs up on a request that is answered before it was read to its end.
            self.set_header("Connection", "close")
        self.answer(body, status)


_PLAIN = {
    400: ("bad_request", "The request could not be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address has no such method."),
    500: ("server_error", "Something went wrong here; it was logged."),
}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _quoted(text: str, most: int) -> str:
    """Return what may quote something that was sent: not any length, nor half characters."""
    return text[:most].encode("utf-8", "replace").decode()


def error_body(status: int, error: BaseException | None) -> tuple[int, dict[str, Any]]:
    """Return the status and JSON body for an exception."""
    if isinstance(error, ApiError | RoomError):
        field = error.field and _quoted(error.field, 200)
        body = {"code": error.code, "message": _quoted(error.message, 1000), "field": field}
        return error.status, {key: value for key, value in body.items() if value is not None}
    code, message = _PLAIN.get(status, _PLAIN[400] if status < 500 else _PLAIN[500])
    return status, {"code": code, "message": message}


class UnknownApiHandler(ApiHandler):
    """Any address at or under `api` that does not exist."""

    def prepare(self) -> None:
        """Say so."""
        raise ApiError(404, "not_found", "There is nothing at this address.")
