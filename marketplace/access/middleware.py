"""What every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from events.correlation import correlated

requests = logging.getLogger("marketplace.access.requests")

Respond = Callable[[HttpRequest], HttpResponse]

#: Everything comes from our own origin; blob: and data: are the phone's own photo previews.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self' {forms}"
)


class CorrelationMiddleware:
    """Gives each request the id that its events and log lines will carry."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        with correlated() as correlation_id:
            response = self.respond(request)
            requests.info("request", extra=_facts(request, response, perf_counter() - begun))
        response["X-Request-ID"] = correlation_id
        return response


def _facts(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    # The pattern and not the path: an order's address holds its secret.
    route = request.resolver_match.route if request.resolver_match else ""
    return {
        "method": request.method,
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }


class ChosenLanguageMiddleware:
    """Vietnamese until somebody chooses otherwise: most phones here are set to English by the shop that sold them."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in self.known else settings.LANGUAGE_CODE):
            response = self.respond(request)
            response.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class SecurityHeadersMiddleware:
    """Content security policy and permissions. A form may lead to the payment gateway and nowhere else outside."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        gateway = "/".join(settings.VNPAY_PAYMENT_URL.split("/")[:3])
        self.policy = POLICY.format(forms=gateway).strip()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
