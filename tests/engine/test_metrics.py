"""What is read for Prometheus, and for whom."""

import pytest
from django.test import Client

from events.models import Delivery
from marketplace import metrics

pytestmark = pytest.mark.django_db


def test_a_parked_delivery_is_counted_with_its_subscriber(lans_stall):
    Delivery.objects.filter(subscriber__endswith="tell_seller").update(state=Delivery.State.PARKED)
    figures = Client().get("/metrics").content.decode()
    assert 'market_parked_deliveries{subscriber="notifications.handlers.feeds.tell_seller"} 1.0' in figures
    assert 'market_open_deliveries{queue="search",state="waiting"} 1.0' in figures


def test_what_search_does_not_know_yet_is_drift(lans_stall, make_product):
    make_product(lans_stall)
    assert "market_index_drift 1.0" in Client().get("/metrics").content.decode()


def test_a_reading_that_fails_is_said_to_fail_and_stops_no_other(monkeypatch):
    def broken():
        raise OSError

    monkeypatch.setitem(metrics.READINGS, "search", broken)
    figures = Client().get("/metrics").content.decode()
    assert 'market_reading_ok{reading="search"} 0.0' in figures
    assert 'market_reading_ok{reading="outbox"} 1.0' in figures


@pytest.mark.parametrize("told", [{"HTTP_X_FORWARDED_FOR": "10.0.0.1"}, {"HTTP_X_REAL_IP": "10.0.0.1"}])
def test_through_the_proxy_there_is_no_such_page(told):
    assert Client().get("/metrics", **told).status_code == 404


@pytest.mark.parametrize(("address", "status"), [("8.8.8.8", 404), ("10.1.2.3", 200), ("", 404)])
def test_only_our_own_network_may_ask(address, status):
    assert Client().get("/metrics", REMOTE_ADDR=address).status_code == status
