"""Fifty equal checkouts in one moment: one order, one message. The same key with another basket: 422, nothing lost."""

from __future__ import annotations

import re

import pytest

from orders.models import Order
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import all_at_once, serving
from tests.races.shopper import Shopper

TAPS = 50
KEY = re.compile(r'name="request_id" value="([^"]*)"')

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def product(lans_stall, make_product):
    return make_product(lans_stall, quantity=TAPS)


@pytest.fixture
def squid(lans_stall, make_product):
    return make_product(lans_stall, title="Khô mực", quantity=TAPS)


@pytest.fixture
def database(product, squid, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def promised(database, product):
    [(units,)] = database.ask(f"SELECT num_allocated FROM partner_stockrecord WHERE product_id = {product.pk}")
    return units or 0


def tap(shopper, ready):
    twin = shopper.twin()
    ready()
    return twin.order()


def test_one_is_placed_and_all_are_led_to_it(product, database, tmp_path):
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:
        shopper = Shopper(server.base, "Người mua")
        shopper.walk_to_the_checkout(product.pk)
        answers = all_at_once(tap, [shopper] * TAPS)
    assert {answer.status_code for answer in answers} == {302}
    [(number,)] = database.ask("SELECT number FROM order_order")
    assert all(answer.headers["Location"].startswith(f"/don-hang/{number}/") for answer in answers)
    assert promised(database, product) == 1
    placed = "SELECT count(*) FROM events_recordedevent WHERE name IN ('OrderPlaced', 'OrderConfirmed')"
    assert database.ask(placed) == [(2,)]
    told = "SELECT count(*) FROM events_delivery WHERE subscriber LIKE '%text_buyer_of_confirmation'"
    assert database.ask(told) == [(1,)]
    assert Order.objects.count() == 0
    assert server.complaints() == []


def test_another_basket_under_the_same_key_is_told_and_ordered_with_a_fresh_form(product, squid, database, tmp_path):
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:
        shopper = Shopper(server.base, "Người mua")
        shopper.walk_to_the_checkout(product.pk)
        first = shopper.order()
        again = shopper.order()
        assert (first.status_code, again.status_code) == (302, 302)
        assert again.headers["Location"] == first.headers["Location"]
        shopper.put_in(squid.pk)
        answer = shopper.order()
        assert answer.status_code == 422
        assert f'href="{first.headers["Location"]}"' in answer.text
        assert "đã được đặt rồi" in answer.text
        assert "Khô mực" in answer.text
        assert KEY.findall(answer.text) != KEY.findall(shopper.page)
        shopper.page = answer.text
        second = shopper.order()
        assert second.status_code == 302
        assert second.headers["Location"] != first.headers["Location"]
    assert database.ask("SELECT count(*) FROM order_order") == [(2,)]
    assert (promised(database, product), promised(database, squid)) == (1, 1)
    assert server.complaints() == []


def test_of_two_baskets_under_one_key_at_once_one_is_ordered_and_the_other_is_told(product, squid, database, tmp_path):
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:
        one, other = Shopper(server.base, "Người mua"), Shopper(server.base, "Người mua")
        one.walk_to_the_checkout(product.pk)
        other.walk_to_the_checkout(squid.pk)
        [key], [own] = KEY.findall(one.page), KEY.findall(other.page)
        other.page = other.page.replace(own, key)
        answers = all_at_once(tap, [one, other] * (TAPS // 2))
    codes = [{answer.status_code for answer in answers[side::2]} for side in (0, 1)]
    assert sorted(codes, key=min) == [{302}, {422}]
    [(number,)] = database.ask("SELECT number FROM order_order")
    assert all(f"/don-hang/{number}/" in (answer.headers.get("Location") or answer.text) for answer in answers)
    assert sorted([promised(database, product), promised(database, squid)]) == [0, 1]
    # The basket that was not ordered lies there as it lay.
    assert database.ask("SELECT sum(quantity) FROM basket_line") == [(1,)]
    assert server.complaints() == []
