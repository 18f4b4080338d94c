"""Taking stock without the condition, for controls: units are promised whatever the row says."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F

from sellers.models import StockRecord


def promise_anything(*, quantities: Mapping[int, int], **_: object) -> None:
    """`reserve_stock` without `num_in_stock >= num_allocated + wanted`."""
    for stock_id, quantity in sorted(quantities.items()):
        StockRecord.objects.filter(pk=stock_id).update(num_allocated=F("num_allocated") + quantity)
