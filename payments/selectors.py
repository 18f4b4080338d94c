"""Reading payments."""

from __future__ import annotations

from payments.models import PaymentAttempt


def latest_attempt(order_number: str) -> PaymentAttempt | None:
    """The last try at paying an order."""
    return PaymentAttempt.objects.filter(order_number=order_number).order_by("-created_at").first()
