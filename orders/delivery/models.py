"""Cash that was paid at the door, and who has it now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CodCollection(models.Model):
    """The cash of one part that was paid on delivery. While `handed_to` is empty the carrier holds it."""

    seller_order = models.OneToOneField("order.SellerOrder", models.PROTECT, related_name="cod_collection")
    carrier = models.CharField(max_length=20)
    amount_vnd = models.PositiveBigIntegerField()
    collected_at = models.DateTimeField()
    # `seller`, `market` or `fair:<id>`: who got it from the carrier.
    handed_to = models.CharField(max_length=24, blank=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "order"
        indexes = [models.Index(fields=["carrier", "collected_at"], name="cod_held", condition=Q(handed_to=""))]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_to="", handed_over_at=None) | ~Q(handed_to="") & Q(handed_over_at__isnull=False),
                name="cod_handed_over_has_date",
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="cod_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.seller_order_id} {self.amount_vnd} {self.handed_to or self.carrier}"
