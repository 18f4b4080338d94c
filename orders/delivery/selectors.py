"""Reading who holds which cash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet, Sum

from base.money import Dong
from orders.delivery.carriers import CARRIERS
from orders.delivery.models import CodCollection


@dataclass(frozen=True)
class CashHeld:
    """Cash of a commune's sellers in the hands of one carrier; `since` is when the oldest of it was collected."""

    carrier: str
    commune_code: str
    parts: int
    amount: Dong
    since: datetime

    @property
    def carrier_name(self) -> str:
        """What people call the carrier."""
        return CARRIERS[self.carrier].name


def held_collections(*, seller_id: int | None = None) -> QuerySet[CodCollection]:
    """Cash that carriers hold, the longest held first; of one seller, or of all."""
    held = CodCollection.objects.filter(handed_to="").select_related("seller_order__order", "seller_order__seller")
    return (held if seller_id is None else held.filter(seller_order__seller_id=seller_id)).order_by("collected_at")


def cash_by_holder() -> list[CashHeld]:
    """What each carrier holds of each commune's sellers, the longest held first."""
    groups = (
        CodCollection.objects.filter(handed_to="")
        .values("carrier", "seller_order__commune_code")
        .annotate(parts=Count("pk"), amount=Sum("amount_vnd"), since=Min("collected_at"))
        .order_by("since")
    )
    return [
        CashHeld(
            row["carrier"], row["seller_order__commune_code"], row["parts"], Dong(int(row["amount"])), row["since"]
        )
        for row in groups
    ]
