"""Paying by bank transfer: the code to scan, and the same in words for whoever types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.money import Dong
from orders.models import Order
from payments.models import PaymentAttempt
from payments.providers.vietqr import BANKS, payload, svg


@dataclass(frozen=True)
class TransferShown:
    """What the buyer's bank has to be told. The purpose is the order's number and nothing else: banks cut the rest."""

    bank: str
    account: str
    holder: str
    amount: Dong
    purpose: str
    picture: SafeString


def offered() -> bool:
    """Whether the market has named an account to transfer to."""
    return bool(settings.MARKET_BANK_BIN and settings.MARKET_BANK_ACCOUNT)


def transfer_of(order: Order, attempts: Sequence[PaymentAttempt]) -> TransferShown | None:
    """How to transfer for an order that waits for it; None when it does not."""
    waiting = [attempt for attempt in attempts if attempt.provider == "vietqr" and attempt.state == "started"]
    if order.status != Order.Status.AWAITING_PAYMENT or not waiting or not offered():
        return None
    amount = Dong(waiting[0].amount_vnd)
    text = payload(
        bank_bin=settings.MARKET_BANK_BIN,
        account=settings.MARKET_BANK_ACCOUNT,
        amount_vnd=amount.amount,
        purpose=order.number,
    )
    return TransferShown(
        bank=next((bank.name for bank in BANKS if bank.bin == settings.MARKET_BANK_BIN), settings.MARKET_BANK_BIN),
        account=settings.MARKET_BANK_ACCOUNT,
        holder=settings.MARKET_BANK_HOLDER,
        amount=amount,
        purpose=order.number,
        # Drawn by segno from digits and letters of ours.
        picture=mark_safe(svg(text, title=_("Mã VietQR để chuyển khoản"))),  # noqa: S308
    )
