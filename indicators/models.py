"""Facts the officials' figures are made of. Written from events alone; ids and codes only."""

from __future__ import annotations

from django.db import models


class SaleFact(models.Model):
    """One line of a completed sale."""

    line_id = models.BigIntegerField(unique=True)
    order_number = models.CharField(max_length=128)
    seller_order_id = models.BigIntegerField()
    seller_id = models.BigIntegerField()
    product_id = models.BigIntegerField()
    commune_code = models.CharField(max_length=5)
    category_slug = models.CharField(max_length=255)
    channel = models.CharField(max_length=8)
    fair_id = models.BigIntegerField(null=True)
    payment_method = models.CharField(max_length=10)
    quantity = models.PositiveIntegerField()
    amount_vnd = models.PositiveBigIntegerField()
    completed_at = models.DateTimeField()
    # The market's own month (Asia/Ho_Chi_Minh), "2026-11".
    month = models.CharField(max_length=7)

    class Meta:
        indexes = [
            models.Index(fields=["month", "commune_code"], name="sale_month_commune"),
            models.Index(fields=["month", "category_slug"], name="sale_month_category"),
        ]

    def __str__(self) -> str:
        return f"{self.order_number}/{self.line_id}"
