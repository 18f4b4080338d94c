"""Beginning a payment: an attempt with its own reference, and the address that sends the buyer to the gateway."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from base import clock
from base.money import Dong
from payments.errors import NothingToPay
from payments.models import PaymentAttempt
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.pay import build_pay_url

State = PaymentAttempt.State


@transaction.atomic
def start_vnpay_payment(
    *, order_number: str, amount: Dong, client_ip: str, return_url: str, expires_at: datetime | None = None
) -> str:
    """Write an attempt and give the address to send the buyer to. Raises NothingToPay when it is paid already.

    `expires_at` is when the order gives its stock back: the gateway's page closes no later.
    """
    if PaymentAttempt.objects.filter(order_number=order_number, state=State.CAPTURED).exists():
        raise NothingToPay(order_number=order_number)
    now = clock.now()
    attempt = PaymentAttempt.objects.create(
        order_number=order_number,
        provider="vnpay",
        reference=_new_reference(order_number),
        amount_vnd=amount.amount,
        client_ip=client_ip,
        created_at=now,
        expires_at=expires_at or now + timedelta(minutes=settings.PAYMENT_MINUTES),
    )
    if attempt.expires_at is None or attempt.expires_at <= now:
        raise NothingToPay(order_number=order_number)
    return build_pay_url(
        config=VnpayConfig.from_settings(),
        txn_ref=attempt.reference,
        amount_vnd=attempt.amount_vnd,
        order_info=f"Thanh toan don hang {order_number}",
        return_url=return_url,
        client_ip=client_ip,
        created_at=attempt.created_at,
        expires_at=attempt.expires_at,
    )


def _new_reference(order_number: str) -> str:
    # VNPAY wants it unique per merchant and day; the tail tells the tries of one order apart.
    return f"{order_number}-{secrets.token_hex(4).upper()}"
