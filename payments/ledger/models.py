"""Double entry: every đồng that moves is debited somewhere and credited somewhere else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Account(models.Model):
    """A place money can be: `vnpay` (at the gateway), `till:<fair>`, `order:<number>` (owed to the parties)."""

    code = models.CharField(max_length=80, unique=True)

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One movement. `reference` is unique, so the same movement is booked once."""

    reference = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    booked_at = models.DateTimeField()

    class Meta:
        app_label = "payment"
        verbose_name_plural = "entries"

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
