"""Reading stock: what is on sale, what is left, and whether its movements explain it."""

from __future__ import annotations

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest

from catalogue.models import Product
from sellers.models import Partner, StockMovement, StockRecord

#: `StockRecord.net_stock_level` in SQL.
UNITS_LEFT = Greatest(F("num_in_stock") - F("num_allocated") - F("safety_stock"), 0)


def products_on_sale() -> int:
    """How many listings of open stalls are on the market."""
    on_sale = StockRecord.objects.filter(product__listing=Product.Listing.LIVE, partner__state=Partner.State.APPROVED)
    return on_sale.count()


def movements_of(stock_id: int) -> QuerySet[StockMovement]:
    """Everything that moved a stock record, newest first."""
    return StockMovement.objects.filter(stock_id=stock_id).order_by("-pk")


def unexplained_stock() -> QuerySet[StockRecord]:
    """Stock records whose numbers are not the sums of their movements: somebody wrote past the services."""
    summed = StockRecord.objects.annotate(
        explained_in_stock=Coalesce(Sum("movements__in_stock"), 0),
        explained_allocated=Coalesce(Sum("movements__allocated"), 0),
    )
    return summed.exclude(num_in_stock=F("explained_in_stock"), num_allocated=F("explained_allocated"))
