"""Beginning a payment: an attempt with its own reference, and where the buyer goes next."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from base import clock
from base.money import Dong
from payments.errors import NothingToPay
from payments.methods import METHODS
from payments.models import PaymentAttempt

State = PaymentAttempt.State


@transaction.atomic
def start_vnpay_payment(
    *, order_number: str, amount: Dong, client_ip: str, return_url: str, expires_at: datetime | None = None
) -> str:
    """Write an attempt and give the address to send the buyer to. Raises NothingToPay when it is paid already.

    `expires_at` is when the order gives its stock back: the gateway's page closes no later.
    """
    _refuse_paid(order_number)
    now = clock.now()
    attempt = PaymentAttempt(
        order_number=order_number,
        provider="vnpay",
        # VNPAY wants it unique per merchant and day; the tail tells the tries of one order apart.
        reference=f"{order_number}-{secrets.token_hex(4).upper()}",
        amount_vnd=amount.amount,
        client_ip=client_ip,
        created_at=now,
        expires_at=expires_at or now + timedelta(minutes=settings.PAYMENT_MINUTES),
    )
    if attempt.expires_at is None or attempt.expires_at <= now:
        raise NothingToPay(order_number=order_number)
    method = METHODS["vnpay"]
    attempt.ask_at = method.first_question(attempt)
    attempt.save()
    return method.start(attempt, return_url=return_url)


@transaction.atomic
def start_vietqr_payment(*, order_number: str, amount: Dong, expires_at: datetime | None = None) -> PaymentAttempt:
    """The one attempt of an order that is paid by bank transfer; asking again gives the same. Raises NothingToPay."""
    _refuse_paid(order_number)
    attempt, _ = PaymentAttempt.objects.get_or_create(
        reference=f"{order_number}-QR",
        defaults={
            "order_number": order_number,
            "provider": "vietqr",
            "amount_vnd": amount.amount,
            "created_at": clock.now(),
            "expires_at": expires_at,
        },
    )
    return attempt


def _refuse_paid(order_number: str) -> None:
    if PaymentAttempt.objects.filter(order_number=order_number, state=State.CAPTURED).exists():
        raise NothingToPay(order_number=order_number)
