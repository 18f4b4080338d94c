"""Hints to the broker: in their own queues, together under load, and never in the way of a request."""

import threading

import pytest

from events import broker, sweeping
from events.models import Delivery
from events.wiring import queue_of, queues


@pytest.fixture
def published(monkeypatch):
    """What was handed to the broker."""
    sent = []
    monkeypatch.setattr(broker, "publish", lambda ids, to: sent.append((to, list(ids))))
    return sent


def test_the_longest_fitting_name_says_the_queue():
    assert queue_of("notifications.handlers.feeds.tell_seller") == "notifications"
    assert queue_of("notifications.handlers.sending.send_message") == "messages"
    assert queue_of("orders.handlers.confirm_payment") == "payments"
    assert queue_of("ordersomething.handlers.do") == "default"


def test_every_queue_of_the_broker_gets_its_own_messages_only():
    from marketplace.celery import QUEUES, app

    routes = {(queue.exchange.name, queue.routing_key): queue.name for queue in app.conf.task_queues}
    assert sorted(routes.values()) == sorted(QUEUES)
    assert set(queues()) < set(QUEUES)


def test_hints_that_wait_together_go_together(published, monkeypatch):
    begin, publisher = threading.Event(), broker.Publisher()
    first = threading.Event()
    monkeypatch.setattr(
        broker, "publish", lambda ids, to: (published.append((to, list(ids))), first.set(), begin.wait(10))
    )
    publisher.offer([(1, "search")])
    assert first.wait(10)
    publisher.offer([(number, "search" if number % 2 else "payments") for number in range(2, 8)])
    begin.set()
    wait_for(lambda: len(published) == 3)
    assert published == [("search", [1]), ("payments", [2, 4, 6]), ("search", [3, 5, 7])]


def test_a_dead_broker_costs_the_hints_that_wait_and_nothing_else(monkeypatch, caplog):
    def refuse(ids, to):
        raise OSError("connection refused")

    monkeypatch.setattr(broker, "publish", refuse)
    publisher = broker.Publisher()
    publisher.offer([(number, "search") for number in range(broker.MOST_WAITING + 5)])
    wait_for(publisher.waiting.empty)
    assert "the sweep will deliver" in caplog.text


def test_a_queue_that_piles_up_keeps_no_other_waiting(published, subscribe, happen, monkeypatch):
    monkeypatch.setattr(sweeping, "MOST_AT_ONCE", 3)
    subscribe(one=print)
    for counter in range(5):
        happen(counter)
    late = happen(9).deliveries.get()
    Delivery.objects.filter(pk=late.pk).update(queue="payments")
    assert sweeping.sweep() == 4
    assert ("payments", [late.pk]) in published


def wait_for(true):
    """Until it is so, ten seconds at most."""
    over = threading.Event()
    for _ in range(1000):
        if true():
            return
        over.wait(0.01)
    raise AssertionError("it never came")
