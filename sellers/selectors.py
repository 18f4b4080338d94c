"""Reading stalls and their goods."""

from __future__ import annotations

from catalogue.models import Product
from sellers.models import Partner, StockRecord


def products_on_sale() -> int:
    """How many listings of open stalls are on the market."""
    on_sale = StockRecord.objects.filter(product__listing=Product.Listing.LIVE, partner__state=Partner.State.APPROVED)
    return on_sale.count()
