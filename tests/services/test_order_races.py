"""Buyers against each other on PostgreSQL: the last units over four processes, and baskets in circles.

Sixty buyers in one round; with FULL=1 five hundred in twenty.
"""

from __future__ import annotations

import os
import threading

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.db.models import Sum

from events.models import RecordedEvent
from orders.models import Line, Order
from sellers.models import StockRecord
from sellers.selectors import unexplained_stock
from sellers.services import reserve_stock
from tests.races.serving import PATIENCE, all_at_once
from tests.races.shopper import Shopper
from tests.races.test_shared_baskets import products, test_all_are_placed
from tests.services.processes import scaled

__all__ = ["products", "test_all_are_placed"]

UNITS, PROCESSES = 5, 4
BUYERS, ROUNDS = (500, 20) if os.environ.get("FULL") == "1" else (60, 1)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300 + ROUNDS * 4 * PATIENCE)]


@pytest.fixture
def stocks(lans_stall, make_product):
    """The last five bags, of one product for each round."""
    goods = [make_product(lans_stall, title=f"Tôm khô {n}", quantity=UNITS) for n in range(ROUNDS)]
    return [StockRecord.objects.get(product=product) for product in goods]


@pytest.fixture(autouse=True)
def patient_pool(transactional_db):
    """As many connections as this process has buyers in threads; what a page's process has is left as it is."""
    pool = connection.settings_dict["OPTIONS"]["pool"]
    usual = dict(pool)
    connection.close()
    connection.close_pool()
    pool |= {"max_size": 60, "timeout": PATIENCE}
    yield
    connection.close()
    connection.close_pool()
    pool |= usual


@pytest.fixture
def processes(stocks, tmp_path):
    """Four processes that serve pages from the tests' own database."""
    given = connection.settings_dict
    url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {"DATABASE_URL": url, "DEBUG": "1", "DEMO": "1", "VAR_DIR": str(tmp_path / "var")}
    with scaled(environment, tmp_path) as market:
        webs = [market.pages() for _ in range(PROCESSES)]
        for web in webs:
            web.wait_until_ready()
        yield webs


def race(webs, product_id):
    """Everybody fills in the checkout, a quarter at each process; when the last one has, all send it."""

    def buy(number, ready):
        shopper = Shopper(webs[number % PROCESSES].base, f"Người mua {number}")
        shopper.walk_to_the_checkout(product_id)
        ready()
        return shopper.order()

    return all_at_once(buy, range(BUYERS))


def test_five_get_the_last_five_and_the_others_are_told(processes, stocks):
    for stock in stocks:
        codes = [answer.status_code for answer in race(processes, stock.product_id)]
        assert (codes.count(302), codes.count(409)) == (UNITS, BUYERS - UNITS)
    assert Order.objects.count() == RecordedEvent.objects.filter(name="OrderPlaced").count() == UNITS * ROUNDS
    assert Line.objects.aggregate(units=Sum("quantity"))["units"] == UNITS * ROUNDS
    assert set(StockRecord.objects.values_list("num_in_stock", "num_allocated")) == {(UNITS, UNITS)}
    assert not unexplained_stock().exists()
    assert not [web for web in processes if "Traceback" in web.words()]


def test_who_looks_first_and_takes_later_sells_more_than_there_is(stocks):
    def take(_, looked):
        try:
            seen = StockRecord.objects.get(pk=stocks[0].pk)
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
