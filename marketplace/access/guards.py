"""Who may pass: decorators for views, and what is known of where a request comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from sellers.models import Partner

View = Callable[..., HttpResponseBase]


def requires_login(view: View) -> View:
    """Anonymous people are sent to log in and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "/dang-nhap/")
        return view(request, *args, **kwargs)

    return guarded


def requires_role(*roles: str) -> Callable[[View], View]:
    """Only people with one of the roles; to everybody else who is logged in the page does not exist."""

    def guard(view: View) -> View:
        @requires_login
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not set(roles) & getattr(request.user, "roles", frozenset()):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


def requires_seller(view: View) -> View:
    """Only members of a seller, which becomes `request.seller`; others are led to opening a stall."""

    @requires_login
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seller = Partner.objects.filter(users=request.user.pk).order_by("pk").first()
        if seller is None:
            return redirect("phone:register")
        request.seller = seller  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded


def client_ip(request: HttpRequest) -> str:
    """The caller's address. X-Real-IP counts only when a proxy of ours (TRUSTED_PROXIES) says it."""
    peer = str(request.META.get("REMOTE_ADDR") or "")
    told = str(request.META.get("HTTP_X_REAL_IP") or "")
    return (told if told and _is_our_proxy(peer) else peer)[:45]


def _is_our_proxy(peer: str) -> bool:
    try:
        return any(ip_address(peer) in network for network in settings.TRUSTED_PROXIES)
    except ValueError:
        # A unix socket has no address.
        return False


def is_inside(request: HttpRequest) -> bool:
    """Whether the caller is on our own network and came straight to this process, not through the proxy in front."""
    forwarded = {"HTTP_X_REAL_IP", "HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"} & request.META.keys()
    try:
        peer = ip_address(str(request.META.get("REMOTE_ADDR") or ""))
    except ValueError:
        return False
    return not forwarded and (peer.is_loopback or peer.is_private)


def same_origin(request: HttpRequest) -> bool:
    """False when a browser says that another site sent this; a request that names no origin passes."""
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return not origin or urlsplit(origin).netloc == request.get_host()
