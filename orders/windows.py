"""How long an unpaid order holds its goods, by way of paying: data, for a transfer takes people longer than a card."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from base import clock

#: When no row says otherwise: as long as VNPAY's page.
SHORTEST = timedelta(minutes=15)


class PaymentWindow(models.Model):
    """Minutes that goods are held for a way of paying, from a day on. Rows are added, none is changed."""

    method = models.CharField(max_length=10)
    minutes = models.PositiveIntegerField()
    effective_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "order"
        constraints = [
            models.UniqueConstraint(fields=["method", "effective_from"], name="payment_window_once_a_day"),
            models.CheckConstraint(condition=Q(minutes__gt=0) & ~Q(source=""), name="payment_window_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.minutes} min from {self.effective_from}"


def time_to_pay(method: str, now: datetime) -> timedelta:
    """How long an order placed now holds its goods for its money."""
    rows = PaymentWindow.objects.filter(method=method, effective_from__lte=clock.market_day(now))
    minutes = rows.order_by("-effective_from").values_list("minutes", flat=True).first()
    return SHORTEST if minutes is None else timedelta(minutes=minutes)
