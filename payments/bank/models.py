"""Money that the bank says came in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """One statement file that an operator brought."""

    bank = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    # Lines with money coming in, of which so many were known from an earlier file.
    credits = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"{self.bank} {self.file_name}"


class BankTransfer(models.Model):
    """One transfer into the market's account. `fingerprint` is unique: a line in two files is one transfer."""

    class State(models.TextChoices):
        MATCHED = "matched", _("Đã khớp đơn")
        UNMATCHED = "unmatched", _("Chưa khớp")
        RETURNED = "returned", _("Đã chuyển trả")
        SETTLEMENT = "settlement", _("Cổng thanh toán chuyển về")

    class Why(models.TextChoices):
        NO_ORDER = "no_order", _("Nội dung không có mã đơn nào đang chờ chuyển khoản")
        AMOUNT = "amount", _("Có mã đơn nhưng số tiền khác")
        PAID = "paid", _("Đơn này đã nhận tiền rồi")
        SEVERAL = "several", _("Nội dung có nhiều mã đơn")

    # Null when an operator saw the money before the statement came.
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="transfers")
    fingerprint = models.CharField(max_length=64, unique=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    booked_on = models.DateField()
    amount_vnd = models.PositiveBigIntegerField()
    description = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNMATCHED)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    attempt = models.ForeignKey("payment.PaymentAttempt", models.PROTECT, null=True, related_name="transfers")
    # An operator's words.
    note = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payment"
        indexes = [models.Index(fields=["state", "booked_on"], name="bank_transfer_work")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="transfer_amount_positive"),
            models.CheckConstraint(
                condition=Q(state="matched", attempt__isnull=False) | ~Q(state="matched") & Q(attempt__isnull=True),
                name="matched_transfer_names_its_payment",
            ),
            models.UniqueConstraint(fields=["attempt"], name="one_transfer_per_payment"),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount_vnd} {self.state}"
