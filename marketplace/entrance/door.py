"""What the door remembers of somebody who is not in yet: a signed cookie, so that strangers write no sessions."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass, replace

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE, SALT = "door", "marketplace.entrance.door"
#: Somebody who needs longer for phone, code and password starts again.
MINUTES = 15


@dataclass(frozen=True)
class Door:
    """`browser` is the secret that binds codes to this browser; `asked_at` counts seconds since 1970.

    `passed` is the member of staff whose code was right and whose password is still to come.
    """

    browser: str
    next: str = ""
    phone: str = ""
    asked_at: float = 0.0
    passed: int = 0

    def asked(self, phone: str) -> Door:
        """A code was sent to a number."""
        return replace(self, phone=phone, asked_at=time.time(), passed=0)

    def seconds_since_asked(self) -> int:
        """How long ago the last code was asked for; large when never."""
        return int(time.time() - self.asked_at)


def read_door(request: HttpRequest) -> Door:
    """What this browser brought along, or a fresh start."""
    try:
        return Door(**signing.loads(request.COOKIES[COOKIE], salt=SALT, max_age=MINUTES * 60))
    except (KeyError, TypeError, signing.BadSignature):
        return Door(browser=secrets.token_urlsafe(24))


def keep_door(response: HttpResponseBase, door: Door, *, secure: bool) -> HttpResponseBase:
    """Let the browser carry it to the next step."""
    response.set_cookie(
        COOKIE,
        signing.dumps(asdict(door), salt=SALT),
        max_age=MINUTES * 60,
        path="/dang-nhap/",
        httponly=True,
        secure=secure,
        samesite="Lax",
    )
    return response


def forget_door(response: HttpResponseBase) -> HttpResponseBase:
    """The browser is in; nothing of the way is kept."""
    response.delete_cookie(COOKIE, path="/dang-nhap/", samesite="Lax")
    return response
