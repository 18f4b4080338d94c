"""One id leads from the request to the last handler, through all processes' logs; the figures are there to be read."""

from __future__ import annotations

import json

import pytest
import requests

from events.models import Delivery, RecordedEvent
from tests.races.serving import PATIENCE, eventually
from tests.races.shopper import Shopper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running(market, lans_stall, make_product):
    """A market that has sold one bag and told everybody."""
    goods = make_product(lans_stall)
    web, worker = market.pages(), market.worker()
    market.beat()
    web.wait_until_ready()
    shopper = Shopper(web.base, "Nguyễn Thị Hồng Ngọc")
    shopper.walk_to_the_checkout(goods.pk)
    answer = shopper.order()
    eventually(lambda: Delivery.objects.exclude(state=Delivery.State.DELIVERED).count(), 0, within=120)
    return web, worker, answer


def lines(process):
    """The log's JSON lines."""
    return [json.loads(line) for line in process.words().splitlines() if line.startswith("{")]


def test_an_id_follows_an_order_from_http_to_the_message(running):
    web, worker, answer = running
    correlation_id = answer.headers["X-Request-ID"]
    [request] = [line for line in lines(web) if line["correlation_id"] == correlation_id]
    assert (request["route"], request["method"], request["status"]) == ("thanh-toan/", "POST", 302)
    handled = [line for line in lines(worker) if line["correlation_id"] == correlation_id]
    told = {line["subscriber"].rpartition(".")[2] for line in handled}
    assert {"text_buyer_of_confirmation", "send_message", "tell_seller_of_order", "index_product"} <= told
    assert set(RecordedEvent.objects.filter(name="MessageQueued").values_list("correlation_id", flat=True)) >= {
        correlation_id
    }


def test_logs_name_no_secret_of_an_order(running):
    web, _worker, answer = running
    secret = answer.headers["Location"].split("/")[3]
    requests.get(web.base + answer.headers["Location"], timeout=PATIENCE)
    assert secret not in web.words()


def test_the_figures_are_for_our_own_network(running):
    web, _worker, _answer = running
    figures = (
        'market_outbox_lag_seconds{queue="payments"} 0.0',
        'market_broker_queue_messages{queue="messages"} 0.0',
        "market_index_drift 0.0",
        'market_reading_ok{reading="notices"} 1.0',
    )

    def missing():
        told = requests.get(f"{web.base}/metrics", timeout=PATIENCE).text
        return [figure for figure in figures if figure not in told]

    # What was indexed a moment ago is found a moment later.
    eventually(missing, [])
    through_the_proxy = requests.get(f"{web.base}/metrics", headers={"X-Real-IP": "203.0.113.9"}, timeout=PATIENCE)
    assert through_the_proxy.status_code == 404
