"""Double entry: every đồng that moves is debited somewhere and credited somewhere else.

The database holds to it on both engines (migration ledger_never_changed): an entry is committed only with legs whose
debits and credits both sum to `total_vnd`, and rows are added and never changed or removed.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Account(models.Model):
    """A place money can be, or somebody it is owed to: `vnpay`, `till:fair:3`, `order:CD2346ACDE`, `seller:12`."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("Tài sản")
        LIABILITY = "liability", _("Nợ phải trả")
        INCOME = "income", _("Thu nhập")
        EXPENSE = "expense", _("Chi phí")

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)

    class Meta:
        app_label = "payment"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["asset", "liability", "income", "expense"]), name="account_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One movement. `reference` is unique, so the same movement is booked once; `reverses` is, so is its correction."""

    # Drawn by post_entry, for the legs are written first: the row of the entry closes it.
    id = models.BigIntegerField(primary_key=True)
    reference = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    booked_at = models.DateTimeField(db_index=True)
    # The sum of either side.
    total_vnd = models.PositiveBigIntegerField()
    # The seller's part of an order that it is about, if any.
    seller_order_id = models.BigIntegerField(null=True, db_index=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        app_label = "payment"
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(total_vnd__gt=0), name="entry_moves_something"),
            models.CheckConstraint(condition=Q(reverses=None) | ~Q(reverses=F("id")), name="entry_reverses_another"),
        ]

    def __str__(self) -> str:
        return self.reference


class Leg(models.Model):
    """One side of an entry, in whole đồng: either a debit or a credit, never both, never none."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="legs")
    account = models.ForeignKey(Account, models.PROTECT, related_name="legs")
    debit_vnd = models.PositiveBigIntegerField(default=0)
    credit_vnd = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "payment"
        constraints = [
            models.CheckConstraint(
                condition=Q(debit_vnd__gt=0, credit_vnd=0) | Q(debit_vnd=0, credit_vnd__gt=0), name="leg_has_one_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.debit_vnd}/{self.credit_vnd}"
