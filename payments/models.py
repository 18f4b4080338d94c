"""Tries at paying, what gateways told us, and the books."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.bank.models import BankTransfer, Statement  # noqa: F401
from payments.ledger.models import Account, Entry, Leg  # noqa: F401
from payments.payouts.models import (  # noqa: F401
    BankAccount,
    Payout,
    PayoutItem,
    PayoutMismatch,
    PayoutRule,
    PayoutRun,
)
from payments.reconciliation.models import Difference, Reconciliation  # noqa: F401
from payments.refunds.models import Refund  # noqa: F401
from payments.sales.models import CommissionRate, Sale, SaleLine, SaleReturn, SaleReturnLine  # noqa: F401
from payments.tax.models import TaxClassification, TaxIdentity, TaxRate  # noqa: F401


class PaymentAttempt(models.Model):
    """One try at paying one order: its own reference, for VNPAY wants vnp_TxnRef unique per day."""

    class State(models.TextChoices):
        STARTED = "started", _("Đang chờ tiền vào")
        CAPTURED = "captured", _("Đã nhận tiền")
        # Money for an order that was paid already: to be given back.
        SURPLUS = "surplus", _("Trả thừa")
        FAILED = "failed", _("Không thành công")
        HELD = "held", _("Cần kiểm tra")

    class Hold(models.TextChoices):
        SUSPECTED = "suspected", _("Nghi gian lận, cổng đã trừ tiền khách")
        REVERSED = "reversed", _("Ngân hàng đã trừ, cổng chưa nhận: tiền tự về khách")
        AMOUNT = "amount", _("Cổng báo số tiền khác với số đã hỏi")

    order_number = models.CharField(max_length=128, db_index=True)
    provider = models.CharField(max_length=12)
    reference = models.CharField(max_length=100, unique=True)
    amount_vnd = models.PositiveBigIntegerField()
    # Kept by a trigger from the refunds, never written by code.
    refunded_vnd = models.PositiveBigIntegerField(default=0, db_default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    hold_reason = models.CharField(max_length=10, choices=Hold.choices, blank=True)
    # Stable code of the provider when the try did not succeed.
    failure_code = models.CharField(max_length=10, blank=True)
    provider_reference = models.CharField(max_length=100, blank=True)
    client_ip = models.CharField(max_length=45, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # When the buyer's money moved, as the provider tells it: the day of its settlement file.
    paid_at = models.DateTimeField(null=True, db_index=True)
    # When the gateway is asked next what became of it; null when nobody asks any more.
    ask_at = models.DateTimeField(null=True, db_index=True)
    times_asked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(refunded_vnd__lte=models.F("amount_vnd")), name="refunded_within_paid"),
            models.CheckConstraint(
                condition=Q(refunded_vnd=0) | Q(state__in=["captured", "surplus"]), name="refunded_from_money_received"
            ),
            models.UniqueConstraint(fields=["order_number"], condition=Q(state="captured"), name="order_paid_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="attempt_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount_vnd} {self.state}"


class GatewayNotice(models.Model):
    """Every call a gateway made to us, as it came, and what we answered: kept for the audit."""

    provider = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    remote_ip = models.CharField(max_length=45, blank=True)
    # Whether the caller's address is one that the gateway names; null when no list is set. A signal, no gate.
    listed_address = models.BooleanField(null=True)
    query = models.TextField()
    reference = models.CharField(max_length=100, blank=True, db_index=True)
    answer = models.CharField(max_length=2)

    def __str__(self) -> str:
        return f"{self.provider} {self.reference} -> {self.answer}"


from oscar.apps.payment.models import *
