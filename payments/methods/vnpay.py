"""VNPAY as the market asks it (payments/providers/vnpay speaks its language)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings

from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.pay import build_pay_url
from payments.providers.vnpay.querydr import query, query_refund
from payments.providers.vnpay.refund import refund as call_refund
from payments.refunds.models import Refund

#: Whoever pays at once is noticed by the IPN within seconds; after this one does not wait for it.
PATIENCE = timedelta(minutes=1)


class Vnpay:
    """Card, bank or wallet on VNPAY's page."""

    def start(self, attempt: PaymentAttempt, *, return_url: str) -> str:
        """The signed address of VNPAY's page. Raises InvalidPaymentRequest, ProviderMisconfigured."""
        return build_pay_url(
            config=VnpayConfig.from_settings(),
            txn_ref=attempt.reference,
            amount_vnd=attempt.amount_vnd,
            order_info=f"Thanh toan don hang {attempt.order_number}",
            return_url=return_url,
            client_ip=attempt.client_ip,
            created_at=attempt.created_at,
            expires_at=attempt.expires_at or attempt.created_at + timedelta(minutes=settings.PAYMENT_MINUTES),
        )

    def account(self, attempt: PaymentAttempt) -> str:
        """At the gateway until it settles to the bank."""
        return "vnpay"

    def first_question(self, attempt: PaymentAttempt) -> datetime | None:
        """querydr, when the IPN did not come."""
        return attempt.created_at + PATIENCE

    def ask(self, attempt: PaymentAttempt, *, now: datetime) -> Outcome:
        """querydr about the payment."""
        return query(
            config=VnpayConfig.from_settings(),
            txn_ref=attempt.reference,
            transaction_date=attempt.created_at,
            request_id=uuid.uuid4().hex,
            order_info=f"Hoi giao dich {attempt.order_number}",
            client_ip=settings.SERVER_ADDRESS,
            now=now,
        )

    def refunds_by_call(self, attempt: PaymentAttempt) -> bool:
        """Only a payment whose number at VNPAY is known can be named in the call."""
        return attempt.provider_reference.isascii() and attempt.provider_reference.isdigit()

    def refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """The refund call: `02` for the whole payment at once, else `03`."""
        attempt = refund.attempt
        return call_refund(
            config=VnpayConfig.from_settings(),
            txn_ref=attempt.reference,
            transaction_no=attempt.provider_reference,
            transaction_date=attempt.created_at,
            amount_vnd=refund.amount_vnd,
            full=refund.amount_vnd == attempt.amount_vnd,
            request_id=refund.call_id,
            created_by="cho",
            order_info=f"Hoan tien don {refund.order_number}",
            client_ip=settings.SERVER_ADDRESS,
            now=now,
        )

    def ask_refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """querydr about the refund, by its own number when it is known: of an unanswered call it is not."""
        attempt = refund.attempt
        known = "" if refund.state == Refund.State.UNKNOWN else refund.provider_reference
        return query_refund(
            config=VnpayConfig.from_settings(),
            txn_ref=attempt.reference,
            transaction_date=attempt.created_at,
            request_id=uuid.uuid4().hex,
            order_info=f"Hoi hoan tien {refund.order_number}",
            client_ip=settings.SERVER_ADDRESS,
            now=now,
            transaction_no=known or attempt.provider_reference,
        )
