"""Paying sellers out: who gets what of which legs, who decided it, and what the bank made of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.ledger.models import Leg


class PayoutRule(models.Model):
    """How payouts are made, from a day on. Money in đồng."""

    effective_from = models.DateField(unique=True)
    # Days between delivery and payout, in which a buyer may complain.
    hold_days = models.PositiveSmallIntegerField()
    # Less than this waits for the next run.
    threshold_vnd = models.PositiveBigIntegerField()
    # A run of this much or more is approved by another person than the one who prepared it.
    second_operator_from_vnd = models.PositiveBigIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"{self.effective_from} {self.hold_days} days"


class BankAccount(models.Model):
    """Where a seller wants his money. Number and holder are sealed: a bank account is sensitive (NĐ 356/2025)."""

    seller = models.ForeignKey("partner.Partner", models.PROTECT, related_name="bank_accounts")
    bank_bin = models.CharField(max_length=6)
    sealed_number = models.BinaryField()
    sealed_holder = models.BinaryField()
    last_digits = models.CharField(max_length=4)
    given_at = models.DateTimeField()
    # Another one took its place, or the bank sent money back.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["seller"], condition=Q(ended_at=None), name="one_bank_account_in_use")
        ]

    def __str__(self) -> str:
        return f"{self.bank_bin} …{self.last_digits}"


class PayoutRun(models.Model):
    """All payouts of one decision. The database wants a second person where the sum asks for one."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Chờ duyệt")
        SENT = "sent", _("Đã gửi lệnh chi")
        CANCELLED = "cancelled", _("Đã bỏ")

    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    # Deliveries up to then are paid.
    delivered_until = models.DateTimeField()
    needs_second = models.BooleanField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payment"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="sent_run_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(needs_second=False) | Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="large_run_has_two_operators",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} {self.state}"


class Payout(models.Model):
    """One seller's transfer in a run. `reference` is what the bank repeats to us."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Chờ duyệt")
        SENT = "sent", _("Đã gửi lệnh chi")
        RETURNED = "returned", _("Ngân hàng trả lại")
        CANCELLED = "cancelled", _("Đã bỏ")

    run = models.ForeignKey(PayoutRun, models.PROTECT, related_name="payouts")
    seller = models.ForeignKey("partner.Partner", models.PROTECT, related_name="payouts")
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="payouts")
    reference = models.CharField(max_length=20, unique=True)
    amount_vnd = models.PositiveBigIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["run", "seller"], name="one_payout_per_seller_and_run"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="payout_pays_something"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount_vnd} {self.state}"


class PayoutItem(models.Model):
    """That a payout pays a leg of its seller's account. A leg is paid once: the database takes no second row."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="items")
    leg = models.ForeignKey(Leg, models.PROTECT, related_name="paid_by")

    class Meta:
        app_label = "payment"
        constraints = [models.UniqueConstraint(fields=["leg"], name="leg_paid_once")]

    def __str__(self) -> str:
        return f"{self.payout_id} {self.leg_id}"


class PayoutMismatch(models.Model):
    """A line of the bank's answer that does not fit what was sent: a person looks at it."""

    class Problem(models.TextChoices):
        UNKNOWN = "unknown_reference", _("Không có lệnh chi nào mang mã này")
        AMOUNT = "other_amount", _("Số tiền khác lệnh chi")
        STATE = "not_sent", _("Lệnh chi này chưa gửi, hoặc đã trả lại rồi")
        UNREADABLE = "unreadable", _("Không đọc được dòng này")

    problem = models.CharField(max_length=20, choices=Problem.choices)
    reference = models.CharField(max_length=60, blank=True)
    said_vnd = models.BigIntegerField(null=True)
    line = models.CharField(max_length=300)
    # The same line of the same file again is the same mismatch.
    fingerprint = models.CharField(max_length=64, unique=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "payment"
        verbose_name_plural = "payout mismatches"

    def __str__(self) -> str:
        return f"{self.problem} {self.reference}"
