"""What was compared, and what did not agree."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reconciliation(models.Model):
    """One day of one gateway, compared with its settlement file. Comparing again updates it."""

    provider = models.CharField(max_length=12)
    day = models.DateField()
    compared_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    paid_vnd = models.BigIntegerField()
    refunded_vnd = models.BigIntegerField()

    class Meta:
        app_label = "payment"
        constraints = [models.UniqueConstraint(fields=["provider", "day"], name="reconciled_once_a_day")]

    def __str__(self) -> str:
        return f"{self.provider} {self.day}"


class Difference(models.Model):
    """One thing that the file and our books do not say alike. `reference` is ours for a payment; for a refund it is
    the gateway's number, or ours when the gateway does not know it.
    """

    class Kind(models.TextChoices):
        NOT_IN_BOOKS = "not_in_books", _("Cổng nói đã thu, sổ của chợ chưa ghi")
        NOT_IN_FILE = "not_in_file", _("Sổ của chợ ghi đã thu, tệp của cổng không có")
        AMOUNT = "amount", _("Hai bên ghi số tiền khác nhau")
        TWICE = "twice", _("Tệp của cổng ghi hai lần")
        REFUND_NOT_IN_BOOKS = "refund_not_in_books", _("Cổng nói đã hoàn, sổ của chợ không có khoản này")
        REFUND_NOT_IN_FILE = "refund_not_in_file", _("Sổ của chợ ghi đã hoàn, tệp của cổng không có")
        REFUND_AMOUNT = "refund_amount", _("Hai bên ghi số tiền hoàn khác nhau")

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reference = models.CharField(max_length=100)
    order_number = models.CharField(max_length=128, blank=True)
    ours_vnd = models.BigIntegerField(null=True)
    theirs_vnd = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()
    # A later comparison of the day no longer finds it.
    gone_at = models.DateTimeField(null=True)
    # An operator's words when he dealt with it.
    note = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "kind", "reference"], name="difference_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
