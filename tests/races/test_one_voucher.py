"""Fifty buyers over HTTP with one voucher that is good once."""

from __future__ import annotations

import pytest

from promotions.vouchers.models import Voucher
from tests.promotions.conftest import voucher  # noqa: F401
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import serving
from tests.races.shopper import all_at_the_checkout, order_at_once

BUYERS = 50
#: Where nothing bounds its uses all of them order, one after the other on SQLite: ten are proof enough, and the last of
#: fifty was seen to wait for more than three minutes.
CARELESS = 10
CODE = "MOTLANDUYNHAT"
DISCOUNTED = "SELECT count(*), min(amount) FROM order_orderdiscount"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def goods(lans_stall, make_product, voucher):  # noqa: F811
    """Enough for everybody, and the voucher."""
    voucher(CODE, percent=10, usage=Voucher.SINGLE_USE)
    return make_product(lans_stall, quantity=2 * BUYERS).pk


@pytest.fixture
def database(goods, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def race(server, product_id, buyers):
    """Everybody sees the lower sum at the checkout; when the last one has, all send it."""
    return order_at_once(all_at_the_checkout([server.base], buyers, product_id, code=CODE))


def test_one_order_has_it_and_the_others_are_told(goods, database, tmp_path):
    with serving("tests.races.meeting:application", database.url, tmp_path, BUYERS=str(BUYERS)) as server:
        answers = race(server, goods, BUYERS)
        refused = [answer for answer in answers if answer.status_code == 409]
        assert [answer.status_code for answer in answers].count(302) == 1
        assert len(refused) == BUYERS - 1
        assert all("hết lượt" in answer.text for answer in refused)
        assert all('value="Người mua ' in answer.text for answer in refused)
    # Nobody who was refused has ordered at another price than he saw.
    assert database.ask("SELECT count(*) FROM order_order") == [(1,)]
    assert database.ask(DISCOUNTED) == [(1, 78_000)]
    assert database.ask("SELECT num_orders FROM voucher_voucher") == [(1,)]
    assert database.ask("SELECT count(*) FROM voucher_voucherapplication") == [(1,)]
    assert server.complaints() == []


def test_without_the_condition_it_is_used_by_many(goods, database, tmp_path):
    with serving("tests.races.careless_vouchers:application", database.url, tmp_path, BUYERS=str(CARELESS)) as server:
        bought = [answer for answer in race(server, goods, CARELESS) if answer.status_code == 302]
    assert len(bought) > 1
    assert database.ask(DISCOUNTED) == [(len(bought), 78_000)]
    assert database.ask("SELECT num_orders, most_orders FROM voucher_voucher") == [(len(bought), 1)]
