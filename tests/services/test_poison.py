"""A poisonous, a deadly and a slow event among others: they are parked or done, and hold nobody else."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction
from django.test import Client

from events import outbox
from events.dispatcher import replay_parked_of
from events.models import Delivery
from tests.races.serving import eventually
from tests.services.consumers import TABLE, Counted
from tests.services.processes import scaled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

WORKER = "tests.services.worker_hasty"
SUBSCRIBER = "tests.services.consumers.choke"
#: Seconds that nine of ten, and half of what is left, may wait.
LAG = 5.0


@pytest.fixture
def choking(environment, tmp_path, monkeypatch, full):
    """A market whose one consumer does not bear everything; in full size with the true back-off and lease."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("TRUNCATE consumer_log")
    more = {
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "CONSUMERS": "CHOKING",
        "CHANGES": "" if full else "hurried",
        "SLOW": "30" if full else "5",
    }
    monkeypatch.setattr(outbox, "subscribers_of", lambda kind: (SUBSCRIBER,))
    with scaled(environment | more, tmp_path, WORKER) as market:
        market.worker(WORKER, processes=3)
        market.beat()
        yield market
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE consumer_log")


def record(counter, manner="plain"):
    with transaction.atomic():
        return outbox.record(Counted(counter, manner)).position


def parked():
    return set(Delivery.objects.filter(state=Delivery.State.PARKED).values_list("event_id", flat=True))


def lags(positions):
    """Seconds from record to delivery."""
    done = Delivery.objects.filter(event__in=positions, state=Delivery.State.DELIVERED).select_related("event")
    return sorted((each.delivered_at - each.event.occurred_at).total_seconds() for each in done)


def test_others_go_on_and_the_poison_is_parked_for_the_operator(choking, full, tuan):
    record(0)
    # The market is up when the first is delivered.
    eventually(lambda: Delivery.objects.filter(state=Delivery.State.DELIVERED).count(), 1, within=120)
    poison, deadly, slow = record(1, "poisonous"), record(2, "deadly"), record(3, "slow")
    behind = record(1)
    others = []
    for number in range(600 if full else 100):
        others.append(record(10 + number % 40))
        time.sleep(0.1)
    eventually(lambda: len(lags(others)), len(others), within=60)
    assert lags(others)[int(len(others) * 0.95)] < LAG
    eventually(parked, {poison, deadly}, within=600)
    assert_parked_with_the_reason(poison, "ValueError: this event cannot be digested")
    assert_parked_with_the_reason(deadly, "WorkerLost")
    eventually(lambda: len(lags([slow])), 1, within=60)
    assert Delivery.objects.get(event=behind).state == Delivery.State.WAITING
    assert_seen_and_replayed(tuan)


def assert_parked_with_the_reason(position, words):
    delivery = Delivery.objects.get(event=position)
    assert (delivery.attempts, delivery.trouble.startswith(words)) == (5, True), delivery.trouble


def assert_seen_and_replayed(operator):
    """The operator reads the reason on the page; another five tries end the same way, and the rest is still theirs."""
    client = Client()
    client.force_login(operator)
    page = client.get("/dieu-hanh/ket/")
    assert "this event cannot be digested" in page.content.decode()
    assert replay_parked_of(subscriber=SUBSCRIBER) == 2
    assert not parked()
    eventually(lambda: len(parked()), 2, within=600)
