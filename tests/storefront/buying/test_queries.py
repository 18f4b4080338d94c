"""At most eight queries on any page of buying, whatever lies in the basket or the order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders.services import accept_seller_order
from payments.services import start_vnpay_payment
from tests.storefront.buying.buyer import Buyer

MOST = 8


@pytest.fixture
def twelve(open_stall, make_product):
    """Twelve products of three stalls."""
    stalls = [open_stall(f"Sạp {n}", free_from=10_000_000) for n in range(3)]
    return [make_product(stall, title=f"Món {n} của {stall.name}") for stall in stalls for n in range(4)]


def queries(client, path):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize("path", ["/gio-hang/", "/thanh-toan/"])
@pytest.mark.parametrize("logged_in", [False, True], ids=["guest", "logged in"])
def test_basket_and_checkout(twelve, minh, path, logged_in):
    buyer = Buyer()
    if logged_in:
        buyer.client.force_login(minh)
    for product in twelve:
        buyer.add(product)
    assert len(buyer.get(path).context["contents"].lines) == 12
    assert len(queries(buyer.client, path)) <= MOST


@pytest.mark.parametrize("tail", ["", "moi/", "huy/"])
def test_the_order_page(twelve, order_of, buyer, tail):
    order = order_of("vnpay", goods=twelve)
    for _try in range(3):
        start_vnpay_payment(
            order_number=order.number, amount=order.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
        )
    assert len(queries(buyer.client, f"/don-hang/{order.number}/{order.token}/{tail}")) <= MOST


def test_a_buyers_list(twelve, order_of, minh):
    for _order in range(4):
        placed = order_of(goods=twelve, user_id=minh.pk)
    accept_seller_order(seller_order_id=placed.seller_orders.first().pk)
    buyer = Buyer()
    buyer.client.force_login(minh)
    assert len(queries(buyer.client, "/don-hang/")) <= MOST


def test_communes_of_a_province_cost_none(buyer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(buyer.get("/thanh-toan/xa/?tinh=96").json()["communes"]) == 64
