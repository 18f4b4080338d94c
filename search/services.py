"""Keeping the index in step with the catalogue. Each may be run again at any time: it reads what is true now."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from search import reading
from search.selectors import backend
from sellers.models import StockRecord


@transaction.atomic
def index_products(*, product_ids: Collection[int]) -> None:
    """Bring some products up to date; those not on sale (any more) disappear."""
    backend().put(reading.read_products(product_ids))


@transaction.atomic
def index_seller(*, seller_id: int) -> None:
    """Bring a stall and all its goods up to date."""
    backend().put(reading.read_sellers([seller_id]))
    goods = StockRecord.objects.filter(partner_id=seller_id).values_list("product_id", flat=True)
    index_products(product_ids=list(goods))


def rebuild() -> int:
    """Make the whole index afresh from the tables; says how many products are on sale. Searching goes on meanwhile."""
    return backend().rebuild(reading.everything())
