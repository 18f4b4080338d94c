"""Orders while web, dispatcher and workers are killed with -9 every two seconds: every effect is there, once."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from django.db import connection

from events.base import all_events
from events.claiming import LEASE
from events.models import Delivery, RecordedEvent
from events.wiring import subscribers_of
from indicators.models import SaleFact
from notifications.models import FeedEntry, Message
from orders.models import Order, SellerOrder
from orders.services import accept_seller_order, confirm_receipt, hand_over_seller_order
from search.comparing import differing_entries
from search.models import ProductDocument
from sellers.models import StockRecord
from tests.races.serving import READY_WITHIN, eventually
from tests.services.buyers import Buyers
from tests.services.killing import killing
from tests.services.processes import scaled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

#: Seconds until the last claim of a killed worker has run out and its delivery was tried again some times; and for each
#: order, of which the killed have left some ten deliveries to two workers.
DRAINED_WITHIN, OF_EACH = LEASE.total_seconds() + 120, 1.0


@pytest.fixture
def goods(lans_stall, make_product):
    return [make_product(lans_stall, title=f"Tôm khô số {number}", quantity=9_000).pk for number in range(5)]


@pytest.fixture
def careless_market(environment, tmp_path):
    with scaled(environment, tmp_path, "tests.services.enqueueing") as started:
        yield started


def start_all(market):
    """Two of each, so that one is up while the other starts again."""
    webs = [market.pages(), market.pages()]
    rest = [market.worker(), market.worker(), market.beat(), market.beat()]
    for web in webs:
        web.wait_until_ready()
    return webs, [*webs, *rest]


def complete(numbers):
    """Lan accepts, hands over, and the buyer has it: a sale that is counted."""
    for part in SellerOrder.objects.filter(order__number__in=numbers).values_list("pk", flat=True):
        for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
            step(seller_order_id=part)


def open_deliveries():
    return Delivery.objects.exclude(state=Delivery.State.DELIVERED).count()


def test_nothing_is_lost_or_doubled(market, goods, full, tmp_path):
    webs, everything = start_all(market)
    buyers = Buyers([web.base for web in webs], goods)
    with killing(everything) as killed:
        numbers = buyers.order(1000 if full else 120)
        complete(numbers)
        # A quick machine is done before each of them was killed.
        while len(killed) < len(everything):
            more = buyers.order(5)
            complete(more)
            numbers += more
    orders = len(numbers)
    eventually(open_deliveries, 0, within=DRAINED_WITHIN + OF_EACH * orders)
    eventually(lambda: any(differing_entries().values()), False)
    assert len(set(numbers)) == orders == Order.objects.count() == Order.objects.filter(status="completed").count()
    assert_each_effect_once(orders, goods)
    assert_sent_once(tmp_path)
    assert_in_order()


def assert_each_effect_once(orders, goods):
    """Database, what the index is made of, figures, live pages, messages."""
    recorded = Counter(RecordedEvent.objects.values_list("name", flat=True))
    each = ("OrderPlaced", "OrderConfirmed", "SellerOrderReady", "SellerOrderDelivered", "SaleCounted")
    assert {name: recorded[name] for name in each} == dict.fromkeys(each, orders)
    assert SaleFact.objects.count() == orders
    sold = StockRecord.objects.filter(product__in=goods).values_list("num_in_stock", flat=True)
    assert 9_000 * len(goods) - sum(sold) == sum(SaleFact.objects.values_list("quantity", flat=True))
    assert ProductDocument.objects.filter(product_id__in=goods, in_stock=True).count() == len(goods)
    heard = Counter(FeedEntry.objects.values_list("kind", flat=True))
    assert heard["OrderConfirmed"] == heard["SellerOrderReady"] == heard["SaleCounted"] == orders
    # Told when it was confirmed and when it was sent; the seller when it came.
    keys = Counter(key.partition("-")[0] for key in Message.objects.values_list("key", flat=True))
    assert (keys["buyer"], Message.objects.filter(sent_at=None).count()) == (2 * orders, 0)


def assert_sent_once(folder):
    """One line each in the file that stands for the gateway."""
    lines = (folder / "var" / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    sent = Counter(json.loads(line)["key"] for line in lines)
    assert sent == Counter(Message.objects.values_list("key", flat=True))


def assert_in_order():
    """No subscriber was told of an event of an aggregate before it was told of the one before."""
    overtaken = """
        SELECT count(*) FROM (SELECT delivered_at, lag(delivered_at)
          OVER (PARTITION BY subscriber, aggregate_id ORDER BY sequence) AS before FROM events_delivery) AS told
        WHERE delivered_at <= before"""
    with connection.cursor() as cursor:
        cursor.execute(overtaken)
        assert cursor.fetchone() == (0,)


def test_without_the_outbox_some_are_lost(careless_market, goods):
    """The one worker is killed each time that it has done something; left alone it loses nothing."""
    web = careless_market.pages("tests.services.enqueueing")
    web.wait_until_ready()
    worker = careless_market.worker("tests.services.enqueueing")
    buyers = Buyers([web.base], goods)
    buyers.order(5)
    eventually(unfinished, 0, within=READY_WITHIN)
    worker.kill()
    buyers.order(40)
    for _ in range(15):
        worker.start()
        wait_for_another_end()
        worker.kill()
    worker.start()
    # What has not come to its end when nothing moves any more, nobody has any longer.
    settled(Delivery.objects.count)
    assert unfinished() > 0


def wait_for_another_end():
    done = Delivery.objects.count()
    eventually(lambda: Delivery.objects.count() > done, True, within=READY_WITHIN)


def unfinished():
    """Tasks that were to be sent for what happened, less those that came to their end."""
    kinds = (all_events()[name] for name in RecordedEvent.objects.values_list("name", flat=True))
    return sum(len(subscribers_of(kind)) for kind in kinds) - Delivery.objects.count()


def settled(count, seconds=20):
    """Wait until a number has not changed for so many seconds."""
    last, since = count(), time.monotonic()
    deadline = since + 240
    while time.monotonic() - since < seconds:
        assert time.monotonic() < deadline
        time.sleep(0.5)
        if (now := count()) != last:
            last, since = now, time.monotonic()
