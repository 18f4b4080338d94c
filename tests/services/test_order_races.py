"""Buyers against each other on PostgreSQL: the last units over four processes, and baskets in circles.

Sixty buyers, twice; with FULL=1 five hundred, twenty times: whoever was refused is there again when there is more.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.models import Sum

from events.models import RecordedEvent
from orders.models import Line, Order
from sellers.models import StockRecord
from sellers.selectors import unexplained_stock
from sellers.services import count_stock, reserve_stock
from tests.races.conftest import patient_pool
from tests.races.database import PostgresqlCopy
from tests.races.serving import PATIENCE, all_at_once
from tests.races.shopper import again_at_the_checkout, all_at_the_checkout, order_at_once
from tests.races.test_shared_baskets import products, test_all_are_placed
from tests.services.processes import scaled

__all__ = ["patient_pool", "products", "test_all_are_placed"]

UNITS, PROCESSES = 5, 4
BUYERS, TIMES = (500, 20) if os.environ.get("FULL") == "1" else (60, 2)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("patient_pool"),
    pytest.mark.timeout(300 + 2 * TIMES * PATIENCE),
]


@pytest.fixture
def stock(lans_stall, make_product):
    """The last five bags."""
    return StockRecord.objects.get(product=make_product(lans_stall, quantity=UNITS))


@contextmanager
def four_processes(url, folder, wsgi="marketplace.wsgi"):
    """Four processes that serve pages from a database, one request at a time each."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {
        "DATABASE_URL": url,
        "DEBUG": "1",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "VAR_DIR": str(folder / "var"),
    }
    with scaled(environment, folder, wsgi) as market:
        webs = [market.pages(wsgi) for _ in range(PROCESSES)]
        for web in webs:
            web.wait_until_ready()
        yield webs


@pytest.fixture
def processes(stock, tmp_path):
    """Four processes on the tests' own database."""
    given = connection.settings_dict
    url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    with four_processes(url, tmp_path) as webs:
        yield webs


@pytest.fixture
def spoilt(stock):
    """A database that no longer minds how much is promised."""
    copy = PostgresqlCopy()
    copy.ask("ALTER TABLE partner_stockrecord DROP CONSTRAINT stock_not_oversold")
    yield copy
    copy.drop()


def at_the_checkout(webs, product_id):
    """Everybody with the checkout filled in, a quarter at each process."""
    return all_at_the_checkout([web.base for web in webs], BUYERS, product_id)


def test_five_get_the_last_five_and_the_others_are_told(processes, stock):
    shoppers = at_the_checkout(processes, stock.product_id)
    for time in range(1, TIMES + 1):
        answers = order_at_once(shoppers)
        codes = [answer.status_code for answer in answers]
        assert (codes.count(302), codes.count(409)) == (UNITS, BUYERS - UNITS)
        sold = UNITS * time
        assert Order.objects.count() == RecordedEvent.objects.filter(name="OrderPlaced").count() == sold
        assert Line.objects.aggregate(units=Sum("quantity"))["units"] == sold
        assert StockRecord.objects.values_list("num_in_stock", "num_allocated").get() == (sold, sold)
        assert not unexplained_stock().exists()
        assert not [web for web in processes if "Traceback" in web.words()]
        if time < TIMES:
            count_stock(stock_id=stock.pk, available=UNITS)
            shoppers = again_at_the_checkout(shoppers, answers, stock.product_id)


def test_without_the_condition_four_processes_sell_more_than_there_is(spoilt, stock, tmp_path):
    with four_processes(spoilt.url, tmp_path, "tests.services.careless") as webs:
        answers = order_at_once(at_the_checkout(webs, stock.product_id))
    sold = [answer.status_code for answer in answers].count(302)
    assert sold > UNITS
    assert spoilt.ask("SELECT num_in_stock, num_allocated FROM partner_stockrecord") == [(UNITS, sold)]


def test_who_looks_first_and_takes_later_sells_more_than_there_is(stock):
    def take(_, looked):
        try:
            seen = StockRecord.objects.get(pk=stock.pk)
            looked()
            left = seen.num_in_stock - seen.num_allocated
            return left and StockRecord.objects.filter(pk=seen.pk).update(num_allocated=seen.num_allocated + 1)
        finally:
            connections.close_all()

    assert sum(all_at_once(take, range(2 * UNITS))) > UNITS


def test_without_a_stable_order_two_wait_for_each_other(products):
    pair = list(StockRecord.objects.filter(product_id__in=products[:2]).values_list("pk", flat=True))
    first_taken = threading.Barrier(2, timeout=30)

    def take(order, ready):
        try:
            ready()
            with transaction.atomic():
                reserve_stock(quantities={order[0]: 1}, order_number="CD1")
                first_taken.wait()
                reserve_stock(quantities={order[1]: 1}, order_number="CD1")
            return "taken"
        except OperationalError as circle:
            return type(circle.__cause__).__name__
        finally:
            connections.close_all()

    assert sorted(all_at_once(take, [pair, pair[::-1]])) == ["DeadlockDetected", "taken"]
