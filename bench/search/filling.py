"""`python -m bench.search.filling N|drop`: an index of generated goods that no database has: the server is measured,
not PostgreSQL. Writes how many documents a second it took. `drop` takes the indexes away again.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402

from base import clock  # noqa: E402
from marketplace.demo.bulk.catalogue import Listings, make_sellers  # noqa: E402
from search.backends.elastic.building import build, create, put_in_place  # noqa: E402
from search.backends.elastic.client import server  # noqa: E402
from search.backends.elastic.documents import goods_source  # noqa: E402
from search.backends.elastic.filling import Kind, action, indexes, send  # noqa: E402
from search.backends.embedded import EmbeddedBackend  # noqa: E402
from search.models import ProductDocument  # noqa: E402
from search.reading import document_of, read_sellers  # noqa: E402
from search.standing import Standings  # noqa: E402
from sellers.models import Partner  # noqa: E402

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
        row |= {
            "product_id": place + 1,
            "product__date_created": product.listed_at,
            "product__main_category__slug": category.slug,
            "product__main_category__name": category.name,
            "price": stock.price,
            "num_in_stock": stock.num_in_stock,
            "num_allocated": 0,
            "safety_stock": stock.safety_stock,
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


def drop() -> None:
    """Delete all indexes of this measure."""
    for kind in Kind:
        for index in indexes(kind):
            server().indices.delete(index=index)


if __name__ == "__main__":
    if sys.argv[1] == "drop":
        drop()
    else:
        sys.stdout.write(str(fill(int(sys.argv[1]))))
