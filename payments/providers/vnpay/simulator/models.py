"""VNPAY's own books, as far as the simulator keeps them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Transaction(models.Model):
    """One payment a buyer was sent to make. `day` and `create_date` are the merchant's, GMT+7."""

    tmn_code = models.CharField(max_length=8)
    txn_ref = models.CharField(max_length=100)
    day = models.CharField(max_length=8)
    create_date = models.CharField(max_length=14)
    amount_vnd = models.BigIntegerField()
    refunded_vnd = models.BigIntegerField(default=0)
    order_info = models.CharField(max_length=255)
    return_url = models.CharField(max_length=255)
    bank_code = models.CharField(max_length=20)
    expires_at = models.DateTimeField()
    response_code = models.CharField(max_length=2, default="")
    status = models.CharField(max_length=2, default="01")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tmn_code", "txn_ref", "day"], name="simulated_reference_once_a_day"),
            models.CheckConstraint(
                condition=Q(refunded_vnd__gte=0, refunded_vnd__lte=F("amount_vnd")), name="simulated_refund_within_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.txn_ref} ({self.status})"

    @property
    def number(self) -> str:
        """vnp_TransactionNo."""
        return f"14{self.pk:08d}"


class Refund(models.Model):
    """Money sent back. `kind` is vnp_TransactionType: 02 all of it, 03 a part; `status` is vnp_TransactionStatus: 05
    taken on, 00 done, 09 refused after it was taken on.
    """

    transaction = models.ForeignKey(Transaction, models.CASCADE, related_name="refunds")
    request_id = models.CharField(max_length=32)
    day = models.CharField(max_length=8)
    kind = models.CharField(max_length=2)
    amount_vnd = models.BigIntegerField()
    made_at = models.DateTimeField()
    status = models.CharField(max_length=2, default="05", db_default="05")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request_id", "day"], name="simulated_request_once_a_day"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="simulated_refund_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} ({self.amount_vnd})"

    @property
    def number(self) -> str:
        """vnp_TransactionNo of the refund itself."""
        return f"15{self.pk:08d}"


class Call(models.Model):
    """An IPN call to the merchant: waiting until `due_at`, then accepted or given up."""

    WAITING, ACCEPTED, GIVEN_UP = "waiting", "accepted", "given_up"

    transaction = models.ForeignKey(Transaction, models.CASCADE, related_name="calls")
    state = models.CharField(max_length=8, default=WAITING)
    due_at = models.DateTimeField()
    calls_made = models.PositiveSmallIntegerField(default=0)
    repeats_left = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=100, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="simulated_calls_due")]

    def __str__(self) -> str:
        return f"{self.transaction_id}: {self.state}"


class FaultSwitch(models.Model):
    """What shall go wrong for one reference, or for all without a switch of their own (`txn_ref` empty)."""

    DOWN, GARBAGE = "down", "garbage"
    REFUSED, SLOW, LATE_REFUSAL = "refused", "slow", "late"

    txn_ref = models.CharField(max_length=100, unique=True, blank=True)
    drop_ipn = models.BooleanField(default=False)
    ipn_delay_seconds = models.PositiveIntegerField(default=0)
    ipn_repeats = models.PositiveSmallIntegerField(default=0)
    api_fault = models.CharField(max_length=8, blank=True, default="")
    refund_answer = models.CharField(max_length=8, blank=True, default="")
    answer_delay_seconds = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.txn_ref or "*"
