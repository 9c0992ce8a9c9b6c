"""Cookies: who facilitates which room, and which solo room a browser goes on with."""

import tornado.web

FACILITATOR_COOKIE = "riskier_facilitator"
SOLO_COOKIE = "riskier_solo"


def keep_cookie(handler: tornado.web.RequestHandler, name: str, value: str, days: int) -> None:
    """Set a signed cookie that scripts cannot read and other sites cannot send."""
    handler.set_signed_cookie(
        name,
        value,
        expires_days=days,
        httponly=True,
        samesite="Lax",
        secure=handler.request.protocol == "https",
        path=handler.application.settings["base_url"],
    )
