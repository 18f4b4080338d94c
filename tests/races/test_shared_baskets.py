"""Forty baskets of ten shared products, each in an order of its own, at once: nobody waits in a circle."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connections

from orders.models import Order
from orders.services import OrderRequest, WantedLine, place_order
from sellers.models import StockRecord
from sellers.selectors import unexplained_stock
from tests.races.serving import all_at_once

BASKETS, PRODUCTS = 40, 10

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("patient_pool")]


@pytest.fixture
def products(lans_stall, stall_of_hai, make_product):
    stalls = (lans_stall, stall_of_hai)
    return [make_product(stalls[n % 2], title=f"Món {n}", quantity=100).pk for n in range(PRODUCTS)]


def test_all_are_placed(products):
    draw = Random(4)
    baskets = [draw.sample(products, PRODUCTS) for _ in range(BASKETS)]

    def buy(number, ready):
        try:
            ready()
            lines = tuple(WantedLine(product, 1 + number % 2) for product in baskets[number])
            return place_order(request=OrderRequest(f"basket-{number}", lines, "cod")).pk
        finally:
            connections.close_all()

    placed = all_at_once(buy, range(BASKETS))
    assert len(set(placed)) == Order.objects.count() == BASKETS
    assert set(StockRecord.objects.values_list("num_allocated", flat=True)) == {BASKETS * 3 // 2}
    assert not unexplained_stock().exists()
