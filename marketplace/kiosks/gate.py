"""Who may open a kiosk's pages: a browser that holds a device's key."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from marketplace.kiosks.models import KioskDevice
from marketplace.kiosks.selectors.fairs import device_of_key
from marketplace.kiosks.services import see_device

KEY_COOKIE = "kiosk_key"
#: Longer than any fair; a key ends by being revoked.
KEY_AGE = 60 * 60 * 24 * 60
DeviceView = Callable[..., HttpResponse]


def device_of(request: HttpRequest) -> KioskDevice | None:
    """The device whose browser asks; None when it is not paired (any more)."""
    return device_of_key(request.COOKIES.get(KEY_COOKIE, ""))


def requires_device(view: DeviceView) -> DeviceView:
    """Call the view with `device`; a browser without a good key is sent to the pairing page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        device = device_of(request)
        if device is None:
            return _to_pairing(request)
        see_device(device=device)
        response = view(request, *args, device=device, **kwargs)
        # A shared screen: nothing of one buyer may come back with the next one's "back".
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def keep_key(response: HttpResponse, key: str) -> None:
    """Give the browser its key: no script reads it, no other site makes it be sent."""
    response.set_cookie(
        KEY_COOKIE,
        key,
        max_age=KEY_AGE,
        path=reverse("kiosks:home"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _to_pairing(request: HttpRequest) -> HttpResponse:
    had_one = KEY_COOKIE in request.COOKIES
    response = redirect(reverse("kiosks:pair") + ("?bi-go=1" if had_one else ""))
    response.delete_cookie(KEY_COOKIE, path=reverse("kiosks:home"), samesite="Strict")
    return response
