"""Reading payments."""

from __future__ import annotations

from django.db.models import Count

from payments.models import GatewayNotice, PaymentAttempt
from payments.refunds.models import Refund


def latest_attempt(order_number: str) -> PaymentAttempt | None:
    """The last try at paying an order."""
    return PaymentAttempt.objects.filter(order_number=order_number).order_by("-created_at").first()


def attempts_of(order_number: str) -> list[PaymentAttempt]:
    """All tries at paying an order, oldest first."""
    return list(PaymentAttempt.objects.filter(order_number=order_number).order_by("created_at", "pk"))


def attempt_of(reference: str) -> PaymentAttempt | None:
    """The try with this reference of ours."""
    return PaymentAttempt.objects.filter(reference=reference).first()


def notices_by_answer() -> list[tuple[str, str, int]]:
    """(provider, what we answered, how often) over all calls that gateways made to us."""
    return list(GatewayNotice.objects.values_list("provider", "answer").annotate(Count("pk")).order_by())


def refunds_of(order_number: str) -> list[Refund]:
    """All refunds of an order, oldest first."""
    return list(Refund.objects.filter(order_number=order_number).order_by("pk"))
