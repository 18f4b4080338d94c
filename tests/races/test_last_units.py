"""Fifty buyers over HTTP after the last five units."""

from __future__ import annotations

import pytest

from sellers.models import StockRecord
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import serving
from tests.races.shopper import all_at_the_checkout, order_at_once

BUYERS, UNITS = 50, 5
#: What a buyer who came too late is told, whichever moment he missed.
TOO_LATE = ("vừa hết hàng", "chỉ còn")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stock(lans_stall, make_product):
    """The last five bags."""
    return StockRecord.objects.get(product=make_product(lans_stall, quantity=UNITS))


@pytest.fixture
def database(stock, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def race(server, product_id):
    """Everybody fills in the checkout; when the last one has, all send it."""
    return order_at_once(all_at_the_checkout([server.base], BUYERS, product_id))


def test_five_get_them_and_forty_five_are_told(stock, database, tmp_path):
    with serving("tests.races.meeting:application", database.url, tmp_path, BUYERS=str(BUYERS)) as server:
        answers = race(server, stock.product_id)
        bought = [answer for answer in answers if answer.status_code == 302]
        refused = [answer for answer in answers if answer.status_code == 409]
        assert (len(bought), len(refused)) == (UNITS, BUYERS - UNITS)
        assert all(answer.headers["Location"].startswith("/don-hang/") for answer in bought)
        assert all(any(words in answer.text for words in TOO_LATE) for answer in refused)
        assert all('value="Người mua ' in answer.text for answer in refused)
    assert database.ask("SELECT count(*) FROM order_order") == [(UNITS,)]
    assert database.ask("SELECT sum(quantity) FROM order_line") == [(UNITS,)]
    assert database.ask("SELECT num_in_stock, num_allocated FROM partner_stockrecord") == [(UNITS, UNITS)]
    assert database.ask("SELECT count(*) FROM events_recordedevent WHERE name = 'OrderPlaced'") == [(UNITS,)]
    assert server.complaints() == []


def test_without_the_condition_more_is_sold_than_there_is(stock, database, tmp_path):
    with serving("tests.races.careless:application", database.url, tmp_path, BUYERS=str(BUYERS)) as server:
        bought = [answer for answer in race(server, stock.product_id) if answer.status_code == 302]
    assert len(bought) > UNITS
    [(in_stock, promised)] = database.ask("SELECT num_in_stock, num_allocated FROM partner_stockrecord")
    assert promised == len(bought) > in_stock
