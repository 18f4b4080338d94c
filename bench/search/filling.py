"""Filling an index with generated goods that no database has: the server is measured, not PostgreSQL."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from base import clock
from marketplace.demo.bulk.catalogue import Listings, make_sellers
from search.backends.elastic.building import build, create, put_in_place
from search.backends.elastic.client import server
from search.backends.elastic.documents import goods_source
from search.backends.elastic.filling import Kind, action, send
from search.backends.embedded import EmbeddedBackend
from search.models import ProductDocument
from search.reading import document_of, read_sellers
from search.standing import Standings
from sellers.models import Partner

SELLERS = 200


def documents(number: int) -> Iterator[ProductDocument]:
    """So many products, the same every time."""
    sellers = list(Partner.objects.order_by("pk")) or make_sellers(number=SELLERS, now=clock.now())
    listings = Listings(sellers, defaultdict(str), clock.now())
    standings = Standings([])
    for place in range(number):
        product, stock = listings.generated(place)
        category = product.main_category
        assert category is not None  # noqa: S101 - every generated listing has one
        row: dict[str, Any] = {
            f"product__{name}": getattr(product, name)
            for name in ("version", "title", "slug", "unit", "description", "listed_at", "ocop_star", "ocop_expires_on")
        }
        category = product.main_category
        row |= {
            "product_id": place + 1,
            "product__date_created": product.listed_at,
            "product__main_category__slug": category.slug if category else "",
            "product__main_category__name": category.name if category else "",
            "price": stock.price,
            "num_in_stock": stock.num_in_stock,
            "num_allocated": 0,
            "partner_id": stock.partner.pk,
            "partner__code": stock.partner.code,
            "partner__name": stock.partner.name,
            "partner__commune_code": stock.partner.commune_code,
            "partner__approved_at": stock.partner.approved_at,
        }
        yield document_of(row, "", standings)


def fill(number: int) -> float:
    """Fill a new index and let readers use it; says how many documents a second the server took."""
    before, index = create(Kind.PRODUCT)
    took, batch = 0.0, []
    for row in documents(number):
        batch.append(action(index, row.product_id, 1, goods_source(row)))
        if len(batch) == 5_000:
            took += _timed(batch)
            batch = []
    took += _timed(batch)
    put_in_place(Kind.PRODUCT, index, before)
    fill_stalls()
    server(600).indices.forcemerge(index=index, max_num_segments=5)
    return number / took


def fill_stalls() -> None:
    """The stalls of these goods."""
    with transaction.atomic():
        EmbeddedBackend().put(read_sellers(list(Partner.objects.values_list("pk", flat=True))))
    build(Kind.SELLER)


def _timed(batch: list[dict[str, Any]]) -> float:
    began = time.perf_counter()
    send(batch)
    return time.perf_counter() - began
