"""The ways to pay, each behind the same few questions. To add one, copy a neighbour and add its line here."""

from __future__ import annotations

from collections.abc import Mapping

from payments.methods.base import PaymentMethod
from payments.methods.by_hand import BankTransferByQr, Cash, CashOnDelivery
from payments.methods.vnpay import Vnpay
from payments.models import PaymentAttempt

#: By the `provider` of an attempt.
METHODS: Mapping[str, PaymentMethod] = {
    "vnpay": Vnpay(),
    "vietqr": BankTransferByQr(),
    "fair_cash": Cash(),
    "cod": CashOnDelivery(),
}


def method_of(attempt: PaymentAttempt) -> PaymentMethod:
    """How an attempt was paid. KeyError for a provider the market never had."""
    return METHODS[attempt.provider]
