"""At most eight queries on any page of goods, and no more of them when there are more goods."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events import dispatcher

pytestmark = pytest.mark.django_db
MOST = 8


@pytest.fixture
def paths(goods, lans_stall):
    product = goods[0]
    return {
        "home": "/",
        "category": "/danh-muc/hai-san-kho/",
        "filtered": "/danh-muc/hai-san-kho/?commune=32191&price=500000-&in_stock=1",
        "search": "/tim-kiem/?q=tom+kho",
        "slip": "/tim-kiem/?q=tom+khp",
        "nothing": "/tim-kiem/?q=zzzz",
        "product": f"/san-pham/{product.slug}_{product.pk}/",
        "seller": f"/nha-san-xuat/{lans_stall.code}/",
    }


def queries(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen.captured_queries)


@pytest.mark.parametrize("page", ["home", "category", "filtered", "search", "slip", "nothing", "product", "seller"])
def test_a_page_asks_little_even_when_nothing_is_remembered(client, paths, page, make_product, lans_stall):
    few = queries(client, paths[page])
    assert few <= MOST
    for n in range(15):
        make_product(lans_stall, title=f"Tôm khô loại {n}", price=100_000 + n)
    dispatcher.dispatch_all()
    assert queries(client, paths[page]) <= max(few, MOST)
