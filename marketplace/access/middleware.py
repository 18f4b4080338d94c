"""What every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from events.correlation import correlated

Respond = Callable[[HttpRequest], HttpResponse]

#: Everything comes from our own origin; blob: and data: are the phone's own photo previews.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self' {forms}"
)


class CorrelationMiddleware:
    """Gives each request the id that its events and log lines will carry."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with correlated() as correlation_id:
            response = self.respond(request)
        response["X-Request-ID"] = correlation_id
        return response


class SecurityHeadersMiddleware:
    """Content security policy and permissions. A form may lead to the payment gateway and nowhere else outside."""

    def __init__(self, respond: Respond) -> None:
        from django.conf import settings

        self.respond = respond
        gateway = "/".join(settings.VNPAY_PAYMENT_URL.split("/")[:3])
        self.policy = POLICY.format(forms=gateway).strip()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response
