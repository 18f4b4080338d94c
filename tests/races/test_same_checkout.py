"""Fifty equal checkouts in one moment: one order, one message."""

from __future__ import annotations

import pytest

from orders.models import Order
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import all_at_once, serving
from tests.races.shopper import Shopper

TAPS = 50

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def product(lans_stall, make_product):
    return make_product(lans_stall, quantity=TAPS)


@pytest.fixture
def database(product, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def test_one_is_placed_and_all_are_led_to_it(product, database, tmp_path):
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:
        shopper = Shopper(server.base, "Người mua")
        shopper.walk_to_the_checkout(product.pk)

        def tap(_, ready):
            twin = shopper.twin()
            ready()
            return twin.order()

        answers = all_at_once(tap, range(TAPS))
    assert {answer.status_code for answer in answers} == {302}
    [(number,)] = database.ask("SELECT number FROM order_order")
    assert all(answer.headers["Location"].startswith(f"/don-hang/{number}/") for answer in answers)
    assert database.ask("SELECT num_allocated FROM partner_stockrecord") == [(1,)]
    placed = "SELECT count(*) FROM events_recordedevent WHERE name IN ('OrderPlaced', 'OrderConfirmed')"
    assert database.ask(placed) == [(2,)]
    told = "SELECT count(*) FROM events_delivery WHERE subscriber LIKE '%text_buyer_of_confirmation'"
    assert database.ask(told) == [(1,)]
    assert Order.objects.count() == 0
    assert server.complaints() == []
