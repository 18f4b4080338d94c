"""The one computer of a market loses power at the worst moments; after the next start nothing is lost or double."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from events.dispatcher import dispatch_all
from orders.models import Order
from orders.services import accept_seller_order, hand_over_seller_order
from tests.crash.errand import Errands
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import eventually, serving
from tests.storefront.buying.gateway import notice, start

pytestmark = pytest.mark.django_db(transaction=True)

MOMENTS = [
    "dispatch",
    "sending",
    "orders.handlers.confirm_payment",
    "indicators.handlers.count_sale",
    "search.handlers.index_product",
    "notifications.handlers.texts.text_buyer_of_confirmation",
]


@pytest.fixture
def errands(product, make_product, lans_stall, order_of):
    """One bag is left; one order waits for its payment, another is on its way."""
    last_bag = make_product(lans_stall, title="Mật ong rừng U Minh", quantity=1)
    paid, sent = start(order_of("vnpay")), order_of("cod")
    part = sent.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    dispatch_all()
    return Errands(last_bag.pk, notice(paid), f"/don-hang/{sent.number}/{sent.token}/da-nhan/{part.pk}/")


@pytest.fixture
def database(errands, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def sent_messages(folder):
    """Keys in the file that stands for the gateway, with how often each is there."""
    lines = (folder / "var" / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter(json.loads(line)["key"] for line in lines)


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_power_cut_every_effect_is_there_once(moment, errands, database, tmp_path):
    told_before = database.ask("SELECT count(*) FROM notifications_message")[0][0]
    with serving("tests.crash.dying:application", database.url, tmp_path, CRASH_AT=moment) as server:
        errands.run(server.base)
        if moment == "dispatch":
            assert database.ask("SELECT count(*) FROM events_delivery WHERE state = 'waiting'")[0][0] > 0
        else:
            eventually(lambda: server.process.poll() is not None, True)
        server.kill()
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:
        errands.run(server.base)
        assert errands.unanswered == []
        eventually(lambda: database.ask("SELECT count(*) FROM events_delivery WHERE state <> 'delivered'"), [(0,)])
    assert_everything_once(database, errands)
    # Two orders' buyer and seller each.
    new = database.ask(f"SELECT key FROM notifications_message ORDER BY id LIMIT 99 OFFSET {told_before}")
    assert {key.partition("-")[0] for (key,) in new} == {"buyer", "seller"}
    assert sent_messages(tmp_path) == Counter(dict.fromkeys((key for (key,) in new), 1))
    assert len(new) == 4


def assert_everything_once(database, errands):
    """Orders, ledger, figures, search, and the pages' topics."""
    statuses = database.ask("SELECT status, count(*) FROM order_order GROUP BY status ORDER BY status")
    assert statuses == [(Order.Status.COMPLETED, 1), (Order.Status.CONFIRMED, 2)]
    paid = "SELECT provider, state, count(*) FROM payment_paymentattempt GROUP BY provider, state ORDER BY provider"
    assert database.ask(paid) == [("cod", "captured", 1), ("vnpay", "captured", 1)]
    assert database.ask("SELECT count(*) FROM indicators_salefact") == [(1,)]
    shelf = f"SELECT in_stock FROM search_productdocument WHERE product_id = {errands.product_id}"
    assert [bool(row[0]) for row in database.ask(shelf)] == [False]
    doubles = "SELECT topic, event_id FROM notifications_feedentry GROUP BY topic, event_id HAVING count(*) > 1"
    assert database.ask(doubles) == []
    heard = "SELECT count(*) FROM notifications_feedentry WHERE kind = '{}'"
    assert database.ask(heard.format("OrderConfirmed")) == [(3,)]
    assert database.ask(heard.format("SaleCounted")) == [(1,)]
